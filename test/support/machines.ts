/** Builders for states and events of the machines, and the short words in which their tables are written. */
import type {
  CallIdentity,
  CallObservation,
  CallProgress,
  MediaSample,
  MicrophoneObservation,
  PeerState,
  RawCause,
} from '../../src/contract/observations.ts';
import type { ErrorCode } from '../../src/contract/errors.ts';
import type { CallQuality } from '../../src/contract/snapshots.ts';
import type { CallCommand } from '../../src/contract/states.ts';
import { newCall, NO_IDENTITY, type CallMachine, type Media } from '../../src/machines/call-state.ts';
import { callStateOf } from '../../src/machines/call-view.ts';
import { initialConnection, type ConnectionMachine, type Phase } from '../../src/machines/connection-state.ts';
import type { Effect } from '../../src/machines/effects.ts';
import type { CallCommandEvent, MachineEvent } from '../../src/machines/events.ts';
import type { Pending } from '../../src/machines/pending.ts';
import { initialPhone, type PhoneMachine } from '../../src/machines/phone-state.ts';
import { NO_TOKEN, type TokenMachine } from '../../src/machines/token.ts';

/** When everything under test begins, in epoch milliseconds; the events come at `NOW`. */
export const THEN = 1_000_000;
export const NOW = THEN + 100;

/** The socket that counts in the tables. */
export const SOCKET = 7;

// Connection

/** A connection that was registered before, unless told otherwise. */
export function connection(phase: Phase, over: Partial<ConnectionMachine> = {}): ConnectionMachine {
  const trying = !['idle', 'ready', 'closing', 'closed'].includes(phase.name);
  return {
    ...initialConnection(1, phase.name !== 'offline'),
    phase,
    established: phase.name !== 'idle',
    loaded: true,
    attempt: trying ? 2 : 0,
    maxAttempts: 10,
    reason: phase.name === 'offline' ? 'offline' : trying ? 'signaling' : null,
    socket: phase.name === 'opening' || phase.name === 'registering' || phase.name === 'ready' ? SOCKET : 0,
    lostAt: trying ? THEN : null,
    readyAt: THEN,
    heardAt: THEN,
    ...over,
  };
}

export const IN = {
  idle: connection({ name: 'idle' }),
  claiming: connection({ name: 'claiming', deadline: THEN + 30_000 }),
  loading: connection({ name: 'preparing', deadline: THEN + 30_000 }, { loaded: false }),
  fetching: connection({ name: 'preparing', deadline: THEN + 10_000 }),
  opening: connection({ name: 'opening', deadline: THEN + 8000 }),
  registering: connection({ name: 'registering', deadline: THEN + 15_000, askAt: null }),
  asking: connection({ name: 'registering', deadline: THEN + 15_000, askAt: THEN + 2000 }),
  ready: connection({ name: 'ready' }),
  probing: connection(
    { name: 'ready' },
    { probes: 3, probe: { id: 3, startedAt: THEN, deadline: THEN + 4000 }, heardAt: THEN },
  ),
  waiting: connection({ name: 'waiting', until: THEN + 2000 }),
  offline: connection({ name: 'offline' }),
  closing: connection({ name: 'closing', deadline: THEN + 8000, then: 'disconnected' }),
  releasing: connection({ name: 'closing', deadline: THEN + 8000, then: 'idle' }),
  reopening: connection({ name: 'closing', deadline: THEN + 8000, then: 'connect' }),
  closed: connection({ name: 'closed', reason: 'exhausted', error: 'exhausted' }),
} as const;

/** `opening #2 signaling +8000`: what it does, for which attempt, why it is not connected, and for how long. */
export function inWords(machine: ConnectionMachine, at: number): string {
  const { phase } = machine;
  const trying = [`#${machine.attempt}`, machine.reason].filter((word) => word !== null).join(' ');
  switch (phase.name) {
    case 'idle':
      return 'idle';
    case 'ready':
      return machine.probe === null ? 'ready' : `ready, probing +${machine.probe.deadline - at}`;
    case 'offline':
      return `offline ${trying}`;
    case 'claiming':
      return `claiming ${trying} +${phase.deadline - at}`;
    case 'waiting':
      return `waiting ${trying} ${about(phase.until - at)}`;
    case 'closing':
      return `closing to ${phase.then} +${phase.deadline - at}`;
    case 'closed':
      return `closed ${phase.reason}${phase.error === null ? '' : `: ${phase.error}`}`;
    case 'registering': {
      const asking = phase.askAt === null ? '' : `, asking +${phase.askAt - at}`;
      return `registering ${trying} +${phase.deadline - at}${asking}`;
    }
    default:
      return `${phase.name} ${trying} +${phase.deadline - at}`;
  }
}

