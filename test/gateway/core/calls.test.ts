import { expect } from 'chai';
import { Bench, SDP } from '../support/bench.ts';

/** Agent and customer logged in on sockets `a` and `c`. */
function two(bench = new Bench()): Bench {
  bench.login('a', 'agent');
  bench.login('c', 'customer');
  bench.received('a');
  bench.received('c');
  return bench;
}

/** The same, with an answered call between them: the agent's leg is `c1`. */
function answered(): { bench: Bench; callee: string } {
  const bench = two();
  bench.invite('a', 'c1', 'customer');
  const callee = bench.legOf('customer');
  bench.about('c', 'telnyx_rtc.answer', callee, { sdp: SDP });
  bench.received('a');
  bench.received('c');
  return { bench, callee };
}

describe('gateway: calls', () => {
  it('invite → ringing → answer between two users', () => {
    const bench = two();
    expect(bench.invite('a', 'c1', 'customer').result).to.include({ message: 'CALL CREATED', callID: 'c1' });
    const invite = bench.received('c').at(-1);
    expect(invite?.method).to.equal('telnyx_rtc.invite');
    expect(invite?.params).to.include({ sdp: 'v=0 server', caller_id_name: 'N', caller_id_number: '100' });
    const ringing = bench.received('a').at(-1);
    expect(ringing?.method).to.equal('telnyx_rtc.ringing');
    expect(ringing?.params?.['telnyx_session_id']).to.equal(invite?.params?.['telnyx_session_id']);

    const callee = bench.legOf('customer');
    expect(bench.about('c', 'telnyx_rtc.answer', callee, { sdp: SDP }).result).to.include({ callID: callee });
    const answer = bench.received('a').at(-1);
    expect(answer?.method).to.equal('telnyx_rtc.answer');
    expect(answer?.params).to.include({ callID: 'c1', sdp: 'v=0 server' });
    expect(bench.route('c1')?.source).to.deep.equal({ kind: 'leg', leg: callee });
    expect(bench.route(callee)?.source).to.deep.equal({ kind: 'leg', leg: 'c1' });
  });

  it('sends the answer when our description comes after the consent', () => {
    const bench = two();
    bench.mediaWorks = false;
    bench.invite('a', 'c1', 'customer');
    const callee = bench.legOf('customer');
    bench.input({ type: 'media-ready', leg: callee, purpose: 'invite', sdp: 'v=0' });
    bench.about('c', 'telnyx_rtc.answer', callee, { sdp: SDP });
    expect(bench.methods('a')).to.deep.equal(['telnyx_rtc.ringing']);
    bench.input({ type: 'media-ready', leg: 'c1', purpose: 'invite', sdp: 'v=0 late' });
    expect(bench.received('a').at(-1)?.params).to.include({ sdp: 'v=0 late' });
  });

  const services: [number: string, methods: string[], source: string][] = [
    ['9196', ['telnyx_rtc.ringing', 'telnyx_rtc.answer'], 'echo'],
    ['9664', ['telnyx_rtc.ringing', 'telnyx_rtc.answer'], 'tone'],
    ['sip:9196@example.org', ['telnyx_rtc.ringing', 'telnyx_rtc.answer'], 'echo'],
    ['9003', ['telnyx_rtc.ringing'], 'nothing'],
    ['9004', ['telnyx_rtc.ringing', 'telnyx_rtc.media', 'telnyx_rtc.answer'], 'tone'],
    ['9005', ['telnyx_rtc.ringing', 'telnyx_rtc.answer'], 'tone'],
  ];
  for (const [number, methods, source] of services) {
    it(`${number}: ${methods.join(', ')}, ${source}`, () => {
      const bench = two();
      bench.invite('a', 'c1', number);
      bench.advance(4_500);
      expect(bench.methods('a')).to.deep.equal(methods);
      expect(bench.route('c1')?.source.kind).to.equal(source);
    });
  }

  it('9005 hangs up six seconds after it has answered', () => {
    const bench = two();
    bench.invite('a', 'c1', '9005');
    bench.advance(6_299);
    expect(bench.state.legs.has('c1')).to.equal(true);
    bench.advance(1);
    expect(bench.received('a').at(-1)?.params).to.include({ cause: 'NORMAL_CLEARING', causeCode: 16 });
  });

  it('9006 is replaced six seconds after it has answered', () => {
    const bench = two();
    bench.invite('a', 'c1', '9006');
    bench.advance(6_300);
    expect(bench.received('a').at(-1)?.params).to.include({ cause: 'ATTENDED_TRANSFER' });
  });

  it('9007 rings for two seconds, in vain', () => {
    const bench = two();
    bench.invite('a', 'c1', '9007');
    bench.advance(1_999);
    expect(bench.state.legs.has('c1')).to.equal(true);
    bench.advance(1);
    expect(bench.received('a').at(-1)?.params).to.include({ cause: 'NO_ANSWER', sipCode: 480 });
  });

  it('9004 sends no second description with its answer', () => {
    const bench = two();
    bench.invite('a', 'c1', '9004');
    bench.advance(4_500);
    const [media, answer] = bench.received('a').slice(-2);
    expect(media?.params).to.have.property('sdp');
    expect(answer?.params).to.not.have.property('sdp');
  });

  const ends: [number: string, params: object][] = [
    ['9001', { cause: 'USER_BUSY', causeCode: 17, sipCode: 486 }],
    ['9002', { cause: 'CALL_REJECTED', causeCode: 21, sipCode: 603 }],
    ['nobody', { cause: 'UNALLOCATED_NUMBER', causeCode: 1, sipCode: 404 }],
    ['', { cause: 'UNALLOCATED_NUMBER', causeCode: 1, sipCode: 404 }],
    ['__proto__', { cause: 'UNALLOCATED_NUMBER', causeCode: 1, sipCode: 404 }],
  ];
  for (const [number, params] of ends) {
    it(`${JSON.stringify(number)} ends at once: ${JSON.stringify(params)}`, () => {
      const bench = two();
      bench.invite('a', 'c1', number);
      expect(bench.received('a').at(-1)?.params).to.include(params);
      expect(bench.state.legs.size).to.equal(0);
    });
  }

  it('calls a user whose socket is lost: absent', () => {
    const bench = two();
    bench.input({ type: 'socket-closed', socket: 'c' });
    bench.invite('a', 'c1', 'customer');
    expect(bench.received('a').at(-1)?.params).to.include({ cause: 'SUBSCRIBER_ABSENT', sipCode: 480 });
  });

  it('9003 ends as not answered if a limit is set, and rings on otherwise', () => {
    const limited = two(new Bench({ noAnswerMs: 10_000 }));
    limited.invite('a', 'c1', '9003');
    limited.advance(10_000);
    expect(limited.received('a').at(-1)?.params).to.include({ cause: 'NO_ANSWER', causeCode: 19, sipCode: 480 });
    const endless = two();
    endless.invite('a', 'c1', '9003');
    endless.send('a', 'telnyx_rtc.ping', {});
    endless.advance(50_000);
    expect(endless.state.legs.get('c1')?.phase).to.equal('ringing');
  });

  const byes: [who: string, given: object, far: object][] = [
    ['the caller before the answer', { by: 'a' }, { cause: 'ORIGINATOR_CANCEL', causeCode: 487 }],
    ['the callee before the answer', { by: 'c', cause: 'USER_BUSY', causeCode: 17 }, { causeCode: 17, sipCode: 486 }],
    ['the callee, rejecting', { by: 'c', cause: 'CALL_REJECTED', causeCode: 21 }, { causeCode: 21, sipCode: 603 }],
  ];
  for (const [who, given, far] of byes) {
    it(`bye of ${who}`, () => {
      const bench = two();
      bench.invite('a', 'c1', 'customer');
      const { by, ...cause } = given as { by: string };
      const leg = by === 'a' ? 'c1' : bench.legOf('customer');
      expect(bench.about(by, 'telnyx_rtc.bye', leg, cause).result).to.include({ message: 'CALL ENDED' });
      expect(bench.received(by === 'a' ? 'c' : 'a').at(-1)?.params).to.include(far);
      expect(bench.state.legs.size).to.equal(0);
      expect(bench.take().filter(({ type }) => type === 'media-close')).to.have.length(2);
    });
  }

  it('bye of an answered call: normal clearing at the far end, once', () => {
    const { bench } = answered();
    bench.about('a', 'telnyx_rtc.bye', 'c1', { cause: 'NORMAL_CLEARING', causeCode: 16 });
    expect(bench.received('c').map(({ method }) => method)).to.deep.equal(['telnyx_rtc.bye']);
    expect(bench.about('a', 'telnyx_rtc.bye', 'c1').error?.code).to.equal(-32002);
  });

  it('hold: nothing to the holder, silence to the other, and back', () => {
    const { bench, callee } = answered();
    const hold = bench.about('a', 'telnyx_rtc.modify', 'c1', { action: 'hold' });
    expect(hold.result).to.include({ action: 'hold', holdState: 'held' });
    expect(bench.route('c1')?.source).to.deep.equal({ kind: 'nothing' });
    expect(bench.route(callee)?.source).to.deep.equal({ kind: 'silence' });
    const toggle = bench.about('a', 'telnyx_rtc.modify', 'c1', { action: 'toggleHold' });
    expect(toggle.result).to.include({ holdState: 'active' });
    expect(bench.route(callee)?.source).to.deep.equal({ kind: 'leg', leg: 'c1' });
  });

  it('hold can be refused, or left unanswered, and is not done then', () => {
    const { bench } = answered();
    const hold = (): ReturnType<Bench['about']> => bench.about('a', 'telnyx_rtc.modify', 'c1', { action: 'hold' });
    bench.fault({ fault: 'hold', user: 'agent' });
    expect(hold().error).to.include({ message: 'CALL CANNOT BE HELD' });
    bench.fault({ fault: 'hold', user: 'agent', outcome: 'unanswered', times: 2 });
    for (const { result, error } of [hold(), hold()]) expect([result, error]).to.deep.equal([undefined, undefined]);
    expect(bench.state.legs.get('c1')!.held).to.equal(false);
    expect(hold().result).to.include({ holdState: 'held' });
  });

  it('updateMedia is answered with a description, and keeps the hold', () => {
    const { bench } = answered();
    bench.about('a', 'telnyx_rtc.modify', 'c1', { action: 'hold' });
    const reply = bench.about('a', 'telnyx_rtc.modify', 'c1', { action: 'updateMedia', sdp: SDP });
    expect(reply.result).to.include({ action: 'updateMedia', sdp: 'v=0 server', holdState: 'held' });
  });

  it('collects digits', () => {
    const { bench } = answered();
    for (const dtmf of ['1', '#', '*9']) bench.about('a', 'telnyx_rtc.info', 'c1', { dtmf });
    expect(bench.state.legs.get('c1')?.dtmf).to.equal('1#*9');
    expect(bench.about('a', 'telnyx_rtc.info', 'c1', { dtmf: 'x' }).error?.code).to.equal(-32602);
  });

  it('passes custom headers on to the callee', () => {
    const bench = two();
    const headers = [{ name: 'X-Case', value: '7' }];
    const dialogParams = { callID: 'c1', destination_number: 'customer', custom_headers: headers };
    bench.send('a', 'telnyx_rtc.invite', { sdp: SDP, dialogParams });
    expect(bench.received('c').at(-1)?.params?.['dialogParams']).to.deep.equal({ custom_headers: headers });
  });

  it('ends the call when a description cannot be used', () => {
    const bench = two();
    bench.mediaWorks = false;
    bench.invite('a', 'c1', '9196');
    bench.input({ type: 'media-failed', leg: 'c1', purpose: 'invite', message: 'no common codec' });
    expect(bench.received('a').at(-1)?.params).to.include({ cause: 'INCOMPATIBLE_DESTINATION' });
  });

  it('forgets media that comes after the end of its call', () => {
    const bench = two();
    bench.mediaWorks = false;
    bench.invite('a', 'c1', '9196');
    bench.about('a', 'telnyx_rtc.bye', 'c1');
    bench.received('a');
    bench.input({ type: 'media-ready', leg: 'c1', purpose: 'invite', sdp: 'v=0' });
    expect(bench.received('a')).to.deep.equal([]);
  });
});

