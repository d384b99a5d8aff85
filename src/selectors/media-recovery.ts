import type { ErrorCode } from '../contract/errors.ts';
import type { ClientSnapshot } from '../contract/snapshots.ts';
import { isMendable } from '../machines/call-microphone.ts';
import { secondsUntil, secondsUntilChangeAt } from './timer.ts';

/** What there is to say about a microphone that cannot be had. */
export interface MediaRecovery {
  readonly cause: ErrorCode;
  /** What giving it up does: reject the call that rings, end the one that is, or no more than put the words away. */
  readonly end: 'reject' | 'end' | 'dismiss';
  /** Trying again is of use without loading the page anew. */
  readonly mendable: boolean;
  readonly retrying: boolean;
  /** Until the call ends by itself; null without a call. */
  readonly seconds: number | null;
  /** When this changes by itself, in epoch milliseconds; null when it does not. */
  readonly changesAt: number | null;
}

/** Null when there is nothing to recover, or not for the call that an element is pinned to. */
export function mediaRecovery(
  { mediaRecovery: recovery, calls }: ClientSnapshot,
  pinned: string | null,
  now: number,
): MediaRecovery | null {
  if (!recovery || (pinned && pinned !== recovery.callId)) return null;
  const { callId, cause, deadline, retrying } = recovery;
  const call = calls.find(({ id }) => id === callId);
  const rings = call?.direction === 'inbound' && call.answeredAt === null;
  return {
    cause,
    end: rings ? 'reject' : call ? 'end' : 'dismiss',
    mendable: isMendable(cause),
    retrying,
    seconds: deadline === null ? null : secondsUntil(deadline, now),
    changesAt: deadline === null ? null : secondsUntilChangeAt(deadline, now),
  };
}
