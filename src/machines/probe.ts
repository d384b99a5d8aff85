import type { ConnectionMachine } from './connection-state.ts';
import type { Step } from './effects.ts';

/**
 * Asks the server whether it is there, unless it is already being asked: an open socket may be dead, and the SDK alone
 * takes half a minute to find out.
 */
export function probe(machine: ConnectionMachine, at: number, within: number): Step<ConnectionMachine> {
  if (machine.phase.name !== 'ready' || machine.probe !== null) return { state: machine, effects: [] };
  const id = machine.probes + 1;
  return {
    state: { ...machine, probes: id, probe: { id, startedAt: at, deadline: at + within } },
    effects: [{ type: 'probe', probe: id }],
  };
}

export function answered(machine: ConnectionMachine, id: number, at: number): ConnectionMachine {
  return machine.probe?.id === id ? { ...machine, probe: null, heardAt: Math.max(machine.heardAt, at) } : machine;
}
