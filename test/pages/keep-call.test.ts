import { expect } from 'chai';
import type { TruthLeg } from '../../demo/gateway/gateway.ts';
import { servePages } from '../support/harness/page-server.ts';
import { pause, until } from '../support/harness/until.ts';
import { KEPT } from '../support/harness/site.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { OpenOptions, PhoneAttributes, Stage } from '../support/harness/stage.ts';

const KEEPING: PhoneAttributes = { 'keep-call-on-reload': '' };

/** What these scenarios do on their stage. */
function on(stage: Stage) {
  const open = (user: string, attributes = KEEPING, options: OpenOptions = {}): Promise<PhonePage> =>
    stage.open(user, { attributes, ...options });
  const inCall = async (user: string, attributes?: PhoneAttributes, options?: OpenOptions): Promise<PhonePage> => {
    const page = await open(user, attributes, options);
    await page.run(`client.dial('9196').then(() => null)`);
    await page.reached(`call?.state === 'active' && call.mediaHealthy`);
    return page;
  };
  const legs = (user: string): TruthLeg[] => stage.gateway.truth().legs.filter((leg) => leg.user === user);
  const only = (user: string): TruthLeg => {
    const found = legs(user);
    expect(found, 'legs at the gateway').to.have.length(1);
    return found[0]!;
  };
  const record = (page: PhonePage): Promise<string | null> =>
    page.look<string | null>(`sessionStorage.getItem('telnyx-elements:calls')`);

  /** Reloads the page while the server is away, and dials before it is back; resolves with the new call's id. */
  const dialsAfterReload = async (page: PhonePage): Promise<string> => {
    stage.gateway.fault({ fault: 'close', user: page.user, forMs: 2000 });
    await page.page.reload();
    await page.reached(`client.calls.length === 1 && client.snapshot.connection.state === 'connecting'`);
    await page.run(`globalThis.dialling = client.dial('9664').then(({ id }) => id), null`);
    return page.run<string>('dialling');
  };
  return { open, inCall, legs, only, record, dialsAfterReload };
}

