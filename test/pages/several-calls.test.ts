import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { Demo, STILL } from '../support/demo.ts';
import { until } from '../support/harness/until.ts';
import { scan } from './axe.ts';

describe('several calls by keyboard alone', function () {
  this.timeout(60_000);
  let demo: Demo;
  let page: Page;

  before(async () => {
    demo = await Demo.start(STILL);
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
  /** Presses Tab until that has the focus. */
  async function tabTo(name: string, backwards = false): Promise<void> {
    for (let stops = 0; stops < 40; stops += 1) {
      if ((await focused()) === name) return;
      if (backwards) await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      if (backwards) await page.keyboard.up('Shift');
    }
    throw new Error(`"${name}" cannot be reached`);
  }
  const legs = () =>
    demo.gateway
      .truth()
      .legs.filter(({ user, state }) => user === 'agent' && state !== 'destroyed')
      .map(({ remoteNumber, state }) => `${remoteNumber} ${state}`);
  const become = (...expected: string[]) =>
    until(
      () => `${expected.join(', ')}: ${legs().join(', ')}`,
      () => legs().join() === expected.join(),
    );
  const offered = (name: string) =>
    until(`"${name}" is offered`, () =>
      page.$eval(
        'telnyx-phone',
        (phone, wanted) =>
          [...phone.shadowRoot!.querySelectorAll('button')].some(
            (each) => (each.ariaLabel ?? each.innerText.trim()) === wanted,
          ),
        name,
      ),
    );
  const spoken = () =>
    page.$$eval('body > [aria-live]', (regions) => regions.map(({ textContent }) => textContent).join(' '));

  it('answers a call that waits, and holds the other', async () => {
    await tabTo('Number to call');
    await page.keyboard.type('9664');
    await page.keyboard.press('Enter');
    await become('9664 active');
    // The page hears of that a moment later, and a call does not wait before it does.
    await page.waitForSelector('telnyx-phone[call-state="active"]');
    demo.gateway.call('agent', { number: '+15550001111', name: 'Ada' });
    await until('it is announced', async () => (await spoken()).includes('Call waiting: Ada'));
    await offered('Hold and answer');
    expect(await scan(page, 'telnyx-phone')).to.deep.equal([]);
    await tabTo('Hold and answer', true);
    await page.keyboard.press('Enter');
    await become('9664 held', '+15550001111 active');
    await until('who types on presses nothing', async () => (await focused()).startsWith('Ada'));
  });

  it('swaps the two', async () => {
    await tabTo('Swap to 9664', true);
    await page.keyboard.press(' ');
    await become('9664 active', '+15550001111 held');
  });

  it('adds a third, and the one that was spoken in is held', async () => {
    await tabTo('Add call');
    await page.keyboard.press('Enter');
    await until('a number can be typed', async () => (await focused()) === 'Number to call');
    await page.keyboard.type('9196');
    await page.keyboard.press('Enter');
    await become('9664 held', '+15550001111 held', '9196 active');
  });

  it('hangs up each', async () => {
    await offered('Swap to 9664');
    await tabTo('Hang up 9664', true);
    await page.keyboard.press('Enter');
    await become('+15550001111 held', '9196 active');
    await tabTo('Hang up');
    await page.keyboard.press('Enter');
    await become('+15550001111 held');
    await offered('Resume');
  });
});
