import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { Stage } from '../support/harness/stage.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';

/** Decides what becomes of each request for the extras of a call. */
class Extras {
  asked = 0;
  #failing = true;

  async watch(page: Page): Promise<void> {
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const ours = request.url().includes('call-extras-');
      if (ours) this.asked += 1;
      void (ours && this.#failing
        ? request.respond({ status: 503, contentType: 'text/javascript', body: '' })
        : request.continue());
    });
  }

  recover(): void {
    this.#failing = false;
  }
}

/** The buttons of the phone's view of a call, by name; its quality comes by itself, sooner or later. */
const buttons = (page: PhonePage): Promise<string[]> =>
  page.page.$eval('telnyx-phone', (phone) =>
    [...phone.shadowRoot!.querySelectorAll<HTMLElement>('.view button:not([part~="quality"])')].map(
      (button) => button.ariaLabel ?? button.innerText.trim(),
    ),
  );

describe('a phone that cannot fetch the extras of a call', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  after(() => stage.end());

  it('connects, calls, answers and hangs up without, and has them when they come', async () => {
    const extras = new Extras();
    const page = await stage.open('bare', { prepare: (each) => extras.watch(each) });
    await page.until('they are asked for', () => extras.asked > 0);

    await page.client('dial', '9196');
    await page.callState('active');
    expect(await buttons(page)).to.deep.equal(['Hang up']);
    await page.press('Hang up');
    await page.callState('destroyed');
    await stage.truly('the server was told', () => stage.gateway.truth().byes.some(({ user }) => user === 'bare'));

    const caller = await stage.open('caller', { origin: stage.gateway.url });
    await caller.dial('bare');
    await page.callState('ringing');
    expect(await buttons(page)).to.deep.equal(['Reject', 'Answer']);
    await page.press('Answer');
    await page.callState('active');
    expect(await buttons(page)).to.deep.equal(['Hang up']);

    extras.recover();
    await page.until('they are there', async () => (await buttons(page)).length > 1, 40_000);
    expect(await buttons(page)).to.deep.equal(['Mute', 'Keypad', 'Hold', 'Add call', 'Hang up']);
    await page.press('Mute');
    await page.until('it is muted', async () => (await page.call()).micMuted);
    await page.press('Hang up');
    await caller.callState('destroyed');
    await stage.closePages();
  });
});
