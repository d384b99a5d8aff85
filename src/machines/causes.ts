import type { RawCause } from '../contract/observations.ts';
import type { CallCause, CallDirection } from '../contract/states.ts';

/** The usual names, and Q.850 and SIP codes; neither the SDK nor the documents give the mapping. */
const SIGNS: readonly (readonly [CallCause, readonly (string | number | null)[]])[] = [
  ['normal', ['NORMAL_CLEARING', 16]],
  ['originatorCancel', ['ORIGINATOR_CANCEL', 487]],
  ['timeOut', ['NO_ANSWER', 'NO_USER_RESPONSE', 'RECOVERY_ON_TIMER_EXPIRE', 'ALLOTTED_TIMEOUT', 18, 19, 102, 408, 480]],
  ['rejected', ['USER_BUSY', 'CALL_REJECTED', 17, 21, 486, 600, 603]],
  ['replaced', ['ATTENDED_TRANSFER', 'BLIND_TRANSFER', 'PICKED_OFF', 'LOSE_RACE']],
];

const meaning = (sign: string | number | null): CallCause | undefined =>
  SIGNS.find(([, signs]) => signs.includes(sign))?.[0];

/** What a server's bye means in the documents' words. A name says most, then a SIP failure, then the Q.850 code. */
export function serverCause({ cause, causeCode, sipCode }: RawCause): CallCause {
  const named = meaning(cause);
  if (named !== undefined && named !== 'normal') return named;
  const failed = sipCode !== null && sipCode >= 400;
  return meaning(sipCode) ?? (failed ? 'error' : (named ?? meaning(causeCode) ?? 'error'));
}

/** What the user's own hang-up means; the SDK would call it busy before the answer. */
export function localCause(direction: CallDirection, wasAnswered: boolean): CallCause {
  if (wasAnswered) return 'normal';
  return direction === 'outbound' ? 'originatorCancel' : 'rejected';
}
