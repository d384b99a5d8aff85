import type { ErrorCode } from '../contract/errors.ts';
import type { CallSnapshot } from '../contract/snapshots.ts';

/** What became of a call, in the words a person would use. */
export type Ending =
  | 'ended'
  | 'cancelled'
  | 'missed'
  | 'no-answer'
  | 'busy'
  | 'declined'
  | 'not-found'
  | 'no-microphone'
  | 'failed'
  | 'lost'
  | 'transferred';

const BUSY_HERE = 486;
const BUSY_EVERYWHERE = 600;
const NOT_FOUND = 404;

const MICROPHONE_ERRORS: readonly (ErrorCode | null)[] = [
  'mic-denied',
  'mic-dismissed',
  'mic-missing',
  'mic-busy',
  'insecure-context',
  'permissions-policy',
];

/** How an ended call ended; null while it lives. A call that was answered and ended by an error was lost. */
export function ending(call: CallSnapshot): Ending | null {
  if (call.state !== 'destroyed') return null;
  const inbound = call.direction === 'inbound';
  switch (call.cause) {
    case 'originatorCancel':
      return inbound ? 'missed' : 'cancelled';
    case 'timeOut':
      return inbound ? 'missed' : 'no-answer';
    case 'rejected': {
      const busy = call.sipCode === BUSY_HERE || call.sipCode === BUSY_EVERYWHERE;
      return busy && !inbound ? 'busy' : 'declined';
    }
    case 'replaced':
      return 'transferred';
    case 'error':
      if (call.answeredAt !== null) return 'lost';
      if (MICROPHONE_ERRORS.includes(call.error)) return 'no-microphone';
      if (inbound) return 'missed';
      return call.sipCode === NOT_FOUND ? 'not-found' : 'failed';
    default:
      return 'ended';
  }
}
