import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Stage } from '../support/harness/stage.ts';

/** What whoever answers has at most, in milliseconds, while the other side rings. */
const ANSWERING = 20_000;

/** The microphone was refused to the newest call, once, and everything says so. */
async function expectRecovery(page: PhonePage, cause: string): Promise<void> {
  const { at, detail } = await page.event('telnyx-media-recovery');
  const { id } = await page.call();
  expect(detail).to.include({ callId: id, cause });
  const { mediaRecovery } = await page.snapshot();
  expect(mediaRecovery).to.include({ callId: id, cause, deadline: detail.deadline, retrying: false });
  for (const tag of ['telnyx-media-recovery', 'telnyx-phone']) {
    const { words } = await page.until(`${tag} says why`, () =>
      page.shown(tag).find((shown) => shown.at >= at - 1000 && shown.words['media-cause']),
    );
    const seconds = Number(/\d+/.exec(words['media-deadline'] ?? '')?.[0]);
    expect(seconds, words['media-deadline']).to.be.within(1, 60);
  }
  expect(page.errors(), 'nothing has failed yet').to.deep.equal([]);
}

async function expectNoRecovery(page: PhonePage): Promise<void> {
  await page.until('nothing waits for the microphone', async () => (await page.snapshot()).mediaRecovery === null);
  await page.until('nobody speaks of it', () =>
    ['telnyx-media-recovery', 'telnyx-phone'].every(
      (tag) => page.shown(tag).at(-1)?.words['media-cause'] === undefined,
    ),
  );
}

/** A call rings at a page whose browser refuses the microphone, and was answered there. */
async function answerWithout(stage: Stage, user: string, error: string): Promise<[PhonePage, PhonePage]> {
  const [caller, callee] = await Promise.all([
    stage.open(`caller-of-${user}`, { origin: stage.gateway.url }),
    stage.open(user),
  ]);
  await caller.dial(user);
  await callee.callState('ringing');
  await callee.do('refuse', error);
  await callee.press('Answer');
  return [caller, callee];
}

/** A call goes on at a page whose browser refuses the microphone, and the server has just brought the call back. */
async function reattachWithout(stage: Stage, user: string, error: string): Promise<PhonePage> {
  const page = await stage.open(user);
  await page.dial('9196');
  await page.callState('active');
  await stage.truly('it is heard', () => stage.leg(user).in.packets > 20);
  await page.do('refuse', error);
  stage.gateway.fault({ fault: 'close', user });
  return page;
}

async function expectHeard(stage: Stage, user: string): Promise<void> {
  const since = Date.now();
  await stage.truly(`${user} is heard by the gateway`, () => stage.leg(user, { since }).in.voice > 5);
  await stage.truly(`the gateway speaks to ${user}`, () => stage.leg(user, { since }).out.packets > 20);
}

async function expectMicrophoneOff(page: PhonePage): Promise<void> {
  await page.until('the microphone is off', async () =>
    (await page.do('tracks')).every(({ readyState }) => readyState === 'ended'),
  );
}

sideBySide('A microphone that cannot be had, when answering', {
  'the call waits, and goes on when it is tried again': async (stage) => {
    const [caller, callee] = await answerWithout(stage, 'busy', 'NotReadableError');
    await expectRecovery(callee, 'mic-busy');
    const { at, detail } = callee.events('telnyx-media-recovery')[0]!;
    expect(detail.deadline! - at, 'time to put it right').to.be.within(ANSWERING - 500, ANSWERING);
    expect(stage.leg('busy').state, 'the other side goes on ringing').to.equal('ringing');
    // Tried again too early.
    await callee.press('Try again');
    await callee.until('it is refused once more', () => callee.events('telnyx-media-recovery').length === 2);
    expect(callee.events('telnyx-media-recovery')[1]!.detail.deadline).to.equal(detail.deadline);
    await callee.do('refuse', null);
    await callee.press('Try again', 'telnyx-media-recovery');
    await Promise.all([caller.callState('active'), callee.callState('active')]);
    await expectHeard(stage, 'busy');
    await expectNoRecovery(callee);
    expect(callee.callStates()).to.deep.equal(['ringing', 'active']);
    expect(callee.errors()).to.deep.equal([]);
    expect(await callee.do('prompts'), 'the microphone is asked for once a try').to.equal(3);
    await callee.must('hangup');
    await expectMicrophoneOff(callee);
  },

  'at the deadline the call ends at both ends': async (stage) => {
    const [caller, callee] = await answerWithout(stage, 'late', 'NotReadableError');
    await expectRecovery(callee, 'mic-busy');
    const { deadline } = callee.events('telnyx-media-recovery')[0]!.detail;
    const { at } = await callee.callState('destroyed', ANSWERING + 5000);
    expect(at - deadline!, 'milliseconds after the deadline').to.be.within(-50, 1000);
    await caller.callState('destroyed', 1500);
    await stage.truly('the leg has ended', () => stage.leg('late').state === 'destroyed', 1000);
    expect(await callee.call()).to.include({ cause: 'error', error: 'mic-busy', answeredAt: null });
    expect(callee.errors()).to.deep.equal(['mic-busy']);
    await callee.until('it is not called a missed call', () =>
      callee.shown('telnyx-call-status').some(({ words }) => words['label'] === 'Microphone unavailable'),
    );
    await expectNoRecovery(callee);
    expect(caller.callStates()).not.to.include('active');
  },

  'rejected, the caller hears so at once': async (stage) => {
    const [caller, callee] = await answerWithout(stage, 'unwilling', 'NotFoundError');
    await expectRecovery(callee, 'mic-missing');
    await callee.press('Reject', 'telnyx-media-recovery');
    await callee.callState('destroyed');
    await caller.callState('destroyed');
    expect(await callee.call()).to.include({ cause: 'rejected' });
    expect(await caller.call()).to.include({ cause: 'rejected' });
    expect(callee.errors(), 'the user knows').to.deep.equal([]);
  },

  'the caller gives up first': async (stage) => {
    const [caller, callee] = await answerWithout(stage, 'slow', 'NotReadableError');
    await expectRecovery(callee, 'mic-busy');
    await caller.must('hangup');
    await callee.callState('destroyed');
    await expectNoRecovery(callee);
    expect(callee.errors()).to.deep.equal([]);
  },

  'a device that is plugged in is used by itself': async (stage) => {
    const [caller, callee] = await answerWithout(stage, 'plugging', 'NotFoundError');
    await expectRecovery(callee, 'mic-missing');
    await callee.do('refuse', null);
    await callee.do('plug');
    await Promise.all([caller.callState('active'), callee.callState('active')]);
    await expectHeard(stage, 'plugging');
    await callee.expectEachEventOnce();
    callee.expectAttributesBeforeEvents();
  },
});

