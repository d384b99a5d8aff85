import { expect } from 'chai';
import { GARBAGE_KINDS } from '../../../demo/gateway/core/garbage.ts';
import { Bench, SDP } from '../support/bench.ts';

function users(...names: string[]): Bench {
  const bench = new Bench();
  for (const name of names) {
    bench.login(name, name);
    bench.received(name);
  }
  return bench;
}

describe('gateway: faults', () => {
  it('close: the user’s sockets and nobody else’s, abruptly or with a code', () => {
    const bench = users('agent', 'customer');
    bench.fault({ fault: 'close', user: 'agent' });
    expect(bench.take()).to.deep.equal([{ type: 'terminate', socket: 'agent' }]);
    bench.fault({ fault: 'close', user: 'customer', code: 1001 });
    expect(bench.take()[0]).to.include({ type: 'close', socket: 'customer', code: 1001 });
    expect(bench.admit('agent')).to.equal('accept');
  });

  it('close for a while: refused until then', () => {
    const bench = users('agent');
    bench.fault({ fault: 'close', user: 'agent', forMs: 5_000 });
    expect(bench.admit('agent')).to.equal('refuse');
    expect(bench.admit('customer')).to.equal('accept');
    bench.advance(5_000);
    expect(bench.admit('agent')).to.equal('accept');
  });

  it('refuse: known by name or by voice_sdk_id before the handshake, by the login after it', () => {
    const bench = new Bench();
    const session = bench.login('agent', 'agent');
    const voiceSdkId = bench.voiceSdkId(session);
    bench.fault({ fault: 'refuse', user: 'agent' });
    expect(bench.admit('agent')).to.equal('refuse');
    expect(bench.admit(null, voiceSdkId)).to.equal('refuse');
    expect(bench.admit(null)).to.equal('accept');
    bench.take();
    bench.login('unnamed', 'agent');
    expect(bench.take()).to.deep.include({ type: 'terminate', socket: 'unnamed' });
    bench.fault({ fault: 'restore', user: 'agent' });
    expect(bench.admit('agent')).to.equal('accept');
  });

  it('black-hole: sockets held, attempts left hanging, all released after its time', () => {
    const bench = users('agent', 'customer');
    bench.fault({ fault: 'black-hole', user: 'agent', forMs: 3_000 });
    expect(bench.take()).to.deep.equal([{ type: 'hold', socket: 'agent' }]);
    expect(bench.admit('agent')).to.equal('hang');
    expect(bench.admit('customer')).to.equal('accept');
    bench.advance(3_000);
    expect(bench.take()).to.deep.equal([{ type: 'release', socket: 'agent' }]);
    expect(bench.admit('agent')).to.equal('accept');
  });

  it('black-hole: attempts can be opened and then ignored, or allowed', () => {
    const bench = users('agent');
    bench.fault({ fault: 'black-hole', user: 'agent', connections: 'open' });
    expect(bench.admit('agent')).to.equal('mute');
    bench.fault({ fault: 'restore' });
    bench.fault({ fault: 'black-hole', user: 'agent', connections: 'allow' });
    expect(bench.admit('agent')).to.equal('accept');
  });

  it('black-hole: a socket that says only at login whose it is falls silent then', () => {
    const bench = users('agent');
    bench.fault({ fault: 'black-hole', user: 'agent' });
    bench.take();
    bench.open('late');
    bench.send('late', 'login', { login_token: 'agent' });
    expect(bench.received('late')).to.deep.equal([]);
    expect(bench.take()).to.deep.equal([{ type: 'hold', socket: 'late' }]);
  });

  it('expire-tokens: those issued until now, not those issued later', () => {
    const bench = users('agent');
    bench.advance(1_000);
    bench.fault({ fault: 'expire-tokens', user: 'agent' });
    bench.open('again');
    expect(bench.send('again', 'login', { login_token: 'agent' }).error?.code).to.equal(-32000);
    bench.advance(1);
    expect(bench.send('again', 'login', { login_token: 'agent' }).error).to.equal(undefined);
  });

  it('login-error: as often as asked, then no more', () => {
    const bench = new Bench();
    bench.fault({ fault: 'login-error', user: 'agent', code: -32003, message: 'Nope', times: 2 });
    bench.open('s');
    const login = () => bench.send('s', 'login', { login_token: 'agent' }).error;
    expect([login(), login()]).to.deep.equal([
      { code: -32003, message: 'Nope' },
      { code: -32003, message: 'Nope' },
    ]);
    expect(login()).to.equal(undefined);
  });

  it('forget-session: gone without a word to the client; the far end loses its call', () => {
    const bench = new Bench();
    const session = bench.login('agent', 'agent');
    const voiceSdkId = bench.voiceSdkId(session);
    bench.login('customer', 'customer');
    bench.invite('agent', 'c1', 'customer');
    bench.received('agent');
    bench.received('customer');
    bench.fault({ fault: 'forget-session', user: 'agent' });
    expect(bench.state.legs.size).to.equal(0);
    expect(bench.received('agent')).to.deep.equal([]);
    expect(bench.methods('customer')).to.deep.equal(['telnyx_rtc.bye']);
    bench.input({ type: 'socket-closed', socket: 'agent' });
    expect(bench.login('back', 'agent', { sessid: session, voiceSdkId })).to.not.equal(session);
    expect(bench.received('back').at(-1)?.params).to.deep.equal({ reattached_sessions: [] });
  });

  it('garbage: every kind, or the one asked for', () => {
    const bench = users('agent');
    bench.fault({ fault: 'garbage', user: 'agent' });
    expect(bench.received('agent')).to.have.length(GARBAGE_KINDS.length);
    bench.fault({ fault: 'garbage', user: 'agent', kind: 'null', count: 3 });
    expect(bench.received('agent').map(({ jsonrpc }) => jsonrpc)).to.deep.equal(['garbage', 'garbage', 'garbage']);
  });

  const directions: [string, object][] = [
    ['in', { dropIn: true, dropOut: false, dropPath: false }],
    ['out', { dropIn: false, dropOut: true, dropPath: false }],
    ['both', { dropIn: true, dropOut: true, dropPath: false }],
    ['path', { dropIn: true, dropOut: true, dropPath: true }],
  ];
  for (const [direction, drops] of directions) {
    it(`stop-media ${direction}: of this user's legs, until restored`, () => {
      const bench = users('agent', 'customer');
      bench.invite('agent', 'c1', 'customer');
      bench.about('customer', 'telnyx_rtc.answer', bench.legOf('customer'), { sdp: SDP });
      bench.fault({ fault: 'stop-media', user: 'agent', direction });
      expect(bench.route('c1')).to.include(drops);
      expect(bench.route(bench.legOf('customer'))).to.include({ dropIn: false, dropOut: false, dropPath: false });
      bench.fault({ fault: 'restore', user: 'agent' });
      expect(bench.route('c1')).to.include({ dropIn: false, dropOut: false, dropPath: false });
    });
  }

  it('restore of one user leaves the others’ faults', () => {
    const bench = new Bench();
    bench.fault({ fault: 'refuse', user: 'agent' });
    bench.fault({ fault: 'refuse', user: 'customer' });
    bench.fault({ fault: 'restore', user: 'agent' });
    expect([bench.admit('agent'), bench.admit('customer')]).to.deep.equal(['accept', 'refuse']);
  });

  it('can be scoped to one session of a user', () => {
    const bench = new Bench();
    bench.login('one', 'agent');
    const second = bench.login('two', 'agent');
    bench.fault({ fault: 'close', session: second });
    expect(bench.take()).to.deep.equal([{ type: 'terminate', socket: 'two' }]);
  });

  const bad: unknown[] = [
    null,
    'close',
    [],
    {},
    { fault: 'unknown' },
    { fault: 'close', code: 99 },
    { fault: 'close', code: '1000' },
    { fault: 'close', user: 7 },
    { fault: 'refuse', status: 200 },
    { fault: 'refuse', forMs: -1 },
    { fault: 'refuse', forMs: 1.5 },
    { fault: 'black-hole', connections: 'maybe' },
    { fault: 'garbage', kind: 'nice' },
    { fault: 'garbage', count: 1e9 },
    { fault: 'stop-media', direction: 'up' },
  ];
  for (const value of bad) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      expect(() => new Bench().fault(value as Record<string, unknown>)).to.throw(Error);
    });
  }
});
