import { expect } from 'chai';
import type { CallCommand } from '../../src/contract/states.ts';
import {
  begin,
  confirm,
  expire,
  isHolding,
  pendingWakeAt,
  startClock,
  type Pending,
} from '../../src/machines/pending.ts';
import { effectInWords, NOW, pending, TICKET } from '../support/machines.ts';

const PENDING: readonly CallCommand[] = ['dial', 'answer', 'hold', 'unhold', 'dtmf', 'transfer'];

/** For each new command, the commands on their way that it makes pointless. */
const OVERTAKEN: Record<(typeof PENDING)[number], readonly CallCommand[]> = {
  dial: [],
  answer: ['answer'],
  reject: [],
  hangup: [],
  hold: ['hold', 'unhold'],
  unhold: ['hold', 'unhold'],
  dtmf: [],
  transfer: ['transfer'],
};

const named = (entries: readonly Pending[]): readonly CallCommand[] => entries.map(({ command }) => command);

describe('pending: a new command', () => {
  for (const asked of PENDING) {
    for (const before of PENDING) {
      const overtaken = OVERTAKEN[asked].includes(before);
      it(`${asked} ${overtaken ? 'overtakes' : 'leaves'} ${before}`, () => {
        const change = begin([pending(before)], asked, TICKET, NOW);
        expect(named(change.pending)).to.deep.equal(overtaken ? [asked] : [before, asked]);
        expect(change.effects.map(effectInWords)).to.deep.equal(overtaken ? ['abort 1'] : []);
        expect(change.pending.at(-1)).to.deep.equal({ command: asked, ticket: TICKET, deadline: NOW });
      });
    }
  }
});

describe('pending: its end', () => {
  const both = [
    pending('hold'),
    pending('dtmf', { ticket: 2, deadline: NOW + 5 }),
    pending('dial', { ticket: 3, deadline: null }),
  ];

  it('confirms the commands named, and no others', () => {
    const change = confirm(both, 'hold', 'dial');
    expect(named(change.pending)).to.deep.equal(['dtmf']);
    expect(change.effects.map(effectInWords)).to.deep.equal(['done 1', 'done 3']);
  });

  it('changes nothing when there is nothing to confirm', () => {
    expect(confirm(both, 'transfer')).to.deep.equal({ pending: both, effects: [] });
    expect(confirm(both, 'transfer').pending).to.equal(both);
  });

  it('expires what is late, at its deadline and not before', () => {
    const early = expire(both, NOW + 4);
    expect(early.pending).to.equal(both);
    expect(early).to.deep.equal({ pending: both, effects: [], expired: [] });
    const due = expire(both, NOW + 5);
    expect(named(due.pending)).to.deep.equal(['hold', 'dial']);
    expect(due.effects.map(effectInWords)).to.deep.equal(['fail 2 command-timeout']);
    expect(due.expired).to.deep.equal(['dtmf']);
  });

  it('never expires what waits for the microphone', () => {
    expect(named(expire(both, NOW + 10_000_000).pending)).to.deep.equal(['dial']);
  });

  it('is due at the earliest deadline', () => {
    expect(pendingWakeAt(both)).to.equal(NOW + 5);
    expect(pendingWakeAt([pending('dial', { deadline: null })])).to.equal(null);
    expect(pendingWakeAt([])).to.equal(null);
  });
});

describe('pending: the clock', () => {
  it('starts for what waited, and for nothing else', () => {
    expect(startClock([pending('dial', { deadline: null }), pending('hold')], 7)).to.deep.equal([
      pending('dial', { deadline: 7 }),
      pending('hold'),
    ]);
  });

  for (const command of PENDING) {
    it(`${command} ${command === 'hold' || command === 'unhold' ? 'is' : 'is not'} about holding`, () =>
      expect(isHolding([pending(command)])).to.equal(command === 'hold' || command === 'unhold'));
  }
});
