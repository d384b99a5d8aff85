import { expect } from 'chai';
import { dayOf, daysBetween, nextDayAt } from '../../../src/elements/history/lazy/days.ts';

const at = (...parts: [number, number, number, number?, number?]): number => new Date(...parts).getTime();

describe('days ago', () => {
  const noon = at(2026, 2, 29, 12);
  for (const [title, then, days] of [
    ['this moment', noon, 0],
    ['this morning', at(2026, 2, 29, 0, 1), 0],
    ['just before midnight', at(2026, 2, 28, 23, 59), 1],
    // The clocks of Europe are put forward in between.
    ['two days ago, late', at(2026, 2, 27, 23, 59), 2],
    ['a year ago', at(2025, 2, 29, 12), 365],
    ['yet to come, by a clock that is wrong', at(2026, 3, 2), 0],
  ] as const) {
    it(`are ${days} for ${title}`, () => {
      expect(daysBetween(then, noon)).to.equal(days);
    });
  }

  it('begin and end at midnight', () => {
    expect(dayOf(noon)).to.equal(at(2026, 2, 29));
    expect(nextDayAt(noon)).to.equal(at(2026, 2, 30));
  });
});
