import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';
import { isIncoming } from './current-call.ts';

/**
 * The call that waits for an answer here, also beside another that goes on: the newest, or the one with `callId`. Null
 * without one, and for one that the page shows by itself.
 */
export const incomingCall = ({ calls }: ClientSnapshot, callId: string | null): CallSnapshot | null =>
  calls.findLast((call) => isIncoming(call) && !call.shownByPage && (!callId || call.id === callId)) ?? null;
