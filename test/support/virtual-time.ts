/**
 * Stands in for the clock and the timers of a page or of Node, so that a test can let half a minute pass in no time.
 * Rendering, promises and messages go on as ever.
 */
export class VirtualTime {
  readonly #real = { setTimeout, clearTimeout, now: Date.now };
  /** Browsers take it only from the page itself. */
  readonly #later = setTimeout.bind(globalThis);
  readonly #timers = new Map<number, { readonly at: number; readonly ring: () => void }>();
  #now = 1_700_000_000_000;
  #last = 0;

  constructor() {
    const globals = globalThis as unknown as Record<'setTimeout' | 'clearTimeout', unknown>;
    globals.setTimeout = (callback: (...values: unknown[]) => void, delay = 0, ...values: unknown[]): number => {
      this.#last += 1;
      // As in browsers, where a timer that is to wait longer rings at once.
      const wait = delay > 2 ** 31 - 1 ? 0 : Math.max(0, delay);
      this.#timers.set(this.#last, { at: this.#now + wait, ring: () => callback(...values) });
      return this.#last;
    };
    globals.clearTimeout = (id: number | undefined): void => void this.#timers.delete(id ?? 0);
    Date.now = () => this.#now;
  }

  get now(): number {
    return this.#now;
  }

  /** How many timeouts are set. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Lets what is under way settle. */
  async settle(): Promise<void> {
    // A task rather than a microtask: everything that promises alone can bring about has happened by then.
    for (let round = 0; round < 3; round += 1) await new Promise((resolve) => this.#later(resolve));
  }

  /** Lets this many milliseconds pass; every timer rings at its own time. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await this.settle();
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (due === undefined) break;
      const [id, { at, ring }] = due;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, at);
      ring();
      await this.settle();
    }
    this.#now = end;
  }

  /** Lets this many milliseconds pass while nothing can run: timers that are due ring late. */
  block(milliseconds: number): void {
    this.#now += milliseconds;
    for (const [id, { at, ring }] of [...this.#timers]) {
      if (at > this.#now) continue;
      this.#timers.delete(id);
      ring();
    }
  }

  restore(): void {
    globalThis.setTimeout = this.#real.setTimeout;
    globalThis.clearTimeout = this.#real.clearTimeout;
    Date.now = this.#real.now;
  }
}
