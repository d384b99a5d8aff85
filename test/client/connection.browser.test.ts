import { expect } from '@open-wc/testing';
import { Bench } from '../support/client-bench.ts';
import { failure, outcome } from '../support/outcome.ts';

/** What `connect-mode` and the elements' leases come to is tested with the lifetime; here all is by hand. */
describe('a client connects', () => {
  let bench: Bench;
  const begin = (configuration = {}): Bench => (bench = new Bench(configuration));
  afterEach(() => bench.end());

  it('when it is registered, not when its socket is open', async () => {
    begin().sdk.registers = false;
    const connecting = bench.client.connect();
    await bench.time.settle();
    expect(bench.state).to.equal('connecting');
    bench.session.tell({ type: 'socket-open', socket: 1 });
    expect(bench.state).to.equal('connecting');
    bench.session.tell({ type: 'registered', socket: 1 });
    expect(bench.state).to.equal('connected');
    expect(await outcome(connecting)).to.equal('resolved');
    expect(bench.events('telnyx-connection-change').map(({ state }) => state)).to.deep.equal([
      'connecting',
      'connected',
    ]);
  });

  it('on one session and one socket, however often it is asked', async () => {
    begin();
    await Promise.all([bench.client.connect(), bench.client.connect()]);
    await bench.client.connect();
    expect([bench.sdk.loads, bench.sdk.sessions.length, bench.session.socket]).to.deep.equal([1, 1, 1]);
  });

  it('with its options and credentials', async () => {
    begin({ host: 'ws://127.0.0.1:1/rtc', region: 'eu', iceServers: [], callReports: true, debug: true });
    await bench.client.connect();
    const { onMessage, onMicrophoneReplaced, ...options } = bench.session.options;
    expect(options).to.deep.equal({
      credentials: { kind: 'password', login: 'agent', password: 'secret' },
      host: 'ws://127.0.0.1:1/rtc',
      region: 'eu',
      iceServers: [],
      callReports: true,
      debug: true,
    });
    expect(onMessage).to.be.a('function');
    expect(onMicrophoneReplaced).to.be.a('function');
  });

  it('not without credentials, and says so once', async () => {
    bench = new Bench(null);
    bench.client.configure({ connectMode: 'manual' });
    expect(await outcome(bench.client.connect())).to.equal('not-configured');
    expect(bench.errors).to.deep.equal(['not-configured']);
    expect(bench.state).to.equal('idle');
  });

  it('again after the SDK could not be loaded', async () => {
    begin();
    bench.sdk.loading = Promise.reject(new Error('offline'));
    const connecting = bench.client.connect();
    await bench.time.settle();
    expect(bench.errors).to.deep.equal(['sdk-load-failed']);
    bench.sdk.loading = Promise.resolve();
    await bench.time.pass(2500);
    expect(await outcome(connecting)).to.equal('resolved');
    expect(bench.sdk.loads).to.equal(2);
  });

  it('late: after 30 s it says so, and goes on trying', async () => {
    begin().sdk.registers = false;
    const connecting = outcome(bench.client.connect());
    await bench.time.pass(29_999);
    expect(bench.errors, 'the first failure, once').to.deep.equal(['connect-timeout']);
    await bench.time.pass(1);
    expect(await connecting).to.equal('connect-timeout');
    expect(bench.state).to.equal('connecting');
    expect(bench.errors).to.deep.equal(['connect-timeout']);
  });

  it('not any more after the last attempt, and says that nobody answered in time', async () => {
    begin({ maxReconnectAttempts: 2 }).sdk.registers = false;
    const connecting = failure(bench.client.connect());
    await bench.time.pass(29_000);
    const error = await connecting;
    expect(error).to.include({ name: 'PhoneError', code: 'connect-timeout' });
    expect(bench.client.snapshot.connection).to.include({
      state: 'disconnected',
      reason: 'exhausted',
      error: 'connect-timeout',
    });
    // While it goes on trying, and at the end.
    expect(bench.errors).to.deep.equal(['connect-timeout', 'connect-timeout']);
  });

  it('anew when it is asked from inside a listener', async () => {
    begin();
    await bench.client.connect();
    const again: Promise<string>[] = [];
    bench.client.addEventListener('telnyx-disconnected', () => {
      if (again.length === 0) again.push(outcome(bench.client.connect()));
    });
    await bench.client.disconnect();
    await bench.time.settle();
    expect(await Promise.all(again)).to.deep.equal(['resolved']);
    expect(bench.state).to.equal('connected');
  });

  it('but not when it is asked to stop meanwhile', async () => {
    begin().sdk.registers = false;
    const connecting = outcome(bench.client.connect());
    await bench.time.settle();
    const disconnecting = outcome(bench.client.disconnect());
    expect(await connecting).to.equal('AbortError');
    expect(await disconnecting).to.equal('resolved');
    expect(bench.errors).to.deep.equal([]);
    expect(bench.state).to.equal('disconnected');
  });
});

