import type { CallSnapshot, ClientSnapshot, MediaRecoverySnapshot } from '../contract/snapshots.ts';
import { isLive } from './call-state.ts';
import { viewCall } from './call-view.ts';
import { viewConnection } from './connection-state.ts';
import type { PhoneMachine } from './phone-state.ts';

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
  const next: ClientSnapshot = { connection, calls, lastActiveCallId: phone.lastActiveCallId, mediaRecovery };
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

function reuseOrNull<View extends object>(previous: View | null | undefined, next: View | null): View | null {
  return next && reuse(previous ?? undefined, next);
}

function reuse<View extends object>(previous: View | undefined, next: View): View {
  return previous !== undefined && sameFields(previous, next) ? previous : next;
}

function sameFields(left: object, right: object): boolean {
  const fields = Object.entries(left);
  return fields.every(([name, value]) => sameValue(value, (right as Record<string, unknown>)[name]));
}

function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (Array.isArray(left) && Array.isArray(right)) return sameItems(left, right);
  return isObject(left) && isObject(right) && sameFields(left, right);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function sameItems(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => Object.is(item, right[index]));
}
