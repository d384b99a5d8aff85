import type { ConnectionMachine, Phase } from './connection-state.ts';
import type { MachineEvent } from './events.ts';
import { answered, probe } from './probe.ts';
import {
  OFFLINE_LOOK,
  PROBE_DEADLINE,
  PROBE_DEADLINE_ONLINE,
  READY_DEADLINE,
  REGISTER_RETRY,
  SILENCE,
  SILENCE_WITHOUT_AUDIO,
} from './times.ts';
import {
  type Surroundings,
  attempt,
  registered,
  dismissed,
  dropped,
  lost,
  refused,
  tokenFailed,
  tokenReady,
} from './connection-attempt.ts';
import { isLoading, stepResting } from './connection-resting.ts';
import { awaitNetwork, failed, only, type Result } from './connection-trying.ts';

/**
 * The connection's transitions: pure. What concerns tokens, sockets and the server is told apart here; attempts, and
 * what there is without a socket, have files of their own.
 */
export function stepConnection(
  machine: ConnectionMachine,
  event: MachineEvent,
  at: number,
  around: Surroundings,
): Result {
  if (isStale(machine, event)) return only(machine);
  const { phase } = machine;
  switch (event.type) {
    case 'configured':
      return configured({ ...machine, maxAttempts: event.maxAttempts }, at, around);
    case 'loaded':
      return isLoading(machine)
        ? attempt({ ...machine, loaded: true }, at, around)
        : only({ ...machine, loaded: true });
    case 'token-ready':
      return isFetchingToken(machine) ? tokenReady(machine, at, around) : only(machine);
    case 'token-failed':
      return isFetchingToken(machine) ? tokenFailed(machine, event, at, around) : only(machine);
    case 'socket-opening':
      return phase.name === 'opening' ? only({ ...machine, socket: event.socket }) : only(machine);
    case 'socket-open':
      return phase.name === 'opening'
        ? only({ ...machine, phase: { name: 'registering', deadline: at + READY_DEADLINE, askAt: null } })
        : only(machine);
    case 'registered':
      return registered(machine, at);
    case 'socket-lost':
      return socketLost(machine, at, around);
    case 'server-closed':
      return dismissed(machine, at, around);
    case 'unregistered':
      return unregistered(machine, event.pending, at, around);
    case 'login-failed':
      return phase.name === 'registering' || phase.name === 'ready'
        ? refused(machine, event.sdkCode, event.message, at, around)
        : only(machine);
    case 'cached':
      return cached(machine, at);
    case 'heard':
      return heard(machine, event.heardAt, at, around);
    case 'probe-answered':
      return only(answered(machine, event.probe, at));
  }
  if (phase.name === 'ready') {
    const step = stepReady(machine, event, at, around);
    if (step !== null) return step;
  }
  if (phase.name === 'opening' || phase.name === 'registering') {
    const step = stepOpening(machine, phase, event, at, around);
    if (step !== null) return step;
  }
  if (event.type === 'tick' && isFetchingToken(machine)) return tokenTick(machine, phase, at, around);
  return stepResting(machine, event, at, around, (next, now) => attempt(next, now, around));
}

/** What is said of a socket that was replaced changes nothing. */
export function isStale({ socket }: ConnectionMachine, event: MachineEvent): boolean {
  return 'socket' in event && event.type !== 'socket-opening' && event.socket !== socket;
}

/** A call's inbound packets have stopped: perhaps the whole path is dead. */
export function suspect(machine: ConnectionMachine, at: number): Result {
  return probe(machine, at, PROBE_DEADLINE);
}

/** Without `single-tab` there is nothing to wait for any more. */
function configured(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  return machine.phase.name === 'claiming' && around.mine ? attempt(machine, at, around) : only(machine);
}

function socketLost(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  switch (machine.phase.name) {
    case 'ready':
      return dropped(machine, at, around);
    case 'opening':
    case 'registering':
      return failed(machine, at, around);
    default:
      return only(machine);
  }
}

/** After a login the server may need a while; later it means that nobody can call this phone any more. */
function unregistered(machine: ConnectionMachine, pending: boolean, at: number, around: Surroundings): Result {
  const { phase } = machine;
  if (phase.name === 'registering') {
    return only({ ...machine, phase: { ...phase, askAt: phase.askAt ?? at + REGISTER_RETRY } });
  }
  return pending ? only(machine) : dismissed(machine, at, around);
}

function isFetchingToken({ phase, loaded }: ConnectionMachine): boolean {
  return phase.name === 'preparing' && loaded;
}

/** What comes between while it is registered; null where that is of no matter. */
function stepReady(machine: ConnectionMachine, event: MachineEvent, at: number, around: Surroundings): Result | null {
  switch (event.type) {
    case 'offline':
      // The flag can be wrong, and audio and socket may both go on: what the socket answers decides.
      return probe({ ...machine, online: false }, at, PROBE_DEADLINE);
    case 'online':
      return probe({ ...machine, online: true, probe: null }, at, PROBE_DEADLINE_ONLINE);
    case 'woke':
    case 'network-changed':
      return probe(machine, at, PROBE_DEADLINE);
    case 'tick':
      if (machine.probe === null) return lookAgain(machine, at);
      if (at < machine.probe.deadline) return only(machine);
      return machine.heardAt > machine.probe.startedAt
        ? lookAgain(answered(machine, machine.probe.id, machine.heardAt), at)
        : replace(machine, at, around);
    default:
      return null;
  }
}

/** What comes between while a socket is opened and signed in on; null where that is of no matter. */
function stepOpening(
  machine: ConnectionMachine,
  phase: Extract<Phase, { name: 'opening' | 'registering' }>,
  event: MachineEvent,
  at: number,
  around: Surroundings,
): Result | null {
  if (event.type === 'offline') {
    return { state: awaitNetwork({ ...machine, online: false }), effects: [{ type: 'drop-socket' }] };
  }
  if (event.type !== 'tick') return null;
  if (at >= phase.deadline) return failed(machine, at, around, [{ type: 'drop-socket' }], 'connect-timeout');
  if (phase.name === 'opening' || phase.askAt === null || at < phase.askAt) return only(machine);
  // The answer counts as what it is: registered, or not yet.
  return { state: { ...machine, phase: { ...phase, askAt: null } }, effects: [{ type: 'probe', probe: 0 }] };
}

function tokenTick(machine: ConnectionMachine, phase: Phase, at: number, around: Surroundings): Result {
  if (phase.name !== 'preparing' || at < phase.deadline) return only(machine);
  const hung = { type: 'token-failed', code: 'token-fetch-failed', message: null, final: false } as const;
  return tokenFailed(machine, hung, at, around);
}

/** A page with an open socket cannot be kept; when it is shown again, it connects at once. */
function cached(machine: ConnectionMachine, at: number): Result {
  if (machine.phase.name !== 'ready') return only(machine);
  return { state: lost(machine, at).state, effects: [{ type: 'drop-socket' }] };
}

function heard(machine: ConnectionMachine, heardAt: number, at: number, around: Surroundings): Result {
  const known: ConnectionMachine = heardAt > machine.heardAt ? { ...machine, heardAt } : machine;
  if (!around.inCall || at - known.heardAt < (around.audioLost ? SILENCE_WITHOUT_AUDIO : SILENCE)) return only(known);
  return probe(known, at, PROBE_DEADLINE);
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
