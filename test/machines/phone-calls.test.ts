import { NO_TOKEN } from '../../src/machines/token.ts';
import { expect } from 'chai';
import type { CallMachine } from '../../src/machines/call-state.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import { initialConnection } from '../../src/machines/connection-state.ts';
import { initialPhone, type PhoneMachine } from '../../src/machines/phone-state.ts';
import { stepPhone } from '../../src/machines/root.ts';
import { happen, SITUATIONS } from '../support/call-tables.ts';
import {
  answered,
  appeared,
  asked,
  call,
  callInWords,
  effectInWords,
  IN,
  inWords,
  NOW,
  peer,
  phone,
  progress,
  recovering,
  sampled,
  SOCKET,
  THEN,
} from '../support/machines.ts';
import { configured } from '../support/world.ts';

const effects = (state: PhoneMachine, event: MachineEvent, at = NOW): string =>
  happen(state, event, at).effects.map(effectInWords).join(', ');
const tick: MachineEvent = { type: 'tick' };

describe('phone: several calls', () => {
  const other = (over: Partial<CallMachine>): CallMachine => answered({ id: 'call-2', ...over });

  it('each is told only what concerns it', () => {
    const two = phone([answered(), other({ held: true })]);
    const words = (event: MachineEvent): string[] => happen(two, event).phone.calls.map(callInWords);
    expect(words(peer('failed', 1, 'call-2'))).to.deep.equal(['active', 'reconnecting on-hold background']);
    expect(words(asked('hangup', 9, 'call-2'))).to.deep.equal(['active', 'destroyed normal']);
    expect(words(asked('hold'))).to.deep.equal(['active [hold]', 'held background']);
    expect(words({ type: 'call-forgotten', callId: 'call-1' })).to.deep.equal(['destroyed error', 'held']);
    expect(words({ type: 'command-done', callId: 'call-1', ticket: 1 })).to.deep.equal(['active', 'held background']);
    expect(words({ type: 'disconnect', forget: false })).to.deep.equal(['destroyed normal', 'destroyed normal']);
    expect(words({ type: 'shown-by-page', callId: 'none' })).to.deep.equal(['active', 'held background']);
  });

  it('a command for none of them fails', () => {
    expect(effects(phone([answered()]), asked('hangup', 9, 'none'))).to.equal('fail 9 session-lost');
  });

  it('the one heard keeps the attempts going', () => {
    const last = { ...IN.opening, attempt: 10 };
    const outcome = happen(phone([recovering(), other({ held: true })], last), { type: 'socket-lost', socket: SOCKET });
    expect(outcome.phone.calls.map(callInWords)).to.deep.equal(['reconnecting', 'held background']);
    expect(inWords(outcome.phone.connection, NOW)).to.match(/^waiting #11/);
  });

  describe('the current one', () => {
    const current = (state: PhoneMachine, ...events: MachineEvent[]): string | null =>
      events.reduce((now, event) => happen(now, event).phone, state).lastActiveCallId;

    it('is none before an answer', () => {
      expect(current(phone([]), appeared())).to.equal(null);
      expect(current(phone([SITUATIONS['ringing out']]), progress('answered'))).to.equal('call-1');
    });

    it('is the one that is answered while the others are held', () => {
      const ringing = call({ id: 'call-2', direction: 'inbound', stage: 'ringing', accepted: true, answerAsked: true });
      const held = answered({ held: true });
      expect(current(phone([held, ringing]), progress('answered', 1, 'call-2'))).to.equal('call-2');
      expect(current(phone([ringing, held]), progress('answered', 1, 'call-2'))).to.equal('call-2');
    });

    it('stays the same while it speaks, whatever the others do', () => {
      const two = phone([answered(), other({})], IN.ready, { lastActiveCallId: 'call-1' });
      expect(current(two, tick)).to.equal('call-1');
      expect(current(two, progress('held', 1, 'call-2'))).to.equal('call-1');
      expect(current({ ...two, lastActiveCallId: 'call-2' }, tick)).to.equal('call-2');
    });

    it('moves on when it is held and another speaks', () => {
      const two = phone([answered(), other({})], IN.ready, { lastActiveCallId: 'call-1' });
      expect(current(two, progress('held'))).to.equal('call-2');
    });

    it('stays when it is held and no other speaks', () => {
      const two = phone([answered(), other({ held: true })], IN.ready, { lastActiveCallId: 'call-1' });
      expect(current(two, progress('held'))).to.equal('call-1');
    });

    it('is the one taken off hold', () => {
      const two = phone([
        answered({ held: true }),
        other({ held: true, pending: [{ command: 'unhold', ticket: 1, deadline: null }] }),
      ]);
      expect(current({ ...two, lastActiveCallId: 'call-1' }, progress('answered', 1, 'call-2'))).to.equal('call-2');
    });

    it('is the last of those that are left', () => {
      const held = ['call-0', 'call-2', 'call-3'].map((id) => other({ id, held: true }));
      const four = phone([...held, answered()], IN.ready, { lastActiveCallId: 'call-1' });
      expect(current(four, asked('hangup'))).to.equal('call-3');
      const speaking = phone([other({ id: 'call-0' }), other({ held: true }), answered()], IN.ready, {
        lastActiveCallId: 'call-1',
      });
      expect(current(speaking, asked('hangup'))).to.equal('call-0');
      const two = phone([answered(), other({ id: 'call-0' }), other({})], IN.ready, { lastActiveCallId: 'call-1' });
      expect(current(two, asked('hangup'))).to.equal('call-2');
      expect(current(phone([answered()]), asked('hangup'))).to.equal(null);
    });

    it('does not move with a loss of media', () => {
      const two = phone([answered(), other({})], IN.ready, { lastActiveCallId: 'call-1' });
      expect(current(two, peer('failed'))).to.equal('call-1');
    });
  });
});

describe('phone: the books', () => {
  const over = (index: number, owes = false): CallMachine =>
    answered({ id: `over-${index}`, stage: 'ended', cause: 'normal', endedAt: THEN, byeOwed: owes });

  it('keep the last ten ended calls, and those that owe a bye', () => {
    const many = Array.from({ length: 11 }, (_, index) => over(index));
    const ids = (state: PhoneMachine): string[] => happen(state, tick).phone.calls.map(({ id }) => id);
    expect(ids(phone(many.slice(0, 10)))).to.have.length(10);
    expect(ids(phone(many))).to.deep.equal(many.slice(1).map(({ id }) => id));
    const owing = [over(0, true), ...many.slice(1)];
    expect(ids(phone(owing))).to.have.length(11);
    expect(ids(phone([answered(), ...many]))).to.deep.equal(['call-1', ...many.slice(1).map(({ id }) => id)]);
  });

  it('know every call that is over, once', () => {
    const ended = happen(phone([answered()]), asked('hangup')).phone;
    expect(ended.tombstones).to.deep.equal(['call-1']);
    expect(happen(ended, tick).phone.tombstones).to.equal(ended.tombstones);
    expect(happen(phone([answered()]), tick).phone.tombstones).to.deep.equal([]);
  });

  it('forgets those that were buried long ago, and none that the server may still have', () => {
    const old = Array.from({ length: 100 }, (_, index) => `old-${index}`);
    const owed = answered({ stage: 'ended', byeOwed: true });
    const { tombstones } = happen(phone([owed], IN.ready, { tombstones: old }), tick).phone;
    expect(tombstones).to.have.length(100);
    expect(tombstones).to.include('call-1').and.not.include('old-0');
  });

  it('a call dropped from the books still does not come back', () => {
    const state = phone([], IN.ready, { tombstones: ['call-1'] });
    expect(effects(state, appeared({ attach: true }))).to.equal('mic off, hangup with bye');
    expect(happen(state, appeared({ attach: true })).phone.calls).to.deep.equal([]);
  });

  it('are due when the earliest of all is', () => {
    const step = (state: PhoneMachine): number | null => stepPhone(state, { type: 'loaded' }, NOW).wakeAt;
    expect(step(phone([]))).to.equal(null);
    expect(step(phone([], IN.probing))).to.equal(THEN + 4000);
    expect(step(phone([answered()], IN.probing))).to.equal(THEN + 1000);
  });
});

describe('phone: the credentials', () => {
  it('that are configured count from then on, and the token at hand no more', () => {
    const after = happen(phone([], IN.idle), configured(3, 'anonymous')).phone;
    expect(after).to.deep.include({ credentials: 'anonymous', token: { ...NO_TOKEN, serial: 1 } });
    expect(after.connection.maxAttempts).to.equal(3);
    expect(effects(after, { type: 'connect' })).to.equal('open-socket');
  });

  it('a token that comes is used at once, and kept for the next attempt', () => {
    const fetching = phone([], IN.fetching, { token: NO_TOKEN });
    const opened = happen(fetching, { type: 'token-ready', issuedAt: null, known: false, expiresAt: NOW + 40_000 });
    expect(opened.effects.map(effectInWords)).to.deep.equal(['open-socket']);
    expect(opened.phone.token).to.include({ held: true, expiresAt: NOW + 40_000 });
  });

  it('begin with none', () => {
    const fresh = initialPhone(initialConnection(1, true));
    expect(effects(fresh, { type: 'connect' })).to.equal('drop-socket, report! not-configured');
    expect(fresh).to.deep.include({ calls: [], tombstones: [], lastActiveCallId: null });
  });
});

describe('phone: a socket that may be dead', () => {
  it('is looked into when a call falls silent, not when the server speaks of it', () => {
    const silent = answered({}, { inboundAt: NOW - 3000 });
    expect(effects(phone([silent]), tick)).to.equal('probe');
    expect(effects(phone([recovering({}, { stalled: true })]), tick)).to.equal('');
    expect(effects(phone([answered()]), progress('recovering'))).to.equal('');
    expect(effects(phone([answered()], IN.waiting), peer('failed'))).to.equal('');
    expect(effects(phone([call({ stage: 'ringing' })]), peer('failed'))).to.equal('');
  });

  it('is looked into when nothing is heard during a call', () => {
    const silence: MachineEvent = { type: 'heard', heardAt: THEN };
    expect(effects(phone([answered()]), silence, THEN + 10_000)).to.equal('probe');
    expect(effects(phone([answered()]), silence, THEN + 4000)).to.equal('');
    expect(effects(phone([recovering()]), silence, THEN + 4000)).to.equal('probe');
    expect(effects(phone([answered({}, { stalled: true })]), silence, THEN + 4000)).to.equal('probe');
    expect(effects(phone([answered({ held: true }, { stalled: true })]), silence, THEN + 4000)).to.equal('');
    expect(effects(phone([SITUATIONS['ringing in']]), silence, THEN + 10_000)).to.equal('');
    const two = phone([SITUATIONS['ringing in'], answered({ id: 'call-2' })]);
    expect(effects(two, silence, THEN + 10_000)).to.equal('probe');
    expect(effects(phone([SITUATIONS.over]), silence, THEN + 10_000)).to.equal('');
  });

  it('when it is replaced, calls go on, and what was pending fails', () => {
    const due = phone([SITUATIONS.holding], IN.probing);
    const outcome = happen(due, tick, THEN + 4000);
    expect(inWords(outcome.phone.connection, THEN + 4000)).to.equal('opening #1 signaling +8000');
    expect(callInWords(outcome.phone.calls[0]!)).to.equal('active stalled');
    expect(outcome.effects.map(effectInWords)).to.deep.equal([
      'sample',
      'drop-socket',
      'open-socket',
      'fail 1 not-connected',
      'mic on',
    ]);
  });
});

describe('phone: letting go', () => {
  it('waits for the last call', () => {
    const release: MachineEvent = { type: 'release' };
    expect(effects(phone([answered()]), release)).to.equal('');
    expect(effects(phone([SITUATIONS.accepted]), release)).to.equal('');
    expect(effects(phone([SITUATIONS.over]), release)).to.equal('close-session');
  });

  it('remembers a bye over a disconnect, until the next session', () => {
    const gone = happen(phone([answered()], IN.waiting), { type: 'disconnect', forget: false }).phone;
    expect(callInWords(gone.calls[0]!)).to.equal('destroyed normal owes-bye');
    const again = [
      { type: 'session-closed' },
      { type: 'connect' },
      { type: 'socket-opening', socket: 20 },
      { type: 'socket-open', socket: 20 },
    ] as const satisfies MachineEvent[];
    const registering = again.reduce<PhoneMachine>((state, event) => happen(state, event).phone, gone);
    expect(effects(registering, { type: 'registered', socket: 20 })).to.equal('late-bye');
  });

  it('a sample of a call that is over is nothing', () => {
    const { phone: after } = happen(phone([SITUATIONS.over]), sampled());
    expect(after.calls[0]).to.equal(SITUATIONS.over);
  });
});
