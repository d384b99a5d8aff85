import { expect } from 'chai';
import { microphoneLive, viewCall } from '../../src/machines/call-view.ts';
import { viewPhone } from '../../src/machines/view.ts';
import { happen, SITUATIONS, type Situation } from '../support/call-tables.ts';
import {
  answered,
  aQuality,
  asked,
  call,
  IDENTITY,
  IN,
  NOW,
  pending,
  phone,
  recovering,
  sampled,
  THEN,
} from '../support/machines.ts';

describe('view: a call', () => {
  it('shows all there is to know', () => {
    const view = viewCall(
      answered({
        identity: IDENTITY,
        recoveredCallId: 'call-1',
        attachments: 1,
        recoveries: 2,
        micMuted: true,
        held: true,
        background: true,
        startedAt: 1,
        answeredAt: 2,
        pending: [pending('unhold')],
      }),
    );
    expect(view).to.deep.equal({
      id: 'call-1',
      recoveredCallId: 'call-1',
      ...IDENTITY,
      direction: 'outbound',
      state: 'held',
      startedAt: 1,
      answeredAt: 2,
      endedAt: null,
      remoteNumber: '+15550001111',
      remoteName: 'Ada',
      micMuted: true,
      held: true,
      background: true,
      pending: ['unhold'],
      cause: null,
      sipCode: null,
      sipReason: null,
      error: null,
      remoteMedia: null,
      localMedia: null,
      microphoneLost: false,
      mediaHealthy: true,
      mediaLostAt: null,
      attachments: 1,
      recoveries: 2,
      quality: null,
      earlyMedia: false,
      shownByPage: false,
    });
    expect(view).to.be.frozen;
    expect(view.pending).to.be.frozen;
  });

  /** state, remote media, whether audio is known to cross, whether the microphone may be live */
  const rows: [Situation, string, 'flowing' | 'stalled' | null, boolean, boolean][] = [
    ['dialling', 'new', null, false, true],
    ['accepted', 'new', null, false, true],
    ['ringing in', 'ringing', null, false, true],
    ['active', 'active', 'flowing', true, true],
    ['stalled', 'active', 'stalled', false, true],
    ['holding', 'active', 'flowing', true, false],
    ['held', 'held', null, true, false],
    ['unholding', 'held', null, true, false],
    ['lost', 'reconnecting', 'flowing', false, true],
    ['lost on hold', 'reconnecting', null, false, false],
    ['over', 'destroyed', null, false, false],
  ];
  for (const [situation, state, remoteMedia, mediaHealthy, live] of rows) {
    it(`${situation}: ${state}, ${remoteMedia}`, () => {
      const one = SITUATIONS[situation];
      expect(viewCall(one)).to.include({ state, remoteMedia, mediaHealthy });
      expect(microphoneLive(one)).to.equal(live);
      expect(microphoneLive({ ...one, micMuted: true })).to.equal(false);
      expect(viewCall(one).mediaLostAt).to.equal(state === 'reconnecting' ? THEN : null);
    });
  }

  it('is healthy only on a connected peer', () => {
    expect(viewCall(answered({}, { peer: 'disconnected' })).mediaHealthy).to.equal(false);
    expect(viewCall(answered({ held: true }, { stalled: true })).mediaHealthy).to.equal(true);
    expect(viewCall(recovering({}, { peer: 'connected' })).mediaHealthy).to.equal(false);
    expect(viewCall(call({}, { peer: 'connected' })).mediaHealthy).to.equal(false);
  });
});

describe('view: the phone', () => {
  const two = phone([answered(), answered({ id: 'call-2', held: true })]);

  it('is the same while nothing changes', () => {
    const first = viewPhone(two, null);
    expect(viewPhone(two, first)).to.equal(first);
    expect(viewPhone({ ...two, calls: two.calls.map((one) => ({ ...one })) }, first)).to.equal(first);
    expect(first).to.be.frozen;
    expect(first.calls).to.be.frozen;
    expect(first.lastActiveCallId).to.equal('call-1');
  });

  it('changes only what changes', () => {
    const first = viewPhone(two, null);
    const muted = viewPhone(happen(two, asked('mute')).phone, first);
    expect(muted).not.to.equal(first);
    expect(muted.connection).to.equal(first.connection);
    expect(muted.calls).not.to.equal(first.calls);
    expect(muted.calls[0]).not.to.equal(first.calls[0]);
    expect(muted.calls[1]).to.equal(first.calls[1]);
    const offline = viewPhone(phone(two.calls, IN.waiting), first);
    expect(offline.calls).to.equal(first.calls);
    expect(offline.connection).not.to.equal(first.connection);
  });

  it('takes equal measurements for the same', () => {
    const once = happen(two, sampled({ inboundPackets: 150 })).phone;
    const twice = happen(once, sampled({ inboundPackets: 200 }), NOW + 10).phone;
    const first = viewPhone(once, null);
    expect(viewPhone(twice, first)).to.equal(first);
    const worse = happen(twice, sampled({ inboundPackets: 250, quality: aQuality({ jitter: 99 }) }), NOW + 20).phone;
    expect(viewPhone(worse, first).calls[0]).not.to.equal(first.calls[0]);
    expect(viewPhone(two, first).calls[0]!.quality).to.equal(null);
    expect(viewPhone(once, viewPhone(two, null)).calls[0]!.quality).not.to.equal(null);
  });

  it('tells pending commands apart', () => {
    const first = viewPhone(phone([answered({ pending: [pending('hold')] })]), null);
    expect(viewPhone(phone([answered({ pending: [pending('hold', { ticket: 5 })] })]), first)).to.equal(first);
    expect(viewPhone(phone([answered({ pending: [pending('dtmf')] })]), first)).not.to.equal(first);
    expect(viewPhone(phone([answered({ pending: [pending('hold'), pending('dtmf')] })]), first)).not.to.equal(first);
    expect(viewPhone(phone([answered()]), first).calls[0]!.pending).to.deep.equal([]);
  });

  it('notices calls that come, go or change their order', () => {
    const first = viewPhone(two, null);
    expect(viewPhone(phone([two.calls[0]!]), first).calls).to.have.length(1);
    expect(viewPhone(phone([...two.calls, call({ id: 'call-3' })]), first).calls).to.have.length(3);
    expect(viewPhone(phone(two.calls.toReversed()), first).calls.map(({ id }) => id)).to.deep.equal([
      'call-2',
      'call-1',
    ]);
    expect(viewPhone({ ...two, lastActiveCallId: null }, first).lastActiveCallId).to.equal(null);
  });
});
