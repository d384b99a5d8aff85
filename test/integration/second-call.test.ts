import { expect } from 'chai';
import type { TruthLeg } from '../../demo/gateway/gateway.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import type { Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';

/** What was said before the press may still be under way. */
const UNDER_WAY = 600;
/** Long enough to tell packets from none. */
const LISTEN = 1_000;

const WAITING = { number: '+15550001111', name: 'Ada Byron' };

/** In a call to the tone, the voice heard there, while somebody else calls. */
async function waiting(stage: Stage, user: string): Promise<{ page: PhonePage; first: string; second: string }> {
  const { page, first } = await talking(stage, user);
  stage.gateway.call(user, WAITING);
  const second = await page.until('somebody calls', async () => (await page.snapshot()).calls[1]?.id);
  return { page, first, second };
}

async function talking(stage: Stage, user: string): Promise<{ page: PhonePage; first: string }> {
  const page = await stage.open(user);
  const { id } = await page.dial('9664');
  await page.callState('active');
  await stage.truly('the microphone is heard', () => leg(stage, id).in.voice > 3 && leg(stage, id).out.voice > 3);
  return { page, first: id };
}

/** The server's side of the page's leg; calls from outside have an id of the gateway's. */
function leg(stage: Stage, id: string, since?: number): TruthLeg {
  const found = stage.gateway.truth(since === undefined ? {} : { since }).legs.find((each) => each.id === id);
  if (!found) throw new Error(`no leg ${id}`);
  return found;
}

/** Which calls are heard on the page: their element plays, and is not muted. */
function heard(page: PhonePage): Promise<number> {
  return page.look<number>(
    "[...document.querySelectorAll('audio')].filter((each) => each.srcObject && !each.paused && !each.muted).length",
  );
}

/** Voice crosses in one call, and not a packet with voice in the other, which gets nothing at all. */
async function expectSpokenIn(stage: Stage, page: PhonePage, spoken: string, held: string): Promise<void> {
  const since = Date.now() + UNDER_WAY;
  await pause(UNDER_WAY + LISTEN);
  const on = leg(stage, spoken, since);
  const off = leg(stage, held, since);
  expect(on.state, 'spoken in').to.equal('active');
  expect(on.in.voice, 'our voice').to.be.greaterThan(10);
  expect(on.out.voice, 'their tone').to.be.greaterThan(10);
  expect(off, 'on hold').to.include({ state: 'held' });
  expect(off.in.voice, 'our voice on hold').to.equal(0);
  expect(off.out.packets, 'their tone on hold').to.equal(0);
  expect(await heard(page), 'calls heard').to.equal(1);
}

const run = (page: PhonePage, id: string, command: string, ...args: unknown[]): ReturnType<PhonePage['client']> =>
  page.do('run', id, command, args);

async function states(page: PhonePage): Promise<string[]> {
  return (await page.snapshot()).calls.map(({ state }) => state);
}