describe('gateway: re-attached calls', () => {
  /** The client's socket is lost and it logs in again on socket `t`; returns what it then receives. */
  function comeBack(bench: Bench, user: string, socket: string): string[] {
    const session = [...bench.state.sessions.values()].find((each) => each.user === user);
    if (!session) throw new Error('no session');
    bench.input({ type: 'socket-closed', socket });
    bench.login('t', user, { sessid: session.id, voiceSdkId: session.voiceSdkId });
    return bench.methods('t');
  }

  it('go on: hold kept, the other side told nothing', () => {
    const { bench } = answered();
    bench.about('a', 'telnyx_rtc.modify', 'c1', { action: 'hold' });
    expect(comeBack(bench, 'agent', 'a')).to.deep.equal(['telnyx_rtc.clientReady', 'telnyx_rtc.attach']);
    expect(bench.about('t', 'telnyx_rtc.attach', 'c1', { sdp: SDP }).result).to.include({ callID: 'c1' });
    const leg = bench.state.legs.get('c1');
    expect(leg).to.include({ phase: 'active', held: true });
    expect(leg?.reattachedAt).to.deep.equal([bench.at]);
    expect(bench.received('c')).to.deep.equal([]);
  });

  it('are answered by it if they rang: the weakness that the SDK falls into', () => {
    const bench = two();
    bench.invite('a', 'c1', 'customer');
    bench.received('a');
    const callee = bench.legOf('customer');
    comeBack(bench, 'customer', 'c');
    bench.about('t', 'telnyx_rtc.attach', callee, { sdp: SDP });
    expect(bench.methods('a')).to.deep.equal(['telnyx_rtc.answer']);
  });

  it('ring on at the caller: an attach answers nothing there', () => {
    const bench = two();
    bench.invite('a', 'c1', 'customer');
    comeBack(bench, 'agent', 'a');
    bench.about('t', 'telnyx_rtc.attach', 'c1', { sdp: SDP });
    expect(bench.state.legs.get('c1')?.phase).to.equal('ringing');
    bench.about('c', 'telnyx_rtc.answer', bench.legOf('customer'), { sdp: SDP });
    const answer = bench.received('t').at(-1);
    expect(answer?.method).to.equal('telnyx_rtc.answer');
    expect(answer?.params).to.not.have.property('sdp');
  });

  it('are not offered if they ended meanwhile', () => {
    const { bench, callee } = answered();
    bench.input({ type: 'socket-closed', socket: 'a' });
    bench.about('c', 'telnyx_rtc.bye', callee);
    expect(comeBack(bench, 'agent', 'a')).to.deep.equal(['telnyx_rtc.clientReady']);
  });

  it('are refused an attach that was not offered, and a second one', () => {
    const { bench } = answered();
    expect(bench.about('a', 'telnyx_rtc.attach', 'c1', { sdp: SDP }).error?.code).to.equal(-32002);
    comeBack(bench, 'agent', 'a');
    bench.about('t', 'telnyx_rtc.attach', 'c1', { sdp: SDP });
    expect(bench.about('t', 'telnyx_rtc.attach', 'c1', { sdp: SDP }).error?.code).to.equal(-32002);
  });
});
