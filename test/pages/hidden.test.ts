import { expect } from 'chai';
import { pause } from '../support/harness/until.ts';
import { BROWSER, Stage } from '../support/harness/stage.ts';

describe('the hidden tab of a waiting agent, its timers slowed down', function () {
  this.timeout(120_000);
  let stage: Stage;
  before(async () => {
    stage = await Stage.start({ throttling: true });
  });
  afterEach(() => stage.closePages());
  after(() => stage.end());

  it('returns when the server does, and rings', async () => {
    const page = await stage.open('waits');
    await page.look(`void (() => {
      globalThis.times = { tick: Date.now(), gap: 0 };
      const look = () => (times.gap = Math.max(times.gap, Date.now() - times.tick));
      document.addEventListener('telnyx-reconnected', () => {
        look();
        times.back = Date.now();
      }, { once: true });
      document.addEventListener('telnyx-incoming-call', () => (times.rings = Date.now()));
      const tick = () => {
        if (!times.back) look();
        times.tick = Date.now();
        setTimeout(tick, 500);
      };
      tick();
    })()`);
    const front = await page.page.browser().newPage({ type: 'tab' });
    await front.bringToFront();
    await page.reached(`document.visibilityState === 'hidden'`);
    await pause(12_000);
    const away = 6000;
    const backAt = Date.now() + away;
    stage.gateway.fault({ fault: 'close', user: 'waits', forMs: away });
    await page.reached('times.back', 90_000);
    const calledAt = Date.now();
    stage.gateway.call('waits');
    await page.reached('times.rings', 10_000);
    const { back, rings, gap } = await page.look<{ back: number; rings: number; gap: number }>('times');
    // Chromium lets a timer that sets itself anew run once a minute.
    if (BROWSER === 'chromium') expect(gap, 'the page’s own timer is late').to.be.greaterThan(5_000);
    expect(back - backAt).to.be.lessThan(6000);
    expect(rings - calledAt).to.be.lessThan(1000);
    await front.close();
  });
});