sideBySide('A second call', {
  'is answered while the first is held, swapped with it, and leaves it held when it ends': async (stage) => {
    const { page, first, second } = await waiting(stage, 'swaps');
    expect(await run(page, second, 'answer')).to.include({ settled: 'done' });
    expect(await states(page)).to.deep.equal(['held', 'active']);
    await expectSpokenIn(stage, page, second, first);
    expect(await run(page, first, 'unhold')).to.include({ settled: 'done' });
    await expectSpokenIn(stage, page, first, second);
    expect(await run(page, second, 'unhold')).to.include({ settled: 'done' });
    await expectSpokenIn(stage, page, second, first);
    await page.hangUp(second);
    await pause(LISTEN);
    expect(await states(page)).to.deep.equal(['held', 'destroyed']);
    expect(leg(stage, first)).to.include({ state: 'held' });
    expect(await run(page, first, 'unhold')).to.include({ settled: 'done' });
    const since = Date.now();
    await stage.truly('the voice is back', () => leg(stage, first, since).in.voice > 3);
    await page.refresh();
    expect(page.events('telnyx-warning')).to.deep.equal([]);
    expect(page.errors()).to.deep.equal([]);
  },

  'is answered and the first ended': async (stage) => {
    const { page, first, second } = await waiting(stage, 'ends');
    expect(await run(page, second, 'answer', { others: 'end' })).to.include({ settled: 'done' });
    expect(await states(page)).to.deep.equal(['destroyed', 'active']);
    await stage.truly('the server knows', () => leg(stage, first).state === 'destroyed');
    await stage.truly('the voice is heard', () => leg(stage, second).in.voice > 3);
    expect(await heard(page)).to.equal(1);
  },

  'is rejected, and nothing of it is heard in the first': async (stage) => {
    const { page, first, second } = await waiting(stage, 'rejects');
    const since = Date.now();
    await run(page, second, 'reject');
    await pause(LISTEN);
    expect(await states(page)).to.deep.equal(['active', 'destroyed']);
    const { in: inbound, out } = leg(stage, first, since);
    const late = stage.lateness(await page.refresh(), since, Date.now());
    expect(Math.max(inbound.longestGapMs!, out.longestGapMs!), 'gap in the first').to.be.lessThan(500 + late);
    expect(inbound.voice).to.be.greaterThan(10);
  },

  'is dialled when the first is held': async (stage) => {
    const { page, first } = await talking(stage, 'dials');
    const { id } = await page.dial('9196');
    await page.until('both', async () => (await states(page)).join() === 'held,active');
    expect(leg(stage, first), 'before it was dialled').to.include({ state: 'held' });
    await stage.truly('the echo', () => leg(stage, id).out.voice > 3);
    await expectSpokenIn(stage, page, id, first);
  },

  'is not answered when the first cannot be held; then by ending the first': async (stage) => {
    const { page, first, second } = await waiting(stage, 'refused');
    stage.gateway.fault({ fault: 'hold', user: 'refused' });
    expect(await run(page, second, 'answer')).to.include({ settled: 'failed', code: 'hold-failed' });
    expect(await states(page)).to.deep.equal(['active', 'ringing']);
    const since = Date.now();
    await stage.truly('the first goes on', () => leg(stage, first, since).in.voice > 3);
    await page.refresh();
    expect(page.errors()).to.deep.equal(['hold-failed']);
    expect(await run(page, second, 'answer', { others: 'end' })).to.include({ settled: 'done' });
    expect(await states(page)).to.deep.equal(['destroyed', 'active']);
  },

  'is not dialled when the server does not say that the first is held': async (stage) => {
    const { page, first } = await talking(stage, 'unanswered');
    stage.gateway.fault({ fault: 'hold', user: 'unanswered', outcome: 'unanswered' });
    const since = Date.now() + UNDER_WAY;
    const dialling = page.client('dial', '9196');
    await pause(2_000);
    expect(leg(stage, first, since).in.voice, 'no voice from the press on').to.equal(0);
    expect(await dialling).to.include({ settled: 'failed', code: 'hold-failed' });
    expect(await states(page)).to.deep.equal(['active', 'destroyed']);
    const back = Date.now();
    await stage.truly('the first goes on', () => leg(stage, first, back).in.voice > 3);
    expect(stage.gateway.truth().legs.filter(({ user }) => user === 'unanswered')).to.have.length(1);
  },

  'is not answered when the connection is lost before the first is held': async (stage) => {
    const { page, first, second } = await waiting(stage, 'lost');
    stage.gateway.fault({ fault: 'hold', user: 'lost', outcome: 'unanswered' });
    const answering = run(page, second, 'answer');
    await page.until('the first is being held', async () => (await page.snapshot()).calls[0]?.pending.includes('hold'));
    stage.gateway.fault({ fault: 'close', user: 'lost' });
    expect(await answering).to.include({ settled: 'failed', code: 'not-connected' });
    await page.until('the first is back', async () => (await page.snapshot()).calls[0]!.recoveries > 0);
    // Whoever rang was not answered by a server that brings calls back.
    await page.until('one is left', async () => (await states(page)).join() === 'active,destroyed');
    const since = Date.now();
    await stage.truly('the first goes on', () => leg(stage, first, since).in.voice > 3);
    expect(leg(stage, second).in.voice, 'voice into a call that was not answered').to.equal(0);
  },

  'keeps the first held when the connection is lost after it was': async (stage) => {
    const { page, first } = await talking(stage, 'held-on');
    await page.dial('9003');
    await page.until('both', async () => (await states(page)).join() === 'held,ringing');
    const since = Date.now() + UNDER_WAY;
    stage.gateway.fault({ fault: 'close', user: 'held-on' });
    await page.until('the first is back', async () => (await page.snapshot()).calls[0]!.recoveries > 0);
    await pause(LISTEN);
    expect((await states(page))[0]).to.equal('held');
    expect(leg(stage, first, since), 'at the server').to.include({ state: 'held' });
    expect(leg(stage, first, since).in.voice, 'our voice on hold').to.equal(0);
    expect(await run(page, first, 'unhold')).to.include({ settled: 'done' });
  },

  'is answered, swapped and hung up by presses, in the phone and in the list': async (stage) => {
    const user = 'presses';
    const page = await stage.open(user, { markup: `${stage.phone(user)}<telnyx-call-list></telnyx-call-list>` });
    const { id: first } = await page.dial('9664');
    await page.callState('active');
    stage.gateway.call(user, WAITING);
    const second = await page.until('somebody calls', async () => (await page.snapshot()).calls[1]?.id);
    await page.until('it is shown', () => page.do('offers', 'telnyx-phone', 'Hold and answer'));
    await page.press('Hold and answer');
    await page.until('answered', async () => (await states(page)).join() === 'held,active');
    await expectSpokenIn(stage, page, second, first);
    await page.press('Swap to 9664', 'telnyx-call-list');
    await page.until('swapped', async () => (await states(page)).join() === 'active,held');
    await page.press(`Swap to ${WAITING.name}`);
    await page.until('swapped back', async () => (await states(page)).join() === 'held,active');
    await expectSpokenIn(stage, page, second, first);
    await page.press('Hang up');
    await page.until('ended', async () => (await states(page)).join() === 'held,destroyed');
    await page.press('Hang up 9664', 'telnyx-call-list');
    await stage.truly('the server has none', () =>
      stage.gateway
        .truth()
        .legs.filter((each) => each.user === user)
        .every(({ state }) => state === 'destroyed'),
    );
  },

  'and the first come back from an outage as they were, one heard': async (stage) => {
    const { page, first, second } = await waiting(stage, 'outage');
    expect(await run(page, second, 'answer')).to.include({ settled: 'done' });
    stage.gateway.fault({ fault: 'close', user: 'outage' });
    await page.until('both are back', async () =>
      (await page.snapshot()).calls.every(({ recoveries }) => recoveries > 0),
    );
    await page.until('as they were', async () => (await states(page)).join() === 'held,active');
    await expectSpokenIn(stage, page, second, first);
  },
});
