import { expect } from 'chai';
import type { PreCallCheck } from '../../src/contract/check.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import { BROWSER, type Stage } from '../support/harness/stage.ts';

const ECHO = '9196';
/** How long the browser may take for a call, and then the SDK to measure in it; milliseconds. */
const DONE_WITHIN = 30_000;

const open = (stage: Stage, user: string): Promise<PhonePage> =>
  stage.open(user, {
    markup: `${stage.phone(user)}<telnyx-call-quality check-destination="${ECHO}"></telnyx-call-quality>`,
  });

/** Begins a check, whose outcome is kept in the page. */
const begin = (page: PhonePage, destination = ECHO): Promise<void> =>
  page.run(`void (globalThis.checking = client.check({ destination: '${destination}' }).then(
    (check) => ({ check }),
    ({ name, code }) => ({ name, code }),
  ))`);

const outcome = (page: PhonePage): Promise<{ check?: PreCallCheck; name?: string; code?: string }> =>
  page.run('globalThis.checking');

/** The legs of a user's checks, as the gateway knows them. */
const legs = (stage: Stage, user: string) =>
  stage.gateway.truth().legs.filter((leg) => leg.user === user && leg.remoteNumber === ECHO);

const measures = (stage: Stage, page: PhonePage) =>
  stage.truly(
    'the connection is measured',
    () => legs(stage, page.user).some(({ state }) => state === 'active'),
    20_000,
  );

/** The gateway's side of it is over too. */
const isOver = (stage: Stage, page: PhonePage) =>
  stage.truly('the call of the check is over', () => {
    const all = legs(stage, page.user);
    return all.length > 0 && all.every(({ state }) => state === 'destroyed');
  });

/** No microphone is on. */
async function expectReleased(page: PhonePage): Promise<void> {
  const live = async (): Promise<number> =>
    (await page.do('tracks')).filter(({ kind, readyState }) => kind === 'audio' && readyState === 'live').length;
  await page.until('the microphone is let go of', async () => (await live()) === 0);
}

/** To whom looks at the page, or listens to it, there never was a call. */
async function expectNoCall(page: PhonePage): Promise<void> {
  await page.refresh();
  expect(page.events('telnyx-call-change')).to.deep.equal([]);
  expect(page.events('telnyx-incoming-call')).to.deep.equal([]);
  for (const tag of ['telnyx-phone', 'telnyx-call-quality']) {
    expect(page.attributeValues(tag, 'call-state').filter(Boolean), tag).to.deep.equal([]);
  }
  expect((await page.snapshot()).calls).to.deep.equal([]);
  expect(page.errors()).to.deep.equal([]);
}

const button = (page: PhonePage, name: string) => (): Promise<boolean> =>
  page.do('offers', 'telnyx-call-quality', name);

/** What the element says. */
const said = (page: PhonePage): Promise<string> =>
  page.page.$eval('telnyx-call-quality', ({ shadowRoot }) =>
    (shadowRoot!.querySelector('[role="status"]')?.textContent ?? '').replace(/\s+/g, ' ').trim(),
  );

