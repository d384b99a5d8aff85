import type { PhoneClient } from '../contract/client.ts';

type Writer = (number: string, client: PhoneClient) => string;

/** A number as people write it; as it is, until what is known of numbers has been fetched. */
export let written: Writer = (number) => number;

export const writeWith = (writer: Writer): void => {
  written = writer;
};
