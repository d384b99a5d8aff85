/**
 * Plays the cells of the matrix in one browser (`BROWSER`), many side by side since most of the time is waiting, and
 * writes what was measured to `reports/matrix-<browser>.json`. scripts/matrix.ts runs it in both.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BROWSER, Stage } from '../support/harness/stage.ts';
import { playCell } from './cell.ts';
import type { Outcome } from './cell.ts';
import { allCells } from './cells.ts';
import type { Cell } from './cells.ts';
import type { Played } from './report.ts';
import { complaints, worst } from './verdict.ts';

const { values } = parseArgs({
  options: {
    fault: { type: 'string', default: '' },
    state: { type: 'string', default: '' },
    'at-once': { type: 'string', default: '6' },
  },
});

const chosen = (names: string, name: string): boolean => names === '' || names.split(',').includes(name);
const cells = allCells().filter(
  ({ fault, state }) => chosen(values.fault, fault.name) && chosen(values.state, state.name),
);
const played: Played[] = [];
const stage = await Stage.start();
const waiting = cells.entries();
await Promise.all(Array.from({ length: Number(values['at-once']) }, work));
await stage.end();

mkdirSync('reports', { recursive: true });
writeFileSync(`reports/matrix-${BROWSER}.json`, JSON.stringify(played, null, 2));
process.exit(played.some(({ problems }) => problems.length > 0) ? 1 : 0);

/** Plays one cell after the other until none is left. */
async function work(): Promise<void> {
  for (const [index, cell] of waiting) {
    const result = await play(cell, `cell-${index}`);
    played.push(result);
    console.log(`${played.length}/${cells.length} ${describe(result)}`);
  }
}

async function play(cell: Cell, user: string): Promise<Played> {
  const scene = await stage.scene();
  const problems: string[] = [];
  let outcome: Outcome | null = null;
  try {
    outcome = await playCell(scene, cell.fault, cell.state, user);
    problems.push(...complaints(cell, outcome));
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  await scene.endScene().catch((error: unknown) => problems.push(String(error)));
  return { browser: BROWSER, fault: cell.fault.name, state: cell.state.name, outcome, problems };
}

function describe({ browser, fault, state, outcome, problems }: Played): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const figures = outcome
    ? `: untrue for ${seconds(worst(outcome))}, settled after ${seconds(outcome.settledAfter)}: ${outcome.calls.join(', ')}`
    : '';
  const complaints = problems.map((problem) => `\n    ${problem}`).join('');
  return `${problems.length > 0 ? 'FAILED' : 'ok    '} ${browser}: ${fault}, ${state}${figures}${complaints}`;
}
