import { expect } from '@open-wc/testing';
import type { PhoneError } from '../../src/contract/errors.ts';
import { Bench } from '../support/client-bench.ts';
import { outcome } from '../support/outcome.ts';

const jwt = (expiresInSeconds: number, now: number): string => {
  const claims = btoa(JSON.stringify({ exp: now / 1000 + expiresInSeconds })).replace(/=+$/, '');
  return `e30.${claims}.c2ln`;
};

describe('configuring a client', () => {
  let bench: Bench;
  let releases: (() => void)[];
  const leased = (): HTMLElement => {
    const element = document.createElement('div');
    releases.push(bench.client.lease(element));
    return element;
  };
  const refused = (configure: () => void): string => {
    try {
      configure();
      return 'taken';
    } catch (error) {
      return (error as PhoneError).code;
    }
  };
  beforeEach(() => {
    releases = [];
    bench = new Bench();
  });
  afterEach(async () => {
    for (const release of releases) release();
    await bench.end();
  });

  it('throws for what cannot be used, and changes nothing', () => {
    const before = bench.client.configuration;
    expect(refused(() => bench.client.configure({ callerNumber: '1', host: 'http://x' }))).to.equal('invalid-option');
    expect(bench.client.configuration).to.deep.equal(before);
  });

  it('by two elements in the document is a conflict, unless they agree', () => {
    const [first, second] = [leased(), leased()];
    bench.client.configure({ region: 'eu', callerNumber: '1' }, first);
    expect(refused(() => bench.client.configure({ region: 'us' }, second))).to.equal('config-conflict');
    expect(refused(() => bench.client.configure({ region: 'eu', callerName: 'x' }, second))).to.equal(
      'config-conflict',
    );
    expect(refused(() => bench.client.configure({ region: 'eu' }, second))).to.equal('taken');
    expect(bench.client.configuration).to.include({ region: 'eu', callerNumber: '1' });
    expect(
      refused(() => bench.client.configure({ region: 'us' }, first)),
      'the first may change its mind',
    ).to.equal('taken');
    expect(bench.client.configuration.region).to.equal('us');
  });

  it('is left to another by an element that only says a language or wants no history, and which is heard', () => {
    const [phone, holder] = [leased(), leased()];
    bench.client.configure({ lang: 'de' }, phone);
    bench.client.configure({ region: 'eu' }, holder);
    bench.client.configure({ lang: 'de', history: 'off' }, phone);
    expect(bench.client.configuration).to.include({ region: 'eu', lang: 'de', history: 'off' });
    bench.client.configure({ region: 'us' }, holder);
    expect(bench.client.configuration).to.include({ region: 'us', lang: 'de', history: 'off' });
    bench.client.configure({}, phone);
    expect(bench.client.configuration, 'when it says so no more').to.include({ lang: undefined, history: undefined });
  });

  it('takes the language of the element that is there, not of one that has left', () => {
    const holder = leased();
    bench.client.configure({ region: 'eu' }, holder);
    bench.client.configure({ lang: 'de' }, leased());
    const next = leased();
    bench.client.configure({ lang: 'fr' }, next);
    expect(bench.client.configuration.lang, 'while both are there').to.equal('de');
    releases.splice(1, 1)[0]!();
    bench.client.configure({ lang: 'fr' }, next);
    expect(bench.client.configuration.lang).to.equal('fr');
  });

  it('by two elements of which one wants a history and the other none is a conflict', () => {
    const [first, second] = [leased(), leased()];
    bench.client.configure({ history: 'on' }, first);
    expect(refused(() => bench.client.configure({ history: 'off' }, second))).to.equal('config-conflict');
    expect(refused(() => bench.client.configure({ lang: 'de' }, second))).to.equal('taken');
  });

  it('by an element is taken over when the one before has left', () => {
    const first = leased();
    bench.client.configure({ region: 'eu' }, first);
    releases.pop()?.();
    bench.client.configure({ callerNumber: '1' }, leased());
    expect(bench.client.configuration).to.deep.equal({ connectMode: 'manual', callerNumber: '1' });
  });

  it('by a script adds to what is there, whoever said it', () => {
    bench.client.configure({ region: 'eu' }, leased());
    bench.client.configure({ callerNumber: '1' });
    expect(bench.client.configuration).to.include({ region: 'eu', callerNumber: '1' });
  });

  it('can be looked at without its credentials', async () => {
    bench.client.configure({ loginToken: 'secret-token', login: 'secret-login', password: 'secret-password' });
    bench.sdk.loading = Promise.reject(new Error('secret'));
    void bench.client.connect().catch(() => undefined);
    await bench.time.settle();
    const shown = JSON.stringify([bench.client.configuration, bench.client.snapshot, bench.heard]);
    expect(shown).not.to.include('secret');
    expect(bench.client.configuration).to.be.frozen;
  });

  it('to another host takes a new session, but not one away from a call', async () => {
    await bench.connected();
    const call = await bench.active();
    const [first] = bench.sdk.sessions;
    bench.client.configure({ host: 'ws://127.0.0.1:1/rtc' });
    bench.session.lose();
    bench.client.reconnectNow();
    await bench.time.settle();
    expect(bench.sdk.sessions, 'with a call').to.deep.equal([first]);
    await call.hangup();
    expect(first!.all('hangup')).to.deep.equal([['hangup', call.id, true]]);
    first!.lose();
    bench.client.reconnectNow();
    await bench.time.settle();
    expect(bench.sdk.sessions, 'without').to.have.length(2);
    expect(bench.session.options.host).to.equal('ws://127.0.0.1:1/rtc');
    expect([first!.released, first!.all('close').length]).to.deep.equal([true, 1]);
    first!.lose(1);
    expect(bench.state, 'the old session has a socket of the same number').to.equal('connected');
  });
});

