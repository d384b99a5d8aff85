import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';

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
export function keepCalls(
  { calls, lastActiveCallId }: Pick<ClientSnapshot, 'calls' | 'lastActiveCallId'>,
  at: number,
): KeptCalls | null {
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
