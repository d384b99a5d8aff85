/** The cells of the matrix: every fault with every state of a call in which it means something. */
import { CALL_STATES } from './call-states.ts';
import type { CallState } from './call-states.ts';
import { FAULTS } from './faults.ts';
import type { MatrixFault } from './faults.ts';

export interface Cell {
  readonly fault: MatrixFault;
  readonly state: CallState;
}

const means = ({ fault, state }: Cell): boolean => !fault.without?.(state);

export function allCells(): Cell[] {
  return FAULTS.flatMap((fault) => CALL_STATES.map((state) => ({ fault, state }))).filter(means);
}

/** As few cells as show every fault, and every state, at least once. */
export function someCells(): Cell[] {
  const rare = new Map(CALL_STATES.map((state) => [state, 0]));
  return FAULTS.flatMap((fault) => {
    const [state] = CALL_STATES.filter((each) => means({ fault, state: each })).sort(
      (left, right) => rare.get(left)! - rare.get(right)!,
    );
    if (!state) return [];
    rare.set(state, rare.get(state)! + 1);
    return [{ fault, state }];
  });
}
