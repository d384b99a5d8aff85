import { expect } from 'chai';
import { median } from '../support/harness/measure.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import type { Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';

/** What was said before the press may still be under way. */
const UNDER_WAY = 600;

/** A call to the gateway's tone. */
async function callTone(stage: Stage, user: string): Promise<PhonePage> {
  const page = await stage.open(user);
  await page.dial('9664');
  await page.callState('active');
  await stage.truly('the microphone is heard', () => stage.leg(user).in.voice > 3);
  return page;
}

/** Closes the socket and waits until the call has been brought back. */
async function loseSocket(stage: Stage, page: PhonePage): Promise<void> {
  const recoveries = (await page.call()).recoveries;
  stage.gateway.fault({ fault: 'close', user: page.user });
  await page.until('the call is back', async () => (await page.call()).recoveries > recoveries);
}

function voiceSince(stage: Stage, user: string, since: number): number {
  return stage.leg(user, { since }).in.voice;
}

sideBySide('No voice leaves the page', {
  'while it is muted, across a re-attach, until it is unmuted': async (stage) => {
    const page = await callTone(stage, 'muted');
    await page.press('Mute');
    await page.until('mic-muted', () =>
      page.log.attributes.some(({ name, value }) => name === 'mic-muted' && value === ''),
    );
    const since = Date.now() + UNDER_WAY;
    await loseSocket(stage, page);
    await page.callState('active');
    await pause(2_500);
    expect(await page.call()).to.include({ micMuted: true, state: 'active', remoteMedia: 'flowing' });
    expect((await page.do('attributes'))['telnyx-phone']).to.include({ 'mic-muted': '', 'call-state': 'active' });
    expect(stage.leg('muted', { since }).in.packets, 'silence is sent').to.be.greaterThan(50);
    expect(voiceSince(stage, 'muted', since), 'voice while muted').to.equal(0);
    await page.press('Unmute');
    const spoken = Date.now();
    await stage.truly('the voice is back', () => voiceSince(stage, 'muted', spoken) > 3);
    expect(await page.call()).to.include({ micMuted: false });
  },

  'while it is held, across a re-attach, until it is resumed': async (stage) => {
    const page = await callTone(stage, 'held');
    await page.press('Hold');
    const since = Date.now() + UNDER_WAY;
    await page.callState('held');
    expect(stage.leg('held')).to.include({ state: 'held' });
    await loseSocket(stage, page);
    await page.callState('held');
    await pause(2_500);
    expect(await page.call()).to.include({ held: true, state: 'held', remoteMedia: null });
    expect(stage.leg('held')).to.include({ state: 'held' });
    expect(voiceSince(stage, 'held', since), 'voice while held').to.equal(0);
    await page.press('Resume');
    await page.callState('active');
    const spoken = Date.now();
    await stage.truly('the voice is back', () => voiceSince(stage, 'held', spoken) > 3);
    expect(stage.leg('held')).to.include({ state: 'active' });
  },

  'while it is held and muted, and resuming does not unmute it': async (stage) => {
    const page = await callTone(stage, 'both');
    await page.press('Mute');
    await page.press('Hold');
    const since = Date.now() + UNDER_WAY;
    await page.callState('held');
    await loseSocket(stage, page);
    await page.callState('held');
    await page.press('Resume');
    await page.callState('active');
    await pause(2_000);
    expect(await page.call()).to.include({ held: false, micMuted: true });
    expect(voiceSince(stage, 'both', since), 'voice while held or muted').to.equal(0);
  },
});

sideBySide('The gap in the audio when a call is re-attached', {
  'is at most a second in the median, and never two': async (stage) => {
    const page = await callTone(stage, 'closings');
    const gaps: number[] = [];
    for (let round = 0; round < 5; round++) {
      const since = Date.now();
      await loseSocket(stage, page);
      await pause(700);
      const { in: inbound, out: outbound } = stage.leg('closings', { since });
      gaps.push(Math.max(inbound.longestGapMs!, outbound.longestGapMs!));
    }
    expect(Math.max(...gaps), `gaps of ${gaps.join(', ')} ms`).to.be.lessThan(2_000);
    expect(median(gaps), `gaps of ${gaps.join(', ')} ms`).to.be.lessThan(1_000);
    expect(await page.call()).to.include({ state: 'active', attachments: 5, recoveries: 5 });
    expect(page.events('telnyx-call-recovered'), 'each is told').to.have.length(5);
  },
});
