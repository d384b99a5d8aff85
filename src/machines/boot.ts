import type { ClientSnapshot } from '../contract/snapshots.ts';
import { stepResting } from './connection-resting.ts';
import { connectionWakeAt, viewConnection, type ConnectionMachine } from './connection-state.ts';
import type { Go } from './connection-trying.ts';
import type { Effect } from './effects.ts';
import type { MachineEvent } from './events.ts';
import { reuse } from './reuse.ts';
import { LOAD_DEADLINE } from './times.ts';

/**
 * The phone before its code and the SDK's are there: it can wish to connect, have them fetched, and go on trying when
 * that fails. Where it has got to, the whole machine goes on from.
 */
export interface BootStep {
  readonly state: ConnectionMachine;
  readonly effects: readonly Effect[];
  /** When a `tick` is due (epoch milliseconds), or null. */
  readonly wakeAt: number | null;
}

const NO_CALLS: ClientSnapshot['calls'] = Object.freeze([]);

/** There are no calls yet. */
const NOBODY = { healthyCall: false, liveCall: false };

const load: Go = (machine, at) => ({
  state: { ...machine, phase: { name: 'preparing', deadline: at + LOAD_DEADLINE } },
  effects: [{ type: 'load' }],
});

export function stepBoot(before: ConnectionMachine, event: MachineEvent, at: number): BootStep {
  const { state, effects } = stepResting(before, event, at, NOBODY, load);
  return { state, effects, wakeAt: connectionWakeAt(state) };
}

/** What has not changed since `previous` keeps its identity. */
export function viewBoot(machine: ConnectionMachine, previous: ClientSnapshot | null): ClientSnapshot {
  const connection = reuse(previous?.connection, viewConnection(machine));
  if (connection === previous?.connection) return previous;
  return Object.freeze({
    connection,
    calls: NO_CALLS,
    lastActiveCallId: null,
    mediaRecovery: null,
    playbackBlocked: false,
    devices: null,
  });
}
