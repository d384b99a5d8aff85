import { expect } from 'chai';
import { Bench } from '../support/bench.ts';

describe('gateway: sessions', () => {
  it('logs in: result, clientReady without a state, registered on request', () => {
    const bench = new Bench();
    const session = bench.login('s', 'agent');
    const [result, ready] = bench.received('s');
    expect(result?.result).to.include({ sessid: session });
    expect(ready?.method).to.equal('telnyx_rtc.clientReady');
    expect(ready?.params).to.deep.equal({ reattached_sessions: [] });
    const state = bench.send('s', 'telnyx_rtc.gatewayState', {});
    expect(state.result?.['params']).to.include({ state: 'REGED', call_report_id: session });
  });

  it('puts one voice_sdk_id into every message of a socket', () => {
    const bench = new Bench();
    bench.login('s', 'agent');
    bench.send('s', 'telnyx_rtc.ping', {});
    expect(new Set(bench.received('s').map((message) => message.voice_sdk_id)).size).to.equal(1);
  });

  const refusals: [name: string, params: object, code: number][] = [
    ['an expired token', { login_token: 'expired:agent' }, -32000],
    ['an invalid token', { login_token: 'invalid:agent' }, -32001],
    ['no credentials', {}, -32602],
    ['a token that is no string', { login_token: { a: 1 } }, -32602],
    ['a token without end', { login_token: 'x'.repeat(10_000) }, -32602],
    ['a password without a login', { passwd: 'p' }, -32602],
    ['user variables that are none', { login_token: 'agent', userVariables: [] }, -32602],
  ];
  for (const [name, params, code] of refusals) {
    it(`refuses ${name} with ${code} and leaves the socket open`, () => {
      const bench = new Bench();
      bench.open('s');
      expect(bench.send('s', 'login', params).error?.code).to.equal(code);
      expect(bench.state.sessions.size).to.equal(0);
      expect(bench.state.sockets.has('s')).to.equal(true);
    });
  }

  it('answers an unauthenticated request with -32000, which makes the SDK log in', () => {
    const bench = new Bench();
    bench.open('s');
    expect(bench.send('s', 'telnyx_rtc.ping', {}).error?.code).to.equal(-32000);
    expect(bench.invite('s', 'c1', '9196').error?.code).to.equal(-32000);
  });

  it('takes a session up again by sessid and voice_sdk_id, with its calls', () => {
    const bench = new Bench();
    const session = bench.login('s', 'agent');
    bench.invite('s', 'c1', '9196');
    bench.advance(500);
    bench.input({ type: 'socket-closed', socket: 's' });
    expect(bench.state.sessions.get(session)?.detachedAt).to.equal(bench.at);
    expect(bench.state.legs.has('c1')).to.equal(true);
    const again = bench.login('t', 'agent', { sessid: session, voiceSdkId: bench.voiceSdkId(session) });
    expect(again).to.equal(session);
    const messages = bench.received('t');
    expect(messages.map((message) => message.method ?? 'reply')).to.deep.equal([
      'reply',
      'telnyx_rtc.clientReady',
      'telnyx_rtc.attach',
    ]);
    expect(messages[1]?.params).to.deep.equal({ reattached_sessions: ['c1'] });
    expect(messages[2]?.params).to.include({ callID: 'c1', sdp: 'v=0 server' });
  });

  it('does not hand a session to another user, another server id, or an unknown sessid', () => {
    const bench = new Bench();
    const session = bench.login('s', 'agent');
    const voiceSdkId = bench.voiceSdkId(session);
    bench.input({ type: 'socket-closed', socket: 's' });
    expect(bench.login('t', 'mallory', { sessid: session, voiceSdkId })).to.not.equal(session);
    expect(bench.login('u', 'agent', { sessid: session })).to.not.equal(session);
    expect(bench.login('v', 'agent', { sessid: 'other', voiceSdkId })).to.not.equal(session);
    const ready = bench.received('v').find(({ method }) => method === 'telnyx_rtc.clientReady');
    expect(ready?.params).to.deep.equal({ reattached_sessions: [] });
  });

  it('cuts off the former socket when a session is taken up elsewhere', () => {
    const bench = new Bench();
    const session = bench.login('s', 'agent');
    bench.login('t', 'agent', { sessid: session, voiceSdkId: bench.voiceSdkId(session) });
    expect(bench.take()).to.deep.include({ type: 'terminate', socket: 's' });
    // The late close of the old socket must not detach the session again.
    bench.input({ type: 'socket-closed', socket: 's' });
    expect(bench.state.sessions.get(session)?.socket).to.equal('t');
  });

  it('renews a login in place without announcing anything', () => {
    const bench = new Bench();
    const session = bench.login('s', 'agent');
    bench.invite('s', 'c1', '9196');
    bench.advance(500);
    bench.received('s');
    expect(bench.login('s', 'agent', { sessid: session })).to.equal(session);
    expect(bench.methods('s')).to.deep.equal([]);
    expect(bench.state.legs.has('c1')).to.equal(true);
  });

  it('ends a lost session and its calls after the window, and tells the far end', () => {
    const bench = new Bench({ reattachWindowMs: 5_000 });
    bench.login('a', 'agent');
    bench.login('c', 'customer');
    bench.invite('a', 'c1', 'customer');
    bench.received('c');
    bench.input({ type: 'socket-closed', socket: 'a' });
    bench.advance(4_999);
    expect(bench.state.legs.size).to.equal(2);
    bench.advance(1);
    expect(bench.state.legs.size).to.equal(0);
    expect(bench.received('c').at(-1)?.params).to.include({ cause: 'RECOVERY_ON_TIMER_EXPIRE', causeCode: 102 });
  });

  it('pings, and takes a socket that stays silent for dead', () => {
    const bench = new Bench({ pingEveryMs: 1_000, socketSilenceMs: 3_500 });
    const session = bench.login('s', 'agent');
    bench.received('s');
    bench.advance(3_400);
    expect(bench.methods('s')).to.deep.equal(['telnyx_rtc.ping', 'telnyx_rtc.ping', 'telnyx_rtc.ping']);
    bench.advance(100);
    expect(bench.take()).to.deep.include({ type: 'terminate', socket: 's' });
    expect(bench.state.sessions.get(session)?.socket).to.equal(null);
  });

  it('leaves an unauthenticated socket open for ever', () => {
    const bench = new Bench();
    bench.open('s');
    bench.advance(86_400_000);
    expect(bench.state.sockets.has('s')).to.equal(true);
  });

  it('logs in anonymously for an assistant, which answers whatever is dialled', () => {
    const bench = new Bench();
    bench.open('s');
    const reply = bench.send('s', 'anonymous_login', { target_type: 'ai_assistant', target_id: 'assistant-demo' });
    expect(reply.result).to.have.property('sessid');
    bench.invite('s', 'c1', '');
    bench.advance(500);
    expect(bench.state.legs.get('c1')?.phase).to.equal('active');
    expect(bench.send('s', 'anonymous_login', { target_type: 'ai_assistant' }).error?.code).to.equal(-32602);
  });
});
