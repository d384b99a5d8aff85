/** Each element alone on a page, with the configuration beside it, and a real call. */
import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Stage } from '../support/harness/stage.ts';

/** A page of the user's with these elements and nothing else that could do what they do. */
function open(stage: Stage, user: string, elements: string, script = ''): Promise<PhonePage> {
  const client = stage.phone(user).replaceAll('telnyx-phone', 'telnyx-client');
  return stage.open(user, { origin: stage.gateway.url, markup: client + elements + script });
}

const talks = async (stage: Stage, page: PhonePage): Promise<void> => {
  await page.callState('active');
  await stage.truly('audio flows both ways', () => {
    const { in: inbound, out: outbound } = stage.leg(page.user);
    return inbound.packets > 25 && outbound.packets > 25;
  });
};

const expectBye = (stage: Stage, user: string): Promise<unknown> =>
  stage.truly('the server was told', () => stage.gateway.truth().byes.some((bye) => bye.user === user));

/** What the element says, in the letters of its shadow root. */
const words = (page: PhonePage, tag: string): Promise<string> =>
  page.run(`[...document.querySelector('${tag}').shadowRoot.children].map(({ innerText }) => innerText).join(' ')`);

sideBySide('Alone on a page', {
  '<telnyx-dialpad> takes a number, calls it, sends digits and hangs up': async (stage) => {
    const page = await open(stage, 'pad', '<telnyx-dialpad></telnyx-dialpad>');
    for (const key of ['9', '1', '9', '6', 'Call']) await page.press(key, 'telnyx-dialpad');
    await talks(stage, page);
    await page.until('its keys are there', async () => page.do('offers', 'telnyx-dialpad', 'Pound'));
    for (const key of ['4', '2', 'Pound']) await page.press(key, 'telnyx-dialpad');
    await stage.truly('the gateway has heard them', () => stage.leg('pad').dtmf === '42#');
    await page.press('Hang up', 'telnyx-dialpad');
    await page.callState('destroyed');
    await expectBye(stage, 'pad');
    await page.until('it takes numbers again', async () => page.do('offers', 'telnyx-dialpad', 'Call'));
  },

  '<telnyx-call-controls> mutes, holds, sends digits and hangs up': async (stage) => {
    const controls = 'telnyx-call-controls';
    const page = await open(stage, 'controls', `<${controls}></${controls}>`);
    expect(await words(page, controls)).to.equal('');
    await page.dial('9196');
    await talks(stage, page);
    await page.until('they are there', async () => page.do('offers', controls, 'Mute'));
    expect(await page.do('offers', controls, 'Transfer'), 'nobody can transfer here').to.equal(false);

    await page.press('Mute', controls);
    await page.until('it is muted', async () => (await page.call()).micMuted);
    const since = await stage.hushed('controls');
    await page.press('Hold', controls);
    await page.callState('held');
    await stage.truly('the gateway holds it', () => stage.leg('controls').held);
    await page.press('Resume', controls);
    await page.callState('active');
    expect(stage.leg('controls', { since }).in.voice, 'voice while muted and held').to.equal(0);
    await page.press('Unmute', controls);
    await page.press('Keypad', controls);
    await page.press('7', controls);
    await stage.truly('the gateway has heard it', () => stage.leg('controls').dtmf === '7');
    await page.press('Hang up', controls);
    await page.callState('destroyed');
    await expectBye(stage, 'controls');
    await page.until('they are gone', async () => (await words(page, controls)) === '');
  },

  '<telnyx-incoming-call> says who calls, and answers': async (stage) => {
    const page = await open(stage, 'answers', '<telnyx-incoming-call></telnyx-incoming-call>');
    stage.gateway.call('answers', { number: '+15550001111', name: 'Ada Lovelace' });
    await page.callState('ringing');
    await page.until('the number is written as people do', async () =>
      /Ada Lovelace.*\+1 555 000 1111/s.test(await words(page, 'telnyx-incoming-call')),
    );
    await page.press('Answer', 'telnyx-incoming-call');
    await talks(stage, page);
    expect(await words(page, 'telnyx-incoming-call')).to.equal('');
  },

  '<telnyx-incoming-call> rejects': async (stage) => {
    const page = await open(stage, 'rejecting', '<telnyx-incoming-call></telnyx-incoming-call>');
    stage.gateway.call('rejecting', { number: '+15550001111' });
    await page.callState('ringing');
    await page.press('Reject', 'telnyx-incoming-call');
    const { detail } = await page.callState('destroyed');
    expect(detail.snapshot.cause).to.equal('rejected');
    await expectBye(stage, 'rejecting');
  },

  '<telnyx-incoming-call> leaves a call to the page that shows it by itself': async (stage) => {
    const page = await open(stage, 'own-ui', '<telnyx-incoming-call></telnyx-incoming-call>');
    await page.run(`document.addEventListener('telnyx-incoming-call', (event) => event.preventDefault())`);
    stage.gateway.call('own-ui', { number: '+15550001111' });
    await page.callState('ringing');
    await page.until('it is the page’s', () => page.run('call.shownByPage'));
    expect(await words(page, 'telnyx-incoming-call')).to.equal('');
  },

  '<telnyx-call-button> calls, says how long, and hangs up': async (stage) => {
    const button = 'telnyx-call-button';
    const page = await open(stage, 'presses', `<${button} destination="9664"></${button}>`);
    await page.press('Call', button);
    await talks(stage, page);
    await page.until('it counts', async () => /^In call\s+0:0[1-9]$/.test((await words(page, button)).trim()));
    await page.press('Hang up', button);
    await page.callState('destroyed');
    await expectBye(stage, 'presses');
    expect(await words(page, button)).to.match(/^Call ended/);
    await page.until('it can be pressed again', async () => (await words(page, button)).trim() === 'Call', 10_000);
  },

  '<telnyx-call-button> says that nobody is there': async (stage) => {
    const button = 'telnyx-call-button';
    const page = await open(stage, 'nobody-there', `<${button} destination="nobody"></${button}>`);
    await page.press('Call', button);
    await page.callState('destroyed');
    await page.until('it says so', async () => (await words(page, button)).trim() === 'Number not found');
    expect(await page.do('offers', button, 'Call again')).to.equal(true);
  },
});
