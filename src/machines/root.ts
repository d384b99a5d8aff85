import { callWakeAt, signalingLost, signalingRestored } from './call.ts';
import { letGo, type CallStep } from './call-ending.ts';
import { missMicrophone } from './call-outbound.ts';
import { isLive, type CallMachine } from './call-state.ts';
import { mediaHealthy } from './call-view.ts';
import { stepCalls } from './calls.ts';
import { isStale, stepConnection, suspect } from './connection.ts';
import type { Surroundings } from './connection-attempt.ts';
import { connectionWakeAt } from './connection-state.ts';
import { earliest } from './earliest.ts';
import type { Effect } from './effects.ts';
import type { MachineEvent } from './events.ts';
import { keepFloor } from './floor.ts';
import { NOBODY } from './pending.ts';
import { bury, find, signalingOf, type PhoneMachine } from './phone-state.ts';
import { isMine, lacksRules } from './tab-state.ts';
import { renewalWakeAt, stepRenewal } from './renewal.ts';
import { stepToken, type TokenMachine } from './token.ts';

/** How many ended calls are kept, so that elements can linger on them. */
const KEEP_ENDED = 10;

export interface PhoneStep {
  readonly state: PhoneMachine;
  readonly effects: readonly Effect[];
  /** Events to handle next, each making a state that can be seen. */
  readonly raise: readonly MachineEvent[];
  /** When a `tick` is due (epoch milliseconds), or null. */
  readonly wakeAt: number | null;
}

/** One event, one step: pure. */
export function stepPhone(before: PhoneMachine, event: MachineEvent, at: number): PhoneStep {
  if (isStale(before.connection, event)) return still(before);
  const effects: Effect[] = [];
  const raise: MachineEvent[] = [];
  const take = (step: CallStep): CallMachine => {
    effects.push(...step.effects.filter((effect) => effect.type !== 'settle' || effect.ticket !== NOBODY));
    raise.push(...(step.raise ?? []));
    return missMicrophone(step.state);
  };

  const known = learn(before, event);
  const told = known.tabRules?.calls(known, event, at, take, effects) ?? known;
  const ready = stepCalls(told, event, at, take, effects);
  const connected = moveConnection(before, ready, event, at, effects);
  const moved = followConnection(ready, connected, at, take);
  const suspected = saysThatServerLives(event) ? moved : lookIntoSilence(before, moved, at, effects);
  const state = tidy(keepFloor(before, suspected, at, take));
  return { ...still(state), effects, raise };
}

function still(state: PhoneMachine): PhoneStep {
  const wakeAt = earliest(
    connectionWakeAt(state.connection),
    renewalWakeAt(state.renewal, state.connection, state.credentials),
    state.tabRules?.wakeAt(state) ?? null,
    ...state.calls.map(callWakeAt),
  );
  return { state, effects: [], raise: [], wakeAt };
}

/** What the phone is told of itself. */
function learn(phone: PhoneMachine, event: MachineEvent): PhoneMachine {
  if (event.type === 'tab-rules') return { ...phone, tabRules: event.rules };
  if (event.type === 'playback') return { ...phone, playbackBlocked: event.blocked };
  if (event.type === 'devices') return { ...phone, devices: event.devices };
  if (event.type !== 'configured') return phone;
  const { credentials, singleTab = false, auto = false } = event;
  return { ...phone, credentials, singleTab, auto };
}

function moveConnection(
  before: PhoneMachine,
  phone: PhoneMachine,
  event: MachineEvent,
  at: number,
  effects: Effect[],
): PhoneMachine {
  const token = stepToken(phone.token, event, at);
  const around = surroundings(phone, token);
  const moved = phone.tabRules?.move(before, phone, event, at, around) ?? { state: phone, effects: [] };
  const step = stepConnection(moved.state.connection, event, at, { ...around, mine: isMine(moved.state) });
  const { state: connection } = step;
  const done = [...moved.effects, ...step.effects];
  const renewal = stepRenewal(phone.renewal, event, at, {
    connection,
    token,
    credentials: phone.credentials,
    opened: done.some(({ type }) => type === 'open-socket'),
  });
  effects.push(...done, ...renewal.effects);
  const after = { ...moved.state, token, connection, renewal: renewal.state };
  if (lacksRules(before.connection, after, event)) effects.push({ type: 'tab-rules' });
  const followed = phone.tabRules?.follow(after, at);
  effects.push(...(followed?.effects ?? []));
  return followed?.state ?? after;
}

function surroundings(phone: PhoneMachine, token: TokenMachine): Surroundings {
  return {
    token,
    credentials: phone.credentials,
    healthyCall: phone.calls.some(mediaHealthy),
    inCall: phone.calls.some((call) => call.stage === 'answered'),
    audioLost: phone.calls.some(isSilent),
    liveCall: phone.calls.some(isLive),
    mine: isMine(phone),
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

/** Keeps the books: which calls are buried, how many ended ones stay. */
function tidy(phone: PhoneMachine): PhoneMachine {
  const ended = phone.calls.filter((call) => !isLive(call));
  const buried = bury(
    phone,
    ended.map((call) => call.id),
  );
  const dropped = new Set(ended.slice(0, Math.max(0, ended.length - KEEP_ENDED)).filter((call) => !call.byeOwed));
  const calls = dropped.size === 0 ? buried.calls : buried.calls.filter((call) => !dropped.has(call));
  return { ...buried, calls };
}
