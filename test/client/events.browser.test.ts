import { expect } from '@open-wc/testing';
import type { ClientEventName, TelnyxEvent } from '../../src/contract/events.ts';
import type { ClientSnapshot } from '../../src/contract/snapshots.ts';
import { Bench, listenTo } from '../support/client-bench.ts';

describe('the events of a client', () => {
  let bench: Bench;
  let releases: (() => void)[];
  const leased = (): HTMLElement => {
    const element = document.createElement('div');
    releases.push(bench.client.lease(element));
    return element;
  };
  beforeEach(async () => {
    releases = [];
    bench = await new Bench().connected();
  });
  afterEach(async () => {
    for (const release of releases) release();
    await bench.end();
  });

  it('are each heard once on the client, on the page and on every element, with the same detail', async () => {
    const elements = Array.from({ length: 10 }, leased);
    bench.heard.length = 0;
    const places = [bench.heard, listenTo(bench.page), ...elements.map(listenTo)];
    const call = await bench.active();
    bench.session.lose();
    bench.client.reconnectNow();
    await bench.time.settle();
    await call.hangup();
    const [first = [], ...others] = places;
    expect(first.map(({ name }) => name)).to.include.members([
      'telnyx-call-change',
      'telnyx-reconnecting',
      'telnyx-reconnected',
      'telnyx-connection-change',
    ]);
    for (const other of others) {
      expect(other.map(({ name }) => name)).to.deep.equal(first.map(({ name }) => name));
      other.forEach(({ detail }, index) => expect(detail).to.equal(first[index]?.detail));
    }
    for (const { detail } of first) expect(detail).to.be.frozen;
  });

  it('neither bubble nor leave a shadow root', () => {
    const element = leased();
    document.body.append(element);
    const heard = listenTo(document.body);
    const events: Event[] = [];
    element.addEventListener('telnyx-reconnecting', (event) => events.push(event));
    bench.session.lose();
    element.remove();
    expect(heard).to.deep.equal([]);
    expect(events.map(({ bubbles, composed, cancelable }) => [bubbles, composed, cancelable])).to.deep.equal([
      [false, false, false],
    ]);
  });

  it('tell of a state that subscribers have been told already, errors too', async () => {
    let seen: ClientSnapshot | null = null;
    bench.client.subscribe((snapshot) => (seen = snapshot));
    const states: unknown[] = [];
    const look = (name: ClientEventName): void =>
      bench.client.addEventListener(name, () => {
        expect(seen).to.equal(bench.client.snapshot);
        states.push([name, seen?.connection.state]);
      });
    look('telnyx-connection-change');
    look('telnyx-disconnected');
    look('telnyx-error');
    bench.client.configure({ maxReconnectAttempts: 1 });
    bench.session.registers = false;
    bench.session.lose();
    await bench.time.pass(10_000);
    expect(states).to.deep.equal([
      ['telnyx-connection-change', 'reconnecting'],
      ['telnyx-connection-change', 'reconnecting'],
      ['telnyx-connection-change', 'disconnected'],
      ['telnyx-disconnected', 'disconnected'],
      ['telnyx-error', 'disconnected'],
    ]);
  });

  it('come one after the other when a listener causes another', () => {
    const order: string[] = [];
    const note =
      (place: string) =>
      ({ detail }: TelnyxEvent<'telnyx-call-change'>): void => {
        order.push(`${place} ${detail.snapshot.state}`);
        if (place === 'client' && detail.snapshot.state === 'ringing') void detail.call.reject();
      };
    const element = leased();
    bench.client.addEventListener('telnyx-call-change', note('client'));
    bench.page.addEventListener('telnyx-call-change', note('page') as unknown as EventListener);
    element.addEventListener('telnyx-call-change', note('element'));
    bench.session.appear('a');
    expect(order).to.deep.equal([
      'client ringing',
      'page ringing',
      'element ringing',
      'client destroyed',
      'page destroyed',
      'element destroyed',
    ]);
  });

  for (const where of ['client', 'page', 'element'] as const) {
    it(`let the page show an incoming call itself, by preventing the default on the ${where}`, () => {
      const element = leased();
      const target = { client: bench.client as unknown as EventTarget, page: bench.page, element }[where];
      target.addEventListener('telnyx-incoming-call', (event) => event.preventDefault(), { once: true });
      const first = bench.incoming('first');
      const second = bench.incoming('second');
      expect([first.shownByPage, second.shownByPage]).to.deep.equal([true, false]);
      expect(bench.events('telnyx-incoming-call').map(({ call }) => call)).to.deep.equal([first, second]);
    });
  }

  it('tell of messages to and from the server with debug, and of none without', async () => {
    expect(bench.session.options.onMessage).to.equal(undefined);
    await bench.end();
    bench = await new Bench({ debug: true }).connected();
    const heard = [bench.heard, listenTo(bench.page), listenTo(leased())];
    const message = {
      direction: 'inbound',
      method: 'telnyx_rtc.bye',
      documentedName: 'telnyx.bye',
      gateway: null,
      payload: null,
    } as const;
    bench.session.options.onMessage?.(message);
    for (const each of heard) {
      const { name, detail } = each.at(-1)!;
      expect([name, detail]).to.deep.equal(['telnyx-signaling-message', message]);
      expect(detail).to.equal(message);
    }
  });

  it('are told by report() as well, to everybody', () => {
    const element = leased();
    const heard = [listenTo(bench.page), listenTo(element)];
    bench.client.report({ code: 'invalid-option', message: 'The option x is wrong.', callId: 'a', fatal: true });
    const detail = {
      code: 'invalid-option',
      sdkCode: null,
      name: 'invalid-option',
      message: 'The option x is wrong.',
      fatal: true,
      callId: 'a',
    };
    expect(bench.events('telnyx-error')).to.deep.equal([detail]);
    for (const place of heard) expect(place).to.deep.equal([{ name: 'telnyx-error', detail }]);
  });

  it('are warnings when nothing has failed', () => {
    bench.session.tell({
      type: 'problem',
      severity: 'warning',
      code: 'server-closed',
      sdkCode: 45004,
      message: null,
      callId: null,
      fatal: false,
    });
    expect(bench.errors).to.deep.equal([]);
    expect(bench.events('telnyx-warning')).to.have.length(1);
    expect(bench.events('telnyx-warning')[0]).to.include({ code: 'server-closed', sdkCode: 45004 });
  });
});

