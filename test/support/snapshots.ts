import type { CallSnapshot, ClientSnapshot, ConnectionSnapshot } from '../../src/contract/snapshots.ts';

const CONNECTION: ConnectionSnapshot = {
  state: 'connected',
  reason: null,
  attempt: 0,
  maxAttempts: 10,
  nextAttemptAt: null,
  lostAt: null,
  restoredAt: null,
  error: null,
};

const CALL: CallSnapshot = {
  id: 'call-1',
  recoveredCallId: null,
  attachments: 0,
  telnyxCallControlId: null,
  telnyxSessionId: null,
  telnyxLegId: null,
  direction: 'outbound',
  state: 'active',
  startedAt: 0,
  answeredAt: null,
  endedAt: null,
  remoteNumber: '+15551234567',
  remoteName: '',
  micMuted: false,
  held: false,
  background: false,
  pending: [],
  cause: null,
  sipCode: null,
  sipReason: null,
  error: null,
  remoteMedia: null,
  localMedia: null,
  microphoneLost: false,
  mediaHealthy: false,
  mediaLostAt: null,
  recoveries: 0,
  earlyMedia: false,
  shownByPage: false,
  quality: null,
};

/** A connection snapshot: connected, unless said otherwise. */
export const aConnection = (change: Partial<ConnectionSnapshot> = {}): ConnectionSnapshot =>
  Object.freeze({ ...CONNECTION, ...change });

/** A call snapshot: outbound and active, unless said otherwise. */
export const aCall = (change: Partial<CallSnapshot> = {}): CallSnapshot => Object.freeze({ ...CALL, ...change });

/** A snapshot with these calls; of the live ones, the last that was answered is the one last active. */
export function aSnapshot(
  connection: Partial<ConnectionSnapshot> = {},
  ...calls: Partial<CallSnapshot>[]
): ClientSnapshot {
  const all = calls.map(aCall);
  const active = all.filter((call) => call.state !== 'destroyed' && call.answeredAt !== null).at(-1);
  return Object.freeze({
    connection: aConnection(connection),
    calls: Object.freeze(all),
    lastActiveCallId: active?.id ?? null,
    mediaRecovery: null,
    playbackBlocked: false,
    devices: null,
  });
}
