import { expect } from 'chai';
import { runSteps } from '../../scripts/test/run-steps.ts';
import type { Step } from '../../scripts/test/steps.ts';

const step = (id: string, calm: boolean, needs: readonly string[] = []): Step => ({
  id,
  title: id,
  needs,
  ...(calm ? { calm } : {}),
  command: { script: '', args: [], limit: 0 },
});

/** Runs the steps, of which some fail: `+a` when `a` begins, `-a` when it is over, `a` when it is told of. */
async function story(steps: readonly Step[], failing: readonly string[] = []): Promise<string[]> {
  const told: string[] = [];
  const take = async ({ id }: Step) => {
    told.push(`+${id}`);
    await new Promise((resolve) => setImmediate(resolve));
    told.push(`-${id}`);
    return { verdict: { passed: 0, failures: failing.includes(id) ? ['it failed'] : [] }, output: '' };
  };
  for await (const [{ id }, { verdict }] of runSteps(steps, take)) told.push([id, ...verdict.failures].join(': '));
  return told;
}

describe('the steps of the test command', () => {
  it('run one after the other', async () => {
    const all = [step('a', false), step('b', false)];
    expect(await story(all)).to.deep.equal(['+a', '-a', 'a', '+b', '-b', 'b']);
  });

  it('run two side by side where they are calm, and are told of in their order', async () => {
    const all = [step('a', true), step('b', true), step('c', true), step('d', false)];
    const told = await story(all);
    expect(told.slice(0, 2)).to.deep.equal(['+a', '+b']);
    expect(told.indexOf('+c')).to.be.above(told.indexOf('-a'));
    expect(told.indexOf('+d')).to.be.above(told.indexOf('-c'));
    expect(told.filter((each) => !/^[+-]/.test(each))).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  it('wait for those that they need, and do not run when one of them has failed', async () => {
    const all = [step('a', true), step('b', true, ['a']), step('c', false, ['b', 'elsewhere']), step('d', false)];
    const good = await story(all);
    expect(good.indexOf('+b')).to.be.above(good.indexOf('-a'));
    expect(await story(all, ['a'])).to.deep.equal([
      ...['+a', '-a', 'a: it failed'],
      ...['b: not run, for want of: a', 'c: not run, for want of: b'],
      ...['+d', '-d', 'd'],
    ]);
  });
});
