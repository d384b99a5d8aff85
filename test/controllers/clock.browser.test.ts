import { expect } from '@open-wc/testing';
import { pageClock } from '../../src/controllers/clock.ts';

const clock = pageClock();
const timers = new Set<number>();
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its `this`
const { setTimeout: realSet, clearTimeout: realClear } = window;
const settle = (ms: number): Promise<void> => new Promise((resolve) => realSet(resolve, ms));

describe('the page clock', () => {
  beforeEach(() => {
    timers.clear();
    window.setTimeout = ((run: () => void, ms?: number) => {
      const id: number = realSet(() => {
        timers.delete(id);
        run();
      }, ms);
      timers.add(id);
      return id;
    }) as typeof window.setTimeout;
    window.clearTimeout = ((id: number) => {
      timers.delete(id);
      realClear(id);
    }) as typeof window.clearTimeout;
  });

  afterEach(() => {
    window.setTimeout = realSet;
    window.clearTimeout = realClear;
  });

  it('is one for the page', () => {
    expect(pageClock()).to.equal(clock);
  });

  it('has one timer, however many wait, and rings each once, not before its time', async () => {
    const rung: [number, number][] = [];
    const start = clock.now();
    for (const after of [60, 20, 40, 20]) {
      const wake = (): void => void rung.push([after, clock.now()]);
      clock.wake(wake, start + after);
      expect(timers.size).to.equal(1);
    }
    await settle(120);
    expect(rung.map(([after]) => after)).to.deep.equal([20, 20, 40, 60]);
    for (const [after, at] of rung) expect(at).to.be.at.least(start + after);
    expect(timers.size).to.equal(0);
  });

  it('has no timer when nobody waits any more', () => {
    const wake = (): void => {};
    const other = (): void => {};
    clock.wake(wake, clock.now() + 1000);
    clock.wake(other, clock.now() + 2000);
    clock.wake(wake, null);
    clock.wake(other, Infinity);
    expect(timers.size).to.equal(0);
    clock.wake(wake, null);
    expect(timers.size).to.equal(0);
  });

  it('goes on for those who still wait', async () => {
    let rung = 0;
    const gone = (): void => void (rung += 100);
    const stays = (): void => {
      rung++;
    };
    clock.wake(gone, clock.now() + 10);
    clock.wake(stays, clock.now() + 30);
    clock.wake(gone, null);
    await settle(60);
    expect(rung).to.equal(1);
    expect(timers.size).to.equal(0);
  });

  it('replaces what a callback waits for', async () => {
    let rung = 0;
    const wake = (): void => {
      rung++;
    };
    clock.wake(wake, clock.now() + 10);
    clock.wake(wake, clock.now() + 20);
    await settle(60);
    expect(rung).to.equal(1);
  });

  it('lets whoever is rung wait again', async () => {
    let left = 3;
    const wake = (): void => {
      if (--left) clock.wake(wake, clock.now() + 5);
    };
    clock.wake(wake, clock.now());
    await settle(80);
    expect(left).to.equal(0);
    expect(timers.size).to.equal(0);
  });
});
