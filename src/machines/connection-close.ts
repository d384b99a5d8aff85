import type { ConnectionMachine } from './connection-state.ts';
import type { Effect } from './effects.ts';
import { CLOSE_DEADLINE } from './times.ts';
import { begin, only, type Go, type Result } from './connection-trying.ts';

export function close(machine: ConnectionMachine, at: number, then: 'idle' | 'disconnected', forget: boolean): Result {
  const { name } = machine.phase;
  if (name === 'closing') {
    // A user's word outlasts the last element's going; the wish to connect again does not.
    const stays = then === 'idle' && machine.phase.then !== 'connect';
    const state = stays ? machine : { ...machine, phase: { ...machine.phase, then } };
    return { state, effects: forget ? [{ type: 'close-session', forget }] : [] };
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

export function closed(machine: ConnectionMachine, at: number, go: Go, effects: readonly Effect[] = []): Result {
  const then = machine.phase.name === 'closing' ? machine.phase.then : 'idle';
  const rest: ConnectionMachine = {
    ...machine,
    phase: then === 'disconnected' ? { name: 'closed', reason: 'user', error: null } : { name: 'idle' },
    established: false,
    lostAt: null,
    restoredAt: null,
    readyAt: null,
  };
  const next = then === 'connect' ? begin(rest, at, go) : only(rest);
  return { state: next.state, effects: [...effects, ...next.effects] };
}
