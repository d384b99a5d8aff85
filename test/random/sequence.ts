/** What is played: made of a seed alone, so that a number brings a failure back, and made smaller step by step. */
import { FAULTS } from './faults.ts';
import { USER_ACTIONS } from './user-actions.ts';
import type { Action } from './action.ts';

/** Everything that can happen, by name. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map(
  [...USER_ACTIONS, ...FAULTS].map((action) => [action.name, action]),
);

/** The name of an action, and the milliseconds after it; a step that is not possible when it is due is left out. */
export type Step = readonly [action: string, wait: number];

export interface Sequence {
  readonly seed: number;
  /** Whether the page keeps its call through a reload. */
  readonly keepCall: boolean;
  readonly maxAttempts: number;
  readonly steps: readonly Step[];
}

const WAITS = [0, 0, 100, 300, 600, 1_000, 1_000, 2_000, 3_500, 5_000, 8_000];
/** Few attempts, so that the phone gives up now and then. */
const ATTEMPTS = [2, 10, 10];
/** Mostly there is a call to begin with: without one little can go wrong. */
const BEGINNINGS = ['dial 9664', 'dial 9196', 'dial 9664', 'a call comes in', 'dial 9004', null];

/** Numbers from 0 to 1 that look like chance, always the same for a seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function sequenceOf(seed: number, length: number): Sequence {
  const next = chance(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const actions = [...ACTIONS.values()];
  const total = actions.reduce((sum, { weight }) => sum + weight, 0);
  const anAction = (): string => {
    let left = next() * total;
    return actions.find(({ weight }) => (left -= weight) < 0)!.name;
  };
  const keepCall = next() < 0.5;
  const maxAttempts = pick(ATTEMPTS);
  const first = pick(BEGINNINGS);
  const steps: Step[] = Array.from({ length }, () => [anAction(), pick(WAITS)]);
  return {
    seed,
    keepCall,
    maxAttempts,
    steps: first === null ? steps : ([[first, 1_500], ...steps].slice(0, length) as Step[]),
  };
}

/**
 * A smaller sequence that fails too: leaves out ever smaller parts, as long as what is left fails.
 * @param fails plays a sequence
 * @param tries how many may be played
 */
export async function shrink(
  sequence: Sequence,
  fails: (smaller: Sequence) => Promise<boolean>,
  tries: number,
): Promise<Sequence> {
  let smallest = sequence;
  let left = tries;
  for (let size = Math.ceil(sequence.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = smallest.steps.length - size; from > -size && left > 0; from -= size) {
      const start = Math.max(0, from);
      const steps = smallest.steps.toSpliced(start, size + Math.min(0, from));
      if (steps.length === smallest.steps.length) continue;
      left -= 1;
      if (await fails({ ...smallest, steps })) smallest = { ...smallest, steps };
    }
  }
  return smallest;
}

/** A sequence as it can be read, and put among the regressions. */
export function inWords({ seed, keepCall, maxAttempts, steps }: Sequence): string {
  const list = steps.map(([action, wait]) => `['${action}', ${wait}]`).join(', ');
  return `{ seed: ${seed}, keepCall: ${keepCall}, maxAttempts: ${maxAttempts}, steps: [${list}] }`;
}
