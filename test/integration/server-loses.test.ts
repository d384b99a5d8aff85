/** What the server loses, or is slow to do: the page must not go on showing what is no more. */
import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Scenario } from '../support/harness/side-by-side.ts';
import type { Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';

/** A second for the server to bring the call back after all, and one to notice. */
const LOST_WITHIN = 2_000;

/** A page with two calls: the first on hold, the second active. */
async function twoCalls(stage: Stage, user: string): Promise<{ page: PhonePage; held: string; active: string }> {
  const page = await stage.open(user);
  const { id: held } = await page.dial('9196');
  await page.callState('active');
  await page.must('hold');
  await page.callState('held');
  const { id: active } = await page.dial('9664');
  await page.callState('active');
  await page.until('audio crosses', async () => (await page.call()).mediaHealthy);
  return { page, held, active };
}

async function stateOf(page: PhonePage, id: string): Promise<string | undefined> {
  return (await page.snapshot()).calls.find((call) => call.id === id)?.state;
}

/** When the call ended, as the page was told. */
async function endOf(page: PhonePage, id: string, within?: number): Promise<number> {
  const { at, detail } = await page.event(
    'telnyx-call-change',
    ({ detail: { snapshot } }) => snapshot.id === id && snapshot.state === 'destroyed',
    within === undefined ? {} : { within },
  );
  expect(detail.snapshot.cause).to.equal('error');
  return at;
}

/** When it was last connected again. */
async function backAt(page: PhonePage): Promise<number> {
  const { at } = await page.event('telnyx-reconnected', ({ detail }) => detail.scope === 'signaling');
  return at;
}

const partial = (keep: 'oldest' | 'newest'): Scenario => {
  return async (stage) => {
    const { page, held, active } = await twoCalls(stage, `partial-${keep}`);
    const [kept, lost, state] = keep === 'oldest' ? [held, active, 'held'] : [active, held, 'active'];
    stage.gateway.fault({ fault: 'reattach', user: page.user, list: 'partial', keep });
    stage.gateway.fault({ fault: 'close', user: page.user });
    const took = (await endOf(page, lost)) - (await backAt(page));
    expect(took, 'ms after the return').to.be.lessThan(LOST_WITHIN);
    await page.until('the other call is back', async () => (await stateOf(page, kept)) === state);
    const legs = stage.gateway.truth().legs.filter((leg) => leg.user === page.user);
    expect(legs.find(({ id }) => id === kept)).to.include({ state });
    expect(legs.find(({ id }) => id === lost)).to.include({ state: 'destroyed' });
    await pause(3_000);
    expect(await stateOf(page, kept)).to.equal(state);
  };
};

/** One call with audio, then a fault. */
async function talk(stage: Stage, user: string): Promise<{ page: PhonePage; id: string }> {
  const page = await stage.open(user);
  const { id } = await page.dial('9196');
  await page.callState('active');
  await page.until('audio crosses', async () => (await page.call()).mediaHealthy);
  return { page, id };
}

async function expectMicrophoneOff(page: PhonePage): Promise<void> {
  const tracks = await page.do('tracks');
  expect(tracks.filter(({ readyState }) => readyState === 'live')).to.deep.equal([]);
}

sideBySide('A server that loses calls', {
  'one of two, the active one: it ends, the held one stays': partial('oldest'),

  'one of two, the held one: it ends, the active one stays': partial('newest'),

  'but lists only one, and brings both back: both stay': async (stage) => {
    const { page, held, active } = await twoCalls(stage, 'listed-one');
    stage.gateway.fault({ fault: 'reattach', user: page.user, list: 'partial', calls: 'kept' });
    stage.gateway.fault({ fault: 'close', user: page.user });
    await backAt(page);
    await pause(3_000);
    expect([await stateOf(page, held), await stateOf(page, active)]).to.deep.equal(['held', 'active']);
  },

  'without a word: silence shows at once, and the call ends when its time is over at the latest': async (stage) => {
    const { page, id } = await talk(stage, 'unlisted');
    stage.gateway.fault({ fault: 'reattach', user: page.user });
    stage.gateway.fault({ fault: 'close', user: page.user });
    const back = await backAt(page);
    const stalled = await page.event('telnyx-remote-media-change', ({ detail }) => detail.remoteMedia === 'stalled');
    expect(stalled.at - back, 'silence is shown').to.be.lessThan(5_000);
    const ended = await endOf(page, id, 20_000);
    // Sooner where the SDK asks for a restart of ICE, and the server says that there is no such call.
    expect(ended - back, 'ms after the return').to.be.within(3_000, 12_000 + stage.lateness(page, back, ended));
    await expectMicrophoneOff(page);
  },

  'and sends the phone away: the call ends as soon as it is back': async (stage) => {
    const { page, id } = await talk(stage, 'punted-for-good');
    stage.gateway.fault({ fault: 'punt', user: page.user, sessions: 'forgotten' });
    const ended = await endOf(page, id);
    expect(ended - (await backAt(page)), 'ms after the return').to.be.lessThan(LOST_WITHIN);
    expect(page.errors()).to.include('session-lost');
    await expectMicrophoneOff(page);
  },

  'by a restart: the call ends as soon as the phone is back, and it can call again': async (stage) => {
    const { page, id } = await talk(stage, 'restarted');
    stage.gateway.fault({ fault: 'restart', forMs: 1_500 });
    const ended = await endOf(page, id);
    expect(ended - (await backAt(page)), 'ms after the return').to.be.lessThan(LOST_WITHIN);
    await expectMicrophoneOff(page);
    await page.dial('9196');
    await page.callState('active');
  },
});

sideBySide('A server that cannot register the phone', {
  'for a moment: it is asked again, on the same socket and login': async (stage) => {
    stage.gateway.fault({ fault: 'registration', user: 'not-yet', state: 'NOREG', times: 1 });
    stage.gateway.fault({ fault: 'registration', user: 'not-yet', state: 'TRYING', times: 1 });
    const page = await stage.open('not-yet');
    expect(stage.logins('not-yet')).to.have.length(1);
    expect(stage.connects('not-yet')).to.have.length(1);
    expect(page.connectionStates()).to.deep.equal(['connecting', 'connected']);
    expect(page.errors()).to.deep.equal([]);
  },

  'at all: it gives up, and says that it was the server': async (stage) => {
    const page = await stage.open('never', { attributes: { 'max-reconnect-attempts': '2' } });
    stage.gateway.fault({ fault: 'registration', user: 'never', state: 'FAILED', forMs: 60_000 });
    stage.gateway.fault({ fault: 'gateway-state', user: 'never', state: 'FAILED' });
    await page.connectionState('disconnected', 20_000);
    const { detail } = await page.event('telnyx-disconnected');
    expect(detail).to.deep.equal({ reason: 'exhausted', error: 'server-closed' });
    expect(page.errors()).to.deep.equal(['server-closed']);
    await page.until('the banner says so', () => page.banner().at(-1)?.detail.includes('The server closed'));
    const connects = stage.connects('never').length;
    // The SDK's own retry would come within six seconds.
    await pause(6_500);
    expect(stage.connects('never')).to.have.length(connects);
    stage.gateway.fault({ fault: 'restore', user: 'never' });
    await page.client('connect');
    await page.connectionState('connected');
  },

  'in time: a login that hangs is given up, and tried anew': async (stage) => {
    const page = await stage.open('slow');
    stage.gateway.fault({ fault: 'slow', user: 'slow', ms: 60_000 });
    stage.gateway.fault({ fault: 'close', user: 'slow' });
    const second = await page.event('telnyx-connection-change', ({ detail }) => detail.attempt === 2, {
      within: 25_000,
    });
    expect(second.detail).to.include({ state: 'reconnecting', reason: 'signaling' });
    const [first] = stage.connects('slow').slice(1);
    expect(second.at - first!.at, 'ms for the first attempt').to.be.within(14_500, 17_000);
    stage.gateway.fault({ fault: 'restore', user: 'slow' });
    await page.connectionState('connected');
    expect(page.connectionStates()).to.deep.equal(['connecting', 'connected', 'reconnecting', 'connected']);
  },

  'in time, ever: it gives up, and says that nobody answered': async (stage) => {
    stage.gateway.fault({ fault: 'black-hole', user: 'hanging' });
    const page = await stage.open('hanging', { connect: false, attributes: { 'max-reconnect-attempts': '2' } });
    await page.connectionState('disconnected', 30_000);
    const { detail } = await page.event('telnyx-disconnected');
    expect(detail).to.deep.equal({ reason: 'exhausted', error: 'connect-timeout' });
  },
});

sideBySide('A call whose media path is lost', {
  'is back with a restart of ICE': async (stage) => {
    const { page, id } = await talk(stage, 'moved');
    stage.gateway.fault({ fault: 'stop-media', user: page.user, until: 'restart' });
    const media = (wanted: string) =>
      page.event('telnyx-remote-media-change', ({ detail }) => detail.remoteMedia === wanted, {
        since: stalledAt,
        within: 20_000,
      });
    let stalledAt = Date.now();
    stalledAt = (await media('stalled')).at;
    await media('flowing');
    await page.callState('active');
    expect((await page.call()).id).to.equal(id);
    const since = Date.now();
    await stage.truly('audio crosses again', () => stage.leg(page.user, { since }).in.packets > 20);
    expect(stage.leg(page.user).reattachedAt, 'times taken up again').to.have.length(0);
  },

  'and stays lost ends after half a minute': async (stage) => {
    const { page, id } = await talk(stage, 'cut');
    stage.gateway.fault({ fault: 'stop-media', user: page.user, direction: 'path' });
    await page.callState('reconnecting', 12_000);
    const lost = page.events('telnyx-reconnecting').find(({ detail }) => detail.scope === 'media')!;
    const ended = await endOf(page, id, 55_000);
    // The clock stands while signaling is down, as it is where a busy machine answers no question in time.
    const back = page.events('telnyx-reconnected').findLast(({ detail }) => detail.scope === 'signaling')?.at ?? 0;
    const since = Math.max(lost.at, back);
    const late = stage.lateness(page, since, ended);
    expect(ended - since, 'ms of reconnecting').to.be.within(29_000 - late, 33_000 + late);
    expect(page.errors()).to.deep.equal(['media-failed']);
    await stage.truly('the gateway was told', () => stage.leg(page.user).state === 'destroyed');
    await expectMicrophoneOff(page);
  },
});
