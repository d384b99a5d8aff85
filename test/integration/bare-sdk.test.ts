/**
 * The SDK alone, in real browsers, against the gateway: it makes calls with audio, and it shows the weaknesses that this
 * project exists to handle. A gateway on which it behaved would be too kind to test anything against.
 */
import { expect } from 'chai';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { startGateway } from '../../demo/gateway/gateway.ts';
import type { Gateway, TruthLeg } from '../../demo/gateway/gateway.ts';
import { BROWSER_NAMES, launch } from '../support/browsers.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The step's browser; both, where none is named. */
const NAMES = BROWSER_NAMES.filter((name) => (process.env['BROWSER'] ?? name) === name);

for (const name of NAMES) {
  describe(`The bare SDK in ${name}`, function () {
    this.timeout(40_000);
    let gateway: Gateway;
    let browser: Browser;
    let pages: Page[] = [];

    before(async () => {
      gateway = await startGateway({
        port: 0,
        folders: {
          '/sdk/': join(ROOT, 'node_modules/@telnyx/webrtc/lib'),
          '/bare/': join(import.meta.dirname, 'bare-sdk'),
        },
      });
      browser = await launch(name);
    });
    after(async () => {
      await browser.close();
      await gateway.close();
      expect(gateway.truth().counts.crashes, 'inputs on which the gateway failed').to.equal(0);
    });
    afterEach(async () => {
      gateway.fault({ fault: 'restore' });
      await Promise.all(pages.map((page) => page.close()));
      pages = [];
    });

    /** A fresh page (so a fresh session storage) on which the SDK has been started. */
    async function start(user: string): Promise<Page> {
      const page = await browser.newPage();
      pages.push(page);
      await page.goto(`${gateway.url}/bare/index.html`);
      await until(page, 'globalThis.bareReady');
      const token = await gateway.token(user);
      await page.evaluate(`bare.start('${gateway.wsUrl}?user=${user}', '${token}')`);
      return page;
    }

    async function startReady(user: string): Promise<Page> {
      const page = await start(user);
      await until(page, 'bare.readies.length === 1');
      return page;
    }

    async function dial(page: Page, number: string): Promise<string> {
      return (await page.evaluate(`bare.dial('${number}')`)) as string;
    }

    function callState(page: Page, state: string): Promise<unknown> {
      return until(page, `bare.state() === '${state}'`);
    }

    function leg(user: string, window?: { since: number }): TruthLeg {
      const found = gateway.truth(window).legs.findLast((each) => each.user === user);
      if (!found) throw new Error(`${user} has no leg`);
      return found;
    }

    /** Waits for what the gateway knows. */
    async function truly(what: string, holds: () => boolean, withinMs = 10_000): Promise<void> {
      const deadline = Date.now() + withinMs;
      while (!holds()) {
        if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
        await pause(20);
      }
    }

    it('calls the echo, with RTP both ways', async () => {
      const page = await startReady('echo-caller');
      const id = await dial(page, '9196');
      await callState(page, 'active');
      const since = Date.now();
      await pause(2_000);
      const { in: inbound, out: outbound, peer } = leg('echo-caller', { since });
      expect(peer).to.equal('connected');
      expect(inbound.packets).to.be.greaterThan(50);
      expect(outbound.packets).to.be.greaterThan(50);
      expect(inbound.voice, 'the synthetic microphone is heard').to.be.greaterThan(5);
      const rtp = (await page.evaluate(`bare.rtp('${id}')`)) as { received: number; sent: number; codec: string };
      expect(rtp.received).to.be.greaterThan(50);
      expect(rtp.sent).to.be.greaterThan(50);
      expect(rtp.codec).to.equal('audio/PCMU');
      await page.evaluate(`bare.call('${id}').hangup()`);
      await truly('the bye has come', () => leg('echo-caller').state === 'destroyed');
    });

    it('hears the tone', async () => {
      const page = await startReady('tone-caller');
      const id = await dial(page, '9664');
      await callState(page, 'active');
      await pause(1_500);
      const rtp = (await page.evaluate(`bare.rtp('${id}')`)) as { energy: number };
      expect(rtp.energy, 'energy of the decoded audio').to.be.greaterThan(0.02);
      const { out } = leg('tone-caller');
      expect(out.voice).to.equal(out.packets);
    });

    it('calls another user, who answers, and audio crosses', async () => {
      const [agent, customer] = [await startReady('agent'), await startReady('customer')];
      await dial(agent, 'customer');
      await callState(customer, 'ringing');
      expect(leg('agent').state).to.equal('ringing');
      await customer.evaluate('bare.call().answer()');
      await callState(customer, 'active');
      await callState(agent, 'active');
      await pause(500);
      const since = Date.now();
      await pause(2_500);
      for (const user of ['agent', 'customer']) {
        const { in: inbound, out: outbound } = leg(user, { since });
        expect(inbound.voice, `voice from ${user}`).to.be.greaterThan(5);
        expect(outbound.voice, `voice to ${user}`).to.be.greaterThan(5);
      }
      await customer.evaluate('bare.call().hangup()');
      await callState(agent, 'destroy');
    });

    it('restarts ICE, holds, and sends digits', async () => {
      const page = await startReady('modifier');
      await dial(page, '9196');
      await callState(page, 'active');
      await until(page, `bare.call().peer.instance.connectionState === 'connected'`);
      const ufrag = `/a=ice-ufrag:(.*)/.exec(bare.call().peer.instance.currentRemoteDescription.sdp)[1]`;
      const before = (await page.evaluate(ufrag)) as string;
      await page.evaluate('bare.call().peer.restartIce()');
      await until(page, `${ufrag} !== '${before}' && !bare.call().peer.isIceRestarting`);
      await until(page, `bare.call().peer.instance.iceConnectionState === 'connected'`);
      const since = Date.now();
      await pause(1_000);
      expect(leg('modifier', { since }).in.packets, 'after the ICE restart').to.be.greaterThan(25);
      expect(leg('modifier', { since }).out.packets, 'after the ICE restart').to.be.greaterThan(25);
      await page.evaluate('bare.call().hold()');
      expect(leg('modifier').state).to.equal('held');
      await page.evaluate('bare.call().unhold()');
      expect(leg('modifier').state).to.equal('active');
      await page.evaluate(`bare.call().dtmf('4'); bare.call().dtmf('#')`);
      await truly('the digits have come', () => leg('modifier').dtmf === '4#');
    });

    it('keeps its call, and its audio while the socket is gone', async () => {
      const page = await startReady('survivor');
      const id = await dial(page, '9196');
      await callState(page, 'active');
      await until(page, `bare.call().peer.instance.connectionState === 'connected'`);
      const since = Date.now();
      gateway.fault({ fault: 'close', user: 'survivor', forMs: 2_500 });
      await pause(2_400);
      expect(leg('survivor', { since }).in.packets, 'packets without a socket').to.be.greaterThan(90);
      await truly('the call has been taken up again', () => leg('survivor').reattachedAt.length === 1);
      await until(page, `bare.state('${id}') === 'active'`);
      await pause(1_000);
      const { in: inbound, state } = leg('survivor', { since });
      expect(state).to.equal('active');
      expect(inbound.longestGapMs, 'gap of the re-attach').to.be.lessThan(1_500);
    });

    it('sends voice while its call is held', async () => {
      const page = await startReady('holder');
      await dial(page, '9196');
      await callState(page, 'active');
      await page.evaluate('bare.call().hold()');
      const since = Date.now();
      await pause(2_500);
      expect(leg('holder', { since }).in.voice).to.be.greaterThan(5);
    });

    it('storms with logins when its token has expired', async () => {
      gateway.fault({ fault: 'expire-tokens', user: 'stormer' });
      const page = await browser.newPage();
      pages.push(page);
      await page.goto(`${gateway.url}/bare/index.html`);
      await until(page, 'globalThis.bareReady');
      const token = await gateway.token('stormer', -60);
      await page.evaluate(`bare.start('${gateway.wsUrl}', '${token}')`);
      const logins = (): number => gateway.truth().logins.filter(({ user }) => user === 'stormer').length;
      await truly('a hundred logins with one token', () => logins() >= 100, 5_000);
      expect(gateway.truth().logins.every(({ user, code }) => user !== 'stormer' || code === -32000)).to.equal(true);
      expect(await page.evaluate('bare.readies.length')).to.equal(0);
    });

    it('brings back a call that was hung up while the socket was down: the zombie', async () => {
      const page = await startReady('zombie');
      const id = await dial(page, '9196');
      await callState(page, 'active');
      gateway.fault({ fault: 'close', user: 'zombie', forMs: 1_500 });
      await pause(500);
      // Awaited would be too late: it settles only when the bye times out.
      await page.evaluate(`void bare.call('${id}').hangup()`);
      await truly('the call has been taken up again', () => leg('zombie').reattachedAt.length === 1);
      await callState(page, 'active');
      await pause(1_000);
      expect(leg('zombie').state).to.equal('active');
      expect(await page.evaluate(`bare.microphoneLive('${id}')`), 'microphone').to.equal(true);
    });

    it('answers a ringing call by itself when it is re-attached', async () => {
      const [caller, callee] = [await startReady('ring-caller'), await startReady('ring-callee')];
      await dial(caller, 'ring-callee');
      await callState(callee, 'ringing');
      gateway.fault({ fault: 'close', user: 'ring-callee' });
      await truly('nobody answered, yet the call is answered', () => leg('ring-callee').answered);
      await callState(caller, 'active');
    });

    it('comes back late: it waits out its delay though the browser says that it is online', async () => {
      const page = await startReady('late');
      gateway.fault({ fault: 'close', user: 'late' });
      gateway.fault({ fault: 'refuse', user: 'late' });
      const refused = (): number =>
        gateway.truth().connects.filter(({ user, outcome }) => user === 'late' && outcome === 'refused').length;
      await truly('three attempts have failed', () => refused() === 3, 15_000);
      gateway.fault({ fault: 'restore', user: 'late' });
      const back = Date.now();
      await page.evaluate(`dispatchEvent(new Event('online'))`);
      await until(page, 'bare.readies.length === 2');
      expect(Date.now() - back).to.be.greaterThan(4_000);
    });

    it('ends calls as the far end says: busy, rejected, unknown', async () => {
      const page = await startReady('ends');
      for (const [number, cause, sipCode] of [
        ['9001', 'USER_BUSY', 486],
        ['9002', 'CALL_REJECTED', 603],
        ['nobody', 'UNALLOCATED_NUMBER', 404],
      ] as const) {
        const id = await dial(page, number);
        await until(page, `bare.state('${id}') === 'destroy'`);
        expect(await page.evaluate(`bare.call('${id}').cause`)).to.equal(cause);
        expect(await page.evaluate(`bare.call('${id}').sipCode`)).to.equal(sipCode);
      }
    });
  });
}

/** Polls by timer: a page in the background paints no frames, by which puppeteer waits otherwise. */
function until(page: Page, condition: string): Promise<unknown> {
  return page.waitForFunction(condition, { polling: 50 });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
