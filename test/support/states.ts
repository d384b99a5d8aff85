import type { CallSnapshot, ClientSnapshot, ConnectionSnapshot } from '../../src/contract/snapshots.ts';
import type { ErrorCode } from '../../src/contract/errors.ts';
import { aSnapshot } from './snapshots.ts';

/** What elements can be in, as data. Times are milliseconds from now: negative ones have passed. */
export interface ShownState {
  readonly name: string;
  readonly connection?: Partial<ConnectionSnapshot>;
  readonly calls?: readonly Partial<CallSnapshot>[];
  /** Of the first call, if there is one. */
  readonly mediaRecovery?: ErrorCode;
  /** States that have to be gone through first, so that there is something to be over. */
  readonly after?: readonly Pick<ShownState, 'connection' | 'calls' | 'mediaRecovery'>[];
  /** Dispatched as `telnyx-error` when the state is reached. */
  readonly error?: ErrorCode;
  /** Opens the phone's keypad. */
  readonly keypad?: boolean;
}

const TALK: Partial<CallSnapshot> = {
  startedAt: -80_000,
  answeredAt: -73_000,
  remoteMedia: 'flowing',
  mediaHealthy: true,
};
const LOST: Partial<CallSnapshot> = { ...TALK, state: 'reconnecting', mediaHealthy: false, mediaLostAt: -3000 };
const OUTAGE: Partial<ConnectionSnapshot> = { state: 'reconnecting', reason: 'signaling', lostAt: -9000, attempt: 3 };
const ended = (change: Partial<CallSnapshot>): Partial<CallSnapshot> => ({
  startedAt: -20_000,
  state: 'destroyed',
  endedAt: -500,
  ...change,
});

export const STATES: readonly ShownState[] = [
  { name: 'idle', connection: { state: 'idle' } },
  { name: 'connecting', connection: { state: 'connecting' } },
  {
    name: 'could-not-connect',
    connection: { state: 'connecting', reason: 'signaling', attempt: 2, nextAttemptAt: 1800 },
  },
  { name: 'ready' },
  { name: 'calling', calls: [{ state: 'new', startedAt: -1000, pending: ['dial'] }] },
  { name: 'ringing', calls: [{ state: 'ringing', startedAt: -4000 }] },
  {
    name: 'incoming',
    calls: [{ state: 'ringing', direction: 'inbound', startedAt: -2000, remoteName: 'Ada Lovelace' }],
  },
  {
    name: 'answering',
    calls: [{ state: 'ringing', direction: 'inbound', startedAt: -2000, pending: ['answer'], remoteNumber: '' }],
  },
  { name: 'active', calls: [{ ...TALK, remoteName: 'Ada Lovelace' }] },
  {
    name: 'badly',
    calls: [{ ...TALK, quality: { loss: 0.2, lossSent: 0, jitter: 40, roundTrip: 300, mos: 2.3, level: 'poor' } }],
  },
  { name: 'keypad', calls: [TALK], keypad: true },
  { name: 'muted', calls: [{ ...TALK, micMuted: true }] },
  { name: 'holding', calls: [{ ...TALK, pending: ['hold'] }] },
  { name: 'held', calls: [{ ...TALK, state: 'held', held: true, remoteMedia: null }] },
  { name: 'stalled', calls: [{ ...TALK, remoteMedia: 'stalled', mediaHealthy: false }] },
  { name: 'unheard', calls: [{ ...TALK, localMedia: 'stalled' }] },
  {
    name: 'call-waiting',
    calls: [TALK, { id: 'call-2', state: 'ringing', direction: 'inbound', startedAt: -2000, background: true }],
  },
  {
    name: 'two-calls',
    calls: [
      {
        ...TALK,
        id: 'call-2',
        state: 'held',
        held: true,
        background: true,
        remoteMedia: null,
        remoteName: 'Grace Hopper',
      },
      TALK,
    ],
  },
  {
    name: 'answering-waiting',
    calls: [
      { ...TALK, pending: ['hold'] },
      { id: 'call-2', state: 'ringing', direction: 'inbound', startedAt: -2000, pending: ['answer'], background: true },
    ],
  },
  { name: 'waiting', connection: { ...OUTAGE, nextAttemptAt: 3900 }, calls: [TALK] },
  { name: 'trying', connection: { ...OUTAGE, attempt: 4 } },
  { name: 'server', connection: { ...OUTAGE, reason: 'server', nextAttemptAt: 7600 } },
  { name: 'offline', connection: { ...OUTAGE, reason: 'offline', attempt: 0 }, calls: [TALK] },
  { name: 'recovering', calls: [LOST] },
  { name: 'exhausted', connection: { state: 'disconnected', reason: 'exhausted', error: 'exhausted' } },
  { name: 'signed-out', connection: { state: 'disconnected', reason: 'auth', error: 'token-expired' } },
  { name: 'elsewhere', connection: { state: 'disconnected', reason: 'elsewhere', error: 'open-elsewhere' } },
  { name: 'back-online', calls: [{ ...TALK, recoveries: 1 }], after: [{ connection: OUTAGE, calls: [TALK] }] },
  { name: 'call-lost', calls: [ended({ ...TALK, state: 'destroyed', cause: 'error', endedAt: -500 })] },
  { name: 'ended', calls: [ended({ answeredAt: -73_000, cause: 'normal', remoteName: 'Ada Lovelace' })] },
  { name: 'busy', calls: [ended({ cause: 'rejected', sipCode: 486 })] },
  { name: 'not-found', calls: [ended({ cause: 'error', sipCode: 404, remoteNumber: 'nobody' })] },
  { name: 'missed', calls: [ended({ direction: 'inbound', cause: 'originatorCancel', remoteName: 'Ada Lovelace' })] },
  {
    name: 'microphone-lost',
    calls: [{ ...TALK, localMedia: 'stalled', microphoneLost: true }],
    mediaRecovery: 'mic-lost',
  },
  { name: 'microphone-blocked-ahead', mediaRecovery: 'mic-denied' },
  {
    name: 'microphone-busy',
    calls: [{ state: 'ringing', direction: 'inbound', startedAt: -2000, pending: ['answer'] }],
    mediaRecovery: 'mic-busy',
  },
  {
    name: 'microphone-missing',
    calls: [{ state: 'new', startedAt: -1000, pending: ['dial'] }],
    mediaRecovery: 'mic-missing',
  },
  { name: 'mic-denied', error: 'mic-denied' },
  { name: 'not-configured', connection: { state: 'idle' }, error: 'not-configured' },
];

const TIMES = ['lostAt', 'restoredAt', 'nextAttemptAt', 'startedAt', 'answeredAt', 'endedAt', 'mediaLostAt'];

function timed<Part extends object>(part: Part, now: number): Part {
  const entries = Object.entries(part).map(([name, value]: [string, unknown]) => [
    name,
    TIMES.includes(name) && typeof value === 'number' ? now + value : value,
  ]);
  return Object.fromEntries(entries) as Part;
}

/** The state's snapshots, in the order in which a client goes through them. */
export function snapshotsOf(state: ShownState, now: number): ClientSnapshot[] {
  return [...(state.after ?? []), state].map(({ connection = {}, calls = [], mediaRecovery }) => {
    const snapshot = aSnapshot(timed(connection, now), ...calls.map((call) => timed(call, now)));
    const callId = snapshot.calls[0]?.id ?? null;
    const deadline = callId === null || mediaRecovery === 'mic-lost' ? null : now + 12_000;
    return mediaRecovery
      ? { ...snapshot, mediaRecovery: { callId, cause: mediaRecovery, deadline, retrying: false } }
      : snapshot;
  });
}
