import type { MediaRecoverySnapshot } from '../contract/snapshots.ts';

/** The microphone was refused: for the first time, in another way, or once more. */
export function wasRefused(was: MediaRecoverySnapshot | null, is: MediaRecoverySnapshot | null): boolean {
  if (!is || is.retrying) return false;
  return !was || was.retrying || was.callId !== is.callId || was.cause !== is.cause;
}
