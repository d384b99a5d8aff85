import { expect } from 'chai';
import fc from 'fast-check';
import { meanOpinionScore, type Transmission } from '../../src/sdk/mos.ts';

/** Worked out by hand: delay on the way, Id, Ie,eff and R are in the comments. */
const KNOWN: readonly (readonly [what: string, transmission: Transmission, score: number])[] = [
  // R = 93.2; 1 + 3.262 + 93.2 · 33.2 · 6.8 · 7e-6
  ['nothing impairs', { loss: 0, jitter: 0, roundTrip: 0 }, 4.4093],
  // 50 + 10 ms: Id 1.44; R = 91.76
  ['a good line', { loss: 0, jitter: 5, roundTrip: 100 }, 4.3797],
  // Ie,eff = 95 · 2 / 27.1 = 7.0111; R = 86.1889
  ['two percent lost', { loss: 0.02, jitter: 0, roundTrip: 0 }, 4.2348],
  // Ie,eff = 95 · 20 / 45.1 = 42.1286; R = 51.0714
  ['a fifth lost', { loss: 0.2, jitter: 0, roundTrip: 0 }, 2.6313],
  // 300 ms: Id = 7.2 + 0.11 · 122.7 = 20.697; R = 72.503
  ['a satellite', { loss: 0, jitter: 0, roundTrip: 600 }, 3.7121],
  // 190 ms: Id = 4.56 + 1.397; Ie,eff 42.1286; R = 45.1144
  ['a bad network', { loss: 0.2, jitter: 20, roundTrip: 300 }, 2.321],
  // Ie,eff = 9500 / 125.1 = 75.9392; R = 17.2608
  ['all lost', { loss: 1, jitter: 0, roundTrip: 0 }, 1.1769],
  // 1200 ms: R is below 0
  ['the moon', { loss: 0, jitter: 100, roundTrip: 2000 }, 1],
];

const transmissions = fc.record({
  loss: fc.double({ min: 0, max: 1, noNaN: true }),
  jitter: fc.double({ min: 0, max: 1000, noNaN: true }),
  roundTrip: fc.double({ min: 0, max: 10_000, noNaN: true }),
});

describe('the mean opinion score', () => {
  for (const [what, transmission, score] of KNOWN) {
    it(`is ${score} where there is ${what}`, () => {
      expect(meanOpinionScore(transmission)).to.be.closeTo(score, 0.0001);
    });
  }

  it('is always one that listeners can give', () => {
    fc.assert(
      fc.property(transmissions, (one) => {
        expect(meanOpinionScore(one)).to.be.within(1, 4.5);
      }),
    );
  });

  it('is never better for more loss, jitter or delay', () => {
    fc.assert(
      fc.property(transmissions, transmissions, (one, more) => {
        const worse = {
          loss: Math.max(one.loss, more.loss),
          jitter: one.jitter + more.jitter,
          roundTrip: one.roundTrip + more.roundTrip,
        };
        expect(meanOpinionScore(worse)).to.be.at.most(meanOpinionScore(one) + 1e-9);
      }),
    );
  });
});
