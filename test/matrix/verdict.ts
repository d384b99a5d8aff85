/** What is wrong with the outcome of a cell. */
import { TOLERANCE } from './cell.ts';
import type { Outcome } from './cell.ts';
import type { Cell } from './cells.ts';

export function complaints({ fault, state }: Cell, outcome: Outcome): string[] {
  const untrue = outcome.contradictions
    .filter(({ excess }) => excess > TOLERANCE)
    .map(
      ({ rule, call, from, to, allowed }) =>
        `${rule}${call ? ` (call ${call})` : ''}: for ${to - from} ms, of which ${allowed} ms can be excused`,
    );
  const kept = outcome.calls.filter((fate) => !fate.startsWith('ended')).length;
  const expected = survivors(fault.call, state);
  if (!state.answered || kept === expected) return untrue;
  return [...untrue, `of ${state.calls} calls, ${kept} were kept: ${outcome.calls.join(', ') || 'none is known'}`];
}

function survivors(call: Cell['fault']['call'], { calls, name }: Cell['state']): number {
  switch (call) {
    case 'kept':
      return calls;
    case 'kept with audio':
      return name === 'reconnecting' ? 0 : calls;
    case 'one kept':
      return 1;
    case 'ended':
      return 0;
  }
}

/** How much longer than excusable the phone was untrue, in the worst of its contradictions, milliseconds. */
export const worst = ({ contradictions }: Outcome): number =>
  Math.max(0, ...contradictions.map(({ excess }) => excess));
