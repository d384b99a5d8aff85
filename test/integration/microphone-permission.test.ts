import { expect } from 'chai';
import type { Frame } from 'puppeteer-core';
import type { BrowserOptions } from '../support/browsers.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { BROWSER, BUNDLE, Stage } from '../support/harness/stage.ts';
import { until } from '../support/harness/until.ts';

const CHROMIUM = BROWSER === 'chromium';

/** A browser whose user has a microphone; Chromium is told what the user thinks of it, Firefox is set to say no. */
const DENIED: BrowserOptions = {
  fakeMicrophone: false,
  args: CHROMIUM ? ['--use-fake-device-for-media-stream'] : [],
  firefoxPreferences: { 'media.navigator.streams.fake': true, 'permissions.default.microphone': 2 },
};

/** A browser without a microphone, which would not ask. */
const MISSING: BrowserOptions = {
  fakeMicrophone: false,
  args: CHROMIUM ? ['--use-fake-ui-for-media-stream'] : [],
  firefoxPreferences: { 'media.navigator.permission.disabled': true },
};

const originOf = (stage: Stage): string => stage.gateway.url.replace('127.0.0.1', 'localhost');

/** What the user says of the microphone in the site's settings. Firefox cannot be told, so there the page is. */
async function decide(stage: Stage, page: PhonePage | null, state: 'granted' | 'denied'): Promise<void> {
  if (CHROMIUM) {
    const permission = { permission: { name: 'microphone' as const }, state };
    await stage.browser.defaultBrowserContext().setPermission(originOf(stage), permission);
  } else {
    await page?.do('permit', state);
  }
}

async function expectRefused(page: PhonePage, cause: string): Promise<void> {
  const { detail } = await page.event('telnyx-media-recovery');
  expect(detail.cause).to.equal(cause);
  await page.until('the element says why', () =>
    page.shown('telnyx-media-recovery').some(({ words }) => words['media-cause'] && words['media-deadline']),
  );
}

