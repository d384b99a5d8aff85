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

/** Cells that have failed, by the names of fault and state: each is worth looking at for ever. */
const ONCE_UNTRUE: readonly (readonly [fault: string, state: string])[] = [
  // The SDK's warning of the old socket was taken for the end of its successor.
  ['socket silent', 'reconnecting'],
  // Dead media had been looked into already, and nobody asked the server again.
  ['network changed', 'reconnecting'],
];

/** As few cells as show every fault, and every state, at least once, and those that have failed. */
export function someCells(): Cell[] {
  const rare = new Map(CALL_STATES.map((state) => [state, 0]));
  const known = allCells().filter(({ fault, state }) =>
    ONCE_UNTRUE.some(([faultName, stateName]) => fault.name === faultName && state.name === stateName),
  );
  const chosen = FAULTS.flatMap((fault) => {
    const [state] = CALL_STATES.filter((each) => means({ fault, state: each })).sort(
      (left, right) => rare.get(left)! - rare.get(right)!,
    );
    if (!state) return [];
    rare.set(state, rare.get(state)! + 1);
    return [{ fault, state }];
  });
  return [...chosen, ...known.filter((cell) => !chosen.some((each) => isSame(each, cell)))];
}

const isSame = (left: Cell, right: Cell): boolean => left.fault === right.fault && left.state === right.state;
