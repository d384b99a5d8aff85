import { expect } from 'chai';
import { withSecondTry, worthASecondTry } from '../../scripts/test/second-try.ts';
import type { FileReport } from '../../scripts/test/report.ts';

const ran = (file: string, failed: string[] = [], passed = 1): FileReport => ({
  file,
  passed,
  titles: [],
  failed,
  pending: [],
});

describe('a second try', () => {
  it('is given to the files in which something failed', () => {
    expect(worthASecondTry({ files: [ran('a'), ran('b', ['x', 'y']), ran('c', ['z'])] })).to.deep.equal(['b', 'c']);
  });

  it('is given to none when that is no accident any more', () => {
    const files = ['a', 'b', 'c', 'd'].map((file) => ran(file, ['x']));
    expect(worthASecondTry({ files: files.slice(1) })).to.have.length(3);
    expect(worthASecondTry({ files })).to.deep.equal([]);
  });

  it('counts instead of the first, which is told', () => {
    const first = { files: [ran('a'), ran('b', ['x'], 2), ran('c', ['y'])] };
    const second = { files: [ran('b', [], 3), ran('c', ['y'])] };
    expect(withSecondTry(first, second)).to.deep.equal({
      files: [ran('a'), { ...ran('b', [], 3), again: ['x'] }, { ...ran('c', ['y']), again: ['y'] }],
    });
  });

  it('that came to nothing leaves the first as it was', () => {
    const first = { files: [ran('a', ['x'])] };
    expect(withSecondTry(first, { files: [] })).to.deep.equal(first);
  });
});
