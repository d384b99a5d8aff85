import { isLive, newCall, type CallMachine } from './call-state.ts';
import { report, type Effect } from './effects.ts';
import type { KeptCall, KeptCalls } from './kept-calls.ts';
import { REATTACH_WINDOW } from './times.ts';

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
  // By the time of this page, that of the page before may be yet to come: the clock was set back while it was open.
  const ahead = Math.max(0, leftAt - at);
  const left = leftAt - ahead;
  const reattachBy = left + REATTACH_WINDOW;
  const times = { startedAt: startedAt - ahead, answeredAt: answeredAt && answeredAt - ahead };
  const fresh: CallMachine = { ...newCall(id, at, about), ...times, accepted: true, micMuted, held };
  if (id === stays && answeredAt !== null && at < reattachBy) {
    const recovery = { since: left, packetsExpected: !held, packetsAt: 0 };
    return { ...fresh, reattachBy, media: { ...fresh.media, recovery } };
  }
  return { ...fresh, stage: 'ended', endedAt: at, cause: 'error' };
}
