import type { ErrorCode } from '../contract/errors.ts';
import type { ConnectionReason } from '../contract/states.ts';
import { spread, wait } from './backoff.ts';
import type { ConnectionMachine } from './connection-state.ts';
import { report, type Effect, type Step } from './effects.ts';
import type { CredentialKind, MachineEvent } from './events.ts';
import { answered, probe } from './probe.ts';
import {
  CLOSE_DEADLINE,
  CONNECT_DEADLINE,
  LOAD_DEADLINE,
  OFFLINE_LOOK,
  PROBE_DEADLINE,
  PROBE_DEADLINE_ONLINE,
  READY_DEADLINE,
  RENEWAL_TRIAL,
  SILENCE,
  TOKEN_DEADLINE,
} from './times.ts';
import { tokenDecision, type TokenMachine } from './token.ts';

/** What the connection needs to know of the rest. */
export interface Surroundings {
  readonly token: TokenMachine;
  readonly credentials: CredentialKind;
  /** A call whose audio flows is alive: then nothing is exhausted. */
  readonly healthyCall: boolean;
  /** A call is answered: then the server's silence is looked into. */
  readonly inCall: boolean;
  /** A call is alive in any way: then the connection is not let go of. */
  readonly liveCall: boolean;
}

type Result = Step<ConnectionMachine>;

/** No socket has this number. */
const NO_SOCKET = 0;

/** The connection's transitions: pure; the schedule, the watchdogs and the final states are all here. */
export function stepConnection(
  machine: ConnectionMachine,
  event: MachineEvent,
  at: number,
  around: Surroundings,
): Result {
  switch (event.type) {
    case 'configured':
      return only({ ...machine, maxAttempts: event.maxAttempts });
    case 'connect':
      return connect(machine, at, around);
    case 'reconnect-now':
      return reconnectNow(machine, at, around);
    case 'disconnect':
      return close(machine, at, 'disconnected', event.forget);
    case 'release':
      return around.liveCall || machine.phase.name === 'closed' ? only(machine) : close(machine, at, 'idle', false);
    case 'session-closed':
      return machine.phase.name === 'closing' ? closed(machine, at, around) : only(machine);
    case 'loaded':
      return isPreparing(machine, 'sdk')
        ? attempt({ ...machine, loaded: true }, at, around)
        : only({ ...machine, loaded: true });
    case 'load-failed':
      return isPreparing(machine, 'sdk') ? loadFailed(machine, event, at, around) : only(machine);
    case 'token-ready':
      return isPreparing(machine, 'token') ? open(machine, at) : only(machine);
    case 'token-failed':
      return isPreparing(machine, 'token') ? tokenFailed(machine, event, at, around) : only(machine);
    case 'socket-opening':
      return machine.phase.name === 'opening' ? only({ ...machine, socket: event.socket }) : only(machine);
    case 'socket-open':
      return machine.phase.name === 'opening' && event.socket === machine.socket
        ? only({ ...machine, phase: { name: 'registering', deadline: at + READY_DEADLINE } })
        : only(machine);
    case 'registered':
      return event.socket === machine.socket ? registered(machine, at) : only(machine);
    case 'socket-lost':
      return event.socket === machine.socket ? socketLost(machine, at, around) : only(machine);
    case 'login-failed':
      return machine.phase.name === 'registering' || machine.phase.name === 'ready'
        ? refused(machine, event.sdkCode, event.message, at, around)
        : only(machine);
    case 'offline':
      return wentOffline({ ...machine, online: false }, at);
    case 'online':
      return cameOnline({ ...machine, online: true }, at);
    case 'woke':
    case 'network-changed':
      if (machine.phase.name === 'waiting') return attempt(machine, at, around);
      return probe(machine, at, PROBE_DEADLINE);
    case 'heard':
      return heard(machine, event.heardAt, at, around);
    case 'probe-answered':
      return only(answered(machine, event.probe, at));
    case 'tick':
      return tick(machine, at, around);
    default:
      return only(machine);
  }
}

