import { pageSlot } from './registry.ts';

/** What counts as set back, in milliseconds: less is how clocks are kept right all day. */
const SET_BACK = 500;

/**
 * Epoch milliseconds, which never go back: when the computer's clock is set back, time goes on from where it was, or
 * whatever is waited for would wait so much longer. Forward it goes with the clock, as after a sleep.
 */
export function steadyTime(wall = (): number => Date.now(), elapsed = (): number => performance.now()): () => number {
  let ahead = 0;
  let before = wall() - elapsed();
  return () => {
    const now = wall();
    const since = now - elapsed();
    if (since < before - SET_BACK) ahead += Math.round(before - since);
    before = since;
    return now + ahead;
  };
}

/** The time by which everything on the page goes, in epoch milliseconds. */
export const pageTime = (): number => pageSlot('time', steadyTime)();
