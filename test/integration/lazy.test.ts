import { BUNDLE } from '../../scripts/size-limits.ts';
import { expect } from 'chai';
import { servePages } from '../support/harness/page-server.ts';
import type { LocalServer } from '../support/harness/page-server.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';

interface Fetched {
  name: string;
  /** As it came over the network, compressed. */
  bytes: number;
  /** When it was asked for, epoch milliseconds. */
  at: number;
}

/** What the page has fetched of the package, as the browser counted it. */
async function fetched(page: PhonePage): Promise<Fetched[]> {
  const entries = (await page.page.evaluate(
    `performance.getEntriesByType('resource').map(({ name, encodedBodySize, startTime }) => ({
      name,
      bytes: encodedBodySize,
      at: performance.timeOrigin + startTime,
    }))`,
  )) as Fetched[];
  return entries
    .filter(({ name }) => name.includes('/dist/'))
    .map(({ name, ...about }) => ({ ...about, name: name.replace(/^.*\//, '') }));
}

/** Clocks that tell the time and clocks that measure it drift apart by a little, in milliseconds. */
const DRIFT = 10;

/** What comes as soon as there is a connection. */
const LATER = ['call-history', 'voice'];

const isSdk = ({ name }: Fetched): boolean => name.startsWith('telnyx-webrtc-');

describe('What a page fetches', function () {
  this.timeout(40_000);
  let stage: Stage;
  let pages: LocalServer;

  before(async () => {
    pages = await servePages();
    stage = await Stage.start();
  });
  after(() => stage.end().finally(() => pages.close()));

  const open = (user: string, mode: string | null, { port } = pages): Promise<PhonePage> =>
    stage.open(user, {
      origin: `http://localhost:${port}`,
      attributes: { 'connect-mode': mode, 'token-url': `${stage.gateway.url}/token?user=${user}` },
      connect: mode === null,
    });

  it('until it is connected, the SDK apart, is within the limit of the bundle', async () => {
    const page = await open('eager', null);
    const { at: connectedAt } = await page.event(
      'telnyx-connection-change',
      ({ detail }) => detail.state === 'connected',
    );
    await page.page.waitForFunction(
      `${JSON.stringify(LATER)}.every((part) =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes(part)))`,
    );
    const all = await fetched(page);
    const later = all.filter(({ at }) => at > connectedAt - DRIFT);
    expect(later.map(({ name }) => name.replace(/-[^-]*$/, ''))).to.have.members(LATER);
    const files = all.filter((file) => !later.includes(file));
    expect(files.filter(isSdk), 'chunks of the SDK').to.have.length(1);
    const own = files.filter((file) => !isSdk(file));
    const total = own.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(
      own.every(({ bytes }) => bytes > 0),
      'the browser tells sizes',
    ).to.equal(true);
    expect(total).to.be.at.most(BUNDLE.limit);
  });

  it('with connect-mode="lazy" is no SDK, no token, no socket and no microphone before the first call', async () => {
    const page = await open('idler', 'lazy');
    await pause(3_000);
    expect((await fetched(page)).map(({ name }) => name)).to.deep.equal(['telnyx-elements.js']);
    expect(stage.connects('idler')).to.deep.equal([]);
    expect(stage.gateway.truth().tokens.filter(({ user }) => user === 'idler')).to.deep.equal([]);
    expect(await page.do('prompts')).to.equal(0);
    expect((await page.do('attributes'))['telnyx-phone']).to.include({ 'connection-state': 'idle' });

    await page.do('enter', '9664');
    await page.press('Call');
    await page.callState('active');
    await stage.truly('audio flows both ways', () => {
      const { in: inbound, out: outbound } = stage.leg('idler');
      return inbound.packets > 25 && outbound.packets > 25;
    });
    expect((await fetched(page)).filter(isSdk)).to.have.length(1);
    expect(stage.connects('idler')).to.have.length(1);
    expect(await page.do('prompts')).to.equal(1);
  });

  it('is asked for again when it could not be had, also where a browser remembers that it could not', async () => {
    let asked = 0;
    const shaky = await servePages((path) => path.includes('/telnyx-webrtc-') && ++asked === 1);
    try {
      const page = await open('shaky', 'manual', shaky);
      await page.client('connect');
      await page.connectionState('connected');
      expect(asked).to.equal(2);
      const { detail } = await page.event('telnyx-error');
      expect(detail).to.deep.include({ code: 'sdk-load-failed', fatal: false });
      // Before its server, which would refuse what the page still fetches.
      await stage.closePages([page]);
    } finally {
      await shaky.close();
    }
  });

  it('to show calls with is there once the phone is, also for an element that comes late', async () => {
    let asked = 0;
    const shaky = await servePages((path) => path.includes('/telnyx-webrtc-') && ++asked === 1);
    try {
      const page = await stage.open('late', {
        origin: `http://localhost:${shaky.port}`,
        markup: stage
          .phone('late', {
            'connect-mode': 'manual',
            'token-url': `${stage.gateway.url}/token?user=late`,
          })
          .replaceAll('telnyx-phone', 'telnyx-client'),
        connect: false,
      });
      await page.client('connect');
      await page.connectionState('connected');
      await page.look(`void document.body.append(document.createElement('telnyx-phone'))`);
      stage.gateway.call('late');
      await page.callState('ringing');
      await page.press('Answer');
      await page.callState('active');
      expect(asked, 'of which the first failed').to.equal(2);
      await stage.closePages([page]);
    } finally {
      await shaky.close();
    }
  });

  for (const [what, file, uses] of [
    [
      'to ring with is asked for again by the next call',
      'ringer',
      async (page: PhonePage, asked: () => number) => {
        for (const times of [1, 2]) {
          stage.gateway.call(page.user);
          await page.reached(`call?.state === 'ringing'`);
          await page.until(`it was asked for ${times} times`, () => asked() === times);
          await page.run('call.reject()');
          await page.reached(`call.state === 'destroyed'`);
        }
      },
    ],
    [
      'of devices is asked for again as long as somebody looks on',
      'devices',
      async (page: PhonePage) => {
        await page.run('client.devices.watch(), null');
        await page.reached('client.snapshot.devices !== null');
      },
    ],
  ] as const) {
    it(`${what}, when it could not be had`, async () => {
      let asked = 0;
      const shaky = await servePages((path) => path.includes(`/${file}-`) && ++asked === 1);
      try {
        const page = await open(`shaky-${file}`, null, shaky);
        await uses(page, () => asked);
        expect(asked).to.equal(2);
        await stage.closePages([page]);
      } finally {
        await shaky.close();
      }
    });
  }

  for (const [what, file] of [
    ['of all languages but English', 'catalogue'],
    ['of its language', 'pl'],
  ] as const) {
    it(`${what} it does without while that cannot be had: it speaks English, says so once, and asks again`, async () => {
      const asked: string[] = [];
      const shaky = await servePages((path) => path.includes(`/language-${file}-`) && asked.push(path) <= 2);
      try {
        const page = await stage.open(`shaky-${file}`, {
          origin: `http://localhost:${shaky.port}`,
          markup: ['call-status', 'phone'].map((tag) => `<telnyx-${tag} lang="pl"></telnyx-${tag}>`).join(''),
          connect: false,
        });
        const shows = (...words: string[]): Promise<unknown> =>
          page.until(`they say ${words.join()}`, () =>
            page.look(`['call-status', 'phone'].every((tag, index) => document.querySelector('telnyx-' + tag)
              .shadowRoot.textContent.includes(${JSON.stringify(words)}[index]))`),
          );
        await shows('Not connected', 'Phone');
        await page.until('it was asked for again', () => asked.length > 1);
        await shows('Not connected', 'Phone');
        await shows('Niepołączony', 'Telefon');
        expect(asked).to.have.length(3);
        const [complaint, ...more] = page.takeComplaints();
        expect(complaint).to.match(/^console warn(ing)?: telnyx-elements: no texts in “pl” could be fetched/);
        expect(more).to.deep.equal([]);
        await page.refresh();
        expect(page.errors()).to.deep.equal([]);
        await stage.closePages([page]);
      } finally {
        await shaky.close();
      }
    });
  }
});
