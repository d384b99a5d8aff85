/** How calls end: Q.850 causes with the SIP codes that go with them. */
import type { Ending } from './state.ts';

export const ENDINGS = {
  normal: ending('NORMAL_CLEARING', 16, null, null),
  busy: ending('USER_BUSY', 17, 486, 'Busy Here'),
  rejected: ending('CALL_REJECTED', 21, 603, 'Decline'),
  noAnswer: ending('NO_ANSWER', 19, 480, 'Temporarily Unavailable'),
  absent: ending('SUBSCRIBER_ABSENT', 20, 480, 'Temporarily Unavailable'),
  unknown: ending('UNALLOCATED_NUMBER', 1, 404, 'Not Found'),
  cancelled: ending('ORIGINATOR_CANCEL', 487, 487, 'Request Terminated'),
  replaced: ending('ATTENDED_TRANSFER', 16, null, null),
  lost: ending('RECOVERY_ON_TIMER_EXPIRE', 102, 408, 'Request Timeout'),
  restarted: ending('DESTINATION_OUT_OF_ORDER', 27, 502, 'Bad Gateway'),
  mediaFailed: ending('INCOMPATIBLE_DESTINATION', 88, 488, 'Not Acceptable Here'),
} as const satisfies Record<string, Ending>;

/** What the far end is told when this end hung up before the call was answered. */
export function unansweredEnding(direction: 'inbound' | 'outbound', given: Ending): Ending {
  if (direction === 'outbound') return ENDINGS.cancelled;
  return given.causeCode === ENDINGS.rejected.causeCode ? ENDINGS.rejected : ENDINGS.busy;
}

function ending(cause: string, causeCode: number, sipCode: number | null, sipReason: string | null): Ending {
  return { cause, causeCode, sipCode, sipReason };
}
