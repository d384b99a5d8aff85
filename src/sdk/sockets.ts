import type { SdkClient, SdkConnection } from './sdk-shape.ts';

/** Sockets are counted from 1: what is said of none concerns nobody. */
export const NO_SOCKET = 0;

export interface SocketEnd {
  readonly socketGeneration?: number;
}

/** Numbers the sockets of a session, on over the SDK's connections: a new one would start again at 1. */
export class Sockets {
  readonly #client: Pick<SdkClient, 'connection' | 'connected'>;
  #connection: SdkConnection | null = null;
  #base = 0;

  constructor(client: Pick<SdkClient, 'connection' | 'connected'>) {
    this.#client = client;
  }

  /** The newest. */
  current(): number {
    const { connection } = this.#client;
    if (connection !== null && connection !== this.#connection) {
      this.#base += this.#connection?.socketGeneration ?? 0;
      this.#connection = connection;
    }
    return this.#base + (connection?.socketGeneration ?? 0);
  }

  /** The one that an event of the SDK's is about. */
  of({ socketGeneration }: SocketEnd): number {
    const current = this.current();
    return socketGeneration === undefined ? current : this.#base + socketGeneration;
  }

  /**
   * The one that a problem is about. A warning without an open socket is about one that is gone: a restart of ICE that
   * fails because its socket was replaced warns when the next is on its way.
   */
  troubled(kind: 'error' | 'warning'): number {
    return kind === 'warning' && !this.#client.connected ? NO_SOCKET : this.current();
  }
}
