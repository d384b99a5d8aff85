import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { PhoneAttributes, Stage } from '../support/harness/stage.ts';

/** Writes down every sound that is made by the page, from its start to its stop. */
function listen(page: Page): Promise<unknown> {
  return page.evaluateOnNewDocument(() => {
    interface Source {
      prototype: Record<'start' | 'stop', (this: object) => void>;
    }
    const scope = globalThis as unknown as { AudioBufferSourceNode: Source; sounding: number };
    scope.sounding = 0;
    const { prototype } = scope.AudioBufferSourceNode;
    const { start, stop } = prototype;
    prototype.start = function () {
      scope.sounding += 1;
      start.call(this);
    };
    prototype.stop = function () {
      scope.sounding -= 1;
      stop.call(this);
    };
  });
}

async function open(
  stage: Stage,
  user: string,
  attributes: PhoneAttributes = {},
): Promise<{ page: Awaited<ReturnType<Stage['open']>>; sounds: (expected: number) => Promise<unknown> }> {
  const page = await stage.open(user, { prepare: listen, attributes });
  const sounding = (): Promise<unknown> =>
    page.page.evaluate(() => (globalThis as unknown as { sounding: number }).sounding);
  return { page, sounds: (expected) => page.until(`${expected} sounds`, async () => (await sounding()) === expected) };
}

sideBySide('A call that rings can be heard', {
  'when somebody calls, until it is answered': async (stage) => {
    const { page, sounds } = await open(stage, 'hears-ring');
    stage.gateway.call('hears-ring');
    await page.callState('ringing');
    await sounds(1);
    await page.press('Answer');
    await page.callState('active');
    await sounds(0);
  },

  'until it is rejected': async (stage) => {
    const { page, sounds } = await open(stage, 'hears-reject');
    stage.gateway.call('hears-reject');
    await page.callState('ringing');
    await sounds(1);
    await page.press('Reject');
    await page.callState('destroyed');
    await sounds(0);
  },

  'until the caller gives up': async (stage) => {
    const { page, sounds } = await open(stage, 'hears-cancel');
    const caller = await stage.open('cancels', { origin: stage.gateway.url });
    await caller.dial('hears-cancel');
    await page.callState('ringing');
    await sounds(1);
    await caller.press('Hang up');
    await page.callState('destroyed');
    await sounds(0);
  },

  'only while there is an element on the page, and none is needed twice': async (stage) => {
    const { page, sounds } = await open(stage, 'hears-removal');
    await page.look(`(() => {
      globalThis.client = document.querySelector('telnyx-phone').client;
      globalThis.gone = [...document.querySelectorAll('[connection-state]')];
    })()`);
    stage.gateway.call('hears-removal');
    await page.callState('ringing');
    await sounds(1);
    await page.look(`gone.forEach((element) => element.remove())`);
    await sounds(0);
    expect(await page.look('client.snapshot.calls.at(-1).state')).to.equal('ringing');
    await page.look(`document.body.append(gone[0])`);
    await sounds(1);
    await page.press('Reject');
    await sounds(0);
  },

  'until another tab takes the phone over': async (stage) => {
    const { page, sounds } = await open(stage, 'hears-tab', { 'single-tab': '' });
    stage.gateway.call('hears-tab');
    await page.callState('ringing');
    await sounds(1);
    const other = await stage.open('hears-tab', { attributes: { 'single-tab': '' }, connect: false });
    await other.reached(`client.snapshot.connection.reason === 'elsewhere'`);
    await other.press('Use it here');
    await other.connectionState('connected');
    await sounds(0);
  },

  'by a sound of the page that is not there, as the built-in tone, with a warning': async (stage) => {
    const { page, sounds } = await open(stage, 'hears-broken', { ringtone: 'data:audio/wav;base64,AAAA' });
    stage.gateway.call('hears-broken');
    await page.callState('ringing');
    await sounds(1);
    await page.event('telnyx-warning', ({ detail }) => detail.code === 'sound-failed');
    await page.press('Reject');
    await sounds(0);
    expect(page.events('telnyx-warning')).to.have.length(1);
  },

  'not while the server is away, when nobody could answer': async (stage) => {
    const { page, sounds } = await open(stage, 'hears-outage');
    stage.gateway.call('hears-outage');
    await page.callState('ringing');
    await sounds(1);
    stage.gateway.fault({ fault: 'close', user: 'hears-outage', forMs: 2_000 });
    await page.connectionState('reconnecting');
    await sounds(0);
    await page.callState('destroyed');
    await sounds(0);
  },

  'by the caller, until the other side answers': async (stage) => {
    const { page, sounds } = await open(stage, 'hears-back');
    await page.dial('9003');
    await page.callState('ringing');
    await sounds(1);
    await page.press('Hang up');
    await page.callState('destroyed');
    await sounds(0);
  },

  "unless the network's own ringback is": async (stage) => {
    const { page, sounds } = await open(stage, 'hears-network');
    await page.dial('9004');
    await stage.truly('early media', () => stage.leg('hears-network').out.packets > 25);
    await sounds(0);
    expect((await page.call()).state).to.equal('ringing');
    await page.callState('active');
  },
});
