import { expect } from 'chai';
import type { CallView } from '../support/harness/log.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Stage } from '../support/harness/stage.ts';

/** From the last packet that arrives there until we may say so, and must, in milliseconds. */
const UNHEARD = { soonest: 3_900, latest: 8_000 };
/** The same for what has come back: a report, and a look at it. */
const HEARD_AGAIN = 3_000;
/** As many packets as are sent in a little longer than it takes to miss them. */
const LONG = 225;

/** A call to the gateway's tone, with audio both ways that each side has reported on. */
async function talk(stage: Stage, user: string): Promise<PhonePage> {
  const page = await stage.open(user);
  await page.dial('9664');
  await page.callState('active');
  await stage.truly('audio flows both ways', () => stage.leg(page.user).in.packets > 125);
  expect(await page.call()).to.include({ localMedia: 'flowing', remoteMedia: 'flowing', microphoneLost: false });
  return page;
}

function stop(stage: Stage, { user }: PhonePage, direction: 'in' | 'out' | 'both' | 'path'): void {
  stage.gateway.fault({ fault: 'stop-media', user, direction });
}

const restore = (stage: Stage, { user }: PhonePage): void => stage.gateway.fault({ fault: 'restore', user });

/** Waits until so much of the newest call is so; returns since when it was said. */
async function says(page: PhonePage, what: Partial<CallView>): Promise<number> {
  const { at } = await page.until(JSON.stringify(what), () =>
    page
      .events('telnyx-call-change')
      .slice(-1)
      .find(({ detail: { snapshot } }) =>
        Object.entries(what).every(([name, value]) => snapshot[name as keyof CallView] === value),
      ),
  );
  return at;
}

/** Waits until the call's status is in these words. */
async function shows(page: PhonePage, words: string): Promise<void> {
  await page.until(`"${words}"`, () => page.shown('telnyx-call-status').at(-1)?.words['label'] === words);
}

/** What was said of our own audio since then, each once. */
async function saidOfOurs(page: PhonePage, since = 0): Promise<(string | null)[]> {
  await page.refresh();
  const said = page
    .events('telnyx-call-change')
    .filter(({ at }) => at >= since)
    .map(({ detail }) => detail.snapshot.localMedia);
  return [...new Set(said)];
}

/** Waits while packets, of silence at least, leave the page for longer than it takes to miss them. */
async function sendForLong(stage: Stage, { user }: PhonePage): Promise<void> {
  const since = Date.now();
  await stage.truly('packets leave', () => stage.leg(user, { since }).in.packets > LONG);
}

async function expectVoice(stage: Stage, { user }: PhonePage): Promise<void> {
  const since = Date.now();
  await stage.truly(`${user} is heard by the gateway`, () => stage.leg(user, { since }).in.voice > 10);
}

async function expectNoMoreOfIt(page: PhonePage): Promise<void> {
  await says(page, { microphoneLost: false });
  await page.until('nothing waits for the microphone', async () => (await page.snapshot()).mediaRecovery === null);
  await page.until('nobody speaks of it', () =>
    ['telnyx-media-recovery', 'telnyx-phone'].every(
      (tag) => page.shown(tag).at(-1)?.words['media-cause'] === undefined,
    ),
  );
}

/**
 * The microphone has ended in mid-call, and everything says so: where the browser would ask the user, or has said no.
 * Elsewhere another one is taken at once.
 */
async function unplug(stage: Stage, page: PhonePage): Promise<void> {
  const endedAt = Date.now();
  await page.do('unplug');
  const { at, detail } = await page.event('telnyx-media-recovery');
  const { id } = await page.call();
  expect(detail).to.include({ callId: id, cause: 'mic-lost', deadline: null });
  expect(at - endedAt, 'milliseconds until it is missed').to.be.below(2_000);
  await says(page, { microphoneLost: true, state: 'active' });
  for (const tag of ['telnyx-media-recovery', 'telnyx-phone']) {
    await page.until(`${tag} says so`, () => {
      const words = page.shown(tag).at(-1)?.words;
      return words?.['media-cause'] === 'Your microphone has stopped' && words['media-deadline'] === undefined;
    });
  }
  expect(stage.leg(page.user, { since: at + 500 }).in.voice, 'voice without a microphone').to.equal(0);
}

