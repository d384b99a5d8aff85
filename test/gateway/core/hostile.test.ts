import { expect } from 'chai';
import fc from 'fast-check';
import { readFault } from '../../../demo/gateway/core/read-fault.ts';
import { Bench, SDP } from '../support/bench.ts';

const METHODS = ['invite', 'answer', 'attach', 'bye', 'modify', 'info', 'candidate', 'endOfCandidates'].map(
  (name) => `telnyx_rtc.${name}`,
);

describe('gateway: hostile clients', () => {
  const invites: [name: string, params: unknown][] = [
    ['no parameters', {}],
    ['parameters that are a list', []],
    ['no dialog', { sdp: SDP }],
    ['a dialog that is a list', { sdp: SDP, dialogParams: [] }],
    ['no callID', { sdp: SDP, dialogParams: {} }],
    ['a callID that is an object', { sdp: SDP, dialogParams: { callID: {} } }],
    ['a callID with markup', { sdp: SDP, dialogParams: { callID: '<b>' } }],
    ['an endless callID', { sdp: SDP, dialogParams: { callID: 'c'.repeat(129) } }],
    ['no description', { dialogParams: { callID: 'c' } }],
    ['a description that is an object', { sdp: {}, dialogParams: { callID: 'c' } }],
    ['a description that is none', { sdp: 'hello', dialogParams: { callID: 'c' } }],
    ['a description without audio', { sdp: 'v=0\r\nm=video 9 X 0\r\n', dialogParams: { callID: 'c' } }],
    ['a description without ICE', { sdp: 'v=0\r\nm=audio 9 X 0\r\n', dialogParams: { callID: 'c' } }],
    ['an endless description', { sdp: SDP + 'a'.repeat(70_000), dialogParams: { callID: 'c' } }],
    ['a number that is an object', { sdp: SDP, dialogParams: { callID: 'c', destination_number: {} } }],
    ['an endless number', { sdp: SDP, dialogParams: { callID: 'c', destination_number: '1'.repeat(300) } }],
    ['headers that are none', { sdp: SDP, dialogParams: { callID: 'c', custom_headers: 'x' } }],
    ['headers of nothing', { sdp: SDP, dialogParams: { callID: 'c', custom_headers: [null] } }],
    ['headers without end', { sdp: SDP, dialogParams: { callID: 'c', custom_headers: Array(100).fill({}) } }],
  ];
  for (const [name, params] of invites) {
    it(`are refused an invite with ${name}, which leaves nothing behind`, () => {
      const bench = new Bench();
      bench.login('s', 'agent');
      const before = structuredClone(bench.state.legs);
      expect(bench.send('s', 'telnyx_rtc.invite', params).error?.code).to.equal(-32602);
      expect(bench.state.legs).to.deep.equal(before);
      expect(bench.take()).to.deep.equal([]);
    });
  }

  it('cannot touch the calls of others, nor learn of them', () => {
    const bench = new Bench();
    bench.login('a', 'agent');
    bench.login('m', 'mallory');
    bench.invite('a', 'c1', '9196');
    bench.advance(500);
    for (const method of METHODS.filter((each) => each !== 'telnyx_rtc.invite')) {
      const params = { sdp: SDP, action: 'hold', dtmf: '1', candidate: 'candidate:1' };
      expect(bench.about('m', method, 'c1', params).error, method).to.deep.equal({
        code: -32002,
        message: 'CALL DOES NOT EXIST',
      });
    }
    expect(bench.invite('m', 'c1', '9196').error?.code).to.equal(-32002);
    expect(bench.state.legs.get('c1')).to.include({ user: 'agent', phase: 'active', held: false });
  });

  it('cannot speak for another session', () => {
    const bench = new Bench();
    const agent = bench.login('a', 'agent');
    bench.login('m', 'mallory');
    const params = { sessid: agent, sdp: SDP, dialogParams: { callID: 'c', destination_number: '9196' } };
    expect(bench.send('m', 'telnyx_rtc.invite', params).error?.code).to.equal(-32002);
  });

  const early: [method: string, params: object][] = [
    ['telnyx_rtc.answer', { sdp: SDP }],
    ['telnyx_rtc.attach', { sdp: SDP }],
    ['telnyx_rtc.modify', { action: 'hold' }],
    ['telnyx_rtc.modify', { action: 'updateMedia', sdp: SDP }],
    ['telnyx_rtc.modify', { action: 'explode' }],
    ['telnyx_rtc.info', { dtmf: '1' }],
  ];
  for (const [method, params] of early) {
    it(`are refused ${method} ${JSON.stringify(params).slice(0, 30)} on a call of theirs that only rings`, () => {
      const bench = new Bench();
      bench.login('a', 'agent');
      bench.invite('a', 'c1', '9003');
      expect(bench.about('a', method, 'c1', params).error?.code).to.be.oneOf([-32002, -32602]);
      expect(bench.state.legs.get('c1')?.phase).to.equal('ringing');
    });
  }

  it('get no answer to a notification, and an error to an unknown method', () => {
    const bench = new Bench();
    bench.login('a', 'agent');
    bench.received('a');
    bench.raw('a', '{"jsonrpc":"2.0","method":"telnyx_rtc.nonsense"}');
    expect(bench.received('a')).to.deep.equal([]);
    expect(bench.send('a', 'telnyx_rtc.nonsense', {}).error?.code).to.equal(-32601);
    expect(bench.send('a', 'constructor', {}).error?.code).to.equal(-32601);
  });

  it('may send the SDK’s speed test, acks and debug reports', () => {
    const bench = new Bench();
    bench.login('a', 'agent');
    bench.received('a');
    for (const frame of ['#SPU 1024', '#SPB ....', '#SPE', '{"jsonrpc":"2.0","id":1,"result":{}}'])
      bench.raw('a', frame);
    expect(bench.received('a')).to.deep.equal([]);
    bench.raw('a', '{"jsonrpc":"2.0","id":5,"type":"debug_report_data","debug_report_data":[]}');
    expect(bench.received('a')[0]).to.include({ id: 5 });
  });

  const ids = fc.constantFrom('c1', 'c2', 'c3', '__proto__', 'constructor', '');
  const params = fc.record(
    {
      sdp: fc.oneof(fc.constant(SDP), fc.anything()),
      action: fc.oneof(fc.constantFrom('hold', 'unhold', 'toggleHold', 'updateMedia'), fc.anything()),
      dtmf: fc.oneof(fc.constantFrom('1', '#'), fc.anything()),
      causeCode: fc.anything(),
      sessid: fc.option(fc.anything()),
      candidate: fc.oneof(fc.constant('candidate:1'), fc.anything()),
      login_token: fc.oneof(fc.constantFrom('agent', 'customer', 'expired:agent'), fc.anything()),
      dialogParams: fc.oneof(
        fc.record({ callID: ids, destination_number: fc.constantFrom('9196', '9004', 'customer', 'agent', 'x') }),
        fc.anything(),
      ),
    },
    { requiredKeys: [] },
  );
  const action = fc.oneof(
    fc.record({
      do: fc.constant('send' as const),
      socket: fc.constantFrom('a', 'b', 'd'),
      method: fc.oneof(fc.constantFrom(...METHODS, 'login', 'telnyx_rtc.ping', 'telnyx_rtc.gatewayState'), fc.string()),
      params: fc.oneof({ arbitrary: params, weight: 5 }, { arbitrary: fc.anything(), weight: 1 }),
    }),
    fc.record({
      do: fc.constant('raw' as const),
      socket: fc.constantFrom('a', 'b'),
      text: fc.oneof(fc.string(), fc.json()),
    }),
    fc.record({ do: fc.constant('close' as const), socket: fc.constantFrom('a', 'b', 'd') }),
    fc.record({ do: fc.constant('open' as const), socket: fc.constantFrom('a', 'b', 'd') }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.nat(70_000) }),
    fc.record({
      do: fc.constant('fault' as const),
      fault: fc.constantFrom(
        'close',
        'black-hole',
        'refuse',
        'expire-tokens',
        'login-error',
        'forget-session',
        'garbage',
        'restore',
      ),
      user: fc.constantFrom('agent', 'customer', undefined),
      forMs: fc.option(fc.nat(10_000), { nil: undefined }),
    }),
  );

  it('never break it, whatever they send in whatever order', function () {
    this.timeout(30_000);
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const bench = new Bench();
        bench.login('a', 'agent');
        bench.login('b', 'customer');
        for (const each of actions) {
          if (each.do === 'send') bench.send(each.socket, each.method, each.params);
          else if (each.do === 'raw') bench.raw(each.socket, each.text);
          else if (each.do === 'close') bench.input({ type: 'socket-closed', socket: each.socket });
          else if (each.do === 'open') {
            // The shell gives every socket a name of its own.
            if (!bench.state.sockets.has(each.socket)) bench.open(each.socket);
          } else if (each.do === 'wait') bench.advance(each.ms);
          else bench.fault(each);
          expectConsistent(bench);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('cannot make a fault of what is none', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        try {
          readFault(value, 0);
        } catch (error) {
          expect(error).to.be.instanceOf(Error);
        }
      }),
    );
  });
});

/** What must hold between any two inputs. */
function expectConsistent({ state }: Bench): void {
  for (const leg of state.legs.values()) {
    expect(state.sessions.has(leg.session), 'a leg belongs to a session').to.equal(true);
    if (leg.far.kind === 'leg') {
      const far = state.legs.get(leg.far.leg);
      expect(far?.far, 'legs of a call name each other').to.deep.equal({ kind: 'leg', leg: leg.id });
    }
    if (leg.held) expect(leg.phase, 'only an answered call is held').to.equal('active');
    if (leg.phase === 'active') expect(leg.answeredAt).to.not.equal(null);
  }
  for (const session of state.sessions.values()) {
    if (session.socket === null) expect(session.detachedAt).to.not.equal(null);
    else expect(state.sockets.get(session.socket)?.session, 'socket and session name each other').to.equal(session.id);
  }
}
