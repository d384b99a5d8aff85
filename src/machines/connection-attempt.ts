import type { ErrorCode } from '../contract/errors.ts';
import type { ConnectionReason } from '../contract/states.ts';
import { wait } from './backoff.ts';
import type { ConnectionMachine } from './connection-state.ts';
import { report, type Effect, type Step } from './effects.ts';
import type { CredentialKind, MachineEvent } from './events.ts';
import { CONNECT_DEADLINE, LOAD_DEADLINE, SESSION_TRIAL, TOKEN_DEADLINE } from './times.ts';
import { isByToken, tokenDecision, type TokenMachine } from './token.ts';

/**
 * From the wish to be connected to being registered, or to the end of trying: tokens, sockets, logins, and what follows
 * when one of them fails.
 */

/** What the connection needs to know of the rest. */
export interface Surroundings {
  readonly token: TokenMachine;
  readonly credentials: CredentialKind;
  /** A call whose audio flows is alive: then nothing is exhausted. */
  readonly healthyCall: boolean;
  /** A call is answered: then the server's silence is looked into. */
  readonly inCall: boolean;
  /** The audio of such a call is lost: then it is looked into sooner. */
  readonly audioLost: boolean;
  /** A call is alive in any way: then the connection is not let go of. */
  readonly liveCall: boolean;
  /** No other tab has the phone. */
  readonly mine: boolean;
}

export type Result = Step<ConnectionMachine>;

/** No socket has this number. */
const NO_SOCKET = 0;

export function only(machine: ConnectionMachine): Result {
  return { state: machine, effects: [] };
}

export function begin(machine: ConnectionMachine, at: number, around: Surroundings): Result {
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
    dismissals: 0,
    complained: null,
  };
  if (!machine.online) return { state: { ...fresh, phase: { name: 'offline' } }, effects: [report('offline')] };
  return attempt(fresh, at, around);
}

/** A load that was given up can still end, while something else is waited for. */
export function isPreparing({ phase, loaded }: ConnectionMachine, what: 'sdk' | 'token'): boolean {
  return phase.name === 'preparing' && loaded === (what === 'token');
}

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

function announce(machine: ConnectionMachine, at: number): ConnectionMachine {
  const { delay, seed } = wait(machine.attempt, machine.seed);
  return { ...machine, seed, phase: { name: 'waiting', until: at + delay } };
}

export function awaitNetwork(machine: ConnectionMachine): ConnectionMachine {
  return { ...machine, reason: 'offline', phase: { name: 'offline' }, probe: null };
}

/** An attempt came to nothing: the next one is announced, or it was the last, and `why` says more than that it was. */
export function failed(
  machine: ConnectionMachine,
  at: number,
  around: Surroundings,
  effects: readonly Effect[] = [],
  why: 'connect-timeout' | 'server-closed' | 'exhausted' = 'exhausted',
): Result {
  const { complaint, all } = complain(machine, effects);
  const reason = why === 'server-closed' ? 'server' : 'signaling';
  const said: ConnectionMachine = { ...machine, complained: complaint, reason };
  if (!machine.online) return { state: awaitNetwork(said), effects: all };
  if (machine.attempt >= machine.maxAttempts && !around.healthyCall) {
    const end = final(said, 'exhausted', why);
    // What is the end is not told of as a mere complaint, too.
    const before = all.filter((effect) => effect.type !== 'report' || effect.code !== why);
    return { state: end.state, effects: [...before, ...end.effects] };
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
export function final(
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

export function loadFailed(
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
