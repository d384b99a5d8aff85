import type { RawCause } from '../contract/observations.ts';
import type { CallCause, CallDirection } from '../contract/states.ts';

/** The usual names and Q.850 and SIP codes; neither the SDK nor the documents give the mapping. */
const NAMES: ReadonlyMap<string, CallCause> = new Map(
  Object.entries({
    NORMAL_CLEARING: 'normal',
    ORIGINATOR_CANCEL: 'originatorCancel',
    NO_ANSWER: 'timeOut',
    NO_USER_RESPONSE: 'timeOut',
    RECOVERY_ON_TIMER_EXPIRE: 'timeOut',
    ALLOTTED_TIMEOUT: 'timeOut',
    USER_BUSY: 'rejected',
    CALL_REJECTED: 'rejected',
    ATTENDED_TRANSFER: 'replaced',
    BLIND_TRANSFER: 'replaced',
    PICKED_OFF: 'replaced',
    LOSE_RACE: 'replaced',
  } as const),
);

const SIP_CODES: Readonly<Record<number, CallCause>> = {
  408: 'timeOut',
  480: 'timeOut',
  486: 'rejected',
  487: 'originatorCancel',
  600: 'rejected',
  603: 'rejected',
};

const Q850: Readonly<Record<number, CallCause>> = {
  16: 'normal',
  17: 'rejected',
  18: 'timeOut',
  19: 'timeOut',
  21: 'rejected',
  102: 'timeOut',
  487: 'originatorCancel',
};

/** What a server's bye means in the documents' words. A name says most, then a SIP failure, then the Q.850 code. */
export function serverCause({ cause, causeCode, sipCode }: RawCause): CallCause {
  const named = cause === null ? undefined : NAMES.get(cause);
  if (named !== undefined && named !== 'normal') return named;
  const sip = sipCode === null ? undefined : SIP_CODES[sipCode];
  if (sip !== undefined) return sip;
  if (sipCode !== null && sipCode >= 400) return 'error';
  if (named !== undefined) return named;
  return (causeCode === null ? undefined : Q850[causeCode]) ?? 'error';
}

/** What the user's own hang-up means; the SDK would call it busy before the answer. */
export function localCause(direction: CallDirection, wasAnswered: boolean): CallCause {
  if (wasAnswered) return 'normal';
  return direction === 'outbound' ? 'originatorCancel' : 'rejected';
}
