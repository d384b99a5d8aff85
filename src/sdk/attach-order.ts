import type { SdkSocket } from './sdk-shape.ts';

/** How long, in milliseconds, the call that is to stay waits for others that the server has announced. */
const PATIENCE = 2000;
const LOOK_EVERY = 20;

/**
 * On a new page the SDK takes up the first call that the server brings back, whichever it is, and answers no other:
 * those would stay open at the server. So they are handed to it one at a time, and the one that is to stay comes last,
 * when the others have been hung up.
 */
export class AttachOrder {
  readonly #stays: string;
  readonly #isFree: () => boolean;
  readonly #waiting = new Map<string, () => unknown>();
  #announced = new Set<string>();
  #since = 0;
  #done = false;

  /** `isFree`: the SDK has no call. */
  constructor(stays: string, isFree: () => boolean) {
    this.#stays = stays;
    this.#isFree = isFree;
  }

  /** Stands between an open socket and the SDK's handler, until the call that stays has been handed over. */
  guard(socket: SdkSocket): void {
    const handle = socket.onmessage;
    if (handle === null || this.#done) return;
    this.#waiting.clear();
    this.#since = Date.now();
    socket.onmessage = (event) => {
      const deliver = (): unknown => handle.call(socket, event);
      const { method, params = {} } = read(event.data);
      if (Array.isArray(params['reattached_sessions']))
        this.#announced = new Set<string>(params['reattached_sessions']);
      if (this.#done || method !== 'telnyx_rtc.attach') {
        deliver();
        return;
      }
      this.#waiting.set(String(params['callID']), deliver);
      this.#next();
    };
  }

  #next(): void {
    if (this.#waiting.size === 0) return;
    const [id] = [...this.#waiting.keys()].sort((left, right) => this.#rank(left) - this.#rank(right));
    const late = Date.now() - this.#since > PATIENCE;
    const early = id === this.#stays && !late && [...this.#announced].some((each) => each !== id);
    if (id !== undefined && this.#isFree() && !early) {
      const deliver = this.#waiting.get(id);
      this.#waiting.delete(id);
      this.#announced.delete(id);
      this.#done = id === this.#stays;
      deliver?.();
    }
    setTimeout(() => this.#next(), LOOK_EVERY);
  }

  #rank(id: string): number {
    return id === this.#stays ? 1 : 0;
  }
}

function read(data: unknown): { method?: string; params?: Record<string, unknown> } {
  // Few frames bring a call back; the others need not be read twice.
  if (typeof data !== 'string' || !/"telnyx_rtc\.(attach|clientReady)"/.test(data)) return {};
  try {
    return JSON.parse(data) as { method?: string; params?: Record<string, unknown> };
  } catch {
    return {};
  }
}
