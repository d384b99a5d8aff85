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
  const survives = fault.call === 'kept' || (fault.call === 'kept with audio' && state.name !== 'reconnecting');
  const expected = survives ? state.calls : 0;
  if (!state.answered || kept === expected) return untrue;
  return [...untrue, `of ${state.calls} calls, ${kept} were kept: ${outcome.calls.join(', ') || 'none is known'}`];
}

/** How much longer than excusable the phone was untrue, in the worst of its contradictions, milliseconds. */
export const worst = ({ contradictions }: Outcome): number =>
  Math.max(0, ...contradictions.map(({ excess }) => excess));
