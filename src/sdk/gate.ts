import type { SdkClient } from './sdk-shape.ts';

/**
 * Owns when the SDK connects. Its own timer, its send queue and its gateway retry all call `connect()` on the instance,
 * outside our schedule; that one method is shadowed there, and lets an attempt through only when ours is due.
 */
export class Gate {
  readonly #connect: () => Promise<void>;
  #open = false;

  constructor(client: SdkClient) {
    this.#connect = client.connect.bind(client);
    client.connect = () => (this.#open ? this.#connect() : Promise.resolve());
  }

  letThrough(): void {
    this.#open = true;
    try {
      void this.#connect();
    } finally {
      this.#open = false;
    }
  }
}
