import { connectModeOf } from './configuration.ts';
import type { Engine, EngineHost } from './engine.ts';
import { mayHaveCalls } from './kept-key.ts';

/** Fetches what an engine is made by; `attempt` counts from 0, for what remembers that it could not be fetched. */
export type EngineLoader = (attempt: number) => Promise<(host: EngineHost) => Engine>;

export interface EngineRoomHost extends EngineHost {
  /** It is here, and has nothing to do yet. */
  moveIn(engine: Engine): void;
}

/** Where the engine is to be: it is fetched once there is a use for it. */
export class EngineRoom {
  /** Null until it is there. */
  engine: Engine | null = null;

  readonly #load: EngineLoader;
  readonly #host: EngineRoomHost;
  #attempt = 0;
  #fetching: Promise<Engine> | null = null;

  constructor(load: EngineLoader, host: EngineRoomHost) {
    this.#load = load;
    this.#host = host;
  }

  /** Has it fetched for a connection that is wanted, and tells the machine when that cannot be. */
  load(): void {
    this.need().catch(() => this.#host.dispatch({ type: 'load-failed', code: 'sdk-load-failed', final: false }));
  }

  /** Resolves when it is there; rejects when it cannot be fetched, and can be asked again. */
  need(): Promise<Engine> {
    this.#fetching ??= this.#fetch().catch((error: unknown) => {
      this.#fetching = null;
      throw error;
    });
    return this.#fetching;
  }

  /** Calls that the page before may have kept are not left to wait for a connection. */
  recall(): void {
    if (this.engine !== null) this.engine.recall();
    else if (mayHaveCalls()) {
      this.need().catch(() => {
        const { client, configuration } = this.#host;
        // A page that connects by itself asks again when it does, and is told then.
        if (connectModeOf(configuration) === 'manual') client.report({ code: 'sdk-load-failed' });
      });
    }
  }

  async #fetch(): Promise<Engine> {
    const make = await this.#load(this.#attempt++);
    this.engine = make(this.#host);
    this.#host.moveIn(this.engine);
    return this.engine;
  }
}
