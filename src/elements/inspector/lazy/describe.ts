import type { ClientEventMap, ClientEventName, SignalingMessageDetail } from '../../../contract/events.ts';
import type { CallSnapshot, ClientSnapshot } from '../../../contract/snapshots.ts';
import { redact, redactText } from '../../../redaction.ts';
import type { Entry } from '../view.ts';

export const KINDS = ['connection', 'call', 'media', 'problem', 'message'] as const;
export type Kind = (typeof KINDS)[number];

/** An entry in a line. */
export interface Line {
  readonly kind: Kind;
  /** What happened, by the names of states and messages. */
  readonly title: string;
  readonly note: string;
  readonly tone: 'good' | 'warning' | 'bad' | 'none';
  readonly direction: SignalingMessageDetail['direction'] | null;
}

type Words = readonly [
  kind: Kind,
  title: string,
  note?: readonly (string | null | false)[],
  tone?: Line['tone'] | undefined,
];
type Describe = {
  readonly [Name in ClientEventName]: (detail: ClientEventMap[Name], at: number) => Words;
} & { readonly snapshot: (detail: ClientSnapshot) => Words };

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
const step = (previous: string | null | undefined, next: string): string =>
  previous === undefined || previous === null || previous === next ? next : `${previous} → ${next}`;
const party = ({ direction, remoteNumber, remoteName }: CallSnapshot): string =>
  [direction, remoteNumber, remoteName].filter(Boolean).join(' ');

const TONES: Readonly<Record<string, Line['tone']>> = {
  connected: 'good',
  active: 'good',
  flowing: 'good',
  reconnecting: 'warning',
  stalled: 'warning',
  disconnected: 'bad',
};

const problem =
  (tone: Line['tone']) =>
  ({ code, sdkCode, message, callId }: ClientEventMap['telnyx-error']): Words => [
    'problem',
    code,
    [message, sdkCode !== null && `SDK ${sdkCode}`, callId],
    tone,
  ];

const DESCRIBE: Describe = {
  snapshot: ({ connection, calls }) => [
    'connection',
    connection.state,
    ['observed from here on', ...calls.map((call) => `${call.state} ${party(call)}`)],
  ],
  'telnyx-connection-change': ({ state, previous, reason, attempt, maxAttempts, nextAttemptAt }, at) => [
    'connection',
    step(previous, state),
    [
      reason,
      attempt > 0 && `attempt ${attempt} of ${maxAttempts}`,
      nextAttemptAt !== null && `next in ${seconds(nextAttemptAt - at)}`,
    ],
    TONES[state],
  ],
  'telnyx-reconnecting': ({ scope, reason, callId }) => [
    scope === 'media' ? 'media' : 'connection',
    'reconnecting',
    [scope, reason !== scope && reason, callId ?? null],
    'warning',
  ],
  'telnyx-reconnected': ({ scope, duration, callId }) => [
    scope === 'media' ? 'media' : 'connection',
    'reconnected',
    [scope, `after ${seconds(duration)}`, callId ?? null],
    'good',
  ],
  'telnyx-disconnected': ({ reason, error }) => ['connection', 'disconnected', [reason, error], error ? 'bad' : 'none'],
  'telnyx-incoming-call': ({ call }) => ['call', 'incoming call', [party(call.snapshot), call.id]],
  'telnyx-call-change': ({ snapshot, previous }) => [
    'call',
    step(previous?.state, snapshot.state),
    [
      party(snapshot),
      snapshot.micMuted && 'muted',
      snapshot.pending.length > 0 && `pending ${snapshot.pending.join(' ')}`,
      snapshot.cause,
      snapshot.sipCode !== null && `SIP ${snapshot.sipCode}`,
      snapshot.id,
    ],
    snapshot.cause === 'error' ? 'bad' : TONES[snapshot.state],
  ],
  'telnyx-call-recovered': ({ call, recoveredCallId }) => [
    'call',
    'recovered',
    [party(call.snapshot), recoveredCallId],
    'good',
  ],
  'telnyx-remote-media-change': ({ call, remoteMedia }) => [
    'media',
    remoteMedia ?? 'none expected',
    [party(call.snapshot), call.id],
    TONES[remoteMedia ?? ''],
  ],
  'telnyx-conversation-message': ({ role, text, final, call }) => ['call', role, [final ? text : `${text}…`, call.id]],
  'telnyx-media-recovery': ({ cause }) => ['media', cause, ['microphone'], 'warning'],
  'telnyx-token-expiring': ({ expiresAt }, at) => ['connection', 'token expiring', [`in ${seconds(expiresAt - at)}`]],
  'telnyx-warning': problem('warning'),
  'telnyx-error': problem('bad'),
  'telnyx-signaling-message': ({ method, documentedName, gateway, payload }) => {
    const { result, error } = (payload ?? {}) as { result?: unknown; error?: { code?: unknown; message?: unknown } };
    const answer = error ? `error ${String(error.code)} ${String(error.message)}` : result !== undefined && 'result';
    const real = documentedName === null ? null : method;
    return ['message', documentedName ?? (method || '(no method)'), [real, answer, gateway], error ? 'bad' : 'none'];
  },
} as const;

/** What an entry says in a line, without secrets. */
export function describe({ name, detail, at }: Entry): Line {
  const told = DESCRIBE[name] as (detail: object, at: number) => Words;
  const [kind, title, notes = [], tone = 'none'] = told(detail, at);
  const direction = name === 'telnyx-signaling-message' ? (detail as SignalingMessageDetail).direction : null;
  const note = notes.filter(Boolean).join(', ');
  return { kind, title: redactText(title), note: redactText(note), tone, direction };
}

/** All that is known of an entry, as data without secrets; of a call, its state at that time. */
export function dataOf({ name, detail }: Entry): unknown {
  if (name === 'telnyx-signaling-message') return (detail as SignalingMessageDetail).payload;
  const plain = JSON.stringify(detail, (key, value: unknown) => {
    if (key !== 'call') return value;
    // The call's snapshot stands beside it, or it is all there is.
    return 'snapshot' in detail ? undefined : (value as { snapshot?: unknown }).snapshot;
  });
  return redact(JSON.parse(plain));
}
