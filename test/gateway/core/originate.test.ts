import { expect } from 'chai';
import { Bench, SDP } from '../support/bench.ts';

const from = { service: 'tone', name: 'Ada', number: '+15551230000' } as const;

describe('gateway: a call of its own', () => {
  it('rings at the user, plays a tone once answered, and ends with a bye', () => {
    const bench = new Bench();
    bench.login('a', 'agent');
    bench.received('a');
    bench.input({ type: 'originate', call: { user: 'agent', ...from } });
    const [invite] = bench.received('a');
    expect(invite?.method).to.equal('telnyx_rtc.invite');
    expect(invite?.params).to.include({ caller_id_name: 'Ada', caller_id_number: '+15551230000' });
    const leg = bench.legOf('agent');
    expect(bench.route(leg)?.source.kind).to.equal('nothing');
    expect(bench.about('a', 'telnyx_rtc.answer', leg, { sdp: SDP }).result).to.include({ callID: leg });
    expect(bench.route(leg)?.source.kind).to.equal('tone');
    bench.about('a', 'telnyx_rtc.bye', leg, { cause: 'NORMAL_CLEARING', causeCode: 16 });
    expect(bench.state.legs.size).to.equal(0);
  });

  it('rings nowhere when the user has no socket', () => {
    const bench = new Bench();
    bench.login('a', 'agent');
    bench.input({ type: 'socket-closed', socket: 'a' });
    bench.input({ type: 'originate', call: { user: 'agent', ...from } });
    expect(bench.state.legs.size).to.equal(0);
  });
});