sideBySide(
  'A check before a call',
  {
    'measures in a call that the gateway knows and the page does not': async (stage) => {
      const page = await open(stage, 'checking');
      await begin(page);
      await measures(stage, page);
      const { check } = await outcome(page);
      expect(check!.network).to.include({ cause: null, loss: 0, relay: false });
      expect(check!.network!.mos).to.be.within(1, 4.5);
      expect(check!.network!.roundTrip).to.be.above(0);
      expect(check!.network!.candidates!.host).to.be.above(0);
      expect(check!.microphone.cause).to.equal(null);
      // In Firefox without a window nothing is heard of its synthetic microphone.
      if (BROWSER === 'chromium') expect(check!.microphone).to.include({ silent: false });
      await isOver(stage, page);
      const [leg] = legs(stage, page.user);
      expect(legs(stage, page.user), 'calls').to.have.length(1);
      expect(leg!.ending).to.deep.include({ cause: 'NORMAL_CLEARING' });
      expect(leg!.in.packets, 'packets').to.be.above(100);
      expect(leg!.in.voice, 'of voice').to.equal(0);
      await expectReleased(page);
      await expectNoCall(page);
    },

    'tells of a long way, and warns of it': async (stage) => {
      const page = await open(stage, 'far-away');
      stage.gateway.fault({ fault: 'impair', user: 'far-away', delayMs: 250 });
      await begin(page);
      const { check } = await outcome(page);
      expect(check!.network!.roundTrip).to.be.above(480);
      expect(check!.warnings).to.include('high-latency');
      await isOver(stage, page);
      await expectReleased(page);
    },

    'is begun, followed and ended in the element': async (stage) => {
      const page = await open(stage, 'pressing');
      await page.until('the check is offered', button(page, 'Check microphone and connection'));
      await page.press('Check microphone and connection', 'telnyx-call-quality');
      await measures(stage, page);
      expect(await said(page)).to.equal('Say a few words while the connection is measured…');
      await page.until('it is done', button(page, 'Check again'), DONE_WITHIN);
      expect(await said(page)).to.match(/^Microphone .+ Connection (Excellent|Good|Fair|Poor)/);
      await page.press('Check again', 'telnyx-call-quality');
      await stage.truly('it calls again', () => legs(stage, page.user).length === 2, 20_000);
      await page.press('Cancel check', 'telnyx-call-quality');
      await isOver(stage, page);
      await expectReleased(page);
      await expectNoCall(page);
    },

    'of the microphone alone calls nobody': async (stage) => {
      const page = await open(stage, 'listening');
      await begin(page, '');
      const { check } = await outcome(page);
      expect(check).to.deep.include({ network: null });
      expect(check!.microphone.cause).to.equal(null);
      expect(legs(stage, page.user)).to.deep.equal([]);
      await expectReleased(page);
    },

    'is over at once when somebody calls, who rings, and can be talked to': async (stage) => {
      const [page, caller] = await Promise.all([open(stage, 'called'), stage.open('calling')]);
      await begin(page);
      await measures(stage, page);
      await caller.dial('called');
      const { at } = await page.callState('ringing');
      expect(await outcome(page)).to.deep.equal({ name: 'PhoneError', code: 'call-in-progress' });
      await isOver(stage, page);
      const ended = legs(stage, page.user)[0]!.endedAt!;
      expect(ended - at, 'milliseconds').to.be.below(1000 + stage.lateness(page, at, ended));
      await expectReleased(page);
      await page.press('Answer');
      await Promise.all([page.callState('active'), caller.callState('active')]);
      expect(page.callStates()).to.deep.equal(['ringing', 'active']);
      await stage.truly('voice leaves', () => stage.leg('called').in.packets > 20);
      await page.must('hangup');
    },

    'is over at once when a call is made, which goes ahead': async (stage) => {
      const page = await open(stage, 'dialling');
      await begin(page);
      await measures(stage, page);
      await page.dial('9664');
      expect(await outcome(page)).to.deep.equal({ name: 'PhoneError', code: 'call-in-progress' });
      await page.callState('active');
      await isOver(stage, page);
      expect((await page.snapshot()).calls.map(({ remoteNumber }) => remoteNumber)).to.deep.equal(['9664']);
      expect(await page.client('check')).to.include({ settled: 'failed', code: 'call-in-progress' });
      expect((await page.call()).state).to.equal('active');
      await page.must('hangup');
      await expectReleased(page);
    },

    'is over when the connection is lost, and does not come back with it': async (stage) => {
      const page = await open(stage, 'losing');
      await begin(page);
      await measures(stage, page);
      stage.gateway.fault({ fault: 'close', user: 'losing' });
      expect(await outcome(page)).to.deep.equal({ name: 'PhoneError', code: 'not-connected' });
      await expectReleased(page);
      await page.until(
        'it is connected again',
        () => page.connectionStates().at(-1) === 'connected' && page.connectionStates().includes('reconnecting'),
      );
      await isOver(stage, page);
      await begin(page);
      expect((await outcome(page)).check!.network).to.include({ cause: null });
      await isOver(stage, page);
      await expectNoCall(page);
    },

    'is over when its element goes': async (stage) => {
      const page = await open(stage, 'leaving');
      await page.until('the check is offered', button(page, 'Check microphone and connection'));
      await page.press('Check microphone and connection', 'telnyx-call-quality');
      await measures(stage, page);
      await page.run(`document.querySelector('telnyx-call-quality').remove()`);
      await isOver(stage, page);
      await expectReleased(page);
      await expectNoCall(page);
    },

    'says why there is no microphone, and calls nobody': async (stage) => {
      const page = await open(stage, 'refusing');
      await page.do('permit', 'denied');
      await begin(page);
      expect((await outcome(page)).check).to.deep.equal({
        microphone: { cause: 'mic-denied', level: null, silent: false },
        network: null,
        warnings: [],
      });
      expect(legs(stage, page.user)).to.deep.equal([]);
      await expectNoCall(page);
    },

    'says that nobody answers': async (stage) => {
      const page = await open(stage, 'unanswered');
      await begin(page, '9001');
      const { check } = await outcome(page);
      expect(check!.network).to.include({ cause: 'no-answer', level: null });
      expect(check!.microphone.cause).to.equal(null);
      await expectReleased(page);
      await expectNoCall(page);
    },
  },
  { timeout: 90_000 },
);
