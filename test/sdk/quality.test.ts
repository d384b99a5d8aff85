import { expect } from 'chai';
import fc from 'fast-check';
import { measure, NOTHING_MEASURED, type Measured, type QualityLook } from '../../src/sdk/quality.ts';

/** What a second of a call is like: of fifty packets, how many do not arrive. */
interface Second {
  readonly lost?: number;
  /** None are sent at all. */
  readonly silent?: boolean;
  readonly about?: Partial<QualityLook>;
}

const fine: Second = {};
const bad: Second = { lost: 10 };
const silent: Second = { silent: true };

const times = (count: number, second: Second): Second[] => Array.from({ length: count }, () => second);

/** Looks once a second; returns what was measured at each. */
function play(seconds: readonly Second[], interval = 1000): Measured[] {
  let measured = NOTHING_MEASURED;
  let at = 0;
  let [received, lost] = [0, 0];
  return seconds.map(({ lost: gone = 0, silent: none = false, about }) => {
    at += interval;
    received += none ? 0 : 50 - gone;
    lost += gone;
    measured = measure(measured, { at, received, lost, jitter: 2, roundTrip: 20, reported: null, ...about });
    return measured;
  });
}

const last = (seconds: readonly Second[]) => play(seconds).at(-1)!.quality;
const levels = (measured: readonly Measured[]) => measured.map(({ quality }) => quality.level);
/** How often something else is shown, what is shown at first not counted. */
const changes = (shown: readonly (string | null)[]) =>
  shown.filter((level, index) => index > 0 && shown[index - 1] !== null && shown[index - 1] !== level).length;
/** In which second each warning came. */
const warned = (measured: readonly Measured[]) =>
  measured.flatMap(({ warnings }, index) => warnings.map((warning) => [index + 1, warning]));

describe('the quality of a call', () => {
  it('is unknown at first, and then that of the last five seconds', () => {
    expect(last([fine])).to.deep.equal({
      loss: null,
      lossSent: null,
      jitter: 2,
      roundTrip: 20,
      mos: null,
      level: null,
    });
    expect(last([fine, bad]).loss).to.equal(0.2);
    expect(last([fine, ...times(4, fine), bad]).loss).to.equal(0.04);
    expect(last([...times(9, fine), ...times(5, bad)]).loss).to.equal(0.2);
    expect(last([...times(9, bad), ...times(5, fine)]).loss).to.equal(0);
    expect(last([fine, ...times(5, silent)]).loss, 'of nothing').to.equal(null);
  });

  it('takes a packet that comes late after all for no loss', () => {
    const looks = [
      { at: 1000, received: 50, lost: 2 },
      { at: 2000, received: 102, lost: 0 },
    ].map((look) => ({ jitter: 0, roundTrip: 0, reported: null, ...look }));
    expect(looks.reduce(measure, NOTHING_MEASURED).quality.loss).to.equal(0);
  });

  it('counts what the other side has lost of ours, each report once, while it is new', () => {
    const report = (at: number, loss: number): Second => ({ about: { reported: { at, loss } } });
    expect(last([report(500, 0.5)]).lossSent).to.equal(0.5);
    expect(last([report(500, 0.5), report(500, 0.5), report(2500, 0.1)]).lossSent).to.equal(0.3);
    expect(last(times(20, report(500, 0.5))).lossSent, 'long ago').to.equal(null);
  });

  it('has the score of the direction that is worse', () => {
    const here = last([fine, bad]).mos;
    const there = last([fine, { about: { reported: { at: 1900, loss: 0.2 } } }]).mos;
    expect(here).to.be.closeTo(2.6, 0.1);
    expect(there).to.equal(here);
  });

  it('has no score where something is not told', () => {
    expect(last([fine, { about: { roundTrip: null } }])).to.include({ loss: 0, mos: null, level: null });
    expect(last([fine, { about: { jitter: null } }])).to.include({ loss: 0, mos: null, level: null });
  });

  for (const [level, lost] of [
    ['excellent', 0],
    ['good', 1],
    ['fair', 3],
    ['poor', 10],
  ] as const) {
    it(`is ${level} with ${lost * 2} percent lost`, () => {
      expect(last(times(8, { lost }))).to.include({ loss: lost / 50, level });
    });
  }

  it('is said after two seconds, worse after two more, better after five without', () => {
    const shown = levels(play([...times(6, fine), ...times(6, bad), ...times(20, fine)]));
    expect(shown.slice(0, 6)).to.deep.equal([null, null, null, 'excellent', 'excellent', 'excellent']);
    // A fifth is lost in the seventh second to the twelfth, and told of for five more.
    expect(shown.indexOf('poor')).to.equal(9);
    expect(shown.lastIndexOf('poor')).to.be.within(16, 20);
    expect(shown.indexOf('excellent', 12)).to.equal(21);
    expect(changes(shown)).to.be.at.most(4);
  });

  it('is measured anew after a silence', () => {
    const shown = levels(play([...times(6, bad), ...times(7, silent), ...times(5, fine)]));
    expect(shown.slice(11)).to.deep.equal([null, null, null, null, 'excellent', 'excellent', 'excellent']);
  });

  it('is looked at less often by a page that is hidden, and right all the same', () => {
    expect(levels(play([fine, fine, bad, bad, fine], 60_000))).to.deep.equal([null, null, 'poor', 'poor', 'excellent']);
  });

  it('does not flicker, whatever is lost by chance', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 30, maxLength: 90 }), (losses) => {
        const shown = levels(play(losses.map((lost) => ({ lost }))));
        const rises = shown.filter((level, index) => {
          const order = ['poor', 'fair', 'good', 'excellent'];
          return index > 0 && order.indexOf(level ?? '') > order.indexOf(shown[index - 1] ?? 'excellent');
        });
        expect(rises.length, 'better, in all').to.be.at.most(losses.length / 5);
        expect(changes(shown), 'changes').to.be.at.most((losses.length / 5) * 4);
      }),
    );
  });

  it('is never said to be better than the last eight seconds were at their best', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 12, maxLength: 60 }), (losses) => {
        const measured = play(losses.map((lost) => ({ lost })));
        measured.forEach(({ quality: { level } }, index) => {
          if (level !== 'excellent') return;
          const recent = measured.slice(Math.max(0, index - 3), index + 1).map(({ quality }) => quality.mos ?? 0);
          expect(Math.max(...recent)).to.be.at.least(4.34);
        });
      }),
    );
  });
});

describe('the warnings of quality', () => {
  it('come when it has been bad for ten seconds, and once until it is over for as long', () => {
    const measured = play([...times(5, fine), ...times(20, bad), ...times(25, fine), ...times(20, bad)]);
    expect(warned(measured)).to.deep.equal([
      [16, 31003],
      [18, 31004],
      [61, 31003],
      [63, 31004],
    ]);
  });

  it('do not come for a short while', () => {
    expect(warned(play([...times(5, fine), ...times(4, bad), ...times(20, fine)]))).to.deep.equal([]);
  });

  for (const [code, about] of [
    [31001, { roundTrip: 401 }],
    [31002, { jitter: 31 }],
  ] as const) {
    it(`name what is wrong: ${code}`, () => {
      expect(warned(play(times(13, { about })))).to.deep.include([11, code]);
    });
  }

  it('tell of what the other side loses too', () => {
    const seconds = Array.from({ length: 15 }, (_, index) => ({
      about: { reported: { at: index * 1000 + 900, loss: 0.05 } },
    }));
    expect(warned(play(seconds)).map(([, code]) => code)).to.deep.equal([31003]);
  });
});
