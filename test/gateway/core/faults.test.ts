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

  it('stop-media until a restart of ICE: the path of the legs that are, healed by a renegotiation or a re-attach', () => {
    const bench = users('agent');
    bench.invite('agent', 'c1', '9196');
    bench.advance(500);
    const lost = { dropIn: true, dropOut: true, dropPath: true };
    const fine = { dropIn: false, dropOut: false, dropPath: false };
    bench.fault({ fault: 'stop-media', user: 'agent', until: 'restart' });
    expect(bench.route('c1')).to.include(lost);
    bench.about('agent', 'telnyx_rtc.modify', 'c1', { action: 'hold' });
    expect(bench.route('c1'), 'a hold is no restart').to.include(lost);
    bench.about('agent', 'telnyx_rtc.modify', 'c1', { action: 'updateMedia', sdp: SDP });
    expect(bench.route('c1')).to.include(fine);
    bench.fault({ fault: 'stop-media', user: 'agent', until: 'restart' });
    bench.fault({ fault: 'restore', user: 'agent' });
    expect(bench.route('c1')).to.include(fine);
    bench.fault({ fault: 'stop-media', user: 'agent', direction: 'path', forMs: 1_000 });
    bench.about('agent', 'telnyx_rtc.modify', 'c1', { action: 'updateMedia', sdp: SDP });
    expect(bench.route('c1'), 'without "until" no restart heals').to.include(lost);
  });

  it('impair: how bad the network is in either direction, the newest counting, for its time', () => {
    const bench = users('agent');
    bench.invite('agent', 'c1', '9196');
    expect(bench.route('c1')).to.include({ impairIn: null, impairOut: null });
    bench.fault({ fault: 'impair', user: 'agent', loss: 20, forMs: 1_000 });
    const lossy = { loss: 0.2, delayMs: 0, jitterMs: 0 };
    expect(bench.route('c1')).to.deep.include({ impairIn: lossy, impairOut: lossy });
    bench.fault({ fault: 'impair', user: 'agent', direction: 'out', delayMs: 150, jitterMs: 40 });
    const late = { loss: 0, delayMs: 150, jitterMs: 40 };
    expect(bench.route('c1')).to.deep.include({ impairIn: lossy, impairOut: late });
    bench.advance(1_000);
    expect(bench.route('c1')).to.deep.include({ impairIn: null, impairOut: late });
    bench.fault({ fault: 'impair', user: 'customer', loss: 100 });
    expect(bench.route('c1'), 'of somebody else').to.deep.include({ impairOut: late });
    bench.fault({ fault: 'restore' });
    expect(bench.route('c1')).to.include({ impairIn: null, impairOut: null });
  });

  it('slow: everything late by as much, in order, also when it is quick again', () => {
    const bench = users('agent');
    bench.fault({ fault: 'slow', user: 'agent', ms: 3_000, forMs: 2_000 });
    bench.send('agent', 'telnyx_rtc.ping', {}, 'first');
    bench.advance(2_500);
    bench.send('agent', 'telnyx_rtc.ping', {}, 'second');
    expect(bench.received('agent')).to.deep.equal([]);
    bench.advance(500);
    expect(bench.received('agent').map(({ id }) => id)).to.deep.equal(['first', 'second']);
    expect(bench.send('agent', 'telnyx_rtc.ping', {}).result).to.include({ message: 'pong' });
  });

  it('slow: known by name before the login', () => {
    const bench = new Bench();
    bench.fault({ fault: 'slow', user: 'agent', ms: 3_000 });
    bench.open('s', { hint: 'agent' });
    expect(bench.send('s', 'login', { login_token: 'invalid:agent' }).error).to.equal(undefined);
    bench.advance(3_000);
    expect(bench.received('s')[0]?.error?.code).to.equal(-32001);
  });

  it('punt: with a call or without; what the session had is kept or forgotten', () => {
    const bench = users('agent');
    bench.invite('agent', 'c1', '9196');
    bench.received('agent');
    bench.fault({ fault: 'punt', user: 'agent' });
    bench.fault({ fault: 'punt', user: 'agent', call: 'newest' });
    const [bare, named] = bench.received('agent');
    expect(bare).to.deep.include({ method: 'telnyx_rtc.punt', params: {} });
    expect(named?.params).to.deep.equal({ callID: 'c1' });
    expect(bench.state.legs.has('c1')).to.equal(true);
    bench.fault({ fault: 'punt', user: 'agent', sessions: 'forgotten' });
    expect(bench.methods('agent')).to.deep.equal(['telnyx_rtc.punt']);
    expect([bench.state.legs.size, bench.state.sessions.size]).to.deep.equal([0, 0]);
  });

  it('gateway-state: pushed; whoever is not registered is not rung until they ask again', () => {
    const bench = users('agent', 'customer');
    bench.fault({ fault: 'gateway-state', user: 'agent', state: 'UNREGED' });
    expect(bench.received('agent')[0]).to.deep.include({
      method: 'telnyx_rtc.gatewayState',
      params: { state: 'UNREGED' },
    });
    bench.invite('customer', 'c1', 'agent');
    expect(bench.received('customer').at(-1)?.params).to.include({ sipCode: 480 });
    expect(bench.send('agent', 'telnyx_rtc.gatewayState', {}).result?.['params']).to.include({ state: 'REGED' });
    bench.invite('customer', 'c2', 'agent');
    expect(bench.methods('agent')).to.deep.equal(['telnyx_rtc.invite']);
  });

  it('registration: what the next requests for it are answered with', () => {
    const bench = users('agent');
    const ask = () => bench.send('agent', 'telnyx_rtc.gatewayState', {}).result?.['params'];
    bench.fault({ fault: 'registration', user: 'agent', state: 'NOREG', times: 2 });
    expect(ask()).to.include({ state: 'NOREG' });
    expect(ask()).to.include({ state: 'NOREG' });
    expect(ask()).to.include({ state: 'REGED' });
    bench.fault({ fault: 'registration', user: 'agent', forMs: 1_000 });
    expect(ask()).to.include({ state: 'FAILED' });
    bench.advance(999);
    expect(ask()).to.include({ state: 'FAILED' });
    bench.advance(1);
    expect(ask()).to.include({ state: 'REGED' });
  });

  const reattaches: [fault: object, listed: unknown, attached: string[], left: string[]][] = [
    [{}, undefined, [], []],
    [{ list: 'missing', calls: 'kept' }, undefined, ['c1', 'c2'], ['c1', 'c2']],
    [{ list: 'partial' }, ['c1'], ['c1'], ['c1']],
    [{ list: 'partial', keep: 'newest' }, ['c2'], ['c2'], ['c2']],
    [{ list: 'partial', calls: 'kept' }, ['c1'], ['c1', 'c2'], ['c1', 'c2']],
    [{ list: 'empty' }, [], [], []],
  ];
  for (const [fault, listed, attached, left] of reattaches) {
    it(`reattach ${JSON.stringify(fault)}: of two calls, once`, () => {
      const bench = new Bench();
      const session = bench.login('agent', 'agent');
      bench.invite('agent', 'c1', '9196');
      bench.invite('agent', 'c2', '9196');
      bench.advance(500);
      bench.fault({ fault: 'reattach', user: 'agent', ...fault });
      bench.input({ type: 'socket-closed', socket: 'agent' });
      const voiceSdkId = bench.voiceSdkId(session);
      expect(bench.login('again', 'agent', { sessid: session, voiceSdkId })).to.equal(session);
      const messages = bench.received('again');
      const ready = messages.find(({ method }) => method === 'telnyx_rtc.clientReady');
      expect(ready?.params?.['reattached_sessions']).to.deep.equal(listed);
      const offers = messages.filter(({ method }) => method === 'telnyx_rtc.attach');
      expect(offers.map(({ params }) => params?.['callID'])).to.deep.equal(attached);
      expect([...bench.state.legs.keys()]).to.deep.equal(left);
      expect(messages.some(({ method }) => method === 'telnyx_rtc.bye')).to.equal(false);
      expect(bench.state.faults).to.deep.equal([]);
    });
  }

  it('reattach: a login without calls does not use it up', () => {
    const bench = users('agent');
    bench.fault({ fault: 'reattach', user: 'agent' });
    bench.login('again', 'agent');
    expect(bench.state.faults).to.have.length(1);
  });

  it('restart: every socket cut, everything forgotten, nobody told, back after its time', () => {
    const bench = users('agent', 'customer');
    bench.open('stranger');
    bench.invite('agent', 'c1', 'customer');
    bench.received('agent');
    bench.received('customer');
    bench.take();
    bench.fault({ fault: 'restart', forMs: 2_000 });
    const cut = bench.take().flatMap((effect) => (effect.type === 'terminate' ? effect.socket : []));
    expect(cut).to.deep.equal(['agent', 'customer', 'stranger']);
    expect([bench.received('agent'), bench.received('customer')]).to.deep.equal([[], []]);
    expect([bench.state.legs.size, bench.state.sessions.size]).to.deep.equal([0, 0]);
    expect(bench.admit('agent')).to.equal('refuse');
    bench.advance(2_000);
    expect(bench.admit('agent')).to.equal('accept');
  });

  it('restart of one user leaves the others, and tells them of the call that is gone', () => {
    const bench = users('agent', 'customer');
    bench.invite('agent', 'c1', 'customer');
    bench.received('customer');
    bench.fault({ fault: 'restart', user: 'agent' });
    expect(bench.methods('customer')).to.deep.equal(['telnyx_rtc.bye']);
    expect([...bench.state.sessions.values()].map(({ user }) => user)).to.deep.equal(['customer']);
  });

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
    { fault: 'impair' },
    { fault: 'impair', loss: 101 },
    { fault: 'impair', loss: 20, direction: 'path' },
    { fault: 'stop-media', direction: 'up' },
    { fault: 'stop-media', direction: 'in', until: 'restart' },
    { fault: 'stop-media', until: 'tomorrow' },
    { fault: 'stop-media', until: 'restart', forMs: 1_000 },
    { fault: 'slow', ms: 0 },
    { fault: 'punt', call: 7 },
    { fault: 'punt', sessions: 'some' },
    { fault: 'gateway-state', state: 'UP' },
    { fault: 'registration', state: 'reged' },
    { fault: 'registration', times: 0 },
    { fault: 'reattach', list: 'all' },
    { fault: 'reattach', keep: 'both' },
    { fault: 'hold', outcome: 'done' },
  ];
  for (const value of bad) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      expect(() => new Bench().fault(value as Record<string, unknown>)).to.throw(Error);
    });
  }
});
