import { expect } from '@open-wc/testing';
import { Bench } from '../support/client-bench.ts';

/** What is on `window`, `document` and the network information, counted by watching them. */
class ListenerCount {
  count = 0;
  readonly #targets = [globalThis, document, (navigator as { connection?: EventTarget }).connection].filter(
    (target): target is typeof document => target !== undefined,
  );
  readonly #originals = this.#targets.map((target) => Object.getOwnPropertyDescriptor(target, 'addEventListener'));

  constructor() {
    for (const target of this.#targets) {
      const add = target.addEventListener.bind(target);
      target.addEventListener = ((type: string, listener: EventListener, options?: AddEventListenerOptions) => {
        this.count += 1;
        options?.signal?.addEventListener('abort', () => (this.count -= 1), { once: true });
        add(type, listener, options);
      }) as typeof target.addEventListener;
    }
  }

  restore(): void {
    this.#targets.forEach((target, index) => {
      const original = this.#originals[index];
      if (original === undefined) Reflect.deleteProperty(target, 'addEventListener');
      else Object.defineProperty(target, 'addEventListener', original);
    });
  }
}

const happens = (type: string, target: EventTarget = globalThis): void => {
  target.dispatchEvent(new Event(type));
};

/** Makes a property of the page something else for a while. */
function pretend(target: object, name: string, value: unknown): () => void {
  Object.defineProperty(target, name, { configurable: true, get: () => value });
  return () => Reflect.deleteProperty(target, name);
}

describe("a client and its page's life", () => {
  let bench: Bench;
  let undo: (() => void)[];
  const goOffline = (): void => {
    undo.push(pretend(navigator, 'onLine', false));
    happens('offline');
  };
  const goOnline = (): void => {
    undo.pop()?.();
    happens('online');
  };
  beforeEach(async () => {
    undo = [];
    bench = await new Bench().connected();
  });
  afterEach(async () => {
    for (const each of undo) each();
    await bench.end();
  });

  it('waits for the network, counting nothing, and returns within 500 ms of it', async () => {
    goOffline();
    bench.session.lose();
    expect(bench.client.snapshot.connection).to.include({
      state: 'reconnecting',
      reason: 'offline',
      nextAttemptAt: null,
    });
    await bench.time.pass(120_000);
    expect(bench.session.socket).to.equal(1);
    goOnline();
    await bench.time.pass(500);
    expect([bench.session.socket, bench.state]).to.deep.equal([2, 'connected']);
    expect(bench.errors).to.deep.equal([]);
  });

  it('knows that the network went while nobody was watching', async () => {
    await bench.client.disconnect();
    undo.push(pretend(navigator, 'onLine', false));
    const release = bench.client.lease(document.createElement('div'));
    void bench.client.connect().catch(() => undefined);
    await bench.time.settle();
    expect(bench.client.snapshot.connection).to.include({ state: 'connecting', reason: 'offline' });
    release();
  });

  it('knows that the network came back while nobody was watching', async () => {
    goOffline();
    await bench.client.disconnect();
    goOnline();
    await bench.client.connect();
    expect([bench.state, bench.errors]).to.deep.equal(['connected', []]);
  });

  it('asks the server, when the network has changed its mind, whether it is still there', async () => {
    bench.session.probed = new Promise(() => undefined);
    happens('online');
    expect(bench.session.all('probe')).to.have.length(1);
    await bench.time.pass(1000);
    expect(bench.session.all('dropSocket')).to.have.length(1);
    expect(bench.session.socket).to.equal(2);
  });

  it('tries at once when the page becomes visible', () => {
    bench.session.lose();
    happens('visibilitychange', document);
    expect(bench.session.socket).to.equal(2);
  });

  it('does not when it becomes hidden', () => {
    bench.session.lose();
    undo.push(pretend(document, 'visibilityState', 'hidden'));
    happens('visibilitychange', document);
    expect(bench.session.socket).to.equal(1);
  });

  it('tries at once when the page is restored from the cache, but not when it is merely shown', () => {
    bench.session.lose();
    globalThis.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    expect(bench.session.socket).to.equal(1);
    globalThis.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(bench.session.socket).to.equal(2);
  });

  it('lets go of its socket when the page may be kept in the cache, and of nothing while a call stays', async () => {
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(bench.session.all('dropSocket')).to.have.length(1);
    expect(bench.state).to.equal('reconnecting');
    globalThis.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await bench.time.settle();
    expect(bench.state).to.equal('connected');
  });

  it('tries at once when the page is resumed', () => {
    bench.session.lose();
    happens('resume', document);
    expect(bench.session.socket).to.equal(2);
  });

  it('says bye when the page goes', async () => {
    const active = await bench.active();
    bench.incoming('ringing');
    globalThis.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(bench.session.sent.findIndex(([name]) => name === 'leave')).to.be.lessThan(
      bench.session.sent.findIndex(([name]) => name === 'hangup'),
    );
    expect(bench.session.all('hangup')).to.deep.equal([
      ['hangup', active.id, true],
      ['hangup', 'ringing', true],
    ]);
    expect(bench.client.calls.map(({ state }) => state)).to.deep.equal(['destroyed', 'destroyed']);
  });
});

describe('what a client leaves on the page', () => {
  let bench: Bench;
  let listeners: ListenerCount;
  beforeEach(() => {
    bench = new Bench({ connectMode: 'lazy' });
    listeners = new ListenerCount();
  });
  afterEach(async () => {
    listeners.restore();
    await bench.end();
  });

  it('is nothing before it is used', () => {
    expect(listeners.count).to.equal(0);
  });

  it('is nothing after its last element has gone', async () => {
    const release = bench.client.lease(document.createElement('div'));
    expect(listeners.count).to.be.greaterThan(0);
    await bench.connected();
    release();
    await bench.time.pass(5000);
    expect(listeners.count).to.equal(0);
    expect(bench.time.pending).to.equal(0);
  });

  it('is not more with more elements', () => {
    const first = bench.client.lease(document.createElement('div'));
    const { count } = listeners;
    const others = Array.from({ length: 20 }, () => bench.client.lease(document.createElement('div')));
    expect(listeners.count).to.equal(count);
    for (const release of [first, ...others]) release();
  });

  it('is there for a script without elements, for as long as it is connected', async () => {
    await bench.connected();
    expect(listeners.count).to.be.greaterThan(0);
    bench.session.lose();
    happens('visibilitychange', document);
    expect(bench.session.socket).to.equal(2);
    await bench.client.disconnect();
    expect(listeners.count).to.equal(0);
  });
});
