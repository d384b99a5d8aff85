import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';

export interface CurrentCallOptions {
  /** Pins the answer to this call, for as long as the client knows it. */
  callId?: string | null | undefined;
  /** How long an ended call stays the current one, in milliseconds. */
  linger: number;
  /** Epoch milliseconds. */
  now: number;
}

export const isLive = (call: CallSnapshot): boolean => call.state !== 'destroyed';

/** Somebody calls, and has no answer yet. */
export const isIncoming = (call: CallSnapshot): boolean =>
  isLive(call) && call.direction === 'inbound' && call.answeredAt === null;

/** The user is making it, or has asked to answer it. */
const isBegun = ({ direction, answeredAt, pending }: CallSnapshot): boolean =>
  answeredAt === null && (direction === 'outbound' || pending.includes('answer'));

/**
 * The live call last active, unless it is held and the user has begun another; without one, the newest ringing; without
 * one, the last ended, for `linger` ms.
 */
export function currentCall(
  { calls, lastActiveCallId }: ClientSnapshot,
  { callId, linger, now }: CurrentCallOptions,
): CallSnapshot | null {
  if (callId) return calls.find((call) => call.id === callId) ?? null;
  let newest: CallSnapshot | null = null;
  let ended: CallSnapshot | null = null;
  let active: CallSnapshot | null = null;
  let begun: CallSnapshot | null = null;
  for (const call of calls) {
    if (!isLive(call)) {
      if ((call.endedAt ?? 0) + linger > now && (call.endedAt ?? 0) >= (ended?.endedAt ?? 0)) ended = call;
    } else if (call.id === lastActiveCallId) {
      active = call;
    } else {
      if (!newest || call.startedAt >= newest.startedAt) newest = call;
      if (isBegun(call) && !(begun && call.startedAt < begun.startedAt)) begun = call;
    }
  }
  return (active?.held ? (begun ?? active) : active) ?? newest ?? ended;
}

/** When `currentCall` changes by itself, in epoch milliseconds; null when it does not. */
export function currentCallChangesAt(call: CallSnapshot | null, { callId, linger }: CurrentCallOptions): number | null {
  return call && !isLive(call) && !callId ? (call.endedAt ?? 0) + linger : null;
}