/** A wait is random within a quarter of its nominal length: `~2s`; after `online` within half a second: `<0.5s`. */
function about(wait: number): string {
  const nominal = [1, 2, 4, 8, 16, 32].find((s) => wait >= s * 750 && wait <= s * 1250);
  if (nominal !== undefined) return `~${nominal}s`;
  return wait >= 0 && wait <= 500 ? '<0.5s' : `${wait}`;
}

// Calls

export const IDENTITY: CallIdentity = {
  telnyxCallControlId: 'control',
  telnyxSessionId: 'session',
  telnyxLegId: 'leg',
};
export const CALL = 'call-1';
/** The ticket of the command in a table's row, and of one that is already pending. */
export const TICKET = 9;
export const EARLIER = 1;

export function pending(command: CallCommand, over: Partial<Pending> = {}): Pending {
  return { command, ticket: EARLIER, deadline: THEN + 10_000, ...over };
}

export function call(over: Partial<Omit<CallMachine, 'media'>> = {}, media: Partial<Media> = {}): CallMachine {
  const direction = over.direction ?? 'outbound';
  const made = newCall(CALL, THEN, {
    direction,
    remoteNumber: '+15550001111',
    remoteName: 'Ada',
    object: 1,
    identity: NO_IDENTITY,
    stage: 'new',
  });
  return { ...made, ...over, media: { ...made.media, ...media } };
}

/** A call in conversation: answered, connected, packets arriving. */
export function answered(over: Partial<Omit<CallMachine, 'media'>> = {}, media: Partial<Media> = {}): CallMachine {
  return call(
    { stage: 'answered', accepted: true, answeredAt: THEN, microphone: true, answerAsked: true, ...over },
    { peer: 'connected', apartSince: null, met: true, inboundPackets: 100, inboundSeen: true, ...media },
  );
}

/** A call whose media is lost, while packets are expected to come back. */
export function recovering(over: Partial<Omit<CallMachine, 'media'>> = {}, media: Partial<Media> = {}): CallMachine {
  return answered(over, {
    peer: 'failed',
    apartSince: THEN,
    recovery: { since: THEN, packetsExpected: true, packetsAt: 100 },
    ...media,
  });
}

/** A token that does not say when it ends. */
export const HELD: TokenMachine = { ...NO_TOKEN, held: true };

export function phone(
  calls: readonly CallMachine[],
  at: ConnectionMachine = IN.ready,
  over: Partial<PhoneMachine> = {},
): PhoneMachine {
  const answers = calls.filter((one) => one.stage === 'answered');
  const { lastActiveCallId = (answers.find(({ held }) => !held) ?? answers[0])?.id ?? null } = over;
  const spoken = answers.some(({ id, held }) => id === lastActiveCallId && !held);
  return {
    ...initialPhone(initialConnection(1, at.online)),
    connection: at,
    token: HELD,
    credentials: 'provided-token',
    calls: calls.map((one) =>
      spoken && one.id !== lastActiveCallId && one.stage !== 'ended' ? { ...one, background: true } : one,
    ),
    tombstones: calls.filter((one) => one.stage === 'ended').map((one) => one.id),
    ...over,
    lastActiveCallId,
  };
}