/** A call's inbound packets have stopped: perhaps the whole path is dead. */
export function suspect(machine: ConnectionMachine, at: number): Result {
  return probe(machine, at, PROBE_DEADLINE);
}

function only(machine: ConnectionMachine): Result {
  return { state: machine, effects: [] };
}

function begin(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  const fresh: ConnectionMachine = {
    ...machine,
    established: false,
    attempt: 1,
    reason: machine.online ? null : 'offline',
    lostAt: null,
    restoredAt: null,
    readyAt: null,
    probe: null,
    renewed: false,
    complained: null,
  };
  if (!machine.online) return { state: { ...fresh, phase: { name: 'offline' } }, effects: [report('offline')] };
  return attempt(fresh, at, around);
}

/** A load that was given up can still end, while something else is waited for. */
function isPreparing({ phase, loaded }: ConnectionMachine, what: 'sdk' | 'token'): boolean {
  return phase.name === 'preparing' && loaded === (what === 'token');
}

/** Starts the attempt that is due: first the SDK, then a token, then the socket. */
function attempt(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  if (!machine.loaded && around.credentials !== 'none') {
    return {
      state: { ...machine, phase: { name: 'preparing', deadline: at + LOAD_DEADLINE } },
      effects: [{ type: 'load' }],
    };
  }
  const decision = tokenDecision(around.token, around.credentials, at);
  switch (decision) {
    case 'use':
      return open(machine, at);
    case 'fetch':
      return {
        state: { ...machine, phase: { name: 'preparing', deadline: at + TOKEN_DEADLINE } },
        effects: [{ type: 'fetch-token' }],
      };
    default:
      return final(machine, 'auth', decision);
  }
}

function open(machine: ConnectionMachine, at: number): Result {
  return {
    // Until the new socket has its number, what is heard is of an old one.
    state: { ...machine, socket: NO_SOCKET, phase: { name: 'opening', deadline: at + CONNECT_DEADLINE } },
    effects: [{ type: 'open-socket' }],
  };
}

function registered(machine: ConnectionMachine, at: number): Result {
  const { name } = machine.phase;
  if (name !== 'opening' && name !== 'registering') return only(machine);
  return only({
    ...machine,
    phase: { name: 'ready' },
    established: true,
    attempt: 0,
    reason: null,
    restoredAt: machine.lostAt === null ? machine.restoredAt : at,
    lostAt: null,
    readyAt: at,
    heardAt: at,
    probe: null,
  });
}

function socketLost(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  switch (machine.phase.name) {
    case 'ready':
      return lost(machine, at);
    case 'opening':
    case 'registering':
      return failed(machine, at, around);
    default:
      return only(machine);
  }
}

/** The connection that was is gone; the first attempt is announced. */
function lost(machine: ConnectionMachine, at: number): Result {
  const gone: ConnectionMachine = {
    ...machine,
    attempt: 1,
    lostAt: at,
    reason: 'signaling',
    probe: null,
    renewed: false,
    complained: null,
  };
  return machine.online ? only(announce(gone, at)) : only(awaitNetwork(gone));
}

function announce(machine: ConnectionMachine, at: number): ConnectionMachine {
  const { delay, seed } = wait(machine.attempt, machine.seed);
  return { ...machine, seed, phase: { name: 'waiting', until: at + delay } };
}

function awaitNetwork(machine: ConnectionMachine): ConnectionMachine {
  return { ...machine, reason: 'offline', phase: { name: 'offline' }, probe: null };
}

/** An attempt came to nothing: the next one is announced, or it was the last. */
function failed(machine: ConnectionMachine, at: number, around: Surroundings, effects: readonly Effect[] = []): Result {
  const { complaint, all } = complain(machine, effects);
  const said: ConnectionMachine = { ...machine, complained: complaint, reason: 'signaling' };
  if (!machine.online) return { state: awaitNetwork(said), effects: all };
  if (machine.attempt >= machine.maxAttempts && !around.healthyCall) {
    const end = final(said, 'exhausted', 'exhausted');
    return { state: end.state, effects: [...all, ...end.effects] };
  }
  return { state: announce({ ...said, attempt: said.attempt + 1 }, at), effects: all };
}

