import type { Clock } from '../../src/controllers/clock.ts';
import { pageSlot } from '../../src/registry.ts';

/** The page's clock, moved by hand. Has to be asked for before any element comes into the page. */
export class TestClock implements Clock {
  readonly waiting = new Map<() => void, number>();
  #now = 1_700_000_000_000;

  now(): number {
    return this.#now;
  }

  wake(callback: () => void, at: number | null): void {
    if (at === null || at === Infinity) this.waiting.delete(callback);
    else this.waiting.set(callback, at);
  }

  /** Lets this many milliseconds pass, ringing for each who waits at the right time. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = [...this.waiting].filter(([, at]) => at <= end).sort(([, a], [, b]) => a - b)[0];
      if (!due) break;
      const [callback, at] = due;
      this.#now = Math.max(this.#now, at);
      this.waiting.delete(callback);
      callback();
      // Rendering happens in a microtask, and says then when it wants to be woken next.
      await new Promise((resolve) => setTimeout(resolve));
    }
    this.#now = end;
  }
}

export const testClock = (): TestClock => pageSlot<TestClock>('clock', () => new TestClock());
