import type { ErrorCode } from '../contract/errors.ts';
import type { ConnectionReason } from '../contract/states.ts';
import { wait } from './backoff.ts';
import type { ConnectionMachine } from './connection-state.ts';
import { report, type Effect, type Step } from './effects.ts';

/** Trying to connect, whatever an attempt consists of: how it begins, what follows when one fails, and how it ends. */

export type Result = Step<ConnectionMachine>;

/** Starts the attempt that is due. */
export type Go = (machine: ConnectionMachine, at: number) => Result;

/** What trying needs to know of the calls. */
export interface Alive {
  /** A call whose audio flows is alive: then nothing is exhausted. */
  readonly healthyCall: boolean;
  /** A call is alive in any way: then the connection is not let go of. */
  readonly liveCall: boolean;
}

export function only(machine: ConnectionMachine): Result {
  return { state: machine, effects: [] };
}

export function begin(machine: ConnectionMachine, at: number, go: Go): Result {
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
  return go(fresh, at);
}

export function announce(machine: ConnectionMachine, at: number): ConnectionMachine {
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
  { healthyCall }: Alive,
  effects: readonly Effect[] = [],
  why: 'connect-timeout' | 'server-closed' | 'exhausted' = 'exhausted',
): Result {
  const { complaint, all } = complain(machine, effects);
  const reason = why === 'server-closed' ? 'server' : 'signaling';
  const said: ConnectionMachine = { ...machine, complained: complaint, reason };
  if (!machine.online) return { state: awaitNetwork(said), effects: all };
  if (machine.attempt >= machine.maxAttempts && !healthyCall) {
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
