import { expect } from 'chai';
import { parseOptions, selectSteps } from '../../scripts/test/selection.ts';
import type { Step } from '../../scripts/test/steps.ts';

const step = (id: string, needs: string[] = []): Step => ({
  id,
  title: id,
  needs,
  command: { script: '', args: [], limit: 0 },
});
const STEPS = [step('lint'), step('build'), step('run:a', ['build']), step('run:b', ['build'])];
const ids = (only: string[], have = false) => selectSteps(STEPS, only, () => have).map(({ id }) => id);

describe('selecting steps', () => {
  it('takes all, in their order, when none is named', () => {
    expect(ids([])).to.deep.equal(['lint', 'build', 'run:a', 'run:b']);
  });

  it('adds what a step needs, unless it is there already', () => {
    expect(ids(['run:b'])).to.deep.equal(['build', 'run:b']);
    expect(ids(['run:b'], true)).to.deep.equal(['run:b']);
  });

  it('takes every step before whose colon the name stands', () => {
    expect(ids(['run'], true)).to.deep.equal(['run:a', 'run:b']);
  });

  it('refuses a name that no step has, and says which there are', () => {
    expect(() => ids(['ru'])).to.throw('no step "ru". The steps: lint build run:a run:b');
  });

  it('reads the command line', () => {
    expect(parseOptions(['--only=node,lint', 'test/a', '--verbose'])).to.deep.equal({
      only: ['node', 'lint'],
      paths: ['test/a'],
      verbose: true,
    });
    expect(() => parseOptions(['--onyl=node'])).to.throw();
  });
});
