import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { PhoneAttributes, Stage } from '../support/harness/stage.ts';

/** Of the quality, over which loss is counted; milliseconds. */
const WINDOW = 5_000;
/** By when a change must be said. */
const SAID = { worse: 7_000, better: 13_000 };

/** What `<telnyx-call-quality>` shows. */
interface Shown {
  name: string;
  word: string;
  /** How many bars are lit. */
  bars: number;
  /** The numbers, as they are written. */
  loss: string;
  lossSent: string;
  roundTrip: string;
  mos: string;
}

const look = ({ page }: PhonePage): Promise<Shown> =>
  page.$eval('telnyx-call-quality', ({ shadowRoot }) => {
    const text = (part: string): string => shadowRoot!.querySelector(`[part="${part}"]`)?.textContent?.trim() ?? '';
    return {
      name: shadowRoot!.querySelector('button')?.ariaLabel ?? '',
      word: text('quality-level'),
      bars: shadowRoot!.querySelectorAll('.lit').length,
      loss: text('quality-loss'),
      lossSent: text('quality-loss-sent'),
      roundTrip: text('quality-round-trip'),
      mos: text('quality-mos'),
    };
  });

/** A call to the gateway's tone, in which everything has been measured. */
async function talk(stage: Stage, user: string, attributes: PhoneAttributes = {}): Promise<PhonePage> {
  const page = await stage.open(user, {
    markup: `${stage.phone(user, attributes)}<telnyx-call-quality></telnyx-call-quality>`,
  });
  await page.dial('9664');
  await page.callState('active');
  await shows(page, 'Excellent', 30_000);
  return page;
}

async function shows(page: PhonePage, word: string, within = 20_000): Promise<Shown> {
  await page.until(`"${word}"`, async () => (await look(page)).word === word, within);
  return look(page);
}

/** How long it took until the element said so, in milliseconds, and what of that the machine itself is to blame for. */
async function saidAfter(
  stage: Stage,
  page: PhonePage,
  word: string,
  since: number,
): Promise<{ ms: number; late: number }> {
  const { at } = await page.until(
    `"${word}" is said`,
    () => page.shown('telnyx-call-quality').find((said) => said.at >= since && said.words['quality-level'] === word),
    20_000,
  );
  return { ms: at - since, late: stage.lateness(page, since, at) };
}

/** Lets the network be bad for as long as it takes to show, and returns from when on everything counted is bad. */
async function impair(stage: Stage, { user }: PhonePage, how: Record<string, unknown>): Promise<void> {
  stage.gateway.fault({ fault: 'impair', user, ...how });
  const since = Date.now();
  await stage.truly('it has been bad for long enough', () => Date.now() - since > WINDOW + 2_000);
}

const restore = (stage: Stage, { user }: PhonePage): void => stage.gateway.fault({ fault: 'restore', user });

const percent = (text: string): number => Number.parseFloat(text) / 100;
/** The share of packets that the gateway has dropped since then. */
const dropped = ({ packets, lost }: { packets: number; lost: number }): number => lost / (packets + lost);

