import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer-core';
import { startGateway } from '../../demo/gateway/gateway.ts';
import type { Gateway } from '../../demo/gateway/gateway.ts';
import { launch } from '../support/browsers.ts';
import { BROWSER } from '../support/harness/stage.ts';
import { until } from '../support/harness/until.ts';
import { scan } from './axe.ts';

describe('demo/pages/agent.html', function () {
  this.timeout(60_000);
  let gateway: Gateway;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    gateway = await startGateway({ port: 0 });
    browser = await launch(BROWSER, {
      args: BROWSER === 'chromium' ? ['--force-prefers-reduced-motion'] : [],
      firefoxPreferences: { 'ui.prefersReducedMotion': 1 },
    });
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(`${gateway.url}/demo/pages/agent.html`);
    await page.waitForSelector('telnyx-phone[connection-state="connected"]');
  });
  after(async () => {
    await browser.close();
    await gateway.close();
  });

  const shows = (state: string): Promise<unknown> => page.waitForSelector(`telnyx-phone[call-state="${state}"]`);
  const customer = (): Promise<string> => page.$eval('#customer-name', ({ textContent }) => textContent);
  const customerIs = (name: string): Promise<unknown> =>
    until(`${name} is looked at`, async () => (await customer()) === name);
  const said = (tag: string): Promise<string> =>
    page.$eval(tag, ({ shadowRoot }) => shadowRoot!.textContent.replace(/\s+/g, ' '));
  const says = (tag: string, words: RegExp): Promise<unknown> =>
    until(`${tag} says ${words}`, async () => words.test(await said(tag)));
  /** The name of what has the focus in the phone. */
  const focused = (): Promise<string> =>
    page.$eval('telnyx-phone', ({ shadowRoot }) => {
      const active = shadowRoot!.activeElement as HTMLElement | null;
      return active?.getAttribute('aria-label') ?? active?.innerText.trim() ?? '';
    });
  async function pressByKeyboard(name: string): Promise<void> {
    for (let stop = 0; stop < 40 && (await focused()) !== name; stop += 1) await page.keyboard.press('Tab');
    expect(await focused()).to.equal(name);
    await page.keyboard.press('Enter');
  }
  const legs = (): string[] =>
    gateway
      .truth()
      .legs.filter(({ state }) => state !== 'destroyed')
      .map(({ remoteNumber, state }) => `${remoteNumber} ${state}`);

  it('is accessible before a call', async () => {
    expect(await scan(page, 'html')).to.deep.equal([]);
  });

  it('shows who calls, answers by keyboard, and takes notes', async () => {
    gateway.call('agent', { number: '9196', name: 'Tomasz Lewandowski' });
    await shows('ringing');
    await customerIs('Tomasz Lewandowski');
    await page.focus('telnyx-phone >>> .panel');
    await pressByKeyboard('Answer');
    await shows('active');
    await says('telnyx-call-status', /In call 0:0\d/);
    await says('telnyx-call-list', /Tomasz Lewandowski/);
    await says('telnyx-call-quality', /Good|Excellent/);
    await page.type('#notes', 'Reading is 48 112');
    expect(await page.$eval('#saved', ({ textContent }) => textContent)).to.equal('Saved for Tomasz Lewandowski');
  });

  it('keeps the call and says so while the connection is lost, and when it is back', async () => {
    gateway.fault({ fault: 'refuse', user: 'agent' });
    gateway.fault({ fault: 'close', user: 'agent' });
    await says('telnyx-reconnect-banner', /You can still talk/);
    expect(await scan(page, 'html')).to.deep.equal([]);
    const { packets } = gateway.truth().legs[0]!.in;
    await until('voice goes on', () => gateway.truth().legs[0]!.in.packets > packets + 25);
    gateway.fault({ fault: 'restore', user: 'agent' });
    await says('telnyx-reconnect-banner', /Back online/);
    await page.waitForSelector('telnyx-phone[connection-state="connected"][call-state="active"]');
  });

  it('has a second call wait, holds the first for it, and changes to that customer and back', async () => {
    gateway.call('agent', { number: '9664', name: 'Imani Okafor' });
    await says('telnyx-phone', /Imani Okafor.*Hold and answer/);
    expect(await customer(), 'who is spoken with stays').to.equal('Tomasz Lewandowski');
    await page.focus('telnyx-phone >>> .panel');
    await pressByKeyboard('Hold and answer');
    await customerIs('Imani Okafor');
    await until('the first is on hold', () => legs().join() === '9196 held,9664 active');
    expect(await page.$eval('#notes', (field) => (field as HTMLTextAreaElement).value)).to.equal('');
    expect(await scan(page, 'html')).to.deep.equal([]);
    await page.focus('telnyx-phone >>> .panel');
    await pressByKeyboard('Swap to Tomasz Lewandowski');
    await customerIs('Tomasz Lewandowski');
    expect(await page.$eval('#notes', (field) => (field as HTMLTextAreaElement).value)).to.equal('Reading is 48 112');
  });

  it('calls a customer of the queue after hanging up', async () => {
    for (const left of ['9664 held', '']) {
      await page.focus('telnyx-phone >>> .panel');
      await pressByKeyboard('Hang up');
      await until(`the server has ${left}`, () => legs().join() === left);
    }
    // Not by their places, which change when the banner goes.
    await page.$eval('#queue [data-number="9196"]', (button) => (button as HTMLElement).click());
    await page.$eval('#customer-call', (button) => (button as HTMLElement).click());
    await shows('active');
    expect(legs()).to.deep.equal(['9196 active']);
  });

  it('fits from a phone to a wide screen, and complains of nothing', async () => {
    for (const width of [320, 700, 1000, 1400]) {
      await page.setViewport({ width, height: 900 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${width} px`).to.be.at.most(0);
    }
    // The browser itself tells of the refused socket.
    expect(complaints.filter((text) => !/WebSocket|can’t establish a connection/.test(text))).to.deep.equal([]);
  });
});