sideBySide('A microphone that cannot be had, when dialling or brought back', {
  'when dialling: nothing is sent until it is there': async (stage) => {
    const page = await stage.open('dialler');
    await page.do('refuse', 'NotReadableError');
    const dialling = page.client('dial', '9196');
    await expectRecovery(page, 'mic-busy');
    expect(stage.gateway.truth().legs, 'legs').to.deep.equal([]);
    await page.do('refuse', null);
    await page.press('Try again');
    expect(await dialling).to.include({ settled: 'done' });
    await page.callState('active');
    await expectHeard(stage, 'dialler');
    await expectNoRecovery(page);
  },

  'when dialling: given up, dial() says why': async (stage) => {
    const page = await stage.open('quitter');
    await page.do('refuse', 'NotReadableError');
    const dialling = page.client('dial', '9196');
    await expectRecovery(page, 'mic-busy');
    await page.press('End call');
    expect(await dialling).to.include({ settled: 'failed', code: 'mic-busy' });
    await page.callState('destroyed');
    await page.refresh();
    expect(page.errors()).to.deep.equal(['mic-busy']);
    expect(stage.gateway.truth().legs, 'legs').to.deep.equal([]);
    // The phone is as good as before.
    await page.do('refuse', null);
    await page.dial('9196');
    await page.callState('active');
  },

  'when the server brings a call back: it waits, and goes on': async (stage) => {
    const page = await reattachWithout(stage, 'returning', 'NotReadableError');
    const { id, startedAt } = await page.call();
    await expectRecovery(page, 'mic-busy');
    expect(await page.call()).to.include({ id, state: 'reconnecting' });
    await page.do('refuse', null);
    await page.press('Try again');
    await page.callState('active');
    expect(await page.call()).to.include({ id, startedAt, recoveries: 1 });
    expect(stage.leg('returning')).to.include({ id, state: 'active' });
    await expectHeard(stage, 'returning');
    await expectNoRecovery(page);
    expect(page.callStates()).to.deep.equal(['new', 'ringing', 'active', 'reconnecting', 'active']);
    await page.must('hangup');
    await stage.truly('the leg has ended', () => stage.leg('returning').state === 'destroyed');
    await expectMicrophoneOff(page);
  },

  'when the server brings a call back: at the deadline it ends at both ends': async (stage) => {
    const page = await reattachWithout(stage, 'stranded', 'NotReadableError');
    await expectRecovery(page, 'mic-busy');
    const { deadline } = page.events('telnyx-media-recovery')[0]!.detail;
    const { at } = await page.callState('destroyed', ANSWERING + 5000);
    expect(at - deadline!, 'milliseconds after the deadline').to.be.within(-50, 1000);
    await stage.truly('the leg has ended', () => stage.leg('stranded').state === 'destroyed', 1000);
    await page.refresh();
    expect(page.errors()).to.deep.equal(['mic-busy']);
  },

  'when the server brings a call back: twice without it, the call that lives on is not ended': async (stage) => {
    const page = await reattachWithout(stage, 'twice', 'NotReadableError');
    await expectRecovery(page, 'mic-busy');
    await page.do('refuse', null);
    stage.gateway.fault({ fault: 'close', user: 'twice' });
    await page.callState('active');
    const { byes } = stage.gateway.truth();
    expect(byes, 'nobody has said bye').to.deep.equal([]);
    await expectHeard(stage, 'twice');
    await expectNoRecovery(page);
  },
});