sideBySide('The quality of a call', {
  'is excellent on a good line, and said in bars, words and numbers': async (stage) => {
    const page = await talk(stage, 'fine');
    const shown = await look(page);
    expect(shown).to.deep.include({ name: 'Call quality: Excellent', bars: 4 });
    expect(shown.loss).to.equal('0%');
    expect(shown.roundTrip).to.match(/^\d{1,2} ms$/);
    expect(Number(shown.mos)).to.be.at.least(4.3);
    expect((await page.call()).quality).to.include({ level: 'excellent', loss: 0 });
  },

  'is poor while a fifth of what comes is lost, as the gateway knows, and excellent again afterwards': async (
    stage,
  ) => {
    const page = await talk(stage, 'lossy');
    const worseSince = Date.now();
    await impair(stage, page, { loss: 20, direction: 'out' });
    const worse = await saidAfter(stage, page, 'Poor', worseSince);
    expect(worse.ms, 'milliseconds until it is poor').to.be.within(2_000, SAID.worse + worse.late);
    const [shown, { out }] = [await look(page), stage.leg('lossy', { since: Date.now() - WINDOW })];
    expect(shown).to.include({ word: 'Poor', bars: 1, name: 'Call quality: Poor' });
    expect(percent(shown.loss), 'shown').to.be.closeTo(dropped(out), 0.08);
    expect(percent(shown.loss)).to.be.within(0.1, 0.3);
    expect(shown.lossSent).to.equal('0%');
    expect(Number(shown.mos)).to.be.within(2, 3.4);
    const betterSince = Date.now();
    restore(stage, page);
    const better = await saidAfter(stage, page, 'Excellent', betterSince);
    expect(better.ms, 'milliseconds until it is good').to.be.within(WINDOW, SAID.better + better.late);
    const back = await look(page);
    expect(back).to.include({ bars: 4, loss: '0%' });
    expect(page.callStates(), 'of the call').to.deep.equal(['new', 'ringing', 'active']);
    expect(page.errors()).to.deep.equal([]);
  },

  'is poor while a fifth of ours is lost, as the other side reports': async (stage) => {
    const page = await talk(stage, 'badly-heard');
    await impair(stage, page, { loss: 20, direction: 'in' });
    const shown = await shows(page, 'Poor');
    const { in: truly } = stage.leg('badly-heard', { since: Date.now() - WINDOW });
    expect(percent(shown.lossSent), 'shown').to.be.closeTo(dropped(truly), 0.12);
    expect(shown.loss).to.equal('0%');
    restore(stage, page);
    await shows(page, 'Excellent', 30_000);
  },

  'tells of a long way, and warns once of what is wrong for long': async (stage) => {
    const page = await talk(stage, 'far-away');
    stage.gateway.fault({ fault: 'impair', user: 'far-away', delayMs: 250 });
    const { detail } = await page.event('telnyx-warning', undefined, { within: 40_000 });
    expect(detail).to.include({ code: 'high-latency', sdkCode: 31001, fatal: false });
    expect(detail.callId).to.equal((await page.call()).id);
    expect(detail.message).to.match(/^The connection is slow/);
    const { roundTrip } = await look(page);
    expect(Number.parseFloat(roundTrip)).to.be.within(480, 900);
    await impair(stage, page, { delayMs: 250 });
    expect(page.events('telnyx-warning'), 'told').to.have.length(1);
    await page.expectEachEventOnce();
  },

  'is warned of by the SDK alone while its call reports are on': async (stage) => {
    const page = await talk(stage, 'reported', { 'call-reports': '' });
    stage.gateway.fault({ fault: 'impair', user: 'reported', loss: 20, direction: 'out' });
    for (const code of ['high-loss', 'low-quality']) {
      await page.event('telnyx-warning', ({ detail }) => detail.code === code, { within: 40_000 });
    }
    await impair(stage, page, { loss: 20, direction: 'out' });
    // It repeats itself after fifteen seconds, and no sooner.
    const codes = page.events('telnyx-warning').map(({ detail }) => `${detail.code} ${String(detail.sdkCode)}`);
    expect(codes.slice(0, 2).sort()).to.deep.equal(['high-loss 31003', 'low-quality 31004']);
    expect(codes.length, 'warnings').to.be.at.most(4);
  },

  'is no quality while nothing comes, however good it was': async (stage) => {
    const page = await talk(stage, 'silenced');
    stage.gateway.fault({ fault: 'stop-media', user: 'silenced', direction: 'out' });
    expect(await shows(page, 'No sound from the other side')).to.include({ bars: 0 });
    restore(stage, page);
    await shows(page, 'Excellent');
    await page.must('hold');
    expect(await shows(page, 'On hold')).to.include({ bars: 0 });
    await page.must('unhold');
    await shows(page, 'Excellent');
    await page.must('hangup');
    await page.until('nothing is shown', async () => (await look(page)).word === '');
    const words = page.shown('telnyx-call-quality').map(({ words: said }) => said['quality-level']);
    expect(words).not.to.include('Poor');
  },
});
