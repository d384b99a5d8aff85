import { expect } from 'chai';
import { judgeRun } from '../../scripts/test/judge.ts';
import type { FileReport } from '../../scripts/test/report.ts';

const GOOD = { ok: true, reason: 'exit code 0' };
const BAD = { ok: false, reason: 'exit code 3' };

const ran = (file: string, report: Partial<FileReport> = {}): FileReport => ({
  file,
  passed: 1,
  titles: [],
  failed: [],
  pending: [],
  ...report,
});

describe('judging a test run', () => {
  it('is content when every file ran and nothing failed', () => {
    const verdict = judgeRun(['a', 'b'], { files: [ran('a', { passed: 3 }), ran('b')] }, GOOD);
    expect(verdict).to.deep.equal({ passed: 4, failures: [], again: [] });
  });

  it('tells what failed at first in a file that was run twice', () => {
    const verdict = judgeRun(['a'], { files: [ran('a', { again: ['x breaks', 'y breaks'] })] }, GOOD);
    expect(verdict).to.deep.equal({ passed: 1, failures: [], again: ['a: x breaks', 'a: y breaks'] });
    const { again } = judgeRun(['a'], { files: [ran('a', { failed: ['x breaks'], again: ['x breaks'] })] }, BAD);
    expect(again, 'not when it failed again').to.deep.equal([]);
  });

  it('names each test that failed, with its file', () => {
    const { passed, failures } = judgeRun(['a'], { files: [ran('a', { failed: ['x breaks', 'y breaks'] })] }, BAD);
    expect(passed).to.equal(1);
    expect(failures).to.deep.equal(['a: x breaks', 'a: y breaks']);
  });

  it('refuses a skipped test', () => {
    const { failures } = judgeRun(['a'], { files: [ran('a', { pending: ['x'] })] }, GOOD);
    expect(failures).to.deep.equal(['a: skipped: x']);
  });

  it('refuses a file that ran no test, reported or not', () => {
    const { failures } = judgeRun(['a', 'b', 'c'], { files: [ran('a'), ran('b', { passed: 0 })] }, GOOD);
    expect(failures).to.deep.equal(['b: no test ran', 'c: no test ran']);
  });

  it('refuses a run that ended badly though every test passed', () => {
    const { failures } = judgeRun(['a'], { files: [ran('a')] }, BAD);
    expect(failures).to.deep.equal(['exit code 3']);
  });
});