describe('a subscriber', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await new Bench().connected();
  });
  afterEach(() => bench.end());

  it('is told the present state first, and then every other, until it leaves', () => {
    const states: string[] = [];
    const leave = bench.client.subscribe(({ connection }) => states.push(connection.state));
    bench.session.lose();
    leave();
    bench.client.reconnectNow();
    expect(states).to.deep.equal(['connected', 'reconnecting']);
  });

  it('is told as often as it subscribed, and leaves once at a time', () => {
    let told = 0;
    const listener = (): void => void (told += 1);
    const [first, second] = [bench.client.subscribe(listener), bench.client.subscribe(listener)];
    first();
    first();
    bench.session.lose();
    expect(told).to.equal(3);
    second();
  });

  it('is not told any more when another sends it away', () => {
    const told: string[] = [];
    const leave: (() => void)[] = [];
    bench.client.subscribe(() => leave.at(0)?.());
    leave.push(bench.client.subscribe(({ connection }) => told.push(connection.state)));
    bench.session.lose();
    expect(told).to.deep.equal(['connected']);
  });

  it('is given frozen snapshots, of which the parts that stay are the same', async () => {
    const call = await bench.active();
    const before = bench.client.snapshot;
    expect(before).to.be.frozen;
    expect(before.connection).to.be.frozen;
    expect(before.calls).to.be.frozen;
    await call.mute();
    expect(bench.client.snapshot).not.to.equal(before);
    expect(bench.client.snapshot.connection).to.equal(before.connection);
  });

  it('that throws breaks nothing: the others hear, the events come, the time goes on', async () => {
    const thrown: unknown[] = [];
    const later = globalThis.queueMicrotask;
    // The error is to reach the page as an uncaught one, which here would fail the test.
    globalThis.queueMicrotask = (act) =>
      later(() => {
        try {
          act();
        } catch (error) {
          thrown.push((error as Error).message);
        }
      });
    const told: string[] = [];
    bench.client.subscribe(({ connection }) => {
      if (connection.state === 'reconnecting') throw new Error('of the page');
    });
    bench.client.subscribe(({ connection }) => told.push(connection.state));
    bench.session.lose();
    await bench.time.pass(1250);
    globalThis.queueMicrotask = later;
    expect(told).to.include.members(['reconnecting', 'connected']);
    expect(bench.events('telnyx-reconnecting')).to.have.length(1);
    expect(thrown).to.deep.equal(['of the page', 'of the page']);
  });
});
