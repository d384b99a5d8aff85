import type { CallSnapshot, ClientSnapshot, MediaRecoverySnapshot } from '../contract/snapshots.ts';
import { isLive } from './call-state.ts';
import { viewCall } from './call-view.ts';
import { viewConnection } from './connection-state.ts';
import type { PhoneMachine } from './phone-state.ts';
import { reuse, reuseOrNull, sameItems } from './reuse.ts';

/**
 * The phone as the page sees it. What has not changed since `previous` keeps its identity, the whole included, so that
 * a change is a change of identity and nothing is announced twice.
 */
export function viewPhone(phone: PhoneMachine, previous: ClientSnapshot | null): ClientSnapshot {
  const connection = reuse(previous?.connection, viewConnection(phone.connection));
  const before = new Map<string, CallSnapshot>(previous?.calls.map((call) => [call.id, call]));
  const views = phone.calls.map((call) => reuse(before.get(call.id), viewCall(call)));
  const calls = previous !== null && sameItems(previous.calls, views) ? previous.calls : Object.freeze(views);
  const mediaRecovery = reuseOrNull(previous?.mediaRecovery, viewMediaRecovery(phone));
  const devices = reuseOrNull(previous?.devices, phone.devices);
  const { lastActiveCallId, playbackBlocked } = phone;
  const next: ClientSnapshot = { connection, calls, lastActiveCallId, mediaRecovery, playbackBlocked, devices };
  return reuse(previous ?? undefined, Object.freeze(next));
}

/** The call that waits for the microphone; or, while no call needs it, that the next one will not have it. */
function viewMediaRecovery({ calls, microphone }: PhoneMachine): MediaRecoverySnapshot | null {
  const waiting = calls.find((call) => call.microphoneProblem !== null);
  const problem = waiting?.microphoneProblem;
  if (waiting && problem) {
    const { code, deadline, retrying } = problem;
    return Object.freeze({ callId: waiting.id, cause: code, deadline, retrying });
  }
  if (microphone === null || calls.some(isLive)) return null;
  return Object.freeze({ callId: null, cause: microphone, deadline: null, retrying: false });
}
