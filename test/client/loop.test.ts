import { expect } from 'chai';
import { phoneMachine } from '../../src/client/engine.ts';
import { Loop } from '../../src/client/loop.ts';
import type { ClientSnapshot } from '../../src/contract/snapshots.ts';
import type { Effect } from '../../src/machines/effects.ts';
import { initialConnection } from '../../src/machines/connection-state.ts';
import { initialPhone } from '../../src/machines/phone-state.ts';
import { VirtualTime } from '../support/virtual-time.ts';

const CONFIGURED = { type: 'configured', maxAttempts: 10, credentials: 'password', token: 'replaced' } as const;

describe('the loop', () => {
  let time: VirtualTime;
  let log: string[];
  let ticks: number;
  let run: (effect: Effect) => void;
  let publish: (next: ClientSnapshot) => void;
  let look: () => Promise<void> | null;
  let loop: Loop;

  beforeEach(() => {
    time = new VirtualTime();
    log = [];
    ticks = 0;
    run = () => undefined;
    publish = () => undefined;
    look = () => null;
    loop = new Loop(
      {
        run(effect) {
          log.push(effect.type);
          run(effect);
        },
        publish(next, previous) {
          log.push(`${previous.connection.state} → ${next.connection.state}`);
          publish(next);
        },
        beforeTick() {
          ticks += 1;
        },
        look: () => look(),
      },
      phoneMachine(initialPhone(initialConnection(1, true))),
    );
  });
  afterEach(() => time.restore());

  /** Up to the socket that is being opened. */
  const connecting = (): void => {
    loop.dispatch(CONFIGURED);
    loop.dispatch({ type: 'connect' });
    loop.dispatch({ type: 'loaded' });
    loop.dispatch({ type: 'socket-opening', socket: 1 });
  };
  const connected = (): void => {
    connecting();
    loop.dispatch({ type: 'socket-open', socket: 1 });
    loop.dispatch({ type: 'registered', socket: 1 });
  };

  it('carries out effects, then shows the new state', () => {
    connecting();
    expect(log).to.deep.equal(['load', 'idle → connecting', 'open-socket']);
  });

  it('tells of errors when the state they speak of is shown', () => {
    loop.dispatch({ type: 'connect' });
    expect(log).to.deep.equal(['drop-socket', 'idle → disconnected', 'report']);
  });

  it('shows nothing when nothing changed', () => {
    connected();
    log.length = 0;
    loop.dispatch({ type: 'heard', heardAt: time.now });
    loop.dispatch({ type: 'socket-lost', socket: 7 });
    expect(log).to.deep.equal([]);
  });

  it('handles what a listener dispatches after everybody has heard of the first', () => {
    connected();
    log.length = 0;
    const seen: string[] = [];
    publish = ({ connection }) => {
      if (connection.state === 'reconnecting') loop.dispatch({ type: 'disconnect', forget: false });
      seen.push(`${connection.state}, while the phone is ${loop.snapshot.connection.state}`);
    };
    loop.dispatch({ type: 'socket-lost', socket: 1 });
    expect(seen).to.deep.equal([
      'reconnecting, while the phone is reconnecting',
      'disconnecting, while the phone is disconnecting',
    ]);
  });

  it('handles what an effect dispatches after its own event', () => {
    run = ({ type }) => type === 'load' && loop.dispatch({ type: 'loaded' });
    loop.dispatch(CONFIGURED);
    loop.dispatch({ type: 'connect' });
    expect(log).to.deep.equal(['load', 'idle → connecting', 'open-socket']);
  });

  it('holds one timer, for the next thing that time brings about, and none when there is nothing', async () => {
    expect(time.pending).to.equal(0);
    connecting();
    expect(time.pending, 'until the connect is given up').to.equal(1);
    loop.dispatch({ type: 'socket-open', socket: 1 });
    expect(time.pending, 'until the login is given up').to.equal(1);
    loop.dispatch({ type: 'registered', socket: 1 });
    expect(time.pending).to.equal(0);
    loop.dispatch({ type: 'socket-lost', socket: 1 });
    expect(time.pending, 'until the next attempt').to.equal(1);
    log.length = 0;
    await time.pass(1250);
    expect(log).to.include('open-socket');
    expect(ticks).to.equal(1);
  });

  it('waits for longer than a timer can, without ever ringing in vain', async () => {
    const DAY = 86_400_000;
    loop.dispatch({ ...CONFIGURED, credentials: 'provided-token' });
    loop.dispatch({ type: 'connect' });
    loop.dispatch({ type: 'loaded' });
    const expiresAt = time.now + 60 * DAY;
    loop.dispatch({ type: 'token-ready', issuedAt: time.now, expiresAt, known: false });
    loop.dispatch({ type: 'socket-opening', socket: 1 });
    loop.dispatch({ type: 'registered', socket: 1 });
    log.length = 0;
    await time.pass(59 * DAY);
    expect(ticks, 'once in 24.8 days').to.equal(2);
    expect(log).to.deep.equal([]);
    await time.pass(DAY);
    expect(log).to.include('fetch-token');
  });

  it('looks at the packets before a tick that the page has held up, and not otherwise', async () => {
    const looks: (() => void)[] = [];
    look = () => new Promise((resolve) => looks.push(resolve));
    connected();
    loop.dispatch({ type: 'socket-lost', socket: 1 });
    time.block(60_000);
    await time.settle();
    expect(looks, 'asked for').to.have.length(1);
    loop.dispatch({ type: 'heard', heardAt: time.now });
    expect([ticks, time.pending], 'nothing else decides meanwhile').to.deep.equal([0, 0]);
    looks[0]!();
    await time.settle();
    expect(ticks).to.equal(1);
    expect(log).to.include('open-socket');

    await time.pass(8000);
    expect([ticks, looks.length], 'a tick in time').to.deep.equal([2, 1]);
  });

  it('goes on when an effect throws, and lets the error be seen', async () => {
    const uncaught: unknown[] = [];
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => uncaught.push(error.message));
    try {
      run = ({ type }) => {
        if (type === 'load') throw new Error('of the effect');
      };
      connecting();
      await time.settle();
      expect(uncaught).to.deep.equal(['of the effect']);
      expect(loop.snapshot.connection.state).to.equal('connecting');
      expect(time.pending).to.equal(1);
    } finally {
      process.removeAllListeners('uncaughtException');
      for (const listener of others) process.on('uncaughtException', listener);
    }
  });
});
