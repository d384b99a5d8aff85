import { expect } from 'chai';
import type { MachineEvent } from '../../src/machines/events.ts';
import { keepCalls, type KeptCalls } from '../../src/machines/kept-calls.ts';
import type { PhoneMachine } from '../../src/machines/phone-state.ts';
import { viewPhone } from '../../src/machines/view.ts';
import { happen } from '../support/call-tables.ts';
import {
  answered,
  appeared,
  call,
  callInWords,
  connection,
  effectInWords,
  IN,
  NOW,
  peer,
  phone,
  progress,
  sampled,
  SOCKET,
  THEN,
} from '../support/machines.ts';

const LEFT = THEN;
const keep = (state: PhoneMachine): KeptCalls | null => keepCalls(viewPhone(state, null), LEFT);
const idle = (): PhoneMachine => phone([], IN.idle);
const take = (kept: KeptCalls, at = NOW) => happen(idle(), { type: 'calls-kept', kept }, at);
const on = (state: PhoneMachine, events: readonly MachineEvent[], at = NOW): PhoneMachine =>
  events.reduce((now, event) => happen(now, event, at).phone, state);

describe('what a page leaves behind', () => {
  it('is nothing without a live call', () => {
    expect(keep(phone([]))).to.equal(null);
    expect(keep(phone([answered({ stage: 'ended', endedAt: THEN, cause: 'normal' })]))).to.equal(null);
  });

  it('is the call as it is, its mute and hold included', () => {
    const kept = keep({ ...phone([answered({ micMuted: true, held: true })]), lastActiveCallId: 'call-1' });
    expect(kept?.stays).to.equal('call-1');
    expect(kept?.calls).to.have.length(1);
    expect(kept?.calls[0]).to.include({ id: 'call-1', startedAt: THEN, answeredAt: THEN, micMuted: true, held: true });
  });

  it('can come back only if it was answered, and as the one last active', () => {
    expect(keep(phone([call({ stage: 'ringing', direction: 'inbound' })]))?.stays).to.equal(null);
    const two = phone([answered({ held: true }), answered({ id: 'call-2' })]);
    expect(keep({ ...two, lastActiveCallId: 'call-2' })).to.include({ stays: 'call-2' });
  });
});

describe('what the next page makes of it', () => {
  const kept = (over: Partial<KeptCalls['calls'][number]> = {}, stays: string | null = 'call-1'): KeptCalls => {
    const { calls } = keep({ ...phone([answered({ micMuted: true })]), lastActiveCallId: 'call-1' }) ?? { calls: [] };
    return { leftAt: LEFT, stays, calls: calls.map((one) => ({ ...one, ...over })) };
  };
  const words = (state: PhoneMachine): string[] =>
    state.calls.map((one) => callInWords(one).replace(/^(destroyed error|reconnecting).*/, '$1'));

  it('is a call without audio, which has what it had', () => {
    const { phone: next, effects } = take(kept());
    expect(effects).to.deep.equal([]);
    const [view] = viewPhone(next, null).calls;
    expect(view).to.include({
      state: 'reconnecting',
      startedAt: THEN,
      answeredAt: THEN,
      micMuted: true,
      mediaLostAt: LEFT,
    });
  });

  it('has lasted as long as it had, where the clock was set back meanwhile', () => {
    const { phone: next } = take(kept(), LEFT - 120_000);
    expect(viewPhone(next, null).calls[0]).to.include({
      state: 'reconnecting',
      startedAt: THEN - 120_000,
      answeredAt: THEN - 120_000,
      mediaLostAt: LEFT - 120_000,
    });
    expect(words(on(next, [{ type: 'tick' }], LEFT - 30_001))).to.deep.equal(['reconnecting']);
    expect(words(on(next, [{ type: 'tick' }], LEFT - 30_000))).to.deep.equal(['destroyed error']);
  });

  it('is silent from its first packet if it was muted or held', () => {
    for (const over of [{ micMuted: true }, { micMuted: false, held: true }]) {
      const { phone: next } = take(kept(over));
      const { effects } = happen(next, appeared({ attach: true, object: 1, direction: 'inbound' }));
      expect(effects.map(effectInWords)).to.include('mic off');
    }
  });

  it('comes back with the server and its packets, as the same call', () => {
    const back = on(take(kept()).phone, [
      { type: 'connect' },
      { type: 'registered', socket: 0 },
      appeared({ attach: true, direction: 'inbound', remoteNumber: '' }),
      progress('answered'),
      peer('connected'),
      sampled({ peer: 'connected', inboundPackets: 5 }),
    ]);
    const [view] = viewPhone(back, null).calls;
    expect(view).to.include({ state: 'active', direction: 'outbound', remoteNumber: '+15550001111', recoveries: 1 });
    expect(view).to.include({ recoveredCallId: 'call-1', startedAt: THEN, answeredAt: THEN });
  });

  it('is held again if the server thinks otherwise', () => {
    const state = on(take(kept({ held: true })).phone, [appeared({ attach: true, direction: 'inbound' })]);
    expect(happen(state, progress('answered')).effects.map(effectInWords)).to.include('hold');
  });

  it('has ended if it was not answered, or cannot come back, or is too old', () => {
    expect(words(take(kept({ answeredAt: null }, null)).phone)).to.deep.equal(['destroyed error']);
    expect(words(take(kept({}, null)).phone)).to.deep.equal(['destroyed error']);
    expect(words(take(kept(), LEFT + 90_000).phone)).to.deep.equal(['destroyed error']);
    expect(words(take(kept(), LEFT + 89_999).phone)).to.deep.equal(['reconnecting']);
    const { effects } = take(kept({}, null));
    expect(effects.map(effectInWords)).to.deep.equal(['report! session-lost']);
  });

  it('is hung up if the server brings back what has ended', () => {
    const { effects } = happen(take(kept({}, null)).phone, appeared({ attach: true, direction: 'inbound' }));
    expect(effects.map(effectInWords)).to.include('hangup with bye');
  });

  it('ends when the server does not bring it back in time', () => {
    const ready = {
      ...take(kept()).phone,
      connection: connection({ name: 'registering', deadline: NOW + 9, askAt: null }, { socket: SOCKET }),
    };
    const registered = on(ready, [{ type: 'registered', socket: SOCKET }]);
    expect(words(on(registered, [{ type: 'tick' }], NOW + 9999))).to.deep.equal(['reconnecting']);
    expect(words(on(registered, [{ type: 'tick' }], NOW + 10_000))).to.deep.equal(['destroyed error']);
  });

  it('ends when nobody connects before the server has forgotten it', () => {
    expect(words(on(take(kept()).phone, [{ type: 'tick' }], LEFT + 90_000))).to.deep.equal(['destroyed error']);
  });

  it('is taken once', () => {
    const { phone: next } = take(kept());
    expect(happen(next, { type: 'calls-kept', kept: kept() }).phone.calls).to.have.length(1);
  });
});
