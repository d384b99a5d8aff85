import { expect } from 'chai';
import type { PhoneClient } from '../../src/contract/client.ts';
import { DemoPage } from '../support/demo-page.ts';
import { BROWSER, BUNDLE } from '../support/harness/stage.ts';
import { until } from '../support/harness/until.ts';
import { scan } from './axe.ts';

describe('demo/pages/agent.html', function () {
  this.timeout(60_000);
  let demo: DemoPage;
  let gateway: DemoPage['gateway'];
  let page: DemoPage['page'];

  before(async () => {
    demo = await DemoPage.open('agent', 'telnyx-phone[connection-state="connected"]', {
      browser: {
        args: BROWSER === 'chromium' ? ['--force-prefers-reduced-motion'] : [],
        firefoxPreferences: { 'ui.prefersReducedMotion': 1 },
      },
    });
    ({ gateway, page } = demo);
  });
  after(() => demo.close());

  const shows = (state: string): Promise<unknown> => page.waitForSelector(`telnyx-phone[call-state="${state}"]`);
  const customer = (): Promise<string> => page.$eval('#customer-name', ({ textContent }) => textContent);
  const customerIs = (name: string): Promise<unknown> =>
    until(`${name} is looked at`, async () => (await customer()) === name);
  const says = (tag: string, words: RegExp): Promise<unknown> => demo.says(tag, words);
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

  it('lists the calls that are over, and calls one of them again', async () => {
    await page.focus('telnyx-phone >>> .panel');
    await pressByKeyboard('Hang up');
    await until('nobody is on the line', () => legs().join() === '');
    await says('telnyx-call-list', /Recent calls.*Tomasz Lewandowski|9196/);
    const entries = (): Promise<(string | null)[]> =>
      page.$eval('telnyx-call-list', ({ shadowRoot }) =>
        [...shadowRoot!.querySelectorAll('.entry-row')].map(({ ariaLabel }) => ariaLabel),
      );
    const sentences = await entries();
    expect(sentences).to.have.length(3);
    expect(sentences[0]).to.match(/^Call to 9196/);
    expect(sentences.slice(1).sort().join()).to.match(
      /^Incoming call from Imani Okafor.*Incoming call from Tomasz Lewandowski/,
    );
    expect(await scan(page, 'html')).to.deep.equal([]);
    await page.$eval('telnyx-call-list', ({ shadowRoot }) => {
      shadowRoot!.querySelector<HTMLElement>('[part~="call-entry"]')!.click();
    });
    await shows('active');
    expect(legs()).to.deep.equal(['9196 active']);
    await customerIs('Tomasz Lewandowski');
  });

  it('shows how loud it is in the microphone, and has another one used in the call', async () => {
    const level = (): Promise<number> =>
      page.$eval('telnyx-device-select', ({ shadowRoot }) =>
        Number(shadowRoot!.querySelector('[role="meter"]')?.getAttribute('aria-valuenow')),
      );
    // The synthetic microphones beep now and then; Firefox measures nothing where there is no sound device.
    if (BROWSER === 'chromium') await until('the meter moves', async () => (await level()) > 0);
    const ids = await page.$eval('telnyx-device-select', ({ shadowRoot }) =>
      [...shadowRoot!.querySelectorAll<HTMLOptionElement>('#device-microphone option')].map(({ value }) => value),
    );
    const wanted = ids.at(-1)!;
    expect(wanted, 'there is one to choose').to.not.equal('');
    await page.select('telnyx-device-select >>> #device-microphone', wanted);
    await until('it is used', () =>
      page.evaluate(
        async (path, id) => {
          const { getClient } = (await import(path)) as { getClient: () => PhoneClient };
          return getClient().snapshot.devices?.microphone.chosen?.id === id;
        },
        BUNDLE,
        wanted,
      ),
    );
    expect(legs()).to.deep.equal(['9196 active']);
    expect(await scan(page, 'html')).to.deep.equal([]);
  });

  it('fits from a phone to a wide screen, and complains of nothing', async () => {
    for (const width of [320, 700, 1000, 1400]) {
      expect(await demo.overflowAt(width), `${width} px`).to.be.at.most(0);
    }
    // The browser itself tells of the refused socket.
    expect(demo.complaints.filter((text) => !/WebSocket|can’t establish a connection/.test(text))).to.deep.equal([]);
  });
});
