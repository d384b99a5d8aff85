import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';
import { isLive, newCall, type CallMachine } from './call-state.ts';
import { report, type Effect } from './effects.ts';
import { REATTACH_WINDOW } from './times.ts';

/** What of a call has to outlast its page. No credential is in it. */
export type KeptCall = Pick<
  CallSnapshot,
  | 'id'
  | 'direction'
  | 'startedAt'
  | 'answeredAt'
  | 'remoteNumber'
  | 'remoteName'
  | 'micMuted'
  | 'held'
  | 'telnyxCallControlId'
  | 'telnyxSessionId'
  | 'telnyxLegId'
>;

/** The calls that were alive on a page when it was left. */
export interface KeptCalls {
  /** Epoch milliseconds. */
  readonly leftAt: number;
  /** The one that can come back; the SDK brings back one alone. */
  readonly stays: string | null;
  readonly calls: readonly KeptCall[];
}

/** What a page that is left has to leave behind; null without a live call. */
export function keepCalls({ calls, lastActiveCallId }: ClientSnapshot, at: number): KeptCalls | null {
  const live = calls.filter(({ state }) => state !== 'destroyed');
  if (live.length === 0) return null;
  const stays = live.find(({ id, answeredAt }) => id === lastActiveCallId && answeredAt !== null)?.id ?? null;
  return { leftAt: at, stays, calls: live.map(kept) };
}

function kept(call: CallSnapshot): KeptCall {
  const { id, direction, startedAt, answeredAt, remoteNumber, remoteName, micMuted, held } = call;
  const { telnyxCallControlId, telnyxSessionId, telnyxLegId } = call;
  const identity = { telnyxCallControlId, telnyxSessionId, telnyxLegId };
  return { id, direction, startedAt, answeredAt, remoteNumber, remoteName, micMuted, held, ...identity };
}

/**
 * The calls of the page before, on this one: the one that stayed is without audio until the server brings it back, and
 * has until the server has forgotten it; the others have ended, and are shown so rather than vanish.
 */
export function restoreCalls(
  known: readonly CallMachine[],
  { leftAt, stays, calls }: KeptCalls,
  at: number,
): { readonly calls: readonly CallMachine[]; readonly effects: readonly Effect[] } {
  const before = new Set(known.map(({ id }) => id));
  const restored = calls.filter(({ id }) => !before.has(id)).map((call) => restore(call, leftAt, at, stays));
  return {
    calls: [...restored, ...known],
    effects: restored
      .filter((call) => !isLive(call))
      .map(({ id }) => report('session-lost', { callId: id, fatal: true })),
  };
}

function restore(call: KeptCall, leftAt: number, at: number, stays: string | null): CallMachine {
  const { id, direction, startedAt, answeredAt, remoteNumber, remoteName, micMuted, held } = call;
  const { telnyxCallControlId, telnyxSessionId, telnyxLegId } = call;
  const identity = { telnyxCallControlId, telnyxSessionId, telnyxLegId };
  const about = { direction, remoteNumber, remoteName, object: 0, identity, stage: 'answered' } as const;
  const reattachBy = leftAt + REATTACH_WINDOW;
  const fresh: CallMachine = { ...newCall(id, at, about), accepted: true, startedAt, answeredAt, micMuted, held };
  if (id === stays && answeredAt !== null && at < reattachBy) {
    const recovery = { since: Math.min(leftAt, at), packetsExpected: !held, packetsAt: 0 };
    return { ...fresh, reattachBy, media: { ...fresh.media, recovery } };
  }
  return { ...fresh, stage: 'ended', endedAt: at, cause: 'error' };
}
