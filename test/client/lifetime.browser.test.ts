import { expect } from '@open-wc/testing';
import { Bench } from '../support/client-bench.ts';
import { outcome } from '../support/outcome.ts';

/** When the page has nothing better to do, as `connect-mode="auto"` waits for. */
const idle = (): Promise<unknown> =>
  new Promise((resolve) => {
    requestIdleCallback(() => requestIdleCallback(resolve));
  });

describe('a client with connect-mode auto', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench(null);
  });
  afterEach(() => bench.end());
  const SECRET = { login: 'agent', password: 'secret' };

  it('connects when the page is idle', async () => {
    bench.client.configure(SECRET);
    expect([bench.state, bench.sdk.loads]).to.deep.equal(['idle', 0]);
    await idle();
    await bench.time.settle();
    expect(bench.state).to.equal('connected');
  });

  it('does not connect without credentials, but as soon as it has them', async () => {
    const release = bench.client.lease(document.createElement('div'));
    await idle();
    expect(bench.state).to.equal('idle');
    bench.client.tokenProvider = () => `e30.${btoa('{}')}.c2ln`;
    await idle();
    await bench.time.settle();
    expect(bench.state).to.equal('connected');
    release();
  });

  it('stays disconnected when the user wanted it to be', async () => {
    bench.client.configure(SECRET);
    await bench.client.disconnect();
    const release = bench.client.lease(document.createElement('div'));
    await idle();
    await bench.time.settle();
    expect([bench.state, bench.sdk.loads]).to.deep.equal(['disconnected', 0]);
    release();
  });

  for (const connectMode of ['lazy', 'manual'] as const) {
    it(`does nothing by itself when it is ${connectMode}`, async () => {
      bench.client.configure({ ...SECRET, connectMode });
      const release = bench.client.lease(document.createElement('div'));
      await idle();
      expect([bench.state, bench.sdk.loads, bench.time.pending]).to.deep.equal(['idle', 0, 0]);
      release();
    });
  }
});

describe('the lifetime of a connection', () => {
  let bench: Bench;
  const element = document.createElement('div');
  beforeEach(() => {
    bench = new Bench({ connectMode: 'lazy' });
  });
  afterEach(() => bench.end());

  it('ends 5 s after the last element has gone, and nothing is left', async () => {
    const release = bench.client.lease(element);
    await bench.connected();
    release();
    await bench.time.pass(4999);
    expect(bench.state).to.equal('connected');
    await bench.time.pass(1);
    expect(bench.state).to.equal('idle');
    expect(bench.session.all('close')).to.deep.equal([['close', false]]);
    expect(bench.time.pending).to.equal(0);
    expect(bench.events('telnyx-disconnected')).to.deep.equal([{ reason: 'user', error: null }]);
  });

  it('goes on when the element is back in time', async () => {
    const release = bench.client.lease(element);
    await bench.connected();
    release();
    await bench.time.pass(4000);
    const again = bench.client.lease(element);
    await bench.time.pass(60_000);
    expect(bench.state).to.equal('connected');
    again();
  });

  it('goes on when the page retains it', async () => {
    const retained = bench.client.retain();
    const release = bench.client.lease(element);
    await bench.connected();
    release();
    await bench.time.pass(60_000);
    expect(bench.state).to.equal('connected');
    retained();
    await bench.time.pass(5000);
    expect(bench.state).to.equal('idle');
  });

  it('goes on for as long as a call does, and 5 s more', async () => {
    const release = bench.client.lease(element);
    await bench.connected();
    const call = await bench.active();
    release();
    for (let second = 0; second < 30; second += 1) {
      bench.session.measure(call.id, { inboundPackets: 100 + second * 50 });
      await bench.time.pass(1000);
    }
    expect([bench.state, call.state]).to.deep.equal(['connected', 'active']);
    await call.hangup();
    await bench.time.pass(4999);
    expect(bench.state).to.equal('connected');
    await bench.time.pass(1);
    expect(bench.state).to.equal('idle');
  });

  it('begins anew when an element comes back, also while it is still ending', async () => {
    const configured = { connectMode: 'auto' } as const;
    bench.client.configure(configured);
    const release = bench.client.lease(element);
    await bench.connected();
    let close = (): void => undefined;
    bench.session.closed = new Promise((resolve) => (close = resolve));
    release();
    await bench.time.pass(5000);
    expect(bench.state).to.equal('disconnecting');
    const again = bench.client.lease(element);
    await idle();
    close();
    await bench.time.settle();
    expect(bench.state).to.equal('connected');
    again();
  });

  it('does not end by itself for a script that has connected without any element', async () => {
    await bench.connected();
    const call = await bench.active();
    await call.hangup();
    await bench.time.pass(60_000);
    expect(bench.state).to.equal('connected');
  });

  it('can be ended while it begins', async () => {
    bench.sdk.registers = false;
    const release = bench.client.lease(element);
    const connecting = outcome(bench.client.connect());
    await bench.time.settle();
    release();
    await bench.time.pass(5000);
    expect([bench.state, await connecting]).to.deep.equal(['idle', 'AbortError']);
  });
});
