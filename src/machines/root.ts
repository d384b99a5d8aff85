import type { ErrorCode } from '../contract/errors.ts';
import type { CallObservation, MicrophoneOutlook, ProblemObservation } from '../contract/observations.ts';
import {
  callWakeAt,
  end,
  hangUp,
  letGo,
  observe,
  signalingLost,
  signalingRestored,
  tickCall,
  unlisted,
  type CallStep,
  type Ending,
  type Signaling,
} from './call.ts';
import {
  isMendable,
  microphoneGiven,
  microphoneRefused,
  rejectMicrophone,
  resumeMicrophone,
} from './call-microphone.ts';
import { isLive, newCall, NO_IDENTITY, type CallMachine } from './call-state.ts';
import { mediaHealthy } from './call-view.ts';
import { command, commandSettled } from './commands.ts';
import { isPutAway, isStale, stepConnection, suspect } from './connection.ts';
import type { Surroundings } from './connection-attempt.ts';
import { connectionWakeAt, initialConnection, type ConnectionMachine } from './connection-state.ts';
import { earliest } from './earliest.ts';
import { fail, report, type Effect } from './effects.ts';
import type { KeptCalls } from './kept-calls.ts';
import type { CredentialKind, MachineEvent } from './events.ts';
import { begin } from './pending.ts';
import { renewalWakeAt, RESTING, stepRenewal, type RenewalMachine } from './renewal.ts';
import { restoreCalls } from './restored-calls.ts';
import { NO_TOKEN, stepToken, type TokenMachine } from './token.ts';

/** How many ended calls are kept, so that elements can linger on them. */
const KEEP_ENDED = 10;

/** How many calls that are over are remembered by name; a server brings back those of the last minutes at most. */
const KEEP_TOMBSTONES = 100;

/** The whole phone as one value. */
export interface PhoneMachine {
  readonly connection: ConnectionMachine;
  readonly token: TokenMachine;
  readonly renewal: RenewalMachine;
  readonly credentials: CredentialKind;
  /** Oldest first. */
  readonly calls: readonly CallMachine[];
  readonly lastActiveCallId: string | null;
  /** Why the next call will not have the microphone, as far as that is known; null otherwise. */
  readonly microphone: ErrorCode | null;
  /** Calls that are over for the user: whatever the server brings back under these ids is hung up. */
  readonly tombstones: readonly string[];
}

export interface PhoneStep {
  readonly state: PhoneMachine;
  readonly effects: readonly Effect[];
  /** Events to handle next, each making a state that can be seen. */
  readonly raise: readonly MachineEvent[];
  /** When a `tick` is due (epoch milliseconds), or null. */
  readonly wakeAt: number | null;
}

export function initialPhone(seed: number, online: boolean): PhoneMachine {
  return {
    connection: initialConnection(seed, online),
    token: NO_TOKEN,
    renewal: RESTING,
    credentials: 'none',
    calls: [],
    lastActiveCallId: null,
    microphone: null,
    tombstones: [],
  };
}

/** One event, one step: pure. */
export function stepPhone(before: PhoneMachine, event: MachineEvent, at: number): PhoneStep {
  if (isStale(before.connection, event)) return still(before);
  const effects: Effect[] = [];
  const raise: MachineEvent[] = [];
  const take = (step: CallStep): CallMachine => {
    effects.push(...step.effects);
    raise.push(...(step.raise ?? []));
    return step.state;
  };

  const configured = event.type === 'configured' ? { ...before, credentials: event.credentials } : before;
  const ready = stepAll(configured, event, at, take, effects);
  const connected = moveConnection(ready, event, at, effects);
  const moved = followConnection(ready, connected, at, take);
  const suspected = saysThatServerLives(event) ? moved : lookIntoSilence(before, moved, at, effects);
  const state = tidy(before, suspected);
  return { ...still(state), effects, raise };
}

function still(state: PhoneMachine): PhoneStep {
  const wakeAt = earliest(
    connectionWakeAt(state.connection),
    renewalWakeAt(state.renewal, state.connection, state.credentials),
    ...state.calls.map(callWakeAt),
  );
  return { state, effects: [], raise: [], wakeAt };
}

