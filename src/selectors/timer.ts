import type { CallSnapshot } from '../contract/snapshots.ts';
import { isLive } from './current-call.ts';

/** Whole seconds of talk so far, held and recovering time included; null before the call was answered. */
export function talkSeconds(call: CallSnapshot, now: number): number | null {
  if (call.answeredAt === null) return null;
  return Math.max(0, Math.floor(((call.endedAt ?? now) - call.answeredAt) / 1000));
}

/** When `talkSeconds` changes next, in epoch milliseconds; null when it does not. */
export function talkSecondsChangeAt(call: CallSnapshot, now: number): number | null {
  if (call.answeredAt === null || !isLive(call)) return null;
  return call.answeredAt + ((talkSeconds(call, now) ?? 0) + 1) * 1000;
}

/** Whole seconds until `at`, counted up to the next second as a countdown is read aloud; never negative. */
export const secondsUntil = (at: number, now: number): number => Math.max(0, Math.ceil((at - now) / 1000));

/** When `secondsUntil` changes next, in epoch milliseconds; null once it has arrived. */
export function secondsUntilChangeAt(at: number, now: number): number | null {
  const seconds = secondsUntil(at, now);
  return seconds ? at - (seconds - 1) * 1000 : null;
}
