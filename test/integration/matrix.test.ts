import { expect } from 'chai';
import { playCell } from '../matrix/cell.ts';
import { someCells } from '../matrix/cells.ts';
import type { Cell } from '../matrix/cells.ts';
import { complaints } from '../matrix/verdict.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Scenario } from '../support/harness/side-by-side.ts';

const scenario =
  (cell: Cell, index: number): Scenario =>
  async (stage) => {
    const outcome = await playCell(stage, cell.fault, cell.state, `cell-${index}`);
    expect(complaints(cell, outcome)).to.deep.equal([]);
  };

const scenarios = someCells().map(
  (cell, index) => [`${cell.fault.name}, ${cell.state.name}`, scenario(cell, index)] as const,
);
sideBySide('The phone tells the truth', Object.fromEntries(scenarios), { timeout: 120_000 });
