import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { Stage } from '../support/harness/stage.ts';

/** The name of what has the focus, in whichever element; `not shown` where nobody would see that. */
const FOCUSED = `(() => {
  const inside = document.activeElement?.shadowRoot?.activeElement;
  if (!inside) return 'nothing';
  const name = inside.getAttribute('aria-label') ?? inside.innerText.trim();
  return inside.matches(':focus-visible') ? name : name + ', not shown';
})()`;

describe('the parts of a phone by keyboard alone', function () {
  this.timeout(60_000);
  let stage: Stage;
  let page: PhonePage;

  before(async () => {
    stage = await Stage.start();
    page = await stage.open('keys', {
      origin: stage.gateway.url,
      markup: `${stage.phone('keys').replaceAll('telnyx-phone', 'telnyx-client')}
        <telnyx-incoming-call></telnyx-incoming-call>
        <telnyx-call-controls></telnyx-call-controls>
        <telnyx-dialpad></telnyx-dialpad>`,
    });
  });
  after(() => stage.end());

  const focused = (): Promise<string> => page.look(FOCUSED);
  const focusIs = (name: string): Promise<unknown> =>
    page.until(`the focus is on ${name}`, async () => (await focused()) === name);
  const press = (key: Parameters<typeof page.page.keyboard.press>[0]): Promise<void> => page.page.keyboard.press(key);

  /** Presses Tab until the focus is there; it has to be at most this far. */
  async function tabTo(name: string, most = 20): Promise<void> {
    const seen: string[] = [];
    while ((await focused()) !== name) {
      expect(seen.length, `${name} is not among ${seen.join(', ')}`).to.be.lessThan(most);
      await press('Tab');
      seen.push(await focused());
    }
  }

  it('answer a call, and leave the focus on nothing that would end it', async () => {
    stage.gateway.call('keys', { name: 'Ada Lovelace', number: '+15550001111' });
    await page.callState('ringing');
    await tabTo('Answer', 3);
    await press('Enter');
    await page.callState('active');
    expect(await focused()).to.equal('nothing');
  });

  it('mute, hold, and send digits', async () => {
    await page.until('the controls are there', () => page.do('offers', 'telnyx-call-controls', 'Mute'));
    await tabTo('Mute', 3);
    await press(' ');
    await focusIs('Unmute');
    await press(' ');
    await tabTo('Hold', 3);
    await press('Enter');
    await page.callState('held');
    await focusIs('Resume');
    await press('Enter');
    await page.callState('active');
    await page.page.keyboard.down('Shift');
    await press('Tab');
    await page.page.keyboard.up('Shift');
    await focusIs('Keypad');
    await press('Enter');
    await page.page.keyboard.type('42#');
    await stage.truly('the gateway has heard them', () => stage.leg('keys').dtmf === '42#');
    await press('Escape');
    await focusIs('Keypad');
  });

  it('hang up', async () => {
    await tabTo('Hang up', 3);
    await press('Enter');
    await page.callState('destroyed');
  });

  it('enter a number and call it', async () => {
    await tabTo('Number to call');
    await page.page.keyboard.type('9196');
    await press('Enter');
    await page.callState('active');
    expect(await focused(), 'a second Enter does not hang up').not.to.include('Hang up');
    await page.command('hangup');
  });
});