/** What the event means for the calls. */
function stepAll(
  phone: PhoneMachine,
  event: MachineEvent,
  at: number,
  take: (step: CallStep) => CallMachine,
  effects: Effect[],
): PhoneMachine {
  const signaling = signalingOf(phone.connection);
  const each = (change: (call: CallMachine) => CallStep): PhoneMachine => ({
    ...phone,
    calls: phone.calls.map((call) => take(change(call))),
  });
  const one = (id: string, change: (call: CallMachine) => CallStep): PhoneMachine => ({
    ...phone,
    calls: phone.calls.map((call) => (call.id === id ? take(change(call)) : call)),
  });
  switch (event.type) {
    case 'reattaching':
      return each((call) => unlisted(call, event.callIds));
    case 'tick':
      return each((call) => tickCall(call, at, signaling));
    case 'disconnect':
      return each((call) => (isLive(call) ? hangUp(call, at, signaling) : { state: call, effects: [] }));
    case 'dial':
      return dial(phone, event, at, effects);
    case 'command':
      if (find(phone, event.callId) === undefined) effects.push(fail(event.ticket, 'session-lost'));
      return one(event.callId, (call) => command(call, event.command, event.ticket, at, signaling));
    case 'shown-by-page':
      return one(event.callId, (call) => ({
        state: isLive(call) ? { ...call, shownByPage: true } : call,
        effects: [],
      }));
    case 'command-done':
      return one(event.callId, (call) => commandSettled(call, event.ticket, { kind: 'done' }));
    case 'command-failed':
      return one(event.callId, (call) => commandFailed(call, event, at));
    case 'calls-kept':
      return restored(phone, event.kept, at, effects);
    case 'call-appeared':
      return appeared(phone, event, at, one, effects, signaling);
    case 'microphone-given':
      return { ...one(event.callId, (call) => microphoneGiven(call, at)), microphone: null };
    case 'microphone-refused': {
      // What no call can put right, the next call will meet too.
      const microphone = isMendable(event.code) ? phone.microphone : event.code;
      return { ...one(event.callId, (call) => microphoneRefused(call, event.code, at)), microphone };
    }
    case 'microphone-outlook':
      return { ...each((call) => lookedAhead(call, event)), microphone: event.code };
    case 'resume-media':
      if (event.callId !== null) return one(event.callId, resumeMicrophone);
      effects.push({ type: 'resume-microphone', callId: null });
      return phone;
    case 'reject-media':
      if (event.callId !== null) return one(event.callId, (call) => rejectMicrophone(call, at, signaling));
      return { ...phone, microphone: null };
    case 'call-progress':
    case 'call-ended':
    case 'call-forgotten':
    case 'hold-failed':
    case 'peer-changed':
    case 'sampled':
      return one(event.callId, (call) => observe(call, event, at, signaling));
    case 'problem':
      return problem(phone, event, at, one, effects, signaling);
    default:
      return phone;
  }
}

type ChangeOne = (id: string, change: (call: CallMachine) => CallStep) => PhoneMachine;

function dial(
  phone: PhoneMachine,
  event: Extract<MachineEvent, { type: 'dial' }>,
  at: number,
  effects: Effect[],
): PhoneMachine {
  if (phone.connection.phase.name !== 'ready') {
    effects.push(fail(event.ticket, 'not-connected'));
    return phone;
  }
  const call = newCall(event.callId, at, {
    direction: 'outbound',
    remoteNumber: event.destination,
    remoteName: '',
    object: 0,
    identity: NO_IDENTITY,
    stage: 'new',
  });
  effects.push({ type: 'dial', callId: event.callId });
  // The browser may ask for the microphone first; the clock stands until that is given.
  const { pending } = begin([], 'dial', event.ticket, null);
  return { ...phone, calls: [...phone.calls, { ...call, pending }] };
}

function restored(phone: PhoneMachine, kept: KeptCalls, at: number, effects: Effect[]): PhoneMachine {
  const step = restoreCalls(phone.calls, kept, at);
  effects.push(...step.effects);
  return { ...phone, calls: step.calls };
}

