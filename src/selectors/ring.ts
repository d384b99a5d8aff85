import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';

/** `ringtone`: somebody calls · `ringback`: it rings at the other side, as the caller hears it. */
export type RingSound = 'ringtone' | 'ringback';

/** `waiting`: somebody calls in the middle of another call, which is not to be drowned. */
export type Ring = RingSound | 'waiting';

/** What is to be heard of calls that ring; null for silence. */
export function ringOf({ connection, calls }: ClientSnapshot): Ring | null {
  // Without a server nobody can answer, and nobody knows whether it rings.
  if (connection.state !== 'connected') return null;
  const talking = calls.some(({ state }) => state === 'active' || state === 'reconnecting');
  if (calls.some(isWaiting)) return talking ? 'waiting' : 'ringtone';
  if (talking) return null;
  return calls.some((call) => isRinging(call, 'outbound') && !call.earlyMedia) ? 'ringback' : null;
}

/** The calls that ring here and wait for somebody who has not noticed yet. */
export const ringingCalls = ({ connection, calls }: ClientSnapshot): readonly CallSnapshot[] =>
  connection.state === 'connected' ? calls.filter(isWaiting) : [];

const isRinging = ({ state, direction }: CallSnapshot, wanted: CallSnapshot['direction']): boolean =>
  state === 'ringing' && direction === wanted;

function isWaiting(call: CallSnapshot): boolean {
  return isRinging(call, 'inbound') && !call.shownByPage && !call.pending.some(isReaction);
}

const isReaction = (command: string): boolean => command === 'answer' || command === 'reject';
