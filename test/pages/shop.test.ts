import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer-core';
import { startGateway } from '../../demo/gateway/gateway.ts';
import type { Gateway } from '../../demo/gateway/gateway.ts';
import { launch } from '../support/browsers.ts';
import { BROWSER } from '../support/harness/stage.ts';
import { pause, until } from '../support/harness/until.ts';
import { scan } from './axe.ts';

describe('demo/pages/shop.html', function () {
  this.timeout(60_000);
  let gateway: Gateway;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const requests: string[] = [];

  before(async () => {
    gateway = await startGateway({ port: 0 });
    browser = await launch(BROWSER);
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => requests.push(request.url().replace(/^.*\//, '')));
    await page.evaluateOnNewDocument(`
      globalThis.prompts = 0;
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = (constraints) => {
        globalThis.prompts += 1;
        return ask(constraints);
      };
    `);
    await page.goto(`${gateway.url}/demo/pages/shop.html`);
    await page.waitForSelector('telnyx-call-button[connection-state="idle"]');
  });
  after(async () => {
    await browser.close();
    await gateway.close();
  });

  const words = (): Promise<string> =>
    page.$eval('telnyx-call-button', ({ shadowRoot }) =>
      (shadowRoot!.firstElementChild as HTMLElement).innerText.trim(),
    );
  const becomes = (text: RegExp): Promise<unknown> =>
    until(`the button says ${text}`, async () => text.test(await words()));
  const prompts = (): Promise<unknown> => page.evaluate('globalThis.prompts');

  it('connects to nothing, fetches nothing and asks for nothing until the button is pressed', async () => {
    await pause(3000);
    expect(requests.filter((name) => /^(telnyx-webrtc|call-extras|token)/.test(name))).to.deep.equal([]);
    expect(requests.filter((name) => name === 'telnyx-elements.js')).to.have.length(1);
    const { connects, tokens } = gateway.truth();
    expect([...connects, ...tokens]).to.deep.equal([]);
    expect(await prompts()).to.equal(0);
  });

  it('is accessible', async () => {
    expect(await scan(page, 'html')).to.deep.equal([]);
  });

  it('calls, talks and hangs up by keyboard alone', async () => {
    await page.focus('.add');
    await page.keyboard.press('Tab');
    const name = () => page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim());
    expect(await name()).to.equal('Talk to us');
    await page.keyboard.press('Enter');
    await becomes(/^In call/);
    const { legs } = gateway.truth();
    expect(legs).to.have.length(1);
    await until('the shop hears the visitor', () => gateway.truth().legs[0]!.in.packets > 25);
    expect(await prompts()).to.equal(1);
    expect(await scan(page, 'html')).to.deep.equal([]);
    // Whoever pressed Enter twice has not hung up.
    expect(await page.$eval('telnyx-call-button', (each) => each.shadowRoot!.activeElement?.className)).to.equal(
      'status',
    );
    await page.keyboard.press('Tab');
    await page.keyboard.press(' ');
    await becomes(/^Call ended/);
    await until('the server was told', () => gateway.truth().byes.length === 1);
    await becomes(/^Talk to us$|^$/);
  });

  it('fits a phone, and complains of nothing', async () => {
    await page.setViewport({ width: 320, height: 640 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).to.be.at.most(0);
    expect(complaints).to.deep.equal([]);
  });
});