/** An outage is told of once, and again only for another reason. */
function complain(
  { complained, established }: ConnectionMachine,
  effects: readonly Effect[],
): { readonly complaint: ErrorCode | null; readonly all: readonly Effect[] } {
  const reports = effects.filter((effect) => effect.type === 'report');
  const silent = established || complained !== null;
  const complaint = reports[0] ?? (silent ? null : report('connect-timeout'));
  if (complaint === null) return { complaint: complained, all: effects };
  const quiet = effects.filter((effect) => effect.type !== 'report');
  return { complaint: complaint.code, all: complaint.code === complained ? quiet : [...quiet, complaint] };
}

/** No login any more until the user asks: the gate stays shut. */
function final(
  machine: ConnectionMachine,
  reason: ConnectionReason,
  error: ErrorCode,
  sdkCode: number | null = null,
  message: string | null = null,
): Result {
  return {
    state: {
      ...machine,
      phase: { name: 'closed', reason, error },
      attempt: 0,
      lostAt: null,
      reason: null,
      probe: null,
    },
    effects: [{ type: 'drop-socket' }, report(error, { fatal: true, sdkCode, message })],
  };
}

function loadFailed(
  machine: ConnectionMachine,
  event: Extract<MachineEvent, { type: 'load-failed' }>,
  at: number,
  around: Surroundings,
): Result {
  return event.final ? final(machine, 'signaling', event.code) : failed(machine, at, around, [report(event.code)]);
}

/**
 * A refused login gets one more try, with a fresh token; logins per token stay bounded. A server that takes each login
 * only to refuse it a moment later is not to draw one token after another.
 */
function refused(
  machine: ConnectionMachine,
  sdkCode: number | null,
  message: string | null,
  at: number,
  around: Surroundings,
): Result {
  const wasReady = machine.phase.name === 'ready';
  const stood = wasReady && machine.readyAt !== null && at - machine.readyAt >= RENEWAL_TRIAL;
  if (around.credentials !== 'provided-token' || (machine.renewed && !stood)) {
    return final(machine, 'auth', 'auth-failed', sdkCode, message);
  }
  const lostAt = wasReady ? at : machine.lostAt;
  const attempt = Math.max(1, machine.attempt);
  const gone: ConnectionMachine = { ...machine, renewed: true, reason: 'auth', lostAt, attempt, probe: null };
  if (!machine.online) return { state: awaitNetwork(gone), effects: [{ type: 'drop-socket' }] };
  return {
    state: { ...gone, phase: { name: 'preparing', deadline: at + TOKEN_DEADLINE } },
    effects: [{ type: 'drop-socket' }, { type: 'fetch-token' }],
  };
}

function tokenFailed(
  machine: ConnectionMachine,
  event: Extract<MachineEvent, { type: 'token-failed' }>,
  at: number,
  around: Surroundings,
): Result {
  if (event.final || machine.renewed) return final(machine, 'auth', event.code, null, event.message);
  return failed(machine, at, around, [report(event.code, { message: event.message })]);
}

function connect(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  switch (machine.phase.name) {
    case 'idle':
    case 'closed':
      return begin(machine, at, around);
    case 'closing':
      return only({ ...machine, phase: { ...machine.phase, then: 'connect' } });
    default:
      return only(machine);
  }
}

function reconnectNow(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  return machine.phase.name === 'waiting' ? attempt(machine, at, around) : connect(machine, at, around);
}

function close(machine: ConnectionMachine, at: number, then: 'idle' | 'disconnected', forget: boolean): Result {
  const { name } = machine.phase;
  if (name === 'closing') {
    // A user's word outlasts the last element's going; the wish to connect again does not.
    const stays = then === 'idle' && machine.phase.then !== 'connect';
    return only(stays ? machine : { ...machine, phase: { ...machine.phase, then } });
  }
  if (name === 'idle' && then === 'idle') return only(machine);
  return {
    state: {
      ...machine,
      phase: { name: 'closing', deadline: at + CLOSE_DEADLINE, then },
      attempt: 0,
      reason: null,
      probe: null,
    },
    effects: [{ type: 'close-session', forget }],
  };
}

