import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { Demo } from '../support/demo.ts';
import { until } from '../support/harness/until.ts';

describe('the phone by keyboard alone', function () {
  this.timeout(60_000);
  let demo: Demo;
  let page: Page;

  before(async () => {
    demo = await Demo.start();
    page = await demo.newPage(1280, 900);
    await demo.show(page, 'phone.html?user=agent');
    await page.waitForSelector('telnyx-phone[connection-state="connected"]');
  });
  after(() => demo.close());

  /** The name of what has the focus, and whether that shows. */
  const focused = () =>
    page.evaluate(() => {
      const inside = document.activeElement?.shadowRoot?.activeElement as HTMLElement | null | undefined;
      if (inside === null || inside === undefined) return 'nothing';
      const name = inside.getAttribute('aria-label') ?? inside.innerText.trim();
      return inside.matches(':focus-visible') ? name : `${name}, not shown`;
    });
  const attribute = (name: string) => page.$eval('telnyx-phone', (phone, which) => phone.getAttribute(which), name);
  const becomes = (name: string, value: string | null) =>
    until(`${name} is ${value}`, async () => (await attribute(name)) === value);
  const focusBecomes = (name: string) => until(`the focus is on ${name}`, async () => (await focused()) === name);

  /** Presses Tab so many times, and says where that led. */
  async function tab(times: number): Promise<string[]> {
    const stops: string[] = [];
    for (let time = 0; time < times; time += 1) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    return stops;
  }

  it('goes from the devices and the number through the keys to Call', async () => {
    const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'Star', '0', 'Pound'];
    expect(await tab(16)).to.deep.equal(['Audio devices', 'Number to call', ...keys, 'Recent calls', 'Call']);
  });

  it('types a number and calls it with Enter', async () => {
    for (let back = 0; back < 14; back += 1) {
      await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      await page.keyboard.up('Shift');
    }
    await page.keyboard.type('9196');
    await page.keyboard.press('Enter');
    await becomes('call-state', 'active');
    // Whoever types on must not press anything by accident.
    expect(await focused()).to.equal('9196');
  });

  it('tells how good the call is in numbers with Enter, and no more with Escape', async () => {
    await page.waitForSelector('telnyx-phone >>> [part="quality"]');
    expect((await tab(1))[0]).to.match(/^Call quality: \w+$/);
    const numbers = () =>
      page.$eval('telnyx-phone >>> [part="quality-details"]', (details) =>
        details.matches(':popover-open') ? details.textContent : '',
      );
    await page.keyboard.press('Enter');
    await until('the numbers are there', async () => /Round trip\s*\d+ ms/.test(await numbers()));
    await page.keyboard.press('Escape');
    await until('they are gone', async () => (await numbers()) === '');
    expect(await focused()).to.match(/^Call quality: \w+$/);
  });

  it('mutes with Space and holds with Enter, and stays where it is', async () => {
    expect(await tab(1)).to.deep.equal(['Mute']);
    await page.keyboard.press(' ');
    await becomes('mic-muted', '');
    await focusBecomes('Unmute');
    await page.keyboard.press(' ');
    await becomes('mic-muted', null);
    expect(await tab(2)).to.deep.equal(['Keypad', 'Hold']);
    await page.keyboard.press('Enter');
    await becomes('call-state', 'held');
    await focusBecomes('Resume');
    await page.keyboard.press('Enter');
    await becomes('call-state', 'active');
    await focusBecomes('Hold');
  });

  it('opens the keypad, sends digits, and comes back with Escape', async () => {
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    await page.keyboard.press('Enter');
    await focusBecomes('9196');
    await page.keyboard.type('12#');
    await until('the gateway has heard them', () => demo.gateway.truth().legs.some(({ dtmf }) => dtmf === '12#'));
    await page.keyboard.press('Escape');
    await focusBecomes('Keypad');
  });

  it('hangs up, and is ready for the next call', async () => {
    expect(await tab(3)).to.deep.equal(['Hold', 'Add call', 'Hang up']);
    await page.keyboard.press('Enter');
    await becomes('call-state', 'destroyed');
    expect(await tab(2)).to.deep.equal(['Close', 'Call again']);
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    await page.keyboard.press('Enter');
    await until('numbers can be entered', () => page.$('telnyx-phone >>> input'));
  });
});
