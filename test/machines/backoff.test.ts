import { expect } from 'chai';
import fc from 'fast-check';
import { random, spread, wait } from '../../src/machines/backoff.ts';
import { earliest } from '../../src/machines/earliest.ts';

describe('backoff', () => {
  it('waits between three and five quarters of 1, 2, 4, 8, 16, 32, 32… seconds, in whole milliseconds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 40 }), (seed, attempt) => {
        const base = Math.min(32_000, 1000 * 2 ** (attempt - 1));
        const { delay } = wait(attempt, seed);
        expect(delay).to.be.within(base * 0.75, base * 1.25);
        expect(Number.isInteger(delay)).to.equal(true);
      }),
    );
  });

  it('spreads a crowd over the whole range', () => {
    const delays = Array.from({ length: 2000 }, (_, seed) => wait(1, seed * 7919).delay);
    expect(Math.min(...delays)).to.be.below(760);
    expect(Math.max(...delays)).to.be.above(1240);
    const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
    expect(mean).to.be.within(985, 1015);
  });

  it('spreads those who come back online over half a second', () => {
    const delays = Array.from({ length: 2000 }, (_, seed) => spread(seed * 7919).delay);
    expect(Math.min(...delays)).to.be.within(0, 5);
    expect(Math.max(...delays)).to.be.within(495, 500);
    expect(delays.every((delay) => Number.isInteger(delay))).to.equal(true);
  });

  it('is chance that repeats: the same seed, the same number, and another seed for the next', () => {
    expect(random(7)).to.deep.equal(random(7));
    const seen = new Set<number>();
    let seed = 1;
    for (let i = 0; i < 1000; i += 1) {
      const next = random(seed);
      expect(next.value).to.be.within(0, 1);
      seen.add(next.value);
      seed = next.seed;
    }
    expect(seen.size).to.be.above(990);
    expect(wait(1, 7).seed).to.equal(random(7).seed);
    expect(spread(7).seed).to.equal(random(7).seed);
  });

  it('falls evenly into tenths', () => {
    const tenths = new Array<number>(10).fill(0);
    let seed = 42;
    for (let i = 0; i < 10_000; i += 1) {
      const next = random(seed);
      tenths[Math.min(9, Math.floor(next.value * 10))]! += 1;
      seed = next.seed;
    }
    for (const count of tenths) expect(count).to.be.within(880, 1120);
  });
});

describe('earliest', () => {
  const rows: [(number | null)[], number | null][] = [
    [[], null],
    [[null], null],
    [[3, 1, 2], 1],
    [[1, 2], 1],
    [[null, 5, null], 5],
    [[0, 1], 0],
    [[-1, null, 0], -1],
  ];
  for (const [times, first] of rows) {
    it(`of ${JSON.stringify(times)} is ${first}`, () => expect(earliest(...times)).to.equal(first));
  }
});
