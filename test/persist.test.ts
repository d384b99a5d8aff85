import { expect } from 'chai';
import { LazyPart } from '../src/persist.ts';
import { VirtualTime } from './support/virtual-time.ts';

describe('a part that is fetched when it is wanted', () => {
  let time: VirtualTime;
  beforeEach(() => (time = new VirtualTime()));
  afterEach(() => time.restore());

  it('is fetched once, however many want it', async () => {
    let loads = 0;
    const part = new LazyPart(async () => `part ${++loads}`);
    expect(part.value).to.equal(null);
    await Promise.all([part.fetch(), part.fetch()]);
    await part.fetch();
    expect([part.value, loads, time.pending]).to.deep.equal(['part 1', 1, 0]);
  });

  it('is one, also when somebody else asks by himself meanwhile', async () => {
    let loads = 0;
    const part = new LazyPart(async () => {
      const load = ++loads;
      await Promise.resolve();
      return `part ${load}`;
    });
    await Promise.all([part.once(0), part.fetch()]);
    const { value } = part;
    await part.once(0);
    expect([value, part.value, loads]).to.deep.equal(['part 1', 'part 1', 2]);
  });

  it('is fetched again and again until it is there, each time after twice as long, 30 s at most', async () => {
    const start = time.now;
    const asked: number[] = [];
    const part = new LazyPart(async () => {
      asked.push((time.now - start) / 1000);
      if (asked.length < 8) throw new TypeError('no network');
      return 'part';
    });
    const there = part.fetch();
    await time.pass(120_000);
    await there;
    expect(asked).to.deep.equal([0, 1, 3, 7, 15, 31, 61, 91]);
    expect([part.value, time.pending]).to.deep.equal(['part', 0]);
  });
});
