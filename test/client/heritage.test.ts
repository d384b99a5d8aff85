import { expect } from 'chai';
import { Heritage, type HeritageHost } from '../../src/client/heritage.ts';
import { KEPT_KEY } from '../../src/client/kept-key.ts';
import { KeptRecord } from '../../src/client/lazy/kept-record.ts';
import type { KeptCalls } from '../../src/machines/kept-calls.ts';
import { aSnapshot } from '../support/snapshots.ts';
import { VirtualTime } from '../support/virtual-time.ts';

const IN_CALL = aSnapshot({}, { id: 'now', answeredAt: 1 });

describe('what keeps calls for the next page', () => {
  let time: VirtualTime;
  /** What the tab keeps; Node has nothing of the kind. */
  let storage: Map<string, string>;
  let attempts: number[];
  /** How many of them come to nothing. */
  let failures: number;
  let took: KeptCalls[];
  let told: number;
  let heritage: Heritage;

  beforeEach(() => {
    time = new VirtualTime();
    storage = new Map();
    Object.defineProperty(globalThis, 'sessionStorage', {
      configurable: true,
      value: {
        getItem: (key: string) => storage.get(key) ?? null,
        setItem: (key: string, value: string) => storage.set(key, value),
        removeItem: (key: string) => storage.delete(key),
      },
    });
    attempts = [];
    failures = 0;
    took = [];
    told = 0;
    const host: HeritageHost = {
      tab: undefined,
      now: () => time.now,
      took: (kept) => took.push(kept),
      failed: () => (told += 1),
      blocked: () => undefined,
    };
    heritage = new Heritage(host, async (attempt) => {
      attempts.push(attempt);
      if (attempts.length <= failures) throw new TypeError('Failed to fetch dynamically imported module');
      return KeptRecord;
    });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'sessionStorage');
    time.restore();
  });

  /** The page before has left a call. */
  const leave = (): void => {
    const call = { id: 'kept', startedAt: time.now - 5000, answeredAt: time.now - 4000, remoteNumber: '9196' };
    storage.set(KEPT_KEY, JSON.stringify({ leftAt: time.now, stays: 'kept', calls: [call] }));
  };
  /** Asks to connect; tells when it may. */
  const prepared = (): (() => boolean) => {
    let done = false;
    void heritage.prepare()?.then(() => (done = true));
    return () => done;
  };
  const brought = (): unknown[] => took.map(({ stays, calls: [call] }) => [call?.id, stays]);

  it('is waited for, and asked for again under another number, before the phone connects', async () => {
    leave();
    failures = 2;
    heritage.recall();
    const ready = prepared();
    await time.pass(2999);
    expect([attempts, ready(), brought()]).to.deep.equal([[0, 1], false, []]);
    await time.pass(1);
    expect([attempts, ready(), brought(), told]).to.deep.equal([[0, 1, 2], true, [['kept', 'kept']], 0]);
  });

  it('is not waited for for ever: that is told of once, and calls come too late to be brought back', async () => {
    leave();
    failures = 5;
    heritage.recall();
    const [ready, again] = [prepared(), prepared()];
    await time.pass(19_999);
    expect([ready(), told]).to.deep.equal([false, 0]);
    await time.pass(1);
    expect([ready(), again(), told]).to.deep.equal([true, true, 1]);
    await time.pass(11_000);
    expect([attempts, brought(), told]).to.deep.equal([[0, 1, 2, 3, 4, 5], [['kept', null]], 1]);
  });

  it('holds nobody up where there is nothing to bring back, but is told of', async () => {
    failures = Infinity;
    heritage.recall();
    const ready = prepared();
    await time.settle();
    expect([ready(), told]).to.deep.equal([true, 0]);
    await time.pass(20_000);
    expect([brought(), told]).to.deep.equal([[], 1]);
  });

  it('is there for later calls, however late it comes', async () => {
    failures = 5;
    heritage.recall();
    heritage.follow(IN_CALL);
    expect(heritage.keep(IN_CALL)).to.equal(null);
    await time.pass(31_000);
    expect(heritage.keep(IN_CALL)).to.equal('now');
    expect(storage.get(KEPT_KEY)).to.include('"stays":"now"');
  });

  it('brings a call back also late, as long as nobody has connected without', async () => {
    leave();
    failures = 5;
    heritage.recall();
    await time.pass(31_000);
    expect([brought(), told]).to.deep.equal([[['kept', 'kept']], 0]);
    expect([await heritage.prepare(), told]).to.deep.equal([false, 0]);
  });

  it('is not asked for where nobody wants calls to be kept', () => {
    expect(heritage.prepare()).to.equal(null);
    expect(attempts).to.deep.equal([]);
  });
});
