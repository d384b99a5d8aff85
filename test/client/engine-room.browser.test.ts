import { expect } from '@open-wc/testing';
import { Client } from '../../src/client/client.ts';
import { engineOf } from '../../src/client/engine.ts';
import type { EngineLoader } from '../../src/client/engine-room.ts';
import { KEPT_KEY } from '../../src/client/kept-key.ts';
import type { ClientConfiguration } from '../../src/contract/configuration.ts';
import { LATER_MESSAGES } from '../../src/contract/later-errors.ts';
import { FakeSdk } from '../../demo/states/fake-session.ts';
import { outcome } from '../support/outcome.ts';
import { VirtualTime } from '../support/virtual-time.ts';

/** By which the SDK takes its session up again after a reload. */
const SDK_KEYS = ['telnyx-voice-sdk-id', 'telnyx-voice-sdk-session-id', 'telnyx-voice-sdk-session-id-stored-at'];

describe('what runs the phone', () => {
  let time: VirtualTime;
  let sdk: FakeSdk;
  /** With which numbers it was asked for. */
  let attempts: number[];
  /** What comes of asking for it. */
  let coming: Promise<unknown>;
  let client: Client;
  let told: string[];

  beforeEach(() => {
    time = new VirtualTime();
    sdk = new FakeSdk();
    attempts = [];
    coming = Promise.resolve();
    const engine: EngineLoader = async (attempt) => {
      attempts.push(attempt);
      await coming;
      return engineOf({ load: sdk.load })(attempt);
    };
    client = new Client({ engine });
    told = [];
    client.addEventListener('telnyx-error', ({ detail }) => told.push(detail.code));
  });
  afterEach(async () => {
    coming = Promise.resolve();
    void client.disconnect();
    await time.pass(10_000);
    sessionStorage.removeItem(KEPT_KEY);
    time.restore();
  });

  const configure = (configuration: ClientConfiguration = {}): void =>
    client.configure({ login: 'agent', password: 'secret', connectMode: 'lazy', ...configuration });
  const shown = (): string => {
    const { state, reason, attempt } = client.snapshot.connection;
    return `${state} ${reason ?? '-'} ${attempt}`;
  };

  const leaveCall = (): void => {
    const call = { id: 'kept', startedAt: time.now - 5000, answeredAt: time.now - 4000, remoteNumber: '9196' };
    const calls = [{ ...call, direction: 'outbound', remoteName: '', micMuted: true, held: false }];
    sessionStorage.setItem(KEPT_KEY, JSON.stringify({ leftAt: time.now - 100, stays: 'kept', calls }));
  };

  /** The calls that were left are there: what keeps them is a file of its own. */
  const restored = (): Promise<void> =>
    new Promise((resolve) => {
      client.subscribe(({ calls }) => calls.some(({ id }) => id === 'kept') && resolve());
    });

  it('is not fetched before there is a use for it', async () => {
    configure({ keepCallOnReload: true });
    const release = client.retain();

    client.resumeMedia();
    client.rejectMedia();
    expect([client.calls, client.call('none'), shown()]).to.deep.equal([[], undefined, 'idle - 0']);
    await time.pass(60_000);
    release();
    await time.pass(10_000);
    expect(attempts).to.deep.equal([]);
  });

  it('is fetched once, for a connection and for a call alike', async () => {
    configure();
    const connecting = client.connect();
    expect(shown()).to.equal('connecting - 1');
    const dialling = client.dial('+15551234567');
    await connecting;
    await time.settle();
    sdk.session.progress(sdk.session.dialled.callId, 'accepted');
    expect((await dialling).remoteNumber).to.equal('+15551234567');
    expect([attempts, sdk.loads]).to.deep.equal([[0], 1]);
  });

  it('is told of when it is there, since what came with it can be seen', async () => {
    configure();
    coming = new Promise((resolve) => setTimeout(resolve, 1000));
    const seen: unknown[] = [];
    client.subscribe((snapshot) => seen.push(snapshot));
    void client.dial('9196').catch(() => undefined);
    await time.pass(999);
    const before = seen.length;
    await time.pass(1);
    expect(seen[before], 'nothing else has changed by then').to.equal(seen[before - 1]);
  });

  it('brings the sentences of what can go wrong from then on, also to a copy that is not its own', async () => {
    const learnt: unknown[] = [];
    const own = new Client({
      engine: async (attempt) => {
        const engine = await engineOf({ load: sdk.load })(attempt);
        return (host) => engine({ ...host, learn: (sentences) => learnt.push(sentences) });
      },
    });
    own.configure({ login: 'agent', password: 'secret', connectMode: 'lazy' });
    expect(learnt).to.deep.equal([]);
    await own.connect();
    expect(learnt).to.deep.equal([LATER_MESSAGES]);
    void own.disconnect();
  });

  it('is asked for anew when it cannot be fetched, at the time that is announced', async () => {
    configure();
    coming = Promise.reject(new Error('no such file'));
    const connecting = client.connect();
    await time.settle();
    expect([shown(), told]).to.deep.equal(['connecting signaling 2', ['sdk-load-failed']]);
    const { nextAttemptAt } = client.snapshot.connection;
    await time.pass((nextAttemptAt ?? 0) - time.now - 1);
    expect(attempts).to.deep.equal([0]);
    coming = Promise.resolve();
    await time.pass(1);
    await connecting;
    expect([attempts, shown(), told]).to.deep.equal([[0, 1], 'connected - 0', ['sdk-load-failed']]);
  });

  it('is given up after the last attempt, with a way back', async () => {
    configure({ maxReconnectAttempts: 2 });
    coming = Promise.reject(new Error('no such file'));
    const connecting = outcome(client.connect());
    await time.pass(5000);
    expect(await connecting).to.equal('exhausted');
    expect([shown(), attempts]).to.deep.equal(['disconnected exhausted 0', [0, 1]]);
    coming = Promise.resolve();
    client.reconnectNow();
    await time.settle();
    expect([shown(), attempts]).to.deep.equal(['connected - 0', [0, 1, 2]]);
  });

  it('says so to whoever wants to call, and can be asked for again', async () => {
    configure();
    coming = Promise.reject(new Error('no such file'));
    expect(await outcome(client.dial('9196'))).to.equal('sdk-load-failed');
    expect([shown(), told]).to.deep.equal(['idle - 0', ['sdk-load-failed']]);
    coming = Promise.resolve();
    const dialling = client.dial('9196');
    await time.settle();
    sdk.session.progress(sdk.session.dialled.callId, 'accepted');
    expect((await dialling).remoteNumber).to.equal('9196');
  });

  it('is not waited for by whoever has thought better of calling', async () => {
    configure();
    coming = new Promise(() => undefined);
    const thinking = new AbortController();
    const dialling = outcome(client.dial('9196', { signal: thinking.signal }));
    thinking.abort();
    expect(await dialling).to.equal('AbortError');
  });

  it('changes nothing when it comes after the user has disconnected', async () => {
    configure();
    let come = (): void => undefined;
    coming = new Promise<void>((resolve) => (come = resolve));
    const connecting = outcome(client.connect());
    await client.disconnect();
    expect(await connecting).to.equal('AbortError');
    come();
    await time.settle();
    expect([shown(), sdk.sessions.length]).to.deep.equal(['disconnected user 0', 0]);
  });

  for (const mode of ['lazy', 'auto'] as const) {
    it(`is asked for again where the page before has left calls, and that is said once: ${mode}`, async () => {
      leaveCall();
      coming = Promise.reject(new Error('no such file'));
      const release = client.retain();
      configure({ connectMode: mode, keepCallOnReload: true });
      await time.settle();
      expect([attempts, told, shown()]).to.deep.equal([[0, 1], ['sdk-load-failed'], 'connecting signaling 2']);
      coming = Promise.resolve();
      await time.pass(5000);
      await restored();
      await time.settle();
      expect([attempts, told, shown()]).to.deep.equal([[0, 1, 2], ['sdk-load-failed'], 'connected - 0']);
      release();
    });
  }

  it('is missed by whoever connects by hand, and has calls of the page before', async () => {
    leaveCall();
    coming = Promise.reject(new Error('no such file'));
    configure({ connectMode: 'manual', keepCallOnReload: true });
    await time.settle();
    expect([attempts, told, shown()]).to.deep.equal([[0], ['sdk-load-failed'], 'idle - 0']);
    coming = Promise.resolve();
    void client.connect();
    await restored();
  });

  it('is not needed to forget the session that the page before was logged in to', async () => {
    configure();
    for (const name of SDK_KEYS) sessionStorage.setItem(name, 'of the user before');
    sessionStorage.setItem('of-the-page', 'stays');
    await client.disconnect();
    expect(SDK_KEYS.map((name) => sessionStorage.getItem(name))).not.to.include(null);
    await client.disconnect({ forget: true });
    expect(Object.keys(sessionStorage)).to.include('of-the-page').and.not.include.members(SDK_KEYS);
    expect(attempts).to.deep.equal([]);
    sessionStorage.removeItem('of-the-page');
  });

  it('is fetched at once where the page before has left calls', async () => {
    leaveCall();
    configure({ connectMode: 'manual', keepCallOnReload: true });
    await restored();
    expect(attempts).to.deep.equal([0]);
    expect(client.snapshot.calls.map(({ id, micMuted }) => [id, micMuted])).to.deep.equal([['kept', true]]);
  });
});
