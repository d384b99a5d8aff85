import { expect } from 'chai';
import type { HistoryEntry } from '../../src/contract/history.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { BUNDLE, Stage } from '../support/harness/stage.ts';
import type { PhoneAttributes } from '../support/harness/stage.ts';
import { CONNECTED } from '../support/harness/site.ts';
import { until } from '../support/harness/until.ts';

const KEY = 'telnyx-elements:history';
const LIST = '<telnyx-call-list></telnyx-call-list>';

describe('calls that are over', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  afterEach(async () => {
    await stage.closePages();
  });
  after(() => stage.end());

  const stored = (page: PhonePage): Promise<HistoryEntry[]> =>
    page.look(`(JSON.parse(localStorage.getItem('${KEY}')) ?? { entries: [] }).entries`);
  /** Begins on a site that knows of no call yet. */
  const open = async (user: string, attributes: PhoneAttributes = {}, others = LIST): Promise<PhonePage> => {
    const page = await stage.open(user, { markup: stage.phone(user, attributes) + others });
    await page.look(`localStorage.removeItem('${KEY}')`);
    return page;
  };
  /** The sentences of an element's entries. */
  const said = (page: PhonePage, tag = 'telnyx-call-list'): Promise<string[]> =>
    page.look(
      `[...document.querySelector('${tag}').shadowRoot.querySelectorAll('.entry-row')].map(({ ariaLabel }) => ariaLabel)`,
    );
  const says = (page: PhonePage, ...parts: string[]): Promise<unknown> => {
    let all: string[] = [];
    return until(
      () => `${parts.join(' | ')}: ${all.join(' | ')}`,
      async () => {
        all = await said(page);
        return all.length === parts.length && all.every((sentence, index) => sentence.startsWith(parts[index]!));
      },
    );
  };

  it('are there with what came of them, once each, though two elements and two tabs look on', async () => {
    const page = await open('keeper');
    const { id } = await page.dial('9196');
    await page.reached(`call?.state === 'active'`);
    await page.hangUp(id);
    await says(page, 'Call to 9196, today');
    const other = await stage.open('looker', { markup: stage.phone('looker') + LIST });
    await says(other, 'Call to 9196, today');

    await page.run(`client.dial('9001').then(() => null)`);
    await page.callState('destroyed');
    await says(page, 'Call to 9001, busy, today', 'Call to 9196, today');
    await says(other, 'Call to 9001, busy, today', 'Call to 9196, today');

    stage.gateway.call('keeper', { number: '+12025550143', name: 'Ada' });
    await page.callState('ringing');
    await page.press('Reject');
    await says(other, 'Rejected call from Ada, today', 'Call to 9001', 'Call to 9196');
    const [rejected, busy, answered] = await stored(page);
    expect([rejected?.outcome, busy?.outcome, answered?.outcome]).to.deep.equal(['rejected', 'busy', 'answered']);
    expect(answered).to.include({ id, direction: 'outbound', remoteNumber: '9196' });
    expect(answered!.answeredAt).to.be.within(answered!.startedAt, answered!.endedAt);

    await other.press('Remove 9001 from recent calls', 'telnyx-call-list');
    await says(page, 'Rejected call from Ada', 'Call to 9196');
    await page.press('Clear all', 'telnyx-call-list');
    await page.press('Clear all', 'telnyx-call-list');
    await says(other);
    expect(await stored(other)).to.deep.equal([]);
  });

  it('were missed when the caller gave up, and are called back from the phone', async () => {
    const callee = await stage.open('misser', { origin: stage.gateway.url, markup: stage.phone('misser') });
    const caller = await open('giver');
    const { id } = await caller.dial('misser');
    await callee.callState('ringing');
    await caller.hangUp(id);
    await callee.callState('destroyed');
    await says(caller, 'Cancelled call to misser, today');
    await until('it is missed', () => callee.do('offers', 'telnyx-phone', 'Close'));
    await callee.press('Close');
    await until('it is counted', () => callee.do('offers', 'telnyx-phone', 'Recent calls, 1 missed'));
    await callee.press('Recent calls, 1 missed');
    await until('it is there', async () => (await said(callee, 'telnyx-phone')).length === 1);
    expect((await said(callee, 'telnyx-phone'))[0]).to.match(/^Missed call from giver, today \d/);
    await callee.press('Call giver');
    await caller.callState('ringing');
    await caller.press('Answer');
    await callee.callState('active');
  });

  it('are not kept by a dial pad, nor when one element says so beside the one that configures', async () => {
    const client = stage.phone('unkept').replaceAll('telnyx-phone', 'telnyx-client');
    for (const others of ['<telnyx-dialpad></telnyx-dialpad>', `<telnyx-phone history="off"></telnyx-phone>${LIST}`]) {
      const page = await stage.open('unkept', { markup: others + client });
      await page.look(`localStorage.removeItem('${KEY}')`);
      await page.press('Call', others.includes('dialpad') ? 'telnyx-dialpad' : 'telnyx-phone');
      await page.run(`client.dial('9001').then(() => null)`);
      await page.callState('destroyed');
      await page.refresh();
      expect(await page.look(`localStorage.getItem('${KEY}')`), others).to.equal(null);
      expect(page.errors(), 'of two that configure').not.to.include('config-conflict');
      await stage.closePages();
    }
  });

  it('are one entry when they outlast a reload', async () => {
    const page = await open('reloader', { 'keep-call-on-reload': '' });
    const { id } = await page.dial('9196');
    await page.reached(`call?.state === 'active' && call.mediaHealthy`);
    await page.page.reload();
    await page.reached(`call?.state === 'active' && call.mediaHealthy`);
    expect(await stored(page)).to.deep.equal([]);
    await page.run('call.hangup()');
    await says(page, 'Call to 9196, today');
    expect((await stored(page)).map((entry) => entry.id)).to.deep.equal([id]);
  });

  it('are neither written down nor shown while that is off', async () => {
    const page = await open('stranger', { history: 'off' });
    await page.look(`localStorage.setItem('${KEY}', JSON.stringify({ version: 1, seenAt: 0, entries: [] }))`);
    const { id } = await page.dial('9196');
    await page.hangUp(id);
    await page.reached(
      `import('${BUNDLE}').then(({ getHistory }) => getHistory()).then(({ entries }) => !entries.length)`,
    );
    expect(await stored(page)).to.deep.equal([]);
    expect(await page.do('offers', 'telnyx-phone', 'Recent calls')).to.equal(false);
  });
});

