import { expect } from 'chai';
import type { DeviceHere } from '../support/harness/watched-page.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import { BROWSER, Stage } from '../support/harness/stage.ts';

const LAPTOP: DeviceHere = ['audioinput', 'laptop', 'Laptop'];
const HEADSET: DeviceHere = ['audioinput', 'headset', 'Headset'];
const DESK: DeviceHere = ['audioinput', 'desk', 'Desk microphone'];
const SPEAKERS: readonly DeviceHere[] = [
  ['audiooutput', 'laptop-out', 'Laptop'],
  ['audiooutput', 'headset-out', 'Headset'],
  ['audiooutput', 'desk-out', 'Desk speaker'],
];
const ALL: readonly DeviceHere[] = [LAPTOP, HEADSET, DESK, ...SPEAKERS];

/** Packets of voice: the browsers' synthetic microphones beep but now and then. */
const SOME = 3;

async function inCall(stage: Stage, user: string, devices: readonly DeviceHere[] = ALL): Promise<PhonePage> {
  const page = await stage.open(user);
  await page.do('have', devices);
  await page.dial('9196');
  await page.callState('active');
  return page;
}

/** The browser asks the user first, who gives the microphone with `give()`. */
const SLOWLY = `(() => {
  const { mediaDevices } = navigator;
  const take = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wanted) => {
    mediaDevices.getUserMedia = take;
    await new Promise((resolve) => (globalThis.give = resolve));
    return take(wanted);
  };
})()`;

const choose = (page: PhonePage, kind: string, id: string | null): Promise<void> =>
  page.run(`client.devices.set('${kind}', ${JSON.stringify(id)})`);

/** What comes by itself takes its moment. */
const untilSent = (page: PhonePage, label: string): Promise<unknown> =>
  page.until(`${label} is sent`, async () => (await page.do('sent')).some((sent) => sent.label === label));

/** What is sent is from there, and the gateway hears it. */
async function expectHeard(stage: Stage, page: PhonePage, label: string): Promise<void> {
  await untilSent(page, label);
  expect(await page.do('sent')).to.deep.include.members([
    { label, id: (await page.do('sent'))[0]!.id, enabled: true, live: true },
  ]);
  const since = Date.now();
  await stage.truly(`${label} is heard`, () => stage.leg(page.user, { since }).in.voice > SOME);
  expect(await page.do('open'), 'the others are switched off').to.deep.equal([label]);
}

/** What is sent is from there, and is off. */
async function expectSwitchedOff(page: PhonePage, label: string): Promise<void> {
  expect((await page.do('sent')).map((sent) => [sent.label, sent.enabled])).to.deep.equal([[label, false]]);
}

/** The same, and not a word of it leaves. */
async function expectSilent(stage: Stage, page: PhonePage, label: string, since: number): Promise<void> {
  await expectSwitchedOff(page, label);
  const from = Date.now();
  await stage.truly('packets leave', () => stage.leg(page.user, { since: from }).in.packets > 30);
  expect(stage.leg(page.user, { since }).in.voice, 'voice').to.equal(0);
}

async function expectOneCall(page: PhonePage): Promise<void> {
  await page.refresh();
  expect(page.callStates()).to.deep.equal(['new', 'ringing', 'active']);
  expect(page.errors()).to.deep.equal([]);
}

const warnings = (page: PhonePage): string[] =>
  page
    .events('telnyx-warning')
    .map(({ detail }) => detail.code)
    .filter((code) => code.startsWith('device-'));

