import { expect } from 'chai';
import { readPromises, unproven } from '../../scripts/test/promises.ts';
import type { RunReport } from '../../scripts/test/report.ts';

const TABLE = [
  '# Promises',
  '',
  '## One document',
  '',
  '| claim | the SDK alone | here | proof |',
  '| ----- | ------------- | ---- | ----- |',
  '| Calls survive | no | yes | `test/integration/a.test.ts` › comes back<br>`test/machines/b.test.ts` › ends \\| stays |',
  '| Nobody proves it | no | yes | by looking |',
].join('\n');

const ran = (file: string, ...titles: string[]): RunReport => ({
  files: [{ file, passed: titles.length, titles, failed: [], pending: [] }],
});

describe('the promises', () => {
  it('are the rows of the tables, with their proofs', () => {
    expect(readPromises(TABLE)).to.deep.equal([
      {
        section: 'One document',
        claim: 'Calls survive',
        proofs: [
          { file: 'test/integration/a.test.ts', title: 'comes back' },
          { file: 'test/machines/b.test.ts', title: 'ends | stays' },
        ],
      },
      { section: 'One document', claim: 'Nobody proves it', proofs: [] },
    ]);
  });

  it('are proven by tests that passed, in every browser where they need one', () => {
    const runs = {
      node: ran('test/machines/b.test.ts', 'a call › ends | stays'),
      chromium: ran('test/integration/a.test.ts', 'a call › comes back'),
      firefox: ran('test/integration/a.test.ts', 'a call › never comes back'),
    };
    expect(unproven(readPromises(TABLE), runs)).to.deep.equal([
      'One document: "Calls survive": no test "comes back" of test/integration/a.test.ts passed in firefox',
      'One document: "Nobody proves it": names no test',
    ]);
  });
});
