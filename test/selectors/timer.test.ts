import { expect } from 'chai';
import { secondsUntil, secondsUntilChangeAt, talkSeconds, talkSecondsChangeAt } from '../../src/selectors/timer.ts';
import { aCall } from '../support/snapshots.ts';

describe('the call timer', () => {
  const call = aCall({ answeredAt: 10_000 });

  for (const [now, seconds, changesAt] of [
    [10_000, 0, 11_000],
    [10_999, 0, 11_000],
    [11_000, 1, 12_000],
    [75_500, 65, 76_000],
    // A clock that was set back.
    [9000, 0, 11_000],
  ] as const) {
    it(`shows ${seconds} s at ${now}, until ${changesAt}`, () => {
      expect(talkSeconds(call, now)).to.equal(seconds);
      expect(talkSecondsChangeAt(call, now)).to.equal(changesAt);
    });
  }

  it('is absent before the answer', () => {
    const ringing = aCall({ state: 'ringing' });
    expect(talkSeconds(ringing, 5)).to.be.null;
    expect(talkSecondsChangeAt(ringing, 5)).to.be.null;
  });

  it('stands still after the end', () => {
    const over = aCall({ answeredAt: 10_000, endedAt: 13_500, state: 'destroyed' });
    expect(talkSeconds(over, 99_000)).to.equal(3);
    expect(talkSecondsChangeAt(over, 99_000)).to.be.null;
  });

  for (const state of ['held', 'reconnecting'] as const) {
    it(`goes on while the call is ${state}`, () => {
      const still = aCall({ answeredAt: 10_000, state });
      expect(talkSeconds(still, 12_000)).to.equal(2);
      expect(talkSecondsChangeAt(still, 12_000)).to.equal(13_000);
    });
  }
});

describe('the countdown', () => {
  for (const [at, now, seconds, changesAt] of [
    [10_000, 6000, 4, 7000],
    [10_000, 6001, 4, 7000],
    [10_000, 6999, 4, 7000],
    [10_000, 7000, 3, 8000],
    [10_000, 9999, 1, 10_000],
    [10_000, 10_000, 0, null],
    [10_000, 12_000, 0, null],
  ] as const) {
    it(`shows ${seconds} s at ${now} for ${at}`, () => {
      expect(secondsUntil(at, now)).to.equal(seconds);
      expect(secondsUntilChangeAt(at, now)).to.equal(changesAt);
    });
  }
});