describe('A microphone that the browser does not give', function () {
  this.timeout(60_000);
  let stage: Stage;

  before(async () => {
    stage = await Stage.start();
  });
  after(() => stage.end());

  for (const [what, code, options] of [
    ['denied', 'mic-denied', DENIED],
    ['missing', 'mic-missing', MISSING],
  ] as const) {
    describe(`because it is ${what}`, () => {
      let deprived: Stage;

      before(async () => {
        deprived = await stage.beside(options);
        if (options === DENIED) await decide(deprived, null, 'denied');
      });
      after(() => deprived.closeBrowser());

      it('ends the call that was dialled when the user gives up, and the phone stays connected', async () => {
        const page = await deprived.open(`${what}-caller`);
        const dialling = page.client('dial', '9196');
        await expectRefused(page, code);
        await page.press('End call', 'telnyx-media-recovery');
        expect(await dialling).to.include({ settled: 'failed', code });
        await page.callState('destroyed');
        await page.until('an error is told', () => page.errors().length === 1);
        expect(await page.call()).to.include({ cause: 'originatorCancel', error: code, answeredAt: null });
        expect((await page.snapshot()).connection.state).to.equal('connected');
      });

      it('ends the call that was to be answered, at both ends', async () => {
        const [caller, callee] = await Promise.all([stage.open(`caller-of-${what}`), deprived.open(`${what}-callee`)]);
        await caller.dial(callee.user);
        await callee.callState('ringing');
        const answering = callee.command('answer');
        await expectRefused(callee, code);
        expect(await callee.command('reject')).to.include({ settled: 'done' });
        expect(await answering).to.include({ settled: 'failed', name: 'AbortError' });
        await callee.callState('destroyed');
        await caller.callState('destroyed');
        expect(caller.callStates()).not.to.include('active');
        expect((await callee.snapshot()).connection.state).to.equal('connected');
      });

      if (options !== DENIED) return;

      it('goes on by itself when the user allows it', async () => {
        const [caller, callee] = await Promise.all([stage.open('caller-of-yes'), deprived.open('yes')]);
        await caller.dial('yes');
        await callee.callState('ringing');
        await decide(deprived, callee, 'denied');
        await callee.press('Answer');
        await expectRefused(callee, 'mic-denied');
        await decide(deprived, callee, 'granted');
        await Promise.all([caller.callState('active'), callee.callState('active')]);
        await stage.truly('the gateway hears it', () => stage.leg('yes').in.packets > 20);
        expect((await callee.snapshot()).mediaRecovery).to.equal(null);
        expect(callee.errors()).to.deep.equal([]);
      });
    });
  }

  it('is said to be so after a reconnect, ahead of the next call, to those who have used the phone', async () => {
    const [page, idle] = await Promise.all([stage.open('ahead'), stage.open('idle')]);
    for (const each of [page, idle]) await each.do('permit', 'granted');
    await page.dial('9196');
    await page.callState('active');
    await page.must('hangup');
    const prompts = await page.do('prompts');
    const since = Date.now();
    for (const user of ['ahead', 'idle']) stage.gateway.fault({ fault: 'close', user, forMs: 2000 });
    for (const each of [page, idle]) {
      await each.event('telnyx-connection-change', ({ detail }) => detail.state === 'reconnecting', { since });
      await each.do('permit', 'denied', true);
    }
    expect((await page.snapshot()).mediaRecovery, 'nobody has looked').to.equal(null);
    for (const each of [page, idle]) await each.connectionState('connected');
    await page.event('telnyx-media-recovery', ({ detail }) => detail.callId === null, { since });
    const { mediaRecovery } = await page.snapshot();
    expect(mediaRecovery).to.deep.equal({ callId: null, cause: 'mic-denied', deadline: null, retrying: false });
    await page.until('the element says so', () =>
      page.shown('telnyx-media-recovery').some(({ words }) => words['media-cause'] === 'The microphone is blocked'),
    );
    expect(await page.do('prompts'), 'nobody is asked').to.equal(prompts);
    expect((await idle.snapshot()).mediaRecovery, 'those who have not').to.equal(null);
    await page.do('permit', 'granted');
    await page.until('it is over', async () => (await page.snapshot()).mediaRecovery === null);
  });

  it('is said to be kept from a frame that may not use it', async () => {
    const page = await stage.open('framing', { connect: false, attributes: { 'connect-mode': 'manual' } });
    const phone = `<telnyx-phone connect-mode="lazy" token-url="/token?user=framed" host="${stage.gateway.wsUrl}?user=framed"></telnyx-phone><telnyx-media-recovery></telnyx-media-recovery>`;
    const src = `${stage.gateway.url}/harness/index.html?markup=${encodeURIComponent(phone)}&script=${BUNDLE}`;
    await page.do('frame', src);
    const inFrame = <T>(script: string): Promise<T> => frame.evaluate(script) as Promise<T>;
    const frame = await until<Frame>('the frame is ready', async () => {
      const found = page.page.frames().find((each) => each.url() === src);
      return (await found?.evaluate('globalThis.harness?.ready')) === true ? found! : (null as never);
    });
    const settled = await inFrame<object>(`harness.run('client', 'dial', ['9196'])`);
    expect(settled).to.include({ settled: 'failed', code: 'permissions-policy' });
    const { mediaRecovery } = await inFrame<{ mediaRecovery: object }>('harness.snapshot()');
    expect(mediaRecovery).to.include({ callId: null, cause: 'permissions-policy' });
    const said = (): Promise<string> =>
      inFrame(`document.querySelector('telnyx-media-recovery').shadowRoot.textContent.replace(/\\s+/g, ' ')`);
    await until('what to do is said', async () => (await said()).includes('allow="microphone"'));
    expect(await inFrame(`harness.offers('telnyx-media-recovery', 'Try again')`), 'asking again is of no use').to.equal(
      false,
    );
  });
});
