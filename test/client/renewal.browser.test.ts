import { expect } from '@open-wc/testing';
import { Bench } from '../support/client-bench.ts';

const HOUR = 3600;

/** A token of an hour, or as many seconds as said, issued now. */
const jwt = (bench: Bench, seconds = HOUR, name = 'agent'): string => {
  const iat = bench.time.now / 1000;
  return `e30.${btoa(JSON.stringify({ sub: name, iat, exp: iat + seconds })).replace(/=+$/, '')}.c2ln`;
};

const token = (value: string): object => ({ kind: 'token', token: value });

describe('a client that is connected', () => {
  let bench: Bench;
  let asked: number;
  beforeEach(() => {
    bench = new Bench(null);
    bench.client.configure({ connectMode: 'manual' });
    asked = 0;
  });
  afterEach(() => bench.end());

  const providing = async (answer = (): string | Promise<string> => jwt(bench)): Promise<void> => {
    bench.client.tokenProvider = () => {
      asked += 1;
      return answer();
    };
    await bench.client.connect();
  };
  const signIns = (): unknown[] => bench.session.all('signIn').map(([, credentials]) => credentials);
  const warnings = (): string[] => bench.events('telnyx-warning').map(({ code }) => code);

  it('signs in anew, in place, before its token ends', async () => {
    await providing();
    await bench.time.pass((HOUR - 310) * 1000);
    const call = await bench.active();
    bench.session.flow(call.id, 50);
    await bench.time.pass(7000);
    expect(asked).to.equal(1);
    await bench.time.pass(3000);
    expect(asked).to.equal(2);
    expect(signIns()).to.deep.equal([bench.session.credentials]);
    expect(call).to.include({ state: 'active', recoveries: 0 });
    expect([bench.session.socket, bench.state]).to.deep.equal([1, 'connected']);
    expect(bench.session.all('dropSocket')).to.deep.equal([]);
    const before = bench.session.credentials;
    bench.session.lose();
    bench.client.reconnectNow();
    await bench.time.settle();
    expect(asked, 'the fresh one is at hand').to.equal(2);
    expect(bench.session.credentials).to.deep.equal(before);
    expect(bench.events('telnyx-token-expiring'), 'nobody has to do anything').to.deep.equal([]);
  });

  it('holds one timer for a token of a day', async () => {
    await providing(() => jwt(bench, 24 * HOUR));
    expect(bench.time.pending).to.equal(1);
    await bench.time.pass(23 * HOUR * 1000);
    expect([asked, bench.time.pending]).to.deep.equal([1, 1]);
  });

  it('stays connected when no other can be had, asks less and less often, and warns', async () => {
    let answer = (): string => jwt(bench);
    await providing(() => answer());
    answer = () => {
      throw new Error('Signed out');
    };
    await bench.time.pass((HOUR + 600) * 1000);
    expect(warnings()).to.deep.equal(['token-fetch-failed', 'token-expired']);
    expect(bench.events('telnyx-warning')[0]!.message).to.include('Signed out');
    expect(asked).to.be.within(8, 15);
    expect([bench.state, bench.errors, signIns()]).to.deep.equal(['connected', [], []]);
  });

  it('gives a provider that hangs ten seconds', async () => {
    let answer = (): string | Promise<string> => jwt(bench);
    await providing(() => answer());
    answer = () => new Promise(() => undefined);
    await bench.time.pass((HOUR - 300 + 9) * 1000);
    expect([asked, warnings()]).to.deep.equal([2, []]);
    await bench.time.pass(3000);
    expect([asked, warnings()]).to.deep.equal([3, ['token-fetch-failed']]);
    answer = () => jwt(bench);
    await bench.time.pass(20_000);
    expect(signIns()).to.have.length(1);
  });

  it('neither signs in with the same token again nor with garbage', async () => {
    const same = jwt(bench);
    let answer = same;
    await providing(() => answer);
    await bench.time.pass((HOUR - 200) * 1000);
    expect(warnings(), 'the same may be all that there is').to.deep.equal([]);
    answer = 'garbage';
    await bench.time.pass(40_000);
    expect(warnings()).to.deep.equal(['token-invalid']);
    answer = same;
    await bench.time.pass(400_000);
    expect(warnings()).to.deep.equal(['token-invalid', 'token-expired']);
    expect(signIns()).to.deep.equal([]);
    expect([bench.state, asked < 20]).to.deep.equal(['connected', true]);
    bench.session.lose();
    await bench.time.pass(1300);
    expect(bench.client.snapshot.connection).to.include({ state: 'disconnected', error: 'token-expired' });
    expect(bench.session.socket, 'no login with a token that has ended').to.equal(1);
    bench.client.reconnectNow();
    await bench.time.settle();
    expect(bench.session.socket, 'unless the user wants it: the clock may have been put right').to.equal(2);
  });

  it('stands as it stood when the server refuses the fresh ones, and tries two at most', async () => {
    await providing();
    bench.session.signedIn = Promise.resolve(false);
    await bench.time.pass((HOUR - 10) * 1000);
    expect(signIns()).to.have.length(2);
    expect(warnings()).to.deep.equal(['auth-failed']);
    expect([bench.state, bench.errors]).to.deep.equal(['connected', []]);
  });

  it('tells that a token given by hand nears its end, once, and takes another in place', async () => {
    bench.client.configure({ loginToken: jwt(bench) });
    const expiresAt = bench.time.now + HOUR * 1000;
    await bench.client.connect();
    await bench.time.pass((HOUR - 301) * 1000);
    expect(bench.events('telnyx-token-expiring')).to.deep.equal([]);
    await bench.time.pass(2000);
    expect(bench.events('telnyx-token-expiring')).to.deep.equal([{ expiresAt }]);
    const other = jwt(bench);
    bench.client.configure({ loginToken: other });
    await bench.time.settle();
    expect(signIns()).to.deep.equal([token(other)]);
    await bench.time.pass(600_000);
    expect(bench.events('telnyx-token-expiring'), 'once a token').to.have.length(1);
    expect([warnings(), bench.session.socket]).to.deep.equal([[], 1]);
    await bench.time.pass(HOUR * 1000);
    expect(bench.events('telnyx-token-expiring')).to.have.length(2);
    expect(warnings(), 'it ended').to.deep.equal(['token-expired']);
  });

  it('can be given another token from inside that event', async () => {
    bench.client.configure({ loginToken: jwt(bench) });
    bench.client.addEventListener('telnyx-token-expiring', () => bench.client.configure({ loginToken: jwt(bench) }));
    await bench.client.connect();
    await bench.time.pass(3 * HOUR * 1000);
    expect(bench.events('telnyx-token-expiring')).to.have.length(3);
    expect(signIns()).to.have.length(3);
    expect(warnings()).to.deep.equal([]);
  });

  it('takes other credentials at once, and the same ones not again', async () => {
    bench.client.configure({ login: 'agent', password: 'one' });
    await bench.client.connect();
    bench.client.configure({ callerNumber: '+1555' });
    bench.client.configure({ password: 'one' });
    await bench.time.settle();
    expect(signIns()).to.deep.equal([]);
    bench.client.configure({ password: 'two' });
    await bench.time.settle();
    expect(signIns()).to.deep.equal([{ kind: 'password', login: 'agent', password: 'two' }]);
    await providing();
    await bench.time.settle();
    expect(signIns().at(-1)).to.deep.equal(token(jwt(bench)));
    await bench.time.pass(60_000);
    expect(signIns()).to.have.length(2);
  });

  it('asks a provider that replaces another only when it needs a token', async () => {
    await providing();
    for (let rendering = 0; rendering < 3; rendering += 1) {
      bench.client.tokenProvider = () => jwt(bench, HOUR, 'other');
      await bench.time.settle();
    }
    expect([asked, signIns().length]).to.deep.equal([1, 0]);
    await bench.time.pass((HOUR - 299) * 1000);
    expect(signIns()).to.have.length(1);
    expect([asked, bench.session.credentials]).to.deep.equal([1, signIns()[0]]);
  });

  it('needs no other token while it is away, and asks for one before the login on its return', async () => {
    await providing();
    bench.session.registers = false;
    bench.session.lose();
    dispatchEvent(new Event('offline'));
    await bench.time.pass(2 * HOUR * 1000);
    expect(asked).to.equal(1);
    bench.session.registers = true;
    dispatchEvent(new Event('online'));
    await bench.time.pass(1000);
    expect([asked, bench.state, signIns().length]).to.deep.equal([2, 'connected', 0]);
    expect(bench.session.credentials).to.not.deep.equal(token(''));
  });
});
