import { expect } from 'chai';
import { CONNECTED, deafen, ELSEWHERE, isQuiet, KEPT, Site, TALKING } from '../support/harness/site.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { BROWSER, Stage } from '../support/harness/stage.ts';
import { pause, until } from '../support/harness/until.ts';

describe('single-tab, with a tab that goes wrong', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  afterEach(() => stage.closePages());
  after(() => stage.end());

  it('is free at once when its tab crashes', async () => {
    const site = new Site(stage, 'crashes');
    const first = await site.holder();
    const second = await site.waiting();
    if (BROWSER === 'chromium') {
      const devtools = await first.page.createCDPSession();
      void devtools.send('Page.crash').catch(() => undefined);
    } else {
      // WebDriver has nothing to crash a page with, so it is closed, and not asked.
      await stage.lose(first);
    }
    const { wait } = await site.inherits(second);
    expect(wait, 'milliseconds without the phone').to.be.lessThan(1000);
    await second.reached(CONNECTED);
    expect(site.logins()).to.equal(2);
    if (BROWSER === 'chromium') await stage.lose(first);
  });

  it('is taken with its call from a tab that sleeps, which neither connects nor hangs up when it wakes', async () => {
    const site = new Site(stage, 'sleeps');
    const first = await site.holder({ prepare: deafen });
    const second = await site.waiting();
    await site.talk(first);
    const before = await first.run(KEPT);
    const wake = await fallAsleep(first);
    await site.use(second);
    const asked = await second.event('telnyx-connection-change', ({ detail }) => detail.previous === 'disconnected');
    const taken = await second.event('telnyx-reconnecting', ({ detail }) => detail.scope === 'media');
    const late = stage.lateness(second, asked.at, taken.at);
    expect(taken.at - asked.at - late, 'milliseconds from asking to taking').to.be.within(1950 - late, 3000);
    await site.talks(second);
    expect(await second.run(KEPT)).to.deep.equal(before);
    await site.voice();
    const connects = stage.connects('sleeps').length;
    await wake();
    await first.reached(`call?.cause === 'replaced' && ${ELSEWHERE}`);
    await until('nothing of it is left', () => isQuiet(first));
    await pause(1500);
    expect(stage.connects('sleeps').length, 'connects').to.equal(connects);
    expect(await first.run(ELSEWHERE)).to.equal(true);
    expect([site.leg().state, site.sessions(), site.logins()]).to.deep.equal(['active', ['attached'], 2]);
    expect(await second.run(TALKING)).to.equal(true);
    await site.voice();
  });
});

/** Only Chromium freezes pages, and lets itself be told to; resolves with what wakes it. */
async function fallAsleep(page: PhonePage): Promise<() => Promise<unknown>> {
  if (BROWSER === 'firefox') return () => Promise.resolve();
  const devtools = await page.page.createCDPSession();
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  return () => devtools.send('Page.setWebLifecycleState', { state: 'active' });
}