/** What waits for the microphone tries again as soon as that seems worth it, but never makes the browser ask again. */
function lookedAhead(call: CallMachine, { code, granted }: MicrophoneOutlook): CallStep {
  const asksAgain = call.microphoneProblem?.code === 'mic-dismissed' && !granted;
  return code === null && !asksAgain ? resumeMicrophone(call) : { state: call, effects: [] };
}

function commandFailed(
  call: CallMachine,
  event: Extract<MachineEvent, { type: 'command-failed' }>,
  at: number,
): CallStep {
  const entry = call.pending.find((pending) => pending.ticket === event.ticket);
  if (entry?.command === 'dial') return end(call, at, { cause: 'error', error: event.code, message: event.message });
  return commandSettled(call, event.ticket, { kind: 'failed', effect: fail(event.ticket, event.code, event.message) });
}

function appeared(
  phone: PhoneMachine,
  event: Extract<CallObservation, { type: 'call-appeared' }>,
  at: number,
  one: ChangeOne,
  effects: Effect[],
  signaling: Signaling,
): PhoneMachine {
  const known = find(phone, event.callId);
  if (
    phone.tombstones.includes(event.callId) ||
    (known === undefined && (event.attach || isPutAway(phone.connection)))
  ) {
    // Brought back although it is over, or from a page that is no more, or come to a phone that is being put away:
    // nobody here would know of an open microphone.
    effects.push(
      { type: 'microphone', callId: event.callId, live: false },
      { type: 'hangup', callId: event.callId, bye: true },
    );
    return bury(phone, [event.callId]);
  }
  if (known !== undefined) return one(event.callId, (call) => observe(call, event, at, signaling));
  const call = newCall(event.callId, at, {
    direction: event.direction,
    remoteNumber: event.remoteNumber,
    remoteName: event.remoteName,
    object: event.object,
    identity: event.identity,
    stage: event.direction === 'inbound' ? 'ringing' : 'new',
  });
  return { ...phone, calls: [...phone.calls, call] };
}

function problem(
  phone: PhoneMachine,
  event: ProblemObservation,
  at: number,
  one: ChangeOne,
  effects: Effect[],
  signaling: Signaling,
): PhoneMachine {
  const { severity, code, sdkCode, message, callId, fatal } = event;
  // Whatever goes wrong with a call that is over is of no interest: its bye may well find nobody there.
  if (callId !== null && phone.tombstones.includes(callId)) return phone;
  if (callId !== null && fatal && find(phone, callId) !== undefined) {
    const ending: Ending = { cause: 'error', error: code, message, sdkCode };
    return one(callId, (dying) => (dying.accepted ? letGo(dying, at, ending, signaling) : end(dying, at, ending)));
  }
  effects.push(report(code, { severity, sdkCode, message, callId, fatal }));
  return phone;
}

function moveConnection(phone: PhoneMachine, event: MachineEvent, at: number, effects: Effect[]): PhoneMachine {
  const token = stepToken(phone.token, event, at);
  const { state: connection, effects: done } = stepConnection(phone.connection, event, at, surroundings(phone, token));
  const renewal = stepRenewal(phone.renewal, event, at, {
    connection,
    token,
    credentials: phone.credentials,
    opened: done.some(({ type }) => type === 'open-socket'),
  });
  effects.push(...done, ...renewal.effects);
  return { ...phone, token, connection, renewal: renewal.state };
}

function surroundings(phone: PhoneMachine, token: TokenMachine): Surroundings {
  return {
    token,
    credentials: phone.credentials,
    healthyCall: phone.calls.some(mediaHealthy),
    inCall: phone.calls.some((call) => call.stage === 'answered'),
    audioLost: phone.calls.some(isSilent),
    liveCall: phone.calls.some(isLive),
  };
}

/** An answered call to which nothing comes, though something should. */
function isSilent({ stage, held, media }: CallMachine): boolean {
  return stage === 'answered' && (media.recovery !== null || (media.stalled && !held));
}