sideBySide('keep-call-on-reload', {
  'brings the call back after a reload, as it was, heard and speaking': async (stage) => {
    const { inCall, only } = on(stage);
    const page = await inCall('reloads');
    const before = await page.run(KEPT);
    await page.page.reload();
    const again = await page.reached<object>(`call && ({ state: call.state, ...${KEPT} })`);
    expect(again, 'shown before the server says anything').to.deep.equal({
      ...(before as object),
      state: 'reconnecting',
    });
    await page.reached(`call.state === 'active' && call.mediaHealthy`);
    expect(await page.run(KEPT)).to.deep.equal(before);
    expect(await page.run('[call.recoveredCallId, client.calls.length]')).to.deep.equal([
      (before as { id: string }).id,
      1,
    ]);
    const { state, answered, startedAt } = only('reloads');
    expect([state, answered]).to.deep.equal(['active', true]);
    expect(await page.look(`document.querySelector('audio').srcObject?.getAudioTracks().length`)).to.equal(1);
    const from = Date.now();
    await until('voice arrives at the gateway', () => {
      const leg = stage.gateway.truth({ since: from }).legs.find(({ user }) => user === 'reloads');
      return (leg?.in.voice ?? 0) > 10;
    });
    expect(Math.abs((before as { startedAt: number }).startedAt - startedAt)).to.be.lessThan(2000);
  },

  'keeps it muted from the first packet on': async (stage) => {
    const { inCall } = on(stage);
    const page = await inCall('muted');
    await page.run('call.mute()');
    const from = await stage.hushed('muted');
    await page.page.reload();
    await page.reached(`call?.state === 'active' && call.micMuted && call.mediaHealthy`);
    await until('packets arrive at the gateway', () => {
      const leg = stage.gateway.truth({ since: from }).legs.find(({ user }) => user === 'muted');
      return (leg?.in.packets ?? 0) > 50;
    });
    const leg = stage.gateway.truth({ since: from }).legs.find(({ user }) => user === 'muted');
    expect(leg?.in.voice, 'packets with voice').to.equal(0);
    await page.run('call.unmute()');
    await until(
      'voice',
      () => (stage.gateway.truth({ since: from }).legs.find(({ user }) => user === 'muted')?.in.voice ?? 0) > 10,
    );
  },

  'keeps it held, and silent': async (stage) => {
    const { inCall, only } = on(stage);
    const page = await inCall('held');
    await page.run('call.hold()');
    const from = await stage.hushed('held');
    await page.page.reload();
    await page.reached(`call?.state === 'held' && call.mediaHealthy`);
    expect(only('held').held).to.equal(true);
    await pause(1000);
    expect(stage.gateway.truth({ since: from }).legs.find(({ user }) => user === 'held')?.in.voice).to.equal(0);
    expect(only('held').state).to.equal('held');
    await page.run('call.unhold()');
    await page.reached(`call.state === 'active' && call.mediaHealthy`);
    await until(
      'voice',
      () =>
        (stage.gateway.truth({ since: Date.now() - 500 }).legs.find(({ user }) => user === 'held')?.in.voice ?? 0) > 10,
    );
  },

  'brings it back on another page of the site, where the phone connects only when it is used': async (stage) => {
    const { inCall } = on(stage);
    const page = await inCall('navigates');
    const before = await page.run(KEPT);
    const url = new URL(page.page.url());
    url.searchParams.set('markup', stage.phone('navigates', { ...KEEPING, 'connect-mode': 'lazy' }));
    await page.page.goto(url.href);
    await page.reached(`call?.state === 'active' && call.mediaHealthy`);
    expect(await page.run(KEPT)).to.deep.equal(before);
  },

  'brings it back when what keeps it cannot be fetched at first': async (stage) => {
    const { inCall, only } = on(stage);
    let asked = 0;
    const shaky = await servePages((path) => path.includes('/kept-record-') && ++asked === 2);
    try {
      const attributes = { ...KEEPING, 'token-url': `${stage.gateway.url}/token?user=shaky` };
      const page = await inCall('shaky', attributes, { origin: `http://localhost:${shaky.port}` });
      const before = await page.run(KEPT);
      await page.page.reload();
      await page.reached(`call?.state === 'active' && call.mediaHealthy`);
      expect(await page.run(KEPT)).to.deep.equal(before);
      only('shaky');
      expect(asked, 'once by the page before, and twice by this one').to.equal(3);
      await page.refresh();
      expect(page.errors()).to.deep.equal([]);
      await stage.closePages([page]);
    } finally {
      await shaky.close();
    }
  },

  'brings it back when the session began long ago': async (stage) => {
    const { inCall, only } = on(stage);
    const page = await inCall('long');
    // The SDK's own stamp, as it would be after two minutes.
    await page.look(`sessionStorage.setItem('telnyx-voice-sdk-session-id-stored-at', String(Date.now() - 120_000))`);
    await page.page.reload();
    await page.reached(`call?.state === 'active' && call.mediaHealthy`);
    only('long');
  },

  'ends a call that nobody answered as missed, and does not answer it': async (stage) => {
    const { open, legs } = on(stage);
    const page = await open('rings');
    stage.gateway.call('rings');
    await page.reached(`call?.state === 'ringing'`);
    await page.page.reload();
    await page.reached(`call?.state === 'destroyed' && call.cause === 'error'`);
    await page.reached(`client.snapshot.connection.state === 'connected'`);
    await until('the leg is over', () => legs('rings').every(({ state }) => state === 'destroyed'));
    expect(legs('rings').map(({ answered }) => answered)).to.deep.equal([false]);
    await until('the microphone is off', async () => (await page.do('left')).microphones === 0);
  },

  'ends visibly a call that the server has forgotten': async (stage) => {
    const { inCall } = on(stage);
    const page = await inCall('forgotten');
    await page.look(`addEventListener('pagehide', () => fetch('/faults', { method: 'POST', keepalive: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fault: 'forget-session', user: 'forgotten' }) }))`);
    await page.page.reload();
    await page.reached(`call?.state === 'destroyed' && call.cause === 'error'`, 15_000);
    await page.refresh();
    expect(page.errors()).to.deep.equal(['session-lost']);
  },

  'leaves no record when the call is over, and no credential in it before': async (stage) => {
    const { inCall, record } = on(stage);
    const page = await inCall('hangs-up');
    const kept = (await record(page)) ?? '';
    expect(Object.keys(JSON.parse(kept) as object)).to.have.members(['leftAt', 'stays', 'calls']);
    expect(kept).not.to.match(/token|password|eyJ/);
    await page.run('call.hangup()');
    await page.reached(`call.state === 'destroyed'`);
    expect(await record(page)).to.equal(null);
    await page.page.reload();
    await page.reached(`client.snapshot.connection.state === 'connected'`);
    expect(await page.run('client.calls.length')).to.equal(0);
  },

  'brings back one of two calls; the other ends, here and at the server': async (stage) => {
    const { inCall, legs } = on(stage);
    const page = await inCall('two');
    const first = await page.run<string>('call.id');
    await page.run('call.hold()');
    await page.run(`client.dial('9664').then(() => null)`);
    await page.reached(`call.state === 'active' && call.mediaHealthy`);
    const second = await page.run<string>('call.id');
    await page.page.reload();
    await page.reached(`client.call('${second}')?.state === 'active' && client.call('${second}').mediaHealthy`, 15_000);
    expect(await page.run(`[client.call('${first}').state, client.call('${first}').cause]`)).to.deep.equal([
      'destroyed',
      'error',
    ]);
    await until('the other leg is over', () => legs('two').find(({ id }) => id === first)?.state === 'destroyed');
    expect(legs('two').find(({ id }) => id === second)?.state).to.equal('active');
  },

  'brings it back before the call that is dialled meanwhile': async (stage) => {
    const { inCall, legs, dialsAfterReload } = on(stage);
    const page = await inCall('impatient');
    const kept = await page.run<string>('call.id');
    const dialled = await dialsAfterReload(page);
    await page.reached(`client.call('${dialled}').state === 'active' && client.call('${kept}').mediaHealthy`);
    expect(await page.run(`client.call('${kept}').state`)).to.equal('held');
    expect(legs('impatient').map(({ state }) => state)).to.deep.equal(['held', 'active']);
  },

  'brings it back before the call that is dialled meanwhile, also when nothing is to be held for that': async (
    stage,
  ) => {
    const { inCall, legs, dialsAfterReload } = on(stage);
    const page = await inCall('holds');
    const kept = await page.run<string>('call.id');
    await page.run('call.hold()');
    const dialled = await dialsAfterReload(page);
    await page.reached(`client.call('${dialled}').state === 'active'`);
    await page.reached(`client.call('${kept}').state === 'held' && client.call('${kept}').recoveredCallId !== null`);
    expect(legs('holds').map(({ state }) => state)).to.deep.equal(['held', 'active']);
  },

  'says that nothing can be kept where the storage is full, and hangs up': async (stage) => {
    const { open, legs } = on(stage);
    const page = await open('full');
    await page.look(`void (Storage.prototype.setItem = new Proxy(Storage.prototype.setItem, {
      apply(target, self, [key, value]) {
        if (key.startsWith('telnyx-elements')) throw new DOMException('full', 'QuotaExceededError');
        return Reflect.apply(target, self, [key, value]);
      },
    }))`);
    await page.run(`client.dial('9196').then(() => null)`);
    await page.reached(`call?.state === 'active' && call.mediaHealthy`);
    await page.refresh();
    expect(page.events('telnyx-warning').map(({ detail }) => detail.code)).to.deep.equal(['storage-blocked']);
    await page.page.reload();
    await until('the leg is over', () => legs('full').every(({ state }) => state === 'destroyed'), 5000);
  },

  'is not what happens without the attribute': async (stage) => {
    const { inCall, legs, record } = on(stage);
    const page = await inCall('hung-up', {});
    expect(await record(page)).to.equal(null);
    await page.page.reload();
    await until('the leg is over', () => legs('hung-up').every(({ state }) => state === 'destroyed'), 5000);
    expect(await page.run('client.calls.length')).to.equal(0);
  },

  'has calls that the page before could not hang up end at the server, all of them, and no microphone asked for':
    async (stage) => {
      const { inCall, legs } = on(stage);
      const page = await inCall('left-behind', {});
      await page.run('call.hold()');
      await page.run(`client.dial('9664').then(() => null)`);
      await page.reached(`call.state === 'active' && call.mediaHealthy`);
      stage.gateway.fault({ fault: 'close', user: 'left-behind', forMs: 2000 });
      await page.page.reload();
      await until('both legs are over', () => legs('left-behind').every(({ state }) => state === 'destroyed'));
      await page.reached(`client.snapshot.connection.state === 'connected'`);
      expect(await page.run('client.calls.length')).to.equal(0);
      expect(await page.do('prompts'), 'how often the microphone was asked for').to.equal(0);
    },

  'lets go of a microphone that comes when the call has been hung up and a slow server has yet to say so': async (
    stage,
  ) => {
    const { inCall } = on(stage);
    const page = await inCall('slow');
    stage.gateway.fault({ fault: 'slow', user: 'slow', ms: 3000 });
    await page.page.reload();
    await page.look('void (harness.prompt = new Promise((resolve) => (harness.allow = resolve)))');
    await page.reached(`harness.prompts() === 1 && client.snapshot.connection.state === 'connected'`, 15_000);
    await page.run('call.hangup()');
    await page.look('harness.allow()');
    await page.reached('harness.tracks().length === 1');
    expect(await page.do('left'), 'while the SDK waits for the answer to its bye').to.include({
      microphones: 0,
      peers: 1,
    });
  },
});