sideBySide('Another microphone in mid-call', {
  'is sent and heard at once, and the one before is switched off': async (stage) => {
    const page = await inCall(stage, 'switching');
    await expectHeard(stage, page, 'Laptop');
    await choose(page, 'microphone', 'headset');
    await expectHeard(stage, page, 'Headset');
    await choose(page, 'microphone', null);
    await expectHeard(stage, page, 'Laptop');
    await expectOneCall(page);
  },

  'says nothing while muted, and is heard when that ends': async (stage) => {
    const page = await inCall(stage, 'muted-switching');
    await page.must('mute');
    const since = await stage.hushed(page.user);
    await choose(page, 'microphone', 'headset');
    await expectSilent(stage, page, 'Headset', since);
    expect(await page.call()).to.include({ micMuted: true, state: 'active' });
    await page.must('unmute');
    await expectHeard(stage, page, 'Headset');
  },

  'says nothing on hold, and is heard when that ends': async (stage) => {
    const page = await inCall(stage, 'held-switching');
    await page.must('hold');
    const since = await stage.hushed(page.user);
    await choose(page, 'microphone', 'desk');
    await expectSwitchedOff(page, 'Desk microphone');
    await page.must('unhold');
    await expectHeard(stage, page, 'Desk microphone');
    const { voice } = stage.leg('held-switching', { since, until: Date.now() - 1 }).in;
    expect(voice, 'what came after the hold').to.be.above(0);
  },

  'that cannot be had is refused, and the call goes on with the one before': async (stage) => {
    const page = await inCall(stage, 'refused-switching');
    await page.do('occupy', ['headset']);
    const outcome = await page.run(`client.devices.set('microphone', 'headset').catch(({ code }) => code)`);
    expect(outcome).to.equal('mic-busy');
    const missing = await page.run(`client.devices.set('microphone', 'nowhere').catch(({ code }) => code)`);
    expect(missing).to.equal('mic-missing');
    await expectHeard(stage, page, 'Laptop');
    expect((await page.run<{ microphone: { chosen: unknown } }>('client.snapshot.devices')).microphone.chosen).to.equal(
      null,
    );
    await page.refresh();
    expect(page.callStates()).to.deep.equal(['new', 'ringing', 'active']);
  },

  'that was chosen while the browser still gave another is sent in its place': async (stage) => {
    for (const [before, wanted, label] of [
      [null, 'headset', 'Headset'],
      ['headset', null, 'Laptop'],
    ] as const) {
      const page = await stage.open(`asked-${label}`);
      await page.do('have', ALL);
      await choose(page, 'microphone', before);
      await page.run(SLOWLY);
      await page.run(`void client.dial('9196')`);
      await page.until('the browser is asked', () => page.look<boolean>('globalThis.give !== undefined'));
      await choose(page, 'microphone', wanted);
      await page.look('globalThis.give()');
      await page.callState('active');
      await expectHeard(stage, page, label);
    }
  },

  'is kept when the server brings the call back': async (stage) => {
    const page = await inCall(stage, 'kept-switching');
    await choose(page, 'microphone', 'headset');
    await expectHeard(stage, page, 'Headset');
    stage.gateway.fault({ fault: 'close', user: 'kept-switching' });
    await page.until('it was brought back', async () => (await page.call()).recoveries === 1);
    await page.callState('active');
    await page.until('the headset is sent', async () =>
      (await page.do('sent')).some(({ label }) => label === 'Headset'),
    );
    await expectHeard(stage, page, 'Headset');
  },
});

sideBySide('Devices that come and go in mid-call', {
  'the chosen headset: the call goes on with the default, and with the headset again': async (stage) => {
    const page = await inCall(stage, 'plugging');
    await choose(page, 'microphone', 'headset');
    await choose(page, 'speaker', 'headset-out');
    await expectHeard(stage, page, 'Headset');
    const without = ALL.filter(([, , label]) => label !== 'Headset');
    await page.do('have', without);
    await expectHeard(stage, page, 'Laptop');
    expect(await page.do('speakers')).to.deep.equal(['']);
    await page.until('it is told', () => warnings(page).includes('device-lost'));
    await page.until('it is shown', () =>
      page.page.$eval('telnyx-phone', (phone) =>
        phone.shadowRoot!.querySelector('[part~="device-notice"]')?.textContent?.includes('Headset is gone'),
      ),
    );
    await page.do('have', ALL);
    await expectHeard(stage, page, 'Headset');
    await page.until('it is told', () => warnings(page).includes('device-back'));
    expect(await page.do('speakers')).to.deep.equal(['headset-out']);
    expect(warnings(page)).to.deep.equal(['device-lost', 'device-back']);
    await expectOneCall(page);
    const announced = await page.page.$$eval('[aria-live] div', (lines) => lines.map((line) => line.textContent));
    expect(announced.join()).to.contain('Headset is there again');
  },

  'a muted call stays muted with what comes in its place': async (stage) => {
    const page = await inCall(stage, 'plugging-muted');
    await choose(page, 'microphone', 'headset');
    await page.must('mute');
    const since = await stage.hushed(page.user);
    await page.do('have', [LAPTOP, DESK]);
    await untilSent(page, 'Laptop');
    await expectSilent(stage, page, 'Laptop', since);
  },

  'the default of one who has chosen none: another is sent, and that is said': async (stage) => {
    const page = await inCall(stage, 'plugging-default');
    await expectHeard(stage, page, 'Laptop');
    await page.do('have', [DESK, ...SPEAKERS]);
    await expectHeard(stage, page, 'Desk microphone');
    await page.until('it is told', () => warnings(page).includes('device-lost'));
    await expectOneCall(page);
  },

  'the last microphone: the call goes on, and with the next one again by itself': async (stage) => {
    const page = await inCall(stage, 'plugging-last', [LAPTOP, ...SPEAKERS]);
    await expectHeard(stage, page, 'Laptop');
    await page.do('have', SPEAKERS);
    await page.until('it is missed', async () => (await page.call()).microphoneLost);
    expect(await page.call()).to.include({ state: 'active' });
    await page.do('have', [HEADSET, ...SPEAKERS]);
    await expectHeard(stage, page, 'Headset');
    await page.until('nothing is missed', async () => !(await page.call()).microphoneLost);
    await expectOneCall(page);
  },
});