/** `active [hold] muted`: the state as it is shown, what is pending, and what is remembered beside. */
export function callInWords(one: CallMachine): string {
  const words: (string | false)[] = [
    callStateOf(one),
    one.cause ?? false,
    one.media.stalled && one.stage === 'answered' && 'stalled',
    one.held && callStateOf(one) === 'reconnecting' && 'on-hold',
    one.background && 'background',
    one.pending.length > 0 &&
      `[${one.pending.map(({ command, waits }) => (waits ? `${command} waits` : command)).join(' ')}]`,
    one.micMuted && 'muted',
    one.microphoneProblem !== null &&
      `${one.microphoneProblem.retrying ? 'trying' : 'without'} ${one.microphoneProblem.code}`,
    one.stage === 'new' && one.accepted && 'accepted',
    one.object !== 1 && `object-${one.object}`,
    one.reattachBy !== null && 'awaited',
    one.unlisted && 'unlisted',
    one.orphaned && 'orphaned',
    one.byeOwed && 'owes-bye',
  ];
  return words.filter((word) => word !== false).join(' ');
}

// Events about a call

const about1 = { callId: CALL } as const;
export const NO_CAUSE: RawCause = { cause: null, causeCode: null, sipCode: null, sipReason: null };

export function appeared(over: Partial<Extract<CallObservation, { type: 'call-appeared' }>> = {}): CallObservation {
  return {
    type: 'call-appeared',
    ...about1,
    object: 1,
    direction: 'inbound',
    attach: false,
    remoteNumber: '+15550002222',
    remoteName: 'Bob',
    identity: IDENTITY,
    ...over,
  };
}

export const progress = (what: CallProgress, object = 1, callId = CALL): CallObservation => ({
  type: 'call-progress',
  callId,
  object,
  progress: what,
  identity: IDENTITY,
});

export const ended = (byServer: boolean, raw: Partial<RawCause> = {}, object = 1): CallObservation => ({
  type: 'call-ended',
  ...about1,
  object,
  byServer,
  raw: { ...NO_CAUSE, ...raw },
});

export const peer = (state: PeerState, object = 1, callId = CALL): CallObservation => ({
  type: 'peer-changed',
  callId,
  object,
  peer: state,
});

/** A call that sounds as good as one can. */
export const aQuality = (about: Partial<CallQuality> = {}): CallQuality => ({
  loss: 0,
  lossSent: 0,
  jitter: 5,
  roundTrip: 40,
  mos: 4.4,
  level: 'excellent',
  ...about,
});

export const sampled = (sample: Partial<MediaSample> = {}, object = 1, callId = CALL): CallObservation => ({
  type: 'sampled',
  callId,
  object,
  sample: {
    peer: 'connected',
    inboundPackets: 150,
    outboundPackets: 150,
    arrivals: null,
    unheardFor: 0,
    microphoneLost: false,
    quality: aQuality(),
    ...sample,
  },
});

export const microphoneGiven: MicrophoneObservation = { type: 'microphone-given', ...about1 };
export const microphoneRefused = (code: ErrorCode): MicrophoneObservation => ({
  type: 'microphone-refused',
  ...about1,
  code,
});

export const asked = (
  name: Exclude<CallCommandEvent['name'], 'dtmf'>,
  ticket = TICKET,
  callId = CALL,
): MachineEvent => ({
  type: 'command',
  callId,
  ticket,
  command: { name },
});

export const digits = (keys: string, ticket = TICKET): MachineEvent => ({
  type: 'command',
  ...about1,
  ticket,
  command: { name: 'dtmf', digits: keys },
});

// Effects

/** `mic off`, `done 9`, `fail 9 not-connected`, `report! exhausted`: an effect in a few words; `!` is fatal. */
export function effectInWords(effect: Effect): string {
  switch (effect.type) {
    case 'microphone':
      return effect.live ? 'mic on' : 'mic off';
    case 'hangup':
      return effect.bye ? 'hangup with bye' : 'hangup';
    case 'digits':
      return `digits ${effect.digits}`;
    case 'tab':
      return effect.act;
    case 'close-session':
      return effect.forget ? 'close-session forget' : 'close-session';
    case 'settle':
      return settled(effect);
    case 'report':
      return `${effect.severity === 'warning' ? 'warn' : 'report'}${effect.fatal ? '!' : ''} ${effect.code}`;
    default:
      return effect.type;
  }
}

function settled({ ticket, outcome }: Extract<Effect, { type: 'settle' }>): string {
  switch (outcome.kind) {
    case 'done':
      return `done ${ticket}`;
    case 'overtaken':
      return `abort ${ticket}`;
    case 'failed':
      return `fail ${ticket} ${outcome.code}`;
  }
}
