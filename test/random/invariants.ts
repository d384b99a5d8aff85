/** What must hold of everything that was played, whatever was done to the phone. Pure: from a history to complaints. */
import { CALL_INVARIANTS } from './call-invariants.ts';
import { CONNECTION_INVARIANTS } from './connection-invariants.ts';
import type { History } from './history.ts';
import { PAGE_INVARIANTS } from './page-invariants.ts';

export type Invariant = (history: History) => readonly string[];

export const INVARIANTS: Readonly<Record<string, Invariant>> = {
  ...CALL_INVARIANTS,
  ...CONNECTION_INVARIANTS,
  ...PAGE_INVARIANTS,
};

/** Everything that is wrong, each with the name of the invariant in front. */
export function violations(history: History): string[] {
  return Object.entries(INVARIANTS).flatMap(([name, holds]) =>
    holds(history).map((complaint) => `${name}: ${complaint}`),
  );
}
