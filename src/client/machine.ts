import type { ClientSnapshot } from '../contract/snapshots.ts';
import { stepBoot, viewBoot } from '../machines/boot.ts';
import { initialConnection, type ConnectionMachine } from '../machines/connection-state.ts';
import type { Effect } from '../machines/effects.ts';
import type { MachineEvent } from '../machines/events.ts';

/** A pure machine at one moment, for the loop to run: what each event makes of it, and what the page sees of it. */
export interface Machine {
  readonly connection: ConnectionMachine;
  step(
    event: MachineEvent,
    at: number,
  ): {
    readonly machine: Machine;
    readonly effects: readonly Effect[];
    /** Events to handle next. */
    readonly raise: readonly MachineEvent[];
    /** When a `tick` is due (epoch milliseconds), or null. */
    readonly wakeAt: number | null;
  };
  /** What has not changed since `previous` keeps its identity. */
  view(previous: ClientSnapshot | null): ClientSnapshot;
}

/** The phone before its code is there. */
export function bootMachine(connection = initialConnection(Math.floor(Math.random() * 2 ** 32), isOnline())): Machine {
  return {
    connection,
    step(event, at) {
      const { state, ...next } = stepBoot(connection, event, at);
      return { machine: bootMachine(state), raise: [], ...next };
    },
    view: (previous) => viewBoot(connection, previous),
  };
}

/** Where nobody knows, it is tried. */
function isOnline(): boolean {
  return typeof navigator === 'undefined' || (navigator.onLine as boolean | undefined) !== false;
}