/** What a change of the connection means for the calls. */
function followConnection(
  before: PhoneMachine,
  after: PhoneMachine,
  at: number,
  take: (step: CallStep) => CallMachine,
): PhoneMachine {
  const was = before.connection.phase.name;
  const is = after.connection.phase.name;
  if (was === is) return after;
  const change = (step: (call: CallMachine) => CallStep): PhoneMachine => ({
    ...after,
    calls: after.calls.map((call) => take(step(call))),
  });
  if (is === 'ready') return change((call) => signalingRestored(call, at));
  if (is === 'closed') {
    // Nobody is going to mend it any more: only audio that flows keeps a call.
    return change((call) => {
      const lost = signalingLost(call, at);
      if (!isLive(lost.state) || mediaHealthy(lost.state)) return lost;
      const over = letGo(lost.state, at, { cause: 'error', error: 'session-lost' }, signalingOf(after.connection));
      return { ...over, effects: [...lost.effects, ...over.effects] };
    });
  }
  // Nor does anything last that was brought back on a socket which is now given up for another.
  return was === 'ready' || is === 'opening' ? change((call) => signalingLost(call, at)) : after;
}

/** A call that is brought back has no media yet; but the server has just spoken. */
function saysThatServerLives(event: MachineEvent): boolean {
  return event.type === 'call-appeared' || event.type === 'call-progress';
}

/** Packets that stop in a call are the first sign of a path that died altogether. */
function lookIntoSilence(before: PhoneMachine, after: PhoneMachine, at: number, effects: Effect[]): PhoneMachine {
  const fellSilent = after.calls.some((call) => {
    const was = find(before, call.id)?.media;
    return (
      call.stage === 'answered' &&
      ((call.media.stalled && was?.stalled === false) || (call.media.recovery !== null && was?.recovery === null))
    );
  });
  if (!fellSilent) return after;
  const step = suspect(after.connection, at);
  effects.push(...step.effects);
  return { ...after, connection: step.state };
}

/** Keeps the books: which call was last active, which are buried, how many ended ones stay. */
function tidy(before: PhoneMachine, phone: PhoneMachine): PhoneMachine {
  const ended = phone.calls.filter((call) => !isLive(call));
  const buried = bury(
    phone,
    ended.map((call) => call.id),
  );
  const dropped = new Set(ended.slice(0, Math.max(0, ended.length - KEEP_ENDED)).filter((call) => !call.byeOwed));
  const calls = dropped.size === 0 ? buried.calls : buried.calls.filter((call) => !dropped.has(call));
  return { ...buried, calls, lastActiveCallId: lastActive(before, calls) };
}

function bury(phone: PhoneMachine, ids: readonly string[]): PhoneMachine {
  const fresh = ids.filter((id) => !phone.tombstones.includes(id));
  return fresh.length === 0 ? phone : { ...phone, tombstones: [...phone.tombstones, ...fresh].slice(-KEEP_TOMBSTONES) };
}

/** The call that began to speak last; while one speaks, never one that is held. */
function lastActive(before: PhoneMachine, calls: readonly CallMachine[]): string | null {
  const answered = calls.filter((call) => call.stage === 'answered');
  const speaking = answered.filter(speaks);
  const began = speaking.find((call) => !before.calls.some((was) => was.id === call.id && speaks(was)));
  if (began !== undefined) return began.id;
  const kept = answered.find((call) => call.id === before.lastActiveCallId);
  if (kept !== undefined && (!kept.held || speaking.length === 0)) return kept.id;
  return (speaking.at(-1) ?? answered.at(-1))?.id ?? null;
}

function speaks(call: CallMachine): boolean {
  return call.stage === 'answered' && !call.held;
}

function signalingOf(connection: ConnectionMachine): Signaling {
  const { name } = connection.phase;
  const connected = name === 'ready';
  return { connected, readyAt: connected ? connection.readyAt : null, givenUp: name === 'closed' };
}

function find(phone: PhoneMachine, id: string): CallMachine | undefined {
  return phone.calls.find((call) => call.id === id);
}
