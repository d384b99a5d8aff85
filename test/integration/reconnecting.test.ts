import { expect } from 'chai';
import { median } from '../support/harness/measure.ts';
import type { HeardEvent } from '../support/harness/log.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';

const BANNER = 'telnyx-reconnect-banner';

/** How far a connect may be from its announcement, in milliseconds. */
const PUNCTUALITY = 300;

interface Announced {
  attempt: number;
  at: number;
}

/** The attempts that were announced, each once. */
function announced(page: PhonePage): Announced[] {
  const attempts = new Map<number, Announced>();
  for (const { detail } of page.events('telnyx-connection-change')) {
    const { attempt, nextAttemptAt: at } = detail;
    if (at !== null) attempts.set(attempt, { attempt, at });
  }
  return [...attempts.values()];
}

/** The connects since then came when announced, one for each announcement, and there were no others. */
function expectPunctual(stage: Stage, page: PhonePage, since: number): void {
  const connects = stage.connects(page.user, since);
  const announcements = announced(page);
  const late = connects.map(({ at }, index) => at - (announcements[index]?.at ?? NaN));
  const said = `connects came ${late.join(', ')} ms after their announcements`;
  expect(connects, said).to.have.length(announcements.length);
  connects.forEach(({ at }, index) => {
    const allowed = PUNCTUALITY + stage.lateness(page, at - late[index]!, at);
    expect(late[index], said).to.be.within(-50, allowed);
  });
}

/** Every countdown that the banner showed was right to the second. */
function expectExactCountdown(page: PhonePage): void {
  const countdowns = page.banner().flatMap(({ at, detail }) => {
    const [, attempt, seconds] = /^Attempt (\d+)(?: of \d+)? in (\d+)/.exec(detail) ?? [];
    return seconds === undefined ? [] : [{ at, attempt: Number(attempt), seconds: Number(seconds) }];
  });
  expect(countdowns.length, 'countdowns shown').to.be.greaterThan(5);
  const due = new Map(announced(page).map(({ attempt, at }) => [attempt, at]));
  for (const { at, attempt, seconds } of countdowns) {
    const left = (due.get(attempt)! - at) / 1000;
    expect(seconds, `seconds shown for attempt ${attempt}, ${left} s before it`).to.be.within(left - 0.1, left + 1.1);
  }
}

const isAttempt =
  (attempt: number) =>
  ({ detail }: HeardEvent<'telnyx-connection-change'>): boolean =>
    detail.attempt === attempt && detail.nextAttemptAt !== null;

/**
 * Twenty seconds without a network; returns how long it took from the browser's `online` to `connected`, apart from what
 * a busy machine was late by.
 */
async function returnFromOffline(stage: Stage, user: string): Promise<number> {
  const page = await stage.open(user);
  await stage.goOffline(page);
  await page.event('telnyx-connection-change', ({ detail }) => detail.reason === 'offline');
  expect((await page.snapshot()).connection).to.include({ state: 'reconnecting', nextAttemptAt: null });
  const offlineAt = page.log.network.at(-1)!.at;
  await page.until('the banner says so', () => page.banner().at(-1)?.title === 'You are offline');
  await pause(offlineAt + 20_000 - Date.now());
  expect(stage.connects(user), 'nothing is attempted without a network').to.have.length(1);
  const since = await stage.goOnline(page);
  const { at } = await page.connectionState('connected');
  expect(page.errors()).to.deep.equal([]);
  expect(page.connectionStates()).to.deep.equal(['connecting', 'connected', 'reconnecting', 'connected']);
  return at - since - stage.lateness(page, since, at);
}

/** Makes the open socket of a user in a call fall silent; returns how long until the gateway saw its successor. */
async function replaceSilentSocket(stage: Stage, user: string, mediaToo: boolean): Promise<number> {
  const page = await stage.open(user);
  const { id } = await page.dial('9664');
  await page.callState('active');
  await stage.truly('audio flows', () => stage.leg(user).out.packets > 50);
  const silentAt = Date.now();
  stage.gateway.fault({ fault: 'black-hole', user, connections: 'allow' });
  if (mediaToo) stage.gateway.fault({ fault: 'stop-media', user, direction: 'both', forMs: 12_000 });
  const { at } = await stage.truly('a new socket', () => stage.connects(user, silentAt).at(0), 20_000);
  await page.until('the call is back', async () => (await page.call()).recoveries === 1, 20_000);
  await page.callState('active', 20_000);
  expect(await page.call()).to.include({ id, state: 'active' });
  expect(page.callStates()).not.to.include('destroyed');
  expect(stage.leg(user)).to.include({ id, state: 'active' });
  return at - silentAt;
}

