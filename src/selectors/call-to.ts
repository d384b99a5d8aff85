import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';
import { isLive } from './current-call.ts';

export interface CallToOptions {
  /** The call that was made last by whoever asks. */
  made: string | null;
  /** Empty: an assistant, which is called without a number. */
  destination: string | null;
  /** How long an ended call is shown, in milliseconds. */
  linger: number;
  /** Epoch milliseconds. */
  now: number;
}

/** What people write between digits, and the client leaves out. */
const plain = (number: string): string => number.replace(/[\s().\-/]/g, '');

/**
 * The call that a call button shows: the one that it made, live or just ended; else one that goes on to its destination,
 * made by another button, or on the page before this one.
 */
export function callTo(
  { calls }: ClientSnapshot,
  { made, destination, linger, now }: CallToOptions,
): CallSnapshot | null {
  const own = calls.find(({ id }) => id === made) ?? null;
  if (own && isLive(own)) return own;
  const wanted = destination === null ? null : plain(destination);
  const other = calls.findLast(
    (call) => isLive(call) && call.direction === 'outbound' && plain(call.remoteNumber) === wanted,
  );
  return other ?? (own && (own.endedAt ?? 0) + linger > now ? own : null);
}
