import type { CallObservation, MicrophoneOutlook, ProblemObservation } from '../contract/observations.ts';
import { observe, tickCall, unlisted } from './call.ts';
import { end, hangUp, letGo, type CallStep, type Ending, type Signaling } from './call-ending.ts';
import {
  isMendable,
  microphoneGiven,
  microphoneRefused,
  rejectMicrophone,
  resumeMicrophone,
} from './call-microphone.ts';
import { isLive, newCall, NO_IDENTITY, type CallMachine } from './call-state.ts';
import { command, commandSettled } from './commands.ts';
import { isPutAway } from './connection.ts';
import { fail, report, type Effect } from './effects.ts';
import { isTaken, takesTurn } from './floor.ts';
import type { MachineEvent } from './events.ts';
import type { KeptCalls } from './kept-calls.ts';
import { begin } from './pending.ts';
import { bury, find, signalingOf, type PhoneMachine } from './phone-state.ts';
import { restoreCalls } from './restored-calls.ts';

/** What an event means for the calls: for all of them, for one, or for one that is new. */
export function stepCalls(
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
      return commanded(phone, event, at, take, signaling);
    case 'shown-by-page':
      return one(event.callId, (call) => ({
        state: isLive(call) ? { ...call, shownByPage: true } : call,
        effects: [],
      }));
    case 'command-done':
      return one(event.callId, (call) => commandSettled(call, event.ticket, { kind: 'done' }, at));
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
  const waits = isTaken(phone.calls, event.callId);
  if (!waits) effects.push({ type: 'dial', callId: event.callId });
  // The browser may ask for the microphone first; the clock stands until that is given.
  const { pending } = begin([], 'dial', event.ticket, null, waits);
  return { ...phone, calls: [...phone.calls, { ...call, pending }] };
}

/** A command for one call can concern those that are spoken in: they are held for its sake, or ended if that is wished. */
function commanded(
  phone: PhoneMachine,
  { callId, command: asked, ticket }: Extract<MachineEvent, { type: 'command' }>,
  at: number,
  take: (step: CallStep) => CallMachine,
  signaling: Signaling,
): PhoneMachine {
  const about = find(phone, callId);
  const ends = asked.name === 'answer' && asked.end === true && signaling.connected && about?.stage === 'ringing';
  const others = ends
    ? phone.calls.map((call) => (call.id !== callId && takesTurn(call) ? take(hangUp(call, at, signaling)) : call))
    : phone.calls;
  const taken = isTaken(others, callId);
  return {
    ...phone,
    calls: others.map((call) => (call.id === callId ? take(command(call, asked, ticket, at, signaling, taken)) : call)),
  };
}

function restored(phone: PhoneMachine, kept: KeptCalls, at: number, effects: Effect[]): PhoneMachine {
  const step = restoreCalls(phone.calls, kept, at);
  effects.push(...step.effects);
  return { ...phone, calls: step.calls };
}

/** What waits for the microphone tries again as soon as that seems worth it, but never makes the browser ask again. */
function lookedAhead(call: CallMachine, { code, granted }: MicrophoneOutlook): CallStep {
  const problem = call.microphoneProblem;
  const asksAgain = !granted && (problem?.code === 'mic-dismissed' || problem?.deadline === null);
  return code === null && !asksAgain ? resumeMicrophone(call) : { state: call, effects: [] };
}

function commandFailed(
  call: CallMachine,
  event: Extract<MachineEvent, { type: 'command-failed' }>,
  at: number,
): CallStep {
  const entry = call.pending.find((pending) => pending.ticket === event.ticket);
  if (entry?.command === 'dial') return end(call, at, { cause: 'error', error: event.code, message: event.message });
  const effect = fail(event.ticket, event.code, event.message);
  return commandSettled(call, event.ticket, { kind: 'failed', effect }, at);
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
