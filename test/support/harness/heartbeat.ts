import type { Lateness } from './log.ts';

const BEAT = 25;

/** Notes when this process is late with its timers, and by how much. */
export class Heartbeat {
  readonly late: Lateness[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor() {
    let due = performance.now() + BEAT;
    this.#timer = setInterval(() => {
      const ms = performance.now() - due;
      due = performance.now() + BEAT;
      if (ms > BEAT) this.late.push({ at: Date.now(), ms });
    }, BEAT);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** By how much a machine was late with everything it had to do in a window. */
export function latenessIn(lists: readonly (readonly Lateness[])[], from: number, to: number): number {
  return lists
    .flat()
    .filter(({ at, ms }) => at >= from && at - ms <= to)
    .reduce((sum, { ms }) => sum + ms, 0);
}
