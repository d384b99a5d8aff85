import { expect } from 'chai';
import { serveSilence, servePages } from '../support/harness/page-server.ts';
import type { LocalServer } from '../support/harness/page-server.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import { BROWSER, Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';

/** The error was told once, in a sentence; nothing else was. */
async function expectError(page: PhonePage, code: string): Promise<void> {
  await page.event('telnyx-error');
  await pause(500);
  await page.refresh();
  expect(page.errors()).to.deep.equal([code]);
  const { message } = page.events('telnyx-error')[0]!.detail;
  expect(message, 'a sentence').to.match(/^[A-Z].{20,}[.]$/);
  await page.expectEachEventOnce();
}

const GARBAGE = [
  'not-json',
  'null',
  'array',
  'number',
  'empty-object',
  'unknown-method',
  'unknown-call',
  'wrong-shapes',
  'huge',
];

sideBySide('Bad input', {
  'a token URL that does not exist is told of, and connecting can be asked for again': async (stage) => {
    stage.gateway.fault({ fault: 'token-error', user: 'missing', status: 404 });
    const page = await stage.open('missing', { connect: false });
    await expectError(page, 'token-fetch-failed');
    expect(page.events('telnyx-error')[0]!.detail).to.include({ fatal: true });
    expect(page.events('telnyx-error')[0]!.detail.message).to.include('404');
    await page.connectionState('disconnected');
    expect(await page.client('connect')).to.include({ settled: 'failed', code: 'token-fetch-failed' });
    stage.gateway.fault({ fault: 'restore', user: 'missing' });
    expect(await page.client('connect')).to.include({ settled: 'done' });
  },

  'a token URL that fails for a while is asked again': async (stage) => {
    stage.gateway.fault({ fault: 'token-error', user: 'failing', status: 500 });
    const page = await stage.open('failing', { connect: false });
    await expectError(page, 'token-fetch-failed');
    expect(page.events('telnyx-error')[0]!.detail.message).to.include('500');
    stage.gateway.fault({ fault: 'restore', user: 'failing' });
    await page.connectionState('connected');
    expect(page.connectionStates()).to.deep.equal(['connecting', 'connected']);
  },

  'a malformed token never reaches the server': async (stage) => {
    const page = await stage.open('malformed', {
      attributes: { 'token-url': null, 'login-token': 'not.a-token' },
      connect: false,
    });
    await expectError(page, 'token-invalid');
    await page.connectionState('disconnected');
    expect(stage.connects('malformed')).to.deep.equal([]);
    expect(await page.client('connect')).to.include({ settled: 'failed', code: 'token-invalid' });
  },

  'no configuration at all is told of when it is needed': async (stage) => {
    const page = await stage.open('nobody', { attributes: { 'token-url': null, host: null }, connect: false });
    expect(await page.client('dial', '9196')).to.include({ settled: 'failed', code: 'not-configured' });
    await expectError(page, 'not-configured');
  },

  'a host that is no signaling URL is told of': async (stage) => {
    const page = await stage.open('hostless', { attributes: { host: 'https://example.com' }, connect: false });
    await page.until('the phone says so', () =>
      page.shown('telnyx-phone').some(({ words }) => words['problem']?.includes('host')),
    );
  },

  'an empty or absurd number is refused, and the next one is called': async (stage) => {
    const page = await stage.open('fumbler');
    for (const number of ['', '   ', 'x'.repeat(300), '0'.repeat(50), '☎', 'two words']) {
      expect(await page.client('dial', number), `"${number}"`).to.include({
        settled: 'failed',
        code: 'invalid-destination',
      });
    }
    await page.refresh();
    expect(page.errors()).to.deep.equal(Array.from({ length: 6 }, () => 'invalid-destination'));
    expect((await page.snapshot()).calls).to.deep.equal([]);
    await page.do('enter', '9196');
    await page.press('Call');
    await page.callState('active');
  },

  'an unknown user ends the call as not found, which is no error of ours': async (stage) => {
    const page = await stage.open('seeker');
    expect(await page.client('dial', 'nobody-here')).to.include({ settled: 'done' });
    const { detail } = await page.callState('destroyed');
    expect(detail.snapshot).to.include({ cause: 'error', sipCode: 404 });
    await page.until('the phone says so', () =>
      page.shown('telnyx-call-status').some(({ words }) => words['label'] === 'Number not found'),
    );
    expect(page.errors()).to.deep.equal([]);
    const { length } = (await page.do('tracks')).filter(({ readyState }) => readyState === 'live');
    expect(length, 'live tracks').to.equal(0);
  },

  'garbage from the server is told of once, and a call goes on': async (stage) => {
    const page = await stage.open('littered');
    const { id } = await page.dial('9664');
    await page.callState('active');
    for (const kind of GARBAGE) stage.gateway.fault({ fault: 'garbage', user: 'littered', kind, count: 3 });
    await expectError(page, 'protocol-error');
    const since = Date.now();
    await page.must('hold');
    expect(stage.leg('littered')).to.include({ id, state: 'held' });
    await page.must('unhold');
    await stage.truly('audio goes on', () => stage.leg('littered', { since }).in.packets > 30);
    expect(page.connectionStates()).to.deep.equal(['connecting', 'connected']);
    await page.must('hangup');
    await stage.truly('the leg has ended', () => stage.leg('littered').state === 'destroyed');
  },
});

// Apart from the rest: Firefox makes one connection to an address at a time, so this one holds up all others.
describe('A host that does not answer', function () {
  this.timeout(40_000);
  let stage: Stage;
  let silence: LocalServer;

  before(async () => {
    silence = await serveSilence();
    stage = await Stage.start();
  });
  after(() => stage.end().finally(() => silence.close()));

  it('is given up in time, and told of once', async () => {
    const page = await stage.open('ignored', {
      attributes: {
        host: `ws://localhost:${silence.port}/rtc`,
        'max-reconnect-attempts': '1',
        'connect-mode': 'manual',
      },
      connect: false,
    });
    const since = Date.now();
    expect(await page.client('connect')).to.include({ settled: 'failed', code: 'connect-timeout' });
    expect(Date.now() - since, 'milliseconds until it was given up').to.be.within(7_500, 9_500);
    await page.refresh();
    expect(page.errors()).to.deep.equal(['connect-timeout']);
    expect(await page.client('dial', '9196')).to.include({ settled: 'failed', code: 'not-connected' });
  });
});

describe('A page that is not secure', function () {
  this.timeout(40_000);
  const HOST = 'phone.test';
  let stage: Stage;
  let pages: LocalServer;

  before(async () => {
    pages = await servePages();
    stage = await Stage.start({
      args: BROWSER === 'chromium' ? [`--host-resolver-rules=MAP ${HOST} 127.0.0.1`] : [],
      firefoxPreferences: { 'network.dns.localDomains': HOST },
    });
  });
  after(() => stage.end().finally(() => pages.close()));

  it('is told why it cannot call', async () => {
    const page = await stage.open('plain', {
      origin: `http://${HOST}:${pages.port}`,
      attributes: { 'connect-mode': 'lazy' },
      connect: false,
    });
    expect(await page.client('dial', '9196')).to.include({ settled: 'failed', code: 'insecure-context' });
    await expectError(page, 'insecure-context');
  });
});
