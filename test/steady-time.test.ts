import { expect } from 'chai';
import { steadyTime } from '../src/steady-time.ts';

describe('steady time', () => {
  let wall = 0;
  let elapsed = 0;
  let now = (): number => 0;
  const pass = (ms: number, step = 0): number => {
    wall += ms + step;
    elapsed += ms;
    return now();
  };
  beforeEach(() => {
    wall = 1_700_000_000_000;
    elapsed = 5000;
    now = steadyTime(
      () => wall,
      () => elapsed,
    );
  });

  it('is what the clock says', () => {
    expect(now()).to.equal(1_700_000_000_000);
    expect(pass(1234)).to.equal(1_700_000_001_234);
  });

  it('goes on when the clock is set back, as often as it is', () => {
    expect(pass(1000, -3_600_000)).to.equal(1_700_000_001_000);
    expect(pass(1000)).to.equal(1_700_000_002_000);
    expect(pass(1000, -5000)).to.equal(1_700_000_003_000);
  });

  it('goes on by as much as passed while nobody asked', () => {
    wall += 60_000 - 3_600_000;
    elapsed += 60_000;
    expect(now()).to.equal(1_700_000_060_000);
  });

  it('goes forward with the clock, and with a computer that slept', () => {
    expect(pass(1000, 3_600_000)).to.equal(1_700_003_601_000);
  });

  it('lets the clock be kept right little by little', () => {
    for (let second = 0; second < 10; second += 1) pass(1000, -100);
    expect(now()).to.equal(wall);
  });
});