describe('the tokens of a client', () => {
  let bench: Bench;
  afterEach(() => bench.end());
  /** A client whose provider answers one after the other. */
  const providing = (...answers: (() => string | Promise<string>)[]): { asked: number } => {
    const count = { asked: 0 };
    bench = new Bench(null);
    bench.client.configure({ connectMode: 'manual', maxReconnectAttempts: 3 });
    bench.client.tokenProvider = () => {
      const answer = answers[Math.min(count.asked, answers.length - 1)];
      count.asked += 1;
      return answer!();
    };
    return count;
  };
  const good = (): string => jwt(3600, bench.time.now);

  it('are asked for before the login, and again before one with a token that is about to expire', async () => {
    const count = providing(() => jwt(60, bench.time.now));
    await bench.client.connect();
    expect(bench.session.credentials).to.deep.equal({ kind: 'token', token: jwt(60, bench.time.now) });
    bench.session.lose();
    bench.client.reconnectNow();
    await bench.time.settle();
    expect(count.asked, 'still good').to.equal(1);
    await bench.time.pass(31_000);
    bench.session.lose();
    bench.client.reconnectNow();
    await bench.time.settle();
    expect([count.asked, bench.state]).to.deep.equal([2, 'connected']);
    expect(bench.session.credentials).to.deep.equal({ kind: 'token', token: jwt(60, bench.time.now) });
  });

  it('that are wrong for good end the trying, with one error', async () => {
    for (const [token, code] of [
      ['garbage', 'token-invalid'],
      [`e30.${btoa('{"iat":1700000000,"exp":1700000000}')}.c2ln`, 'token-expired'],
    ] as const) {
      providing(() => token);
      expect(await outcome(bench.client.connect())).to.equal(code);
      expect(bench.client.snapshot.connection).to.include({ state: 'disconnected', reason: 'auth', error: code });
      expect(bench.errors).to.deep.equal([code]);
      expect(bench.sdk.sessions).to.deep.equal([]);
      await bench.end();
    }
  });

  it('that cannot be had now are asked for again', async () => {
    const count = providing(() => Promise.reject(new Error('Try later')), good);
    const connecting = outcome(bench.client.connect());
    await bench.time.settle();
    expect(bench.client.snapshot.connection).to.include({ state: 'connecting', attempt: 2 });
    expect(bench.errors).to.deep.equal(['token-fetch-failed']);
    await bench.time.pass(2500);
    expect([await connecting, count.asked]).to.deep.equal(['resolved', 2]);
  });

  it('that do not come within 10 s are asked for again, and what comes late harms nothing', async () => {
    let late: ((token: string) => void) | null = null;
    let later: ((token: string) => void) | null = null;
    providing(
      () => new Promise((resolve) => (late = resolve)),
      () => new Promise((resolve) => (later = resolve)),
    );
    const connecting = outcome(bench.client.connect());
    await bench.time.pass(13_000);
    expect(bench.client.snapshot.connection).to.include({ attempt: 2, nextAttemptAt: null });
    late!('garbage');
    await bench.time.settle();
    expect(bench.client.snapshot.connection).to.include({ attempt: 2, nextAttemptAt: null });
    later!(good());
    expect(await connecting).to.equal('resolved');
  });

  it('that come after all was forgotten are not signed in with', async () => {
    let late: ((token: string) => void) | null = null;
    const count = providing(() => new Promise((resolve) => (late = resolve)), good);
    const connecting = outcome(bench.client.connect());
    await bench.time.settle();
    await bench.client.disconnect({ forget: true });
    late!(jwt(7200, bench.time.now));
    await bench.time.settle();
    await connecting;
    await bench.client.connect();
    expect(count.asked).to.equal(2);
    expect(bench.session.credentials).to.deep.equal({ kind: 'token', token: good() });
  });

  it('that the server refuses are renewed once', async () => {
    const count = providing(good, () => jwt(3601, bench.time.now));
    bench.sdk.registers = false;
    const connecting = outcome(bench.client.connect());
    await bench.time.settle();
    bench.session.tell(
      { type: 'socket-open', socket: 1 },
      { type: 'login-failed', socket: 1, sdkCode: 46001, message: null },
    );
    await bench.time.settle();
    expect([count.asked, bench.session.socket]).to.deep.equal([2, 2]);
    bench.session.tell(
      { type: 'socket-open', socket: 2 },
      { type: 'login-failed', socket: 2, sdkCode: 46001, message: null },
    );
    expect(await connecting).to.equal('auth-failed');
    await bench.time.pass(60_000);
    expect([count.asked, bench.session.socket]).to.deep.equal([2, 2]);
    expect(bench.errors).to.deep.equal(['auth-failed']);
  });

  it('that the server refused are not tried a second time', async () => {
    const count = providing(good);
    bench.sdk.registers = false;
    const connecting = outcome(bench.client.connect());
    await bench.time.settle();
    bench.session.tell(
      { type: 'socket-open', socket: 1 },
      { type: 'login-failed', socket: 1, sdkCode: 46001, message: null },
    );
    expect(await connecting).to.equal('token-expired');
    expect([count.asked, bench.session.socket]).to.deep.equal([2, 1]);
    expect(bench.errors).to.deep.equal(['token-expired']);
  });

  it('that were given and are refused are not tried again', async () => {
    bench = new Bench(null);
    bench.client.configure({ connectMode: 'manual', loginToken: jwt(3600, bench.time.now) });
    bench.sdk.registers = false;
    const connecting = outcome(bench.client.connect());
    await bench.time.settle();
    bench.session.tell(
      { type: 'socket-open', socket: 1 },
      { type: 'login-failed', socket: 1, sdkCode: 46001, message: null },
    );
    expect(await connecting).to.equal('auth-failed');
    await bench.time.pass(60_000);
    expect(bench.session.socket).to.equal(1);
  });
});
