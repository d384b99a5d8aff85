import { pageSlot } from '../registry.ts';
import { pageTime } from '../steady-time.ts';

/** Browsers fire at once what is set further ahead than 2^31 ms. */
const LONGEST = 2 ** 31 - 1;

/** One timer for everything on the page that changes by itself. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back once, when `at` has come; replaces what the callback was waiting for. Null: not any more. */
  wake(callback: () => void, at: number | null): void;
}

/**
 * Holds a single timeout, for the earliest of what is waited for, so that each countdown and each call timer turns
 * over exactly on its own second; and none when nobody waits.
 */
function createClock(): Clock {
  const waiting = new Map<() => void, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Infinity;

  const set = (at: number): void => {
    clearTimeout(timer);
    dueAt = at;
    timer = at === Infinity ? undefined : setTimeout(ring, Math.min(Math.max(0, at - pageTime()), LONGEST));
  };

  const ring = (): void => {
    const now = pageTime();
    const due: (() => void)[] = [];
    let next = Infinity;
    for (const [callback, at] of waiting) {
      if (at <= now) due.push(callback);
      else next = Math.min(next, at);
    }
    for (const callback of due) waiting.delete(callback);
    set(next);
    for (const callback of due) callback();
  };

  return {
    now: pageTime,
    wake(callback, at) {
      if (at === null || at === Infinity) {
        // A timer that nobody waits for any more may ring once in vain, unless it would be the only one left.
        if (waiting.delete(callback) && !waiting.size) set(Infinity);
        return;
      }
      waiting.set(callback, at);
      if (at < dueAt) set(at);
    },
  };
}

/** The page's clock. */
export const pageClock = (): Clock => pageSlot('clock', createClock);
