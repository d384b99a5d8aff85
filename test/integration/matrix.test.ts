import { expect } from 'chai';
import { playCell } from '../matrix/cell.ts';
import { someCells } from '../matrix/cells.ts';
import type { Cell } from '../matrix/cells.ts';
import { complaints } from '../matrix/verdict.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Scenario } from '../support/harness/side-by-side.ts';

/** As many as a small machine plays side by side without being late. */
const AT_ONCE = 11;

const cells = someCells();

const scenario =
  (cell: Cell, index: number): Scenario =>
  async (stage) => {
    const outcome = await playCell(stage, cell.fault, cell.state, `cell-${index}`);
    expect(complaints(cell, outcome)).to.deep.equal([]);
  };

for (let first = 0; first < cells.length; first += AT_ONCE) {
  const group = cells
    .slice(first, first + AT_ONCE)
    .map((cell, index) => [`${cell.fault.name}, ${cell.state.name}`, scenario(cell, first + index)] as const);
  sideBySide(`The phone tells the truth, ${first / AT_ONCE + 1}`, Object.fromEntries(group), { timeout: 120_000 });
}
