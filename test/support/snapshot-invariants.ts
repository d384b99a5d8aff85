/** What must hold of every snapshot by itself, and of every step from one to the next. */
import type { CallSnapshot, ClientSnapshot } from '../../src/contract/snapshots.ts';
import type { Happening } from './world.ts';

/** Frozen, and changed where something changed alone. */
export function checkSnapshots({ before, after }: Happening): void {
  if (!Object.isFrozen(after) || !Object.isFrozen(after.calls) || !Object.isFrozen(after.connection))
    fail('not frozen');
  if (after.calls.some((call) => !Object.isFrozen(call) || !Object.isFrozen(call.pending)))
    fail('a call is not frozen');
  const ids = after.calls.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) fail('two views of one call');
  if (after === before) return;
  const same = (left: unknown, right: unknown): boolean =>
    left !== right && JSON.stringify(left) === JSON.stringify(right);
  if (same(before, after) || same(before.connection, after.connection)) fail('equal snapshots, but not the same');
  for (const call of after.calls) {
    const was = before.calls.find(({ id }) => id === call.id);
    if (same(was, call)) fail('equal calls, but not the same');
  }
  const current = after.calls.find(({ id }) => id === after.lastActiveCallId);
  if (after.lastActiveCallId !== null && (current === undefined || !isAnswered(current)))
    fail('the current call is none');
}

/** One call is spoken in at a time, and none is begun before the others are held. */
export function checkFloor({ after, effects }: Happening): void {
  const spoken = after.calls.filter((call) => isAnswered(call) && !call.held);
  if (spoken.length > 0) {
    const front = after.calls.filter((call) => isLive(call) && !call.background).map(({ id }) => id);
    if (front.length !== 1 || front[0] !== after.lastActiveCallId) fail(`in the foreground: ${front.join(', ')}`);
  } else if (after.calls.some(({ background }) => background)) {
    fail('in the background of nothing');
  }
  for (const effect of effects) {
    if (effect.type !== 'dial' && effect.type !== 'answer') continue;
    if (spoken.some(({ id }) => id !== effect.callId)) fail(`${effect.type} in the middle of another call`);
  }
}

/** Another call is spoken in, or on its way there or away. */
export function isTaken({ calls }: ClientSnapshot, callId: string): boolean {
  return calls.some((call) => call.id !== callId && isAnswered(call) && (!call.held || call.pending.length > 0));
}

export function isLive(call: CallSnapshot): boolean {
  return call.state !== 'destroyed';
}

export function isAnswered(call: CallSnapshot): boolean {
  return isLive(call) && call.answeredAt !== null;
}

export function fail(message: string): never {
  throw new Error(message);
}