sideBySide('Audio in one direction alone', {
  'that does not reach the other side is told of when it says so, and no longer': async (stage) => {
    const page = await talk(stage, 'unheard');
    stop(stage, page, 'in');
    const stalledAt = await says(page, { localMedia: 'stalled' });
    const silentFor = stalledAt - stage.leg('unheard').in.lastAt!;
    const late = stage.lateness(page, stalledAt - silentFor, stalledAt);
    expect(silentFor, 'milliseconds without a packet').to.be.within(UNHEARD.soonest, UNHEARD.latest + late);
    await shows(page, 'They cannot hear you');
    const since = Date.now();
    restore(stage, page);
    const flowsAt = await says(page, { localMedia: 'flowing' });
    const lateAgain = stage.lateness(page, since, flowsAt);
    expect(flowsAt - since, 'milliseconds with packets again').to.be.within(0, HEARD_AGAIN + lateAgain);
    await shows(page, 'In call');
    expect(page.attributeValues('telnyx-phone', 'remote-media'), 'of theirs').not.to.include('stalled');
    expect(page.callStates()).to.deep.equal(['new', 'ringing', 'active']);
    expect([page.errors(), page.events('telnyx-media-recovery')]).to.deep.equal([[], []]);
    await page.expectEachEventOnce();
  },

  'that does not come from the other side is not taken for ours': async (stage) => {
    const page = await talk(stage, 'hears-nothing');
    stop(stage, page, 'out');
    await says(page, { remoteMedia: 'stalled' });
    await shows(page, 'No sound from the other side');
    await sendForLong(stage, page);
    restore(stage, page);
    await says(page, { remoteMedia: 'flowing' });
    await shows(page, 'In call');
    expect(await saidOfOurs(page)).to.deep.equal([null, 'flowing']);
  },

  'and in neither, with a path that works, is told of as that': async (stage) => {
    const page = await talk(stage, 'neither');
    stop(stage, page, 'both');
    await says(page, { remoteMedia: 'stalled', localMedia: 'stalled' });
    await shows(page, 'No sound in either direction');
    restore(stage, page);
    await says(page, { remoteMedia: 'flowing', localMedia: 'flowing' });
    await shows(page, 'In call');
    expect(page.callStates()).to.deep.equal(['new', 'ringing', 'active']);
  },

  'is not missed on hold, nor at once after it': async (stage) => {
    const page = await talk(stage, 'holds');
    await page.must('hold');
    await says(page, { state: 'held', localMedia: null });
    stop(stage, page, 'in');
    const since = Date.now();
    await stage.truly('nothing arrives for long', () => Date.now() - since > UNHEARD.latest - 2_000);
    restore(stage, page);
    await page.must('unhold');
    await says(page, { state: 'active', localMedia: 'flowing' });
    await sendForLong(stage, page);
    expect(await saidOfOurs(page)).to.deep.equal([null, 'flowing']);
  },

  'is not missed while muted, nor at once after it': async (stage) => {
    const page = await talk(stage, 'mutes');
    await page.must('mute');
    await says(page, { micMuted: true, localMedia: null });
    stop(stage, page, 'in');
    const since = Date.now();
    await stage.truly('nothing arrives for long', () => Date.now() - since > UNHEARD.latest - 2_000);
    restore(stage, page);
    await page.must('unmute');
    await says(page, { micMuted: false, localMedia: 'flowing' });
    await sendForLong(stage, page);
    expect(await saidOfOurs(page)).to.deep.equal([null, 'flowing']);
  },

  'is not missed from someone who is silent': async (stage) => {
    const page = await talk(stage, 'silent');
    await page.do('hush');
    const since = Date.now() + 500;
    await sendForLong(stage, page);
    expect(stage.leg('silent', { since }).in.voice, 'voice').to.equal(0);
    expect(await page.call()).to.include({ state: 'active', micMuted: false });
    expect(await saidOfOurs(page)).to.deep.equal([null, 'flowing']);
  },

  'is no matter while the call is brought back': async (stage) => {
    const page = await talk(stage, 'comes-back');
    stop(stage, page, 'path');
    await page.callState('reconnecting', 15_000);
    restore(stage, page);
    await page.callState('active', 15_000);
    await sendForLong(stage, page);
    expect(await saidOfOurs(page)).to.deep.equal([null, 'flowing']);
    expect(page.shown('telnyx-call-status').map(({ words }) => words['label'])).not.to.include('They cannot hear you');
  },

  'a microphone that ends is said to, and another one is heard at the user’s word': async (stage) => {
    const page = await talk(stage, 'unplugged');
    await page.do('asks');
    await unplug(stage, page);
    await shows(page, 'They cannot hear you');
    await page.do('refuse', 'NotFoundError');
    await page.press('Try again');
    await page.event('telnyx-media-recovery', ({ detail }) => detail.cause === 'mic-missing');
    expect(await page.call(), 'the call goes on').to.include({ state: 'active', remoteMedia: 'flowing' });
    expect(page.events('telnyx-media-recovery')[1]!.detail.deadline).to.equal(null);
    await page.do('refuse', null);
    await page.press('Try again', 'telnyx-media-recovery');
    await expectVoice(stage, page);
    await expectNoMoreOfIt(page);
    await shows(page, 'In call');
    // The new one obeys as the old one did.
    await page.must('mute');
    const since = await stage.hushed(page.user);
    await stage.truly('silence arrives', () => stage.leg('unplugged', { since }).in.packets > 50);
    expect(stage.leg('unplugged', { since }).in.voice, 'voice while muted').to.equal(0);
    await page.must('unmute');
    await expectVoice(stage, page);
    await page.must('hangup');
    await page.until('the microphone is off', async () =>
      (await page.do('tracks')).every(({ readyState }) => readyState === 'ended'),
    );
    expect(await page.do('prompts'), 'the microphone is asked for once a try').to.equal(3);
    expect(page.callStates()).to.deep.equal(['new', 'ringing', 'active', 'destroyed']);
    expect(page.errors()).to.deep.equal([]);
    await page.expectEachEventOnce();
  },

  'a microphone that ends while muted comes back muted': async (stage) => {
    const page = await talk(stage, 'unplugged-muted');
    await page.must('mute');
    await stage.hushed(page.user);
    await page.do('asks');
    await unplug(stage, page);
    const since = Date.now();
    await page.press('Try again');
    await expectNoMoreOfIt(page);
    await stage.truly('silence arrives', () => stage.leg('unplugged-muted', { since }).in.packets > 50);
    expect(stage.leg('unplugged-muted', { since }).in.voice, 'voice while muted').to.equal(0);
    await page.must('unmute');
    await expectVoice(stage, page);
  },

  'a microphone that ends is had anew with the call that the server brings back': async (stage) => {
    const page = await talk(stage, 'brought-back');
    await page.do('asks');
    await unplug(stage, page);
    stage.gateway.fault({ fault: 'close', user: page.user });
    await says(page, { recoveries: 1, state: 'active' });
    await expectNoMoreOfIt(page);
    await expectVoice(stage, page);
    expect(page.events('telnyx-media-recovery'), 'told once').to.have.length(1);
  },

  'a microphone that was blocked in mid-call goes on by itself when it is allowed again': async (stage) => {
    const page = await stage.open('blocked');
    await page.do('permit', 'granted');
    await page.dial('9664');
    await page.callState('active');
    await page.do('permit', 'denied');
    await unplug(stage, page);
    await page.press('Try again');
    await page.event('telnyx-media-recovery', ({ detail }) => detail.cause === 'mic-denied');
    const prompts = await page.do('prompts');
    // A question might come of it, which only the user may bring about.
    await page.do('permit', 'prompt');
    const since = Date.now();
    await stage.truly('two seconds pass', () => stage.leg('blocked', { since }).out.packets > 100);
    expect(await page.do('prompts'), 'questions').to.equal(prompts);
    await page.do('permit', 'granted');
    await expectNoMoreOfIt(page);
    expect((await page.do('tracks')).at(-1)).to.include({ readyState: 'live', enabled: true });
    await says(page, { state: 'active', localMedia: 'flowing' });
    expect(page.errors()).to.deep.equal([]);
  },
});
