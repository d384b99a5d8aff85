import { DEFAULT_MAX_RECONNECT_ATTEMPTS } from '../contract/configuration.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { ConnectionSnapshot } from '../contract/snapshots.ts';
import type { ConnectionReason, ConnectionState } from '../contract/states.ts';
import { earliest } from './earliest.ts';
import { OFFLINE_LOOK } from './times.ts';

/** What the connection is waiting for. Every waiting has its time, so that nothing hangs. */
export type Phase =
  | { readonly name: 'idle' }
  /** What decides which tab has the phone is being had, and then the phone. */
  | { readonly name: 'claiming'; readonly deadline: number }
  /** The SDK or a token is being had before the attempt. */
  | { readonly name: 'preparing'; readonly deadline: number }
  | { readonly name: 'opening'; readonly deadline: number }
  /** `askAt`: when to ask again a server that has not registered it yet. */
  | { readonly name: 'registering'; readonly deadline: number; readonly askAt: number | null }
  | { readonly name: 'ready' }
  | { readonly name: 'waiting'; readonly until: number }
  /** Waiting for the browser's `online`, without end: there is nothing to try. */
  | { readonly name: 'offline' }
  | { readonly name: 'closing'; readonly deadline: number; readonly then: 'idle' | 'disconnected' | 'connect' }
  | { readonly name: 'closed'; readonly reason: ConnectionReason; readonly error: ErrorCode | null };

export interface Probe {
  readonly id: number;
  readonly startedAt: number;
  readonly deadline: number;
}

export interface ConnectionMachine {
  readonly phase: Phase;
  /** Registered at least once since it was asked to connect: then an outage is a reconnection. */
  readonly established: boolean;
  /** The SDK's chunk is here. */
  readonly loaded: boolean;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly online: boolean;
  /** Why it is not connected, while it is trying. */
  readonly reason: ConnectionReason | null;
  /** The number of the socket that counts, from 1, or 0 for none; what is said of any other is stale. */
  readonly socket: number;
  readonly lostAt: number | null;
  readonly restoredAt: number | null;
  readonly readyAt: number | null;
  /** When the server was last heard from, in any way. */
  readonly heardAt: number;
  readonly probe: Probe | null;
  readonly probes: number;
  /** A login was refused and a fresh token has been asked for; a refusal soon after is final. */
  readonly renewed: boolean;
  /** How many times in a row the server has sent it away, or dropped it, soon after taking it in. */
  readonly dismissals: number;
  /** What this asking to connect, or this outage, has told of last; null while nothing was told. */
  readonly complained: ErrorCode | null;
  readonly seed: number;
}

export function initialConnection(seed: number, online: boolean): ConnectionMachine {
  return {
    phase: { name: 'idle' },
    established: false,
    loaded: false,
    attempt: 0,
    maxAttempts: DEFAULT_MAX_RECONNECT_ATTEMPTS,
    online,
    reason: null,
    socket: 0,
    lostAt: null,
    restoredAt: null,
    readyAt: null,
    heardAt: 0,
    probe: null,
    probes: 0,
    renewed: false,
    dismissals: 0,
    complained: null,
    seed,
  };
}

export function connectionStateOf(machine: ConnectionMachine): ConnectionState {
  switch (machine.phase.name) {
    case 'idle':
      return 'idle';
    case 'ready':
      return 'connected';
    case 'closing':
      return 'disconnecting';
    case 'closed':
      return 'disconnected';
    default:
      return machine.established ? 'reconnecting' : 'connecting';
  }
}

function reasonOf(machine: ConnectionMachine): ConnectionReason | null {
  const { phase } = machine;
  if (phase.name === 'closed') return phase.reason;
  if (phase.name === 'closing') return phase.then === 'disconnected' ? 'user' : null;
  return machine.reason;
}

/** When the connection next needs to be looked at, or null. */
export function connectionWakeAt({ phase, probe, online, heardAt }: ConnectionMachine): number | null {
  switch (phase.name) {
    case 'claiming':
    case 'preparing':
    case 'opening':
    case 'closing':
      return phase.deadline;
    case 'registering':
      return earliest(phase.deadline, phase.askAt);
    case 'waiting':
      return phase.until;
    case 'ready':
      return probe?.deadline ?? (online ? null : heardAt + OFFLINE_LOOK);
    default:
      return null;
  }
}

/** The machine as the page sees it. */
export function viewConnection(machine: ConnectionMachine): ConnectionSnapshot {
  const { phase } = machine;
  const trying = phase.name !== 'closed' && phase.name !== 'idle' && phase.name !== 'closing';
  return Object.freeze({
    state: connectionStateOf(machine),
    reason: reasonOf(machine),
    attempt: trying && phase.name !== 'ready' ? machine.attempt : 0,
    maxAttempts: machine.maxAttempts,
    nextAttemptAt: phase.name === 'waiting' ? phase.until : null,
    lostAt: machine.lostAt,
    restoredAt: machine.restoredAt,
    error: phase.name === 'closed' ? phase.error : null,
  });
}