function closed(machine: ConnectionMachine, at: number, around: Surroundings, effects: readonly Effect[] = []): Result {
  const then = machine.phase.name === 'closing' ? machine.phase.then : 'idle';
  const rest: ConnectionMachine = {
    ...machine,
    phase: then === 'disconnected' ? { name: 'closed', reason: 'user', error: null } : { name: 'idle' },
    established: false,
    lostAt: null,
    restoredAt: null,
    readyAt: null,
  };
  const next = then === 'connect' ? begin(rest, at, around) : only(rest);
  return { state: next.state, effects: [...effects, ...next.effects] };
}

function wentOffline(machine: ConnectionMachine, at: number): Result {
  switch (machine.phase.name) {
    case 'ready':
      // The flag can be wrong, and audio and socket may both go on: what the socket answers decides.
      return probe(machine, at, PROBE_DEADLINE);
    case 'preparing':
    case 'opening':
    case 'registering':
      return { state: awaitNetwork(machine), effects: [{ type: 'drop-socket' }] };
    case 'waiting':
      return only(awaitNetwork(machine));
    default:
      return only(machine);
  }
}

function cameOnline(machine: ConnectionMachine, at: number): Result {
  if (machine.phase.name === 'ready') return probe({ ...machine, probe: null }, at, PROBE_DEADLINE_ONLINE);
  if (machine.phase.name !== 'offline' && machine.phase.name !== 'waiting') return only(machine);
  const { delay, seed } = spread(machine.seed);
  const until = machine.phase.name === 'waiting' ? Math.min(machine.phase.until, at + delay) : at + delay;
  return only({
    ...machine,
    seed,
    reason: 'signaling',
    attempt: Math.max(1, machine.attempt),
    phase: { name: 'waiting', until },
  });
}

function heard(machine: ConnectionMachine, heardAt: number, at: number, around: Surroundings): Result {
  const known: ConnectionMachine = heardAt > machine.heardAt ? { ...machine, heardAt } : machine;
  if (!around.inCall || at - known.heardAt < SILENCE) return only(known);
  return probe(known, at, PROBE_DEADLINE);
}

function tick(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  const { phase } = machine;
  switch (phase.name) {
    case 'waiting':
      return at >= phase.until ? attempt(machine, at, around) : only(machine);
    case 'preparing':
      if (at < phase.deadline) return only(machine);
      if (!machine.loaded) return failed(machine, at, around, [report('sdk-load-failed')]);
      return tokenFailed(
        machine,
        { type: 'token-failed', code: 'token-fetch-failed', message: null, final: false },
        at,
        around,
      );
    case 'opening':
    case 'registering':
      return at >= phase.deadline ? failed(machine, at, around, [{ type: 'drop-socket' }]) : only(machine);
    case 'closing':
      return at >= phase.deadline ? closed(machine, at, around, [{ type: 'drop-socket' }]) : only(machine);
    case 'ready':
      if (machine.probe === null) return lookAgain(machine, at);
      if (at < machine.probe.deadline) return only(machine);
      return machine.heardAt > machine.probe.startedAt
        ? lookAgain(answered(machine, machine.probe.id, machine.heardAt), at)
        : replace(machine, at, around);
    default:
      return only(machine);
  }
}

/** What was heard after the browser went offline may have been under way before: it says nothing of later. */
function lookAgain(machine: ConnectionMachine, at: number): Result {
  return machine.online || at < machine.heardAt + OFFLINE_LOOK ? only(machine) : probe(machine, at, PROBE_DEADLINE);
}

/** The socket is open and dead: it is replaced at once, since the time to wait has been spent finding out. */
function replace(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  const gone = lost(machine, at);
  const next = machine.online ? attempt(gone.state, at, around) : gone;
  return { state: next.state, effects: [{ type: 'drop-socket' }, ...next.effects] };
}

/** Not asked to connect, or asked to stop: whoever calls now finds nobody. */
export function isPutAway({ phase }: ConnectionMachine): boolean {
  return phase.name === 'idle' || phase.name === 'closing' || phase.name === 'closed';
}