sideBySide('Speaker and ringer', {
  'calls are heard on the chosen speaker, and ring on the other': async (stage) => {
    const page = await inCall(stage, 'speaking');
    await choose(page, 'speaker', 'headset-out');
    expect(await page.do('speakers'), 'the call that goes on').to.deep.equal(['headset-out']);
    await choose(page, 'ringer', 'desk-out');
    await page.must('hangup');
    await page.callState('destroyed');
    const caller = await stage.open('calling', { origin: stage.gateway.url });
    await caller.dial('speaking');
    await page.callState('ringing');
    await page.until('it rings there', async () => (await page.do('sinks')).at(-1)?.[1] === 'desk-out');
    await page.press('Answer');
    await page.callState('active');
    expect(await page.do('speakers'), 'the call that came').to.deep.equal(['headset-out']);
    const refused = await page.run(`client.devices.set('speaker', 'nowhere').catch(({ code }) => code)`);
    expect(refused).to.equal('speaker-failed');
    expect(await page.do('speakers')).to.deep.equal(['headset-out']);
  },

  'keys are heard there too, and by nobody else: the other side gets their digits alone': async (stage) => {
    const page = await stage.open('keying');
    // Nobody says a word, so that whatever is heard were the keys.
    await page.do('permit', 'granted');
    await page.do('have', ALL);
    await page.dial('9196');
    await page.callState('active');
    await choose(page, 'speaker', 'headset-out');
    await page.press('Keypad');
    const since = Date.now();
    const before = (await page.do('sinks')).length;
    for (const key of ['1', '5', '9', 'Star']) await page.press(key);
    await page.until('they are heard', async () => (await page.do('sinks')).length > before);
    expect((await page.do('sinks')).slice(before)).to.deep.equal([
      [BROWSER === 'chromium' ? 'context' : 'element', 'headset-out'],
    ]);
    await stage.truly('the digits arrive', () => stage.leg('keying').dtmf === '159*');
    await stage.truly('all that was sent meanwhile has come', () => stage.leg('keying', { since }).in.packets > 50);
    const { packets, voice } = stage.leg('keying').in;
    expect(packets).to.be.above(50);
    expect(voice, 'voice').to.equal(0);
  },

  'what was chosen is remembered, also when the browser names it anew': async (stage) => {
    const page = await inCall(stage, 'remembering');
    await choose(page, 'microphone', 'headset');
    await choose(page, 'speaker', 'desk-out');
    await page.must('hangup');
    await page.callState('destroyed');
    const anew = ALL.map(([kind, id, label]): DeviceHere => [kind, `${id}-anew`, label]);
    await page.page.evaluateOnNewDocument(`harness.have(${JSON.stringify(anew)})`);
    await page.page.reload();
    await page.until('it is ready', () => page.look('harness.ready'));
    await page.until('it is connected', async () => (await page.snapshot()).connection.state === 'connected');
    await page.dial('9196');
    await page.callState('active');
    await page.until('it is sent', async () => (await page.do('sent')).some(({ id }) => id === 'headset-anew'));
    await page.until('it is heard there', async () => (await page.do('speakers'))[0] === 'desk-out-anew');
    await page.refresh();
    expect(warnings(page), 'nothing went or came').to.deep.equal([]);
  },
});

// In a browser of its own: Firefox tells of devices only where the focus is.
describe('The devices that the browser itself has', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  after(() => stage.end());

  it('are those that are sent and heard', async () => {
    const page = await stage.open('own-devices');
    await page.page.bringToFront();
    await page.dial('9196');
    await page.callState('active');
    await page.until('they are known', () =>
      page.run(`(client.snapshot.devices?.microphone.available.length ?? 0) > 0`),
    );
    const ids = await page.run<string[]>(`client.snapshot.devices.microphone.available.map(({ id }) => id)`);
    for (const id of ids) {
      await choose(page, 'microphone', id);
      const since = Date.now();
      expect((await page.do('sent')).map((sent) => [sent.id, sent.live])).to.deep.equal([[id, true]]);
      await stage.truly('it is heard', () => stage.leg('own-devices', { since }).in.voice > SOME);
    }
    const speakers = await page.run<string[]>(`client.snapshot.devices.speaker.available.map(({ id }) => id)`);
    for (const id of speakers) {
      await choose(page, 'speaker', id);
      expect(await page.page.$$eval('audio', (all) => all.map(({ sinkId }) => sinkId))).to.deep.equal([id]);
    }
    await expectOneCall(page);
  });
});