describe('a client disconnects', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await new Bench().connected();
  });
  afterEach(() => bench.end());

  it('when its session is closed', async () => {
    let close = (): void => undefined;
    bench.session.closed = new Promise((resolve) => (close = resolve));
    const disconnecting = bench.client.disconnect();
    expect(bench.client.snapshot.connection).to.include({ state: 'disconnecting', reason: 'user' });
    close();
    await disconnecting;
    expect(bench.client.snapshot.connection).to.include({ state: 'disconnected', reason: 'user', error: null });
    expect(bench.session.all('close')).to.deep.equal([['close', false]]);
    expect(bench.events('telnyx-disconnected')).to.deep.equal([{ reason: 'user', error: null }]);
  });

  it('within 8 s, whatever its session does', async () => {
    bench.session.closed = new Promise(() => undefined);
    const disconnecting = outcome(bench.client.disconnect());
    await bench.time.pass(8000);
    expect(await disconnecting).to.equal('resolved');
    expect(bench.state).to.equal('disconnected');
  });

  it('when it is asked from inside a listener', async () => {
    const disconnecting: Promise<string>[] = [];
    bench.client.addEventListener('telnyx-reconnecting', () => {
      disconnecting.push(bench.client.disconnect().then(() => bench.state));
    });
    bench.session.lose();
    expect(await Promise.all(disconnecting)).to.deep.equal(['disconnected']);
  });

  it('and connects again on the same session', async () => {
    await bench.client.disconnect();
    await bench.client.connect();
    expect(bench.sdk.sessions).to.have.length(1);
    expect(bench.session.socket).to.equal(2);
  });

  it('and when it is asked to connect while it still does, tells of the end in between', async () => {
    let close = (): void => undefined;
    bench.session.closed = new Promise((resolve) => (close = resolve));
    const disconnecting = bench.client.disconnect();
    const connecting = bench.client.connect();
    close();
    await Promise.all([disconnecting, connecting]);
    expect(bench.state).to.equal('connected');
    expect(bench.events('telnyx-disconnected')).to.have.length(1);
  });

  it('and forgets its credentials when it is told to', async () => {
    await bench.client.disconnect({ forget: true });
    expect(bench.session.all('close')).to.deep.equal([['close', true]]);
    expect(await outcome(bench.client.connect())).to.equal('not-configured');
    bench.client.configure({ callerNumber: '1' });
    expect(await outcome(bench.client.connect())).to.equal('not-configured');
    bench.client.reconnectNow();
    await bench.time.settle();
    expect(bench.state).to.equal('disconnected');
    expect(bench.session.socket).to.equal(1);
  });

  it('and forgets them also when it is told so while it closes', async () => {
    let close = (): void => undefined;
    bench.session.closed = new Promise((resolve) => (close = resolve));
    void bench.client.disconnect();
    const forgotten = bench.client.disconnect({ forget: true });
    close();
    await forgotten;
    expect(bench.session.all('close'), 'the session').to.deep.equal([
      ['close', false],
      ['close', true],
    ]);
    expect(await outcome(bench.client.connect())).to.equal('not-configured');
  });

  it('hanging up its calls', async () => {
    const call = await bench.active();
    await bench.client.disconnect();
    expect(call.state).to.equal('destroyed');
    expect(bench.session.all('hangup')).to.deep.equal([['hangup', call.id, true]]);
  });
});

describe('a client reconnects', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await new Bench({ maxReconnectAttempts: 3 }).connected();
  });
  afterEach(() => bench.end());

  it('at the time it announces, not before', async () => {
    bench.session.lose();
    const { state, attempt, nextAttemptAt } = bench.client.snapshot.connection;
    expect([state, attempt]).to.deep.equal(['reconnecting', 1]);
    const wait = (nextAttemptAt ?? 0) - bench.time.now;
    expect(wait).to.be.within(750, 1250);
    await bench.time.pass(wait - 1);
    expect(bench.session.socket).to.equal(1);
    await bench.time.pass(1);
    expect(bench.session.socket).to.equal(2);
    await bench.time.settle();
    expect(bench.state).to.equal('connected');
    expect(bench.events('telnyx-reconnected')).to.have.length(1);
  });

  it('at once when asked to', async () => {
    bench.session.lose();
    bench.client.reconnectNow();
    expect(bench.session.socket).to.equal(2);
    await bench.time.settle();
    expect(bench.state).to.equal('connected');
  });

  it('not by what an old socket says', async () => {
    bench.session.lose();
    bench.client.reconnectNow();
    await bench.time.settle();
    bench.session.lose(1);
    expect(bench.state).to.equal('connected');
  });

  it('no more after its last attempt, but anew when asked to', async () => {
    bench.session.registers = false;
    bench.session.lose();
    await bench.time.pass(60_000);
    expect(bench.client.snapshot.connection).to.include({ state: 'disconnected', reason: 'exhausted' });
    expect(bench.session.socket, 'three attempts').to.equal(4);
    bench.session.registers = true;
    bench.client.reconnectNow();
    await bench.time.settle();
    expect(bench.state).to.equal('connected');
    expect(bench.errors).to.deep.equal(['connect-timeout']);
  });

  it('on a socket of its own when the server asks nothing of it any more', async () => {
    // While no packet comes, the server is asked sooner.
    const { id } = await bench.active();
    bench.session.flow(id, 50);
    bench.session.probed = new Promise(() => undefined);
    await bench.time.pass(14_500);
    expect(bench.session.all('probe')).to.have.length(1);
    expect(bench.session.all('dropSocket')).to.have.length(1);
    expect(bench.session.socket).to.equal(2);
  });
});