describe('a tel: link of the page', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  afterEach(() => stage.closePages());
  after(() => stage.end());

  const LINK = '<p><a href="tel:9196,,12%23">Echo</a></p>';

  it('puts its number into the phone, and what is behind it is pressed when somebody answers', async () => {
    const page = await stage.open('linked', { markup: LINK + stage.phone('linked', { 'capture-tel-links': '' }) });
    await page.page.waitForFunction(
      `performance.getEntriesByType('resource').some(({ name }) => /tel-links/.test(name))`,
    );
    await page.page.click('a');
    await page.reached(`document.querySelector('telnyx-phone').shadowRoot.activeElement?.ariaLabel === 'Call'`);
    expect(await page.look(`document.querySelector('telnyx-phone').shadowRoot.querySelector('input').value`)).to.equal(
      '9196,,12#',
    );
    expect(stage.gateway.truth().legs.filter(({ user }) => user === 'linked')).to.deep.equal([]);
    await page.page.keyboard.press('Enter');
    await page.callState('active');
    await stage.truly('the keys arrive', () => stage.leg('linked').dtmf === '12#');
    expect(stage.leg('linked').remoteNumber).to.equal('9196');
  });

  it('calls at once where the phone is told to, and connects for it', async () => {
    const attributes = { 'capture-tel-links': 'dial', 'connect-mode': 'lazy' };
    const page = await stage.open('dialler', { markup: LINK + stage.phone('dialler', attributes), connect: false });
    await page.page.waitForFunction(
      `performance.getEntriesByType('resource').some(({ name }) => /tel-links/.test(name))`,
    );
    await page.page.click('a');
    await page.reached(CONNECTED);
    await page.callState('active');
    expect(stage.leg('dialler').remoteNumber).to.equal('9196');
  });

  it('is left to the browser without that', async () => {
    const page = await stage.open('unlinked', { markup: LINK + stage.phone('unlinked') });
    const followed = await page.run<boolean>(`new Promise((resolve) => {
      addEventListener('click', (event) => (resolve(!event.defaultPrevented), event.preventDefault()));
      document.querySelector('a').click();
    })`);
    expect(followed).to.equal(true);
  });
});
