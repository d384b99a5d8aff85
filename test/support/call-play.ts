import type { CallMachine } from '../../src/machines/call-state.ts';
import type { ConnectionMachine } from '../../src/machines/connection-state.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import type { PhoneMachine } from '../../src/machines/phone-state.ts';
import { happen } from './call-tables.ts';
import { callInWords, effectInWords, IN, phone } from './machines.ts';

export const tick: MachineEvent = { type: 'tick' };

/** A call as it is after an event, in words, with what is to be done. */
export function after(
  before: CallMachine,
  event: MachineEvent,
  at: number,
  where: ConnectionMachine = IN.ready,
): string {
  const { phone: next, effects } = happen(phone([before], where), event, at);
  return [callInWords(next.calls[0]!), effects.map(effectInWords).join(', ')].filter(Boolean).join(' > ');
}

/** Plays events, each at its time, on one call. */
export function play(before: CallMachine, ...events: [number, MachineEvent][]): CallMachine {
  return events.reduce<PhoneMachine>((state, [at, event]) => happen(state, event, at).phone, phone([before])).calls[0]!;
}
