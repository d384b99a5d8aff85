import type { PhoneClient } from '../contract/client.ts';

type Writer = (number: string, client: PhoneClient) => string;

let writer: Writer = (number) => number;

/** A number as people write it; as it is, until what is known of numbers has been fetched. */
export const written: Writer = (number, client) => writer(number, client);

/** What is known of numbers has been fetched. */
export const writeWith = (better: Writer): void => {
  writer = better;
};
