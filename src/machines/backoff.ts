import { BACKOFF, JITTER, ONLINE_SPREAD } from './times.ts';

/** A random number from 0 to 1 and the seed for the next (mulberry32): chance as part of the state, so that runs repeat. */
export function random(seed: number): { readonly value: number; readonly seed: number } {
  const next = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(next ^ (next >>> 15), next | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return { value: ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296, seed: next };
}

/** How long to wait before an attempt (from 1), in milliseconds. */
export function wait(attempt: number, seed: number): { readonly delay: number; readonly seed: number } {
  const base = BACKOFF[Math.min(attempt, BACKOFF.length) - 1] ?? BACKOFF[0];
  const chance = random(seed);
  return { delay: Math.round(base * (JITTER.from + (JITTER.to - JITTER.from) * chance.value)), seed: chance.seed };
}

/** How long to wait after the network came back, in milliseconds. */
export function spread(seed: number): { readonly delay: number; readonly seed: number } {
  const chance = random(seed);
  return { delay: Math.round(ONLINE_SPREAD * chance.value), seed: chance.seed };
}