sideBySide('Reconnecting', {
  'announces each attempt, counts down to the second, and connects then and at no other time': async (stage) => {
    const page = await stage.open('refused');
    const since = Date.now();
    stage.gateway.fault({ fault: 'close', user: 'refused', forMs: 20_000 });
    await page.connectionState('reconnecting');
    await page.connectionState('connected', 50_000);
    const attempts = announced(page);
    expect(attempts.map(({ attempt }) => attempt)).to.deep.equal(attempts.map((_, index) => index + 1));
    expect(attempts.length).to.be.at.least(4);
    expectPunctual(stage, page, since);
    expectExactCountdown(page);
    expect(page.connectionStates()).to.deep.equal(['connecting', 'connected', 'reconnecting', 'connected']);
    expect(page.events('telnyx-reconnected').map(({ detail }) => detail.scope)).to.deep.equal(['signaling']);
    expect(page.errors()).to.deep.equal([]);
    await page.expectEachEventOnce();
    page.expectAttributesBeforeEvents();
  },

  'tries at once when "Reconnect now" is pressed': async (stage) => {
    const page = await stage.open('impatient');
    stage.gateway.fault({ fault: 'close', user: 'impatient' });
    stage.gateway.fault({ fault: 'refuse', user: 'impatient' });
    await page.event('telnyx-connection-change', isAttempt(3));
    // For a moment after a failed connection, Firefox itself holds the next one back.
    await pause(1_000);
    const pressedAt = Date.now();
    await page.press('Reconnect now', BANNER);
    // By itself it would come two seconds from now at the soonest.
    await stage.truly('an attempt', () => stage.connects('impatient', pressedAt).at(0), 1_000);
    await page.event('telnyx-connection-change', isAttempt(4));
    await pause(2_000);
    stage.gateway.fault({ fault: 'restore', user: 'impatient' });
    const again = Date.now();
    await page.press('Reconnect now', BANNER);
    const { at } = await page.connectionState('connected');
    expect(at - again).to.be.lessThan(1_000 + stage.lateness(page, again, at));
    expect(stage.connects('impatient', again)).to.have.length(1);
    await page.until('back online', () => page.banner().at(-1)?.title === 'Back online');
  },

  'goes on when the clock of the computer is set back': async (stage) => {
    const page = await stage.open('set-back');
    await page.dial('9664');
    await page.callState('active');
    await page.look(`{ const real = Date.now; Date.now = () => real() - 3_600_000; }`);
    stage.gateway.fault({ fault: 'stop-media', user: 'set-back', direction: 'out' });
    await page.event('telnyx-remote-media-change', ({ detail }) => detail.remoteMedia === 'stalled');
    stage.gateway.fault({ fault: 'restore', user: 'set-back' });
    stage.gateway.fault({ fault: 'close', user: 'set-back' });
    await page.event('telnyx-reconnected');
    await page.callState('active');
    const { answeredAt } = await page.call();
    const timer = Number(page.shown('telnyx-call-status').at(-1)!.words['timer']?.split(':').at(-1));
    expect(timer, 'seconds of the call').to.be.within(1, 59);
    expect(answeredAt).to.be.a('number');
  },

  'gives up after the last attempt, and comes back by the press of a button': async (stage) => {
    const page = await stage.open('exhausted', { attributes: { 'max-reconnect-attempts': '3' } });
    const since = Date.now();
    stage.gateway.fault({ fault: 'close', user: 'exhausted' });
    stage.gateway.fault({ fault: 'refuse', user: 'exhausted' });
    await page.connectionState('disconnected', 20_000);
    const { detail } = await page.event('telnyx-disconnected');
    expect(detail).to.include({ reason: 'exhausted', error: 'exhausted' });
    expect(page.errors()).to.deep.equal(['exhausted']);
    expect((await page.do('attributes'))['telnyx-phone']).to.include({
      'connection-state': 'disconnected',
      'connection-reason': 'exhausted',
    });
    expect(page.events('telnyx-reconnecting'), 'one episode').to.have.length(1);
    expect(page.events('telnyx-reconnected')).to.have.length(0);
    expectPunctual(stage, page, since);
    await pause(3_000);
    expect(stage.connects('exhausted', since), 'no attempt after the last').to.have.length(3);
    expect(page.banner().at(-1)).to.include({ title: 'Could not reconnect' });
    stage.gateway.fault({ fault: 'restore', user: 'exhausted' });
    await page.press('Reconnect now', BANNER);
    await page.connectionState('connected');
    await page.dial('9196');
    await page.callState('active');
  },

  'returns within a second when the network does, after twenty seconds without': async (stage) => {
    const users = ['offline-1', 'offline-2', 'offline-3', 'offline-4'];
    const times = await Promise.all(users.map((user) => returnFromOffline(stage, user)));
    expect(median(times), `${times.join(', ')} ms`).to.be.lessThan(1_000);
    // Chromium can tell the page of its network a moment before it lets a socket through: that takes a second attempt.
    expect(Math.max(...times), `${times.join(', ')} ms`).to.be.lessThan(4_000);
  },

  'replaces a socket that has fallen silent in a call within 15 seconds': async (stage) => {
    const ms = await replaceSilentSocket(stage, 'silent', false);
    expect(ms).to.be.lessThan(15_000);
  },

  'replaces a socket that has fallen silent together with the audio within 9 seconds': async (stage) => {
    const ms = await replaceSilentSocket(stage, 'dead', true);
    expect(ms).to.be.lessThan(9_000);
  },
});
