import type { ConnectionMachine } from './connection-state.ts';
import { announce, awaitNetwork, failed, final, only, type Alive, type Result } from './connection-trying.ts';
import { report, type Effect } from './effects.ts';
import type { CredentialKind, MachineEvent } from './events.ts';
import { CONNECT_DEADLINE, FREE_DROPS, LOAD_DEADLINE, SESSION_TRIAL, TOKEN_DEADLINE } from './times.ts';
import { isByToken, tokenDecision, type TokenMachine } from './token.ts';

/** What an attempt consists of, up to being registered: tokens, sockets, logins, and what follows when one fails. */

/** What the connection needs to know of the rest. */
export interface Surroundings extends Alive {
  readonly token: TokenMachine;
  readonly credentials: CredentialKind;
  /** A call is answered: then the server's silence is looked into. */
  readonly inCall: boolean;
  /** The audio of such a call is lost: then it is looked into sooner. */
  readonly audioLost: boolean;
  /** No other tab has the phone. */
  readonly mine: boolean;
}

/** No socket has this number. */
const NO_SOCKET = 0;

/** Starts the attempt that is due: first the phone, then the SDK, then a token, then the socket. */
export function attempt(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  if (!around.mine) return only({ ...machine, phase: { name: 'claiming', deadline: at + LOAD_DEADLINE } });
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

export function open(machine: ConnectionMachine, at: number): Result {
  return {
    // Until the new socket has its number, what is heard is of an old one.
    state: { ...machine, socket: NO_SOCKET, phase: { name: 'opening', deadline: at + CONNECT_DEADLINE } },
    effects: [{ type: 'open-socket' }],
  };
}

export function registered(machine: ConnectionMachine, at: number): Result {
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

/** The connection that was is gone; the first attempt is announced. */
export function lost(machine: ConnectionMachine, at: number): Result {
  const gone: ConnectionMachine = {
    ...machine,
    attempt: 1,
    lostAt: at,
    reason: 'signaling',
    probe: null,
    renewed: false,
    dismissals: 0,
    complained: null,
  };
  return machine.online ? only(announce(gone, at)) : only(awaitNetwork(gone));
}

/**
 * A refused login gets one more try, with a fresh token; logins per token stay bounded. A server that takes each login
 * only to refuse it a moment later is not to draw one token after another.
 */
export function refused(
  machine: ConnectionMachine,
  sdkCode: number | null,
  message: string | null,
  at: number,
  around: Surroundings,
): Result {
  const wasReady = machine.phase.name === 'ready';
  const stood = wasReady && hasStood(machine, at);
  if (around.credentials !== 'provided-token' || (machine.renewed && !stood)) {
    return final(machine, 'auth', around.token.doubtful ? 'token-expired' : 'auth-failed', sdkCode, message);
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

/**
 * The server sent the phone away. One that takes it in each time only to do so again is asked ever less often, and not
 * for ever.
 */
export function dismissed(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  const effects: Effect[] = [{ type: 'drop-socket' }, report('server-closed', { severity: 'warning' })];
  const { name } = machine.phase;
  if (name === 'opening' || name === 'registering') return failed(machine, at, around, effects, 'server-closed');
  if (name !== 'ready') return only(machine);
  const dismissals = hasStood(machine, at) ? 1 : machine.dismissals + 1;
  if (dismissals > Math.max(1, machine.maxAttempts) && !around.healthyCall) {
    return final(machine, 'exhausted', 'server-closed');
  }
  const gone: ConnectionMachine = {
    ...lost(machine, at).state,
    reason: 'server',
    attempt: dismissals,
    dismissals,
    complained: 'server-closed',
  };
  return { state: machine.online ? announce(gone, at) : awaitNetwork(gone), effects };
}

/**
 * The server dropped the phone that it had taken in, or the network did. What does so each time, with no call to lose, is
 * asked ever less often, and not for ever.
 */
export function dropped(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  const drops = hasStood(machine, at) ? 1 : machine.dismissals + 1;
  const gone = lost(machine, at);
  if (around.liveCall || !machine.online) return gone;
  const attempt = Math.max(1, drops - FREE_DROPS);
  if (attempt > machine.maxAttempts) return final(machine, 'exhausted', 'server-closed');
  return only(announce({ ...gone.state, attempt, dismissals: drops }, at));
}

function hasStood({ readyAt }: ConnectionMachine, at: number): boolean {
  return readyAt !== null && at - readyAt >= SESSION_TRIAL;
}

/** What was had can be of no use: the same again that has ended, or was refused. */
export function tokenReady(machine: ConnectionMachine, at: number, around: Surroundings): Result {
  return isByToken(around.credentials) && !around.token.held
    ? final(machine, 'auth', 'token-expired')
    : open(machine, at);
}

export function tokenFailed(
  machine: ConnectionMachine,
  event: Extract<MachineEvent, { type: 'token-failed' }>,
  at: number,
  around: Surroundings,
): Result {
  if (event.final || machine.renewed) return final(machine, 'auth', event.code, null, event.message);
  return failed(machine, at, around, [report(event.code, { message: event.message })]);
}
