import { spread } from './backoff.ts';
import type { ConnectionMachine } from './connection-state.ts';
import { report } from './effects.ts';
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
  type Result,
  only,
  begin,
  isPreparing,
  attempt,
  registered,
  dismissed,
  lost,
  awaitNetwork,
  failed,
  loadFailed,
  refused,
  tokenFailed,
  tokenReady,
} from './connection-attempt.ts';
import { close, closed } from './connection-close.ts';

/** The connection's transitions: pure. What happens is told apart here; attempts and closing have files of their own. */
export function stepConnection(
  machine: ConnectionMachine,
  event: MachineEvent,
  at: number,
  around: Surroundings,
): Result {
  if (isStale(machine, event)) return only(machine);
  switch (event.type) {
    case 'configured':
      return configured({ ...machine, maxAttempts: event.maxAttempts }, at, around);
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
      return isPreparing(machine, 'sdk') || machine.phase.name === 'claiming'
        ? loadFailed(machine, event, at, around)
        : only(machine);
    case 'token-ready':
      return isPreparing(machine, 'token') ? tokenReady(machine, at, around) : only(machine);
    case 'token-failed':
      return isPreparing(machine, 'token') ? tokenFailed(machine, event, at, around) : only(machine);
    case 'socket-opening':
      return machine.phase.name === 'opening' ? only({ ...machine, socket: event.socket }) : only(machine);
    case 'socket-open':
      return machine.phase.name === 'opening'
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
      return machine.phase.name === 'registering' || machine.phase.name === 'ready'
        ? refused(machine, event.sdkCode, event.message, at, around)
        : only(machine);
    case 'offline':
      return wentOffline({ ...machine, online: false }, at);
    case 'online':
      return cameOnline({ ...machine, online: true }, at);
    case 'cached':
      return cached(machine, at);
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
      return lost(machine, at);
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

function wentOffline(machine: ConnectionMachine, at: number): Result {
  switch (machine.phase.name) {
    case 'ready':
      // The flag can be wrong, and audio and socket may both go on: what the socket answers decides.
      return probe(machine, at, PROBE_DEADLINE);
    case 'preparing':
    case 'opening':
    case 'registering':
      return { state: awaitNetwork(machine), effects: [{ type: 'drop-socket' }] };
    case 'claiming':
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
    reason: machine.reason === 'offline' ? 'signaling' : machine.reason,
    attempt: Math.max(1, machine.attempt),
    phase: { name: 'waiting', until },
  });
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

function tick(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  const { phase } = machine;
  switch (phase.name) {
    case 'waiting':
      return at >= phase.until ? attempt(machine, at, around) : only(machine);
    case 'claiming':
    case 'preparing':
      if (at < phase.deadline) return only(machine);
      if (phase.name === 'claiming' || !machine.loaded) return failed(machine, at, around, [report('sdk-load-failed')]);
      return tokenFailed(
        machine,
        { type: 'token-failed', code: 'token-fetch-failed', message: null, final: false },
        at,
        around,
      );
    case 'opening':
    case 'registering':
      if (at >= phase.deadline) return failed(machine, at, around, [{ type: 'drop-socket' }], 'connect-timeout');
      if (phase.name === 'opening' || phase.askAt === null || at < phase.askAt) return only(machine);
      // The answer counts as what it is: registered, or not yet.
      return { state: { ...machine, phase: { ...phase, askAt: null } }, effects: [{ type: 'probe', probe: 0 }] };
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
