import { expect } from 'chai';
import { REGRESSIONS } from './regressions.ts';
import { ACTIONS, inWords, sequenceOf, shrink } from './sequence.ts';
import type { Sequence, Step } from './sequence.ts';

const of = (...actions: string[]): Sequence => ({
  seed: 1,
  keepCall: false,
  maxAttempts: 10,
  steps: actions.map((action): Step => [action, 0]),
});
const names = ({ steps }: Sequence): string[] => steps.map(([action]) => action);

describe('random sequences', () => {
  it('are the same for a seed, and others for another', () => {
    expect(sequenceOf(7, 12)).to.deep.equal(sequenceOf(7, 12));
    expect(inWords(sequenceOf(8, 12))).not.to.equal(inWords(sequenceOf(7, 12)));
    expect(sequenceOf(7, 12).steps).to.have.length(12);
  });

  it('come to everything that can happen', () => {
    const played = new Set(Array.from({ length: 400 }, (_, seed) => names(sequenceOf(seed, 12))).flat());
    expect([...ACTIONS.keys()].filter((name) => !played.has(name))).to.deep.equal([]);
  });

  it('shrink to what is needed to fail', async () => {
    const long = of('a', 'b', 'culprit', 'c', 'd', 'e', 'helper', 'f', 'g');
    const fails = (sequence: Sequence): Promise<boolean> =>
      Promise.resolve(['culprit', 'helper'].every((name) => names(sequence).includes(name)));
    expect(names(await shrink(long, fails, 50))).to.deep.equal(['culprit', 'helper']);
  });

  it('shrink within a number of tries', async () => {
    let tries = 0;
    await shrink(of('a', 'b', 'c', 'd', 'e'), () => Promise.resolve(++tries > 100), 6);
    expect(tries).to.equal(6);
  });

  it('are kept as what can still be played', () => {
    const steps = Object.values(REGRESSIONS).flatMap(names);
    expect(steps.filter((name) => !ACTIONS.has(name))).to.deep.equal([]);
  });
});
