import type { CallCause, CallDirection } from '../../../src/contract/states.ts';
import type { RawCause } from '../../../src/contract/observations.ts';
import type { CallSession } from '../../../src/contract/client.ts';
import type { Group, Item } from '../item.ts';
import type { Scene } from '../scene.ts';

interface End {
  readonly id: string;
  readonly title: string;
  readonly direction: CallDirection;
  readonly cause: CallCause;
  readonly says: string;
  /** What came before. */
  readonly from: 'ringing' | 'talking';
  readonly by: Partial<RawCause> | ((call: CallSession) => Promise<void>);
}

const ENDS: readonly End[] = [
  {
    id: 'ended',
    title: 'Ended by the other side',
    direction: 'inbound',
    cause: 'normal',
    says: 'Call ended',
    from: 'talking',
    by: {},
  },
  {
    id: 'hung-up',
    title: 'Hung up, dialled',
    direction: 'outbound',
    cause: 'normal',
    says: 'Call ended',
    from: 'talking',
    by: (call) => call.hangup(),
  },
  {
    id: 'cancelled',
    title: 'Cancelled before the answer',
    direction: 'outbound',
    cause: 'originatorCancel',
    says: 'Call cancelled',
    from: 'ringing',
    by: (call) => call.hangup(),
  },
  {
    id: 'missed',
    title: 'Missed',
    direction: 'inbound',
    cause: 'originatorCancel',
    says: 'Missed call',
    from: 'ringing',
    by: { cause: 'ORIGINATOR_CANCEL', causeCode: 487 },
  },
  {
    id: 'missed-too-long',
    title: 'Missed, rang too long',
    direction: 'inbound',
    cause: 'timeOut',
    says: 'Missed call',
    from: 'ringing',
    by: { cause: 'NO_ANSWER', causeCode: 19 },
  },
  {
    id: 'no-answer',
    title: 'No answer',
    direction: 'outbound',
    cause: 'timeOut',
    says: 'No answer',
    from: 'ringing',
    by: { cause: 'NO_ANSWER', causeCode: 19, sipCode: 480 },
  },
  {
    id: 'busy',
    title: 'Busy',
    direction: 'outbound',
    cause: 'rejected',
    says: 'Busy',
    from: 'ringing',
    by: { cause: 'USER_BUSY', causeCode: 17, sipCode: 486 },
  },
  {
    id: 'declined',
    title: 'Declined by the other side',
    direction: 'outbound',
    cause: 'rejected',
    says: 'Call declined',
    from: 'ringing',
    by: { cause: 'CALL_REJECTED', causeCode: 21, sipCode: 603 },
  },
  {
    id: 'rejected',
    title: 'Rejected here',
    direction: 'inbound',
    cause: 'rejected',
    says: 'Call declined',
    from: 'ringing',
    by: (call) => call.reject(),
  },
  {
    id: 'not-found',
    title: 'Unknown number',
    direction: 'outbound',
    cause: 'error',
    says: 'Number not found',
    from: 'ringing',
    by: { cause: 'UNALLOCATED_NUMBER', causeCode: 1, sipCode: 404 },
  },
  {
    id: 'failed',
    title: 'Failed at the server',
    direction: 'outbound',
    cause: 'error',
    says: 'Call failed',
    from: 'ringing',
    by: { cause: 'NETWORK_OUT_OF_ORDER', causeCode: 38, sipCode: 503 },
  },
  {
    id: 'replaced',
    title: 'Transferred',
    direction: 'inbound',
    cause: 'replaced',
    says: 'Call transferred',
    from: 'talking',
    by: { cause: 'ATTENDED_TRANSFER' },
  },
];

async function before(scene: Scene, { direction, from }: End): Promise<CallSession> {
  if (direction === 'inbound' && from === 'talking') return scene.talk();
  await scene.connect();
  if (direction === 'inbound') return scene.incoming();
  const call = await scene.ring();
  if (from === 'talking') {
    scene.session.progress(call.id, 'answered');
    scene.hear(call.id);
  }
  return call;
}

const items = ENDS.map((end): Item => {
  const { id, title, direction, cause, says, by } = end;
  return {
    id,
    title,
    attributes: {
      'connection-state': 'connected',
      'call-state': 'destroyed',
      'call-direction': direction,
      'call-cause': cause,
    },
    says: [says, 'Close'],
    async play(scene) {
      const call = await before(scene, end);
      if (typeof by === 'function') await by(call);
      else scene.session.bye(call.id, by);
    },
  };
});

export const endings: Group = { id: 'endings', title: 'How calls end', items };
