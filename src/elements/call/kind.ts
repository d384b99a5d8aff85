import type { CallSnapshot } from '../../contract/snapshots.ts';
import { isIncoming, isLive } from '../../selectors/current-call.ts';
import type { CallActions } from '../call-actions.ts';

export type CallKind = 'incoming' | 'call' | 'ended';

/** How far the call is, or the one that is only wished for. */
export function callKind(call: CallSnapshot | null): CallKind {
  if (!call) return 'call';
  if (!isLive(call)) return 'ended';
  return isIncoming(call) ? 'incoming' : 'call';
}

/** What the user has opened in the place of the controls. */
export const openPanel = (call: CallSnapshot | null, actions: CallActions): string | null =>
  actions.inCall?.of(call).panel ?? null;
