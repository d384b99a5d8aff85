import { expect } from 'chai';
import { Bench, SDP } from '../support/bench.ts';

/** `a` talks to `b`, and `c` is there too. */
function talking(): Bench {
  const bench = new Bench();
  for (const user of ['a', 'b', 'c']) bench.login(user, user);
  bench.invite('a', 'c1', 'b');
  bench.about('b', 'telnyx_rtc.answer', bench.legOf('b'), { sdp: SDP });
  for (const user of ['a', 'b', 'c']) bench.received(user);
  return bench;
}

const transfer = (bench: Bench, user: string, to: string): void =>
  bench.input({
    type: 'transfer',
    callControlId: bench.state.legs.get(bench.legOf(user))?.telnyxCallControlId ?? '',
    to,
  });

describe('a blind transfer', () => {
  it('lets go of whoever transfers as if the other side had hung up', () => {
    const bench = talking();
    transfer(bench, 'a', '9196');
    const [bye] = bench.received('a');
    expect(bye).to.deep.include({ method: 'telnyx_rtc.bye' });
    expect(bye?.params).to.include({ cause: 'NORMAL_CLEARING', causeCode: 16 });
    expect(bench.legOf('a')).to.equal('');
  });

  it('lets the other side go on with a service', () => {
    const bench = talking();
    transfer(bench, 'a', '9664');
    expect(bench.route(bench.legOf('b'))?.source.kind).to.equal('tone');
    expect(bench.methods('b')).to.deep.equal([]);
  });

  it('rings somebody else, who then talks to the other side', () => {
    const bench = talking();
    transfer(bench, 'a', 'c');
    const invite = bench.received('c').find(({ method }) => method === 'telnyx_rtc.invite');
    expect(JSON.stringify(invite?.params)).to.include('"b"');
    expect(bench.route(bench.legOf('b'))?.source.kind).to.equal('nothing');
    bench.about('c', 'telnyx_rtc.answer', bench.legOf('c'), { sdp: SDP });
    expect(bench.route(bench.legOf('b'))?.source).to.deep.equal({ kind: 'leg', leg: bench.legOf('c') });
    expect(bench.route(bench.legOf('c'))?.source).to.deep.equal({ kind: 'leg', leg: bench.legOf('b') });
    bench.about('c', 'telnyx_rtc.bye', bench.legOf('c'));
    expect(bench.methods('b')).to.deep.equal(['telnyx_rtc.bye']);
    expect(bench.state.legs.size).to.equal(0);
  });

  it('ends the call of the other side where there is nobody', () => {
    const bench = talking();
    transfer(bench, 'a', 'nobody');
    expect(bench.received('b')[0]?.params).to.include({ sipCode: 404 });
    expect(bench.state.legs.size).to.equal(0);
  });

  describe('that is attended', () => {
    /** `a` talks to `b`, and has asked `to`. */
    function asked(to: string): Bench {
      const bench = talking();
      bench.invite('a', 'c2', to);
      bench.advance(500);
      if (to === 'c') bench.about('c', 'telnyx_rtc.answer', bench.legOf('c'), { sdp: SDP });
      for (const user of ['a', 'b', 'c']) bench.received(user);
      return bench;
    }
    const control = (bench: Bench, leg: string): string => bench.state.legs.get(leg)?.telnyxCallControlId ?? '';
    const join = (bench: Bench): void =>
      bench.input({ type: 'join', callControlId: control(bench, 'c1'), consultation: control(bench, 'c2') });

    it('joins the other sides, and lets go of both calls', () => {
      const bench = asked('c');
      join(bench);
      expect(bench.methods('a')).to.deep.equal(['telnyx_rtc.bye', 'telnyx_rtc.bye']);
      expect(bench.route(bench.legOf('b'))?.source).to.deep.equal({ kind: 'leg', leg: bench.legOf('c') });
      expect(bench.route(bench.legOf('c'))?.source).to.deep.equal({ kind: 'leg', leg: bench.legOf('b') });
      expect([...bench.methods('b'), ...bench.methods('c')]).to.deep.equal([]);
    });

    it('leaves the other side with a service, if that was asked', () => {
      const bench = asked('9664');
      join(bench);
      expect(bench.route(bench.legOf('b'))?.source.kind).to.equal('tone');
      expect(bench.state.legs.size).to.equal(1);
    });

    it('is nothing with itself, or with a call of somebody else', () => {
      const bench = talking();
      const [mine, theirs] = ['c1', bench.legOf('b')].map((leg) => control(bench, leg));
      bench.input({ type: 'join', callControlId: mine!, consultation: mine! });
      bench.input({ type: 'join', callControlId: mine!, consultation: theirs! });
      expect(bench.state.legs.size).to.equal(2);
    });
  });

  it('does nothing to a call that is not answered, or not there', () => {
    const bench = new Bench();
    for (const user of ['a', 'b']) bench.login(user, user);
    bench.invite('a', 'c1', 'b');
    transfer(bench, 'a', '9196');
    bench.input({ type: 'transfer', callControlId: 'v3:nonsense', to: '9196' });
    expect(bench.state.legs.size).to.equal(2);
  });
});
