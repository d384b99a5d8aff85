import { expect } from 'chai';
import type { CallMachine } from '../../src/machines/call-state.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import { NOBODY } from '../../src/machines/pending.ts';
import type { PhoneMachine } from '../../src/machines/phone-state.ts';
import { happen, SITUATIONS } from '../support/call-tables.ts';
import {
  answered,
  appeared,
  asked,
  call,
  callInWords,
  effectInWords,
  ended,
  IDENTITY,
  IN,
  NOW,
  pending,
  phone,
  progress,
  SOCKET,
  THEN,
  TICKET,
} from '../support/machines.ts';

const SECOND = 'call-2';
const known = { identity: IDENTITY };

/** The call spoken in, or being held, in every way that matters to a second one. */
const FIRST = {
  active: answered(known),
  reconnecting: SITUATIONS.lost,
  'being held': answered({ ...known, pending: [pending('hold')] }),
  'coming off hold': SITUATIONS.unholding,
  held: SITUATIONS.held,
  ringing: SITUATIONS['ringing out'],
} as const satisfies Record<string, CallMachine>;

const ringing: CallMachine = { ...SITUATIONS['ringing in'], id: SECOND };
const onHold = answered({ ...known, id: SECOND, held: true });
const dialled: MachineEvent = { type: 'dial', callId: SECOND, destination: '+1', ticket: TICKET };
const answerAndEnd: MachineEvent = {
  type: 'command',
  callId: SECOND,
  ticket: TICKET,
  command: { name: 'answer', end: true },
};

/** What may make a second call heard: the calls before it, and the press. */
const PRESSES: Readonly<Record<string, readonly [readonly CallMachine[], MachineEvent]>> = {
  answer: [[ringing], asked('answer', TICKET, SECOND)],
  'answer and end': [[ringing], answerAndEnd],
  dial: [[], dialled],
  unhold: [[onHold], asked('unhold', TICKET, SECOND)],
};

/** Beside which first call, what becomes of both, and after `>` what is done. */
const BEGUN: Readonly<Record<string, Readonly<Record<keyof typeof FIRST, string>>>> = {
  answer: {
    active: 'active [hold], ringing background [answer waits] > mic off, hold',
    reconnecting: 'reconnecting [hold], ringing background [answer waits] > mic off, hold',
    'being held': 'active [hold], ringing background [answer waits] > ',
    'coming off hold': 'held [hold], ringing [answer waits] > abort 1, hold',
    held: 'held, ringing [answer] > answer',
    ringing: 'ringing, ringing [answer] > answer',
  },
  'answer and end': {
    active: 'destroyed normal, ringing [answer] > mic off, hangup with bye, answer, mic on',
    reconnecting: 'destroyed normal, ringing [answer] > mic off, hangup with bye, answer, mic on',
    'being held': 'destroyed normal, ringing [answer] > mic off, hangup with bye, abort 1, answer, mic on',
    'coming off hold': 'destroyed normal, ringing [answer] > mic off, hangup with bye, abort 1, answer',
    held: 'held, ringing [answer] > answer',
    ringing: 'ringing, ringing [answer] > answer',
  },
  dial: {
    active: 'active [hold], new background [dial waits] > mic off, hold, mic off',
    reconnecting: 'reconnecting [hold], new background [dial waits] > mic off, hold, mic off',
    'being held': 'active [hold], new background [dial waits] > mic off',
    'coming off hold': 'held [hold], new [dial waits] > abort 1, hold',
    held: 'held, new [dial] > dial',
    ringing: 'ringing, new [dial] > dial',
  },
  unhold: {
    active: 'active [hold], held background [unhold waits] > mic off, hold',
    reconnecting: 'reconnecting [hold], held background [unhold waits] > mic off, hold',
    'being held': 'active [hold], held background [unhold waits] > ',
    'coming off hold': 'held [hold], held [unhold waits] > abort 1, hold',
    held: 'held, held [unhold] > unhold',
    ringing: 'ringing, held [unhold] > unhold',
  },
};

const wordsOf = (state: PhoneMachine): string => state.calls.map(callInWords).join(', ').replaceAll(' object-0', '');

function check(before: PhoneMachine, event: MachineEvent, expected: string, at = NOW): PhoneMachine {
  const { phone: after, effects } = happen(before, event, at);
  expect(`${wordsOf(after)} > ${effects.map(effectInWords).join(', ')}`).to.equal(expected);
  return after;
}

describe('a second call', () => {
  for (const [press, rows] of Object.entries(BEGUN)) {
    for (const [first, expected] of Object.entries(rows) as [keyof typeof FIRST, string][]) {
      it(`${press}, while the first is ${first}: ${expected}`, () => {
        const [others, event] = PRESSES[press]!;
        check(phone([FIRST[first], ...others]), event, expected);
      });
    }
  }

  it('is not answered by a press that ends another, while nothing can be answered', () => {
    const lost = phone([FIRST.active, ringing], IN.waiting);
    check(lost, answerAndEnd, 'active, ringing background > fail 9 not-connected');
    check(phone([FIRST.active, { ...onHold, direction: 'inbound' }]), answerAndEnd, 'active, held background > done 9');
  });

  it('waits for a first that is yet to be brought back, which can be held only then', () => {
    const awaited = answered({ ...known, reattachBy: NOW + 10_000 });
    const asks = check(phone([awaited]), dialled, 'active awaited, new background [dial waits] > mic off');
    const back = check(
      asks,
      appeared({ attach: true, object: 2 }),
      'reconnecting [hold] object-2, new background [dial waits] > mic on, mic off, hold',
    );
    check(back, progress('held', 2), 'reconnecting on-hold object-2, new [dial] > mic off, dial, mic on');
    check(
      asks,
      { type: 'tick' },
      'destroyed error, new [dial] > mic off, hangup with bye, report! session-lost, dial, mic on',
      NOW + 10_000,
    );
  });

  /** A press has been made, and the first call is being held for its sake. */
  const waiting = (press: string): PhoneMachine => {
    const [others, event] = PRESSES[press]!;
    return happen(phone([FIRST.active, ...others]), event).phone;
  };
  const about1 = { callId: 'call-1' } as const;

  /** What ends the wait, press by press. */
  const ENDS: Readonly<Record<string, readonly [event: MachineEvent, answer: string, dial: string, unhold: string]>> = {
    'the first is held': [
      progress('held'),
      'held, ringing [answer] > mic off, answer, mic on',
      'held, new [dial] > mic off, dial, mic on',
      'held, held [unhold] > mic off, unhold',
    ],
    'the first ends': [
      ended(true, { cause: 'NORMAL_CLEARING' }),
      'destroyed normal, ringing [answer] > mic off, answer, mic on',
      'destroyed normal, new [dial] > mic off, dial, mic on',
      'destroyed normal, held [unhold] > mic off, unhold',
    ],
    'the first is hung up': [
      asked('hangup', 8),
      'destroyed normal, ringing [answer] > mic off, hangup with bye, done 8, answer, mic on',
      'destroyed normal, new [dial] > mic off, hangup with bye, done 8, dial, mic on',
      'destroyed normal, held [unhold] > mic off, hangup with bye, done 8, unhold',
    ],
    'the hold is refused': [
      { type: 'hold-failed', ...about1, object: 1 },
      'active, ringing background > mic on, fail 9 hold-failed',
      'active, destroyed error > mic on, mic off, fail 9 hold-failed, hangup',
      'active, held background > mic on, fail 9 hold-failed',
    ],
    'the first is resumed': [
      asked('unhold', 8),
      'active [unhold], ringing background > unhold, abort 9',
      'active [unhold], destroyed originatorCancel > unhold, mic off, hangup with bye, abort 9',
      'active [unhold], held background > unhold, abort 9',
    ],
    'the second is hung up': [
      asked('hangup', 8, SECOND),
      'active [hold], destroyed rejected > mic off, hangup with bye, abort 9, done 8',
      'active [hold], destroyed originatorCancel > mic off, hangup with bye, abort 9, done 8',
      'active [hold], destroyed normal > mic off, hangup with bye, abort 9, done 8',
    ],
    'the connection is lost': [
      { type: 'socket-lost', socket: SOCKET },
      'active, ringing background > mic on, fail 9 not-connected',
      'active, destroyed error owes-bye > mic on, mic off, fail 9 not-connected, hangup',
      'active, held background > mic on, fail 9 not-connected',
    ],
  };
  for (const [end, [event, ...expected]] of Object.entries(ENDS)) {
    ['answer', 'dial', 'unhold'].forEach((press, index) => {
      it(`${press} has waited, and ${end}: ${expected[index]}`, () => {
        check(waiting(press), event, expected[index]!);
      });
    });
  }

  it('is given up when the hold is not confirmed in time', () => {
    const late = happen(waiting('answer'), { type: 'tick' }, NOW + 10_000);
    expect(wordsOf(late.phone)).to.equal('active stalled, ringing background');
    expect(late.effects.map(effectInWords)).to.include('fail 9 hold-failed');
    expect(happen(waiting('answer'), { type: 'tick' }, NOW + 9999).phone.calls.map(callInWords)[1]).to.equal(
      'ringing background [answer waits]',
    );
  });

  it('has the whole time of its command from when it is begun', () => {
    const begun = happen(waiting('unhold'), progress('held'), NOW + 9000).phone;
    expect(begun.calls[1]!.pending).to.deep.equal([{ command: 'unhold', ticket: TICKET, deadline: NOW + 19_000 }]);
    const asking = happen(waiting('dial'), progress('held'), NOW + 9000).phone;
    expect(asking.calls[1]!.pending).to.deep.equal([{ command: 'dial', ticket: TICKET, deadline: null }]);
  });

  it('does not begin by itself what waits', () => {
    const unasked = happen(waiting('answer'), progress('answered', 1, SECOND)).phone;
    expect(wordsOf(unasked)).to.equal('active [hold], destroyed error');
    const unheld = happen(waiting('unhold'), progress('answered', 1, SECOND));
    expect(wordsOf(unheld.phone)).to.equal('active [hold], held background [unhold waits]');
    expect(unheld.effects.map(effectInWords)).to.deep.equal(['hold']);
    const refused = happen(waiting('unhold'), { type: 'hold-failed', callId: SECOND, object: 1 }).phone;
    expect(wordsOf(refused)).to.equal('active [hold], held background [unhold waits]');
  });

  it('pressed again waits on, and answering it by ending the first begins at once', () => {
    const again = check(
      waiting('answer'),
      asked('answer', 10, SECOND),
      'active [hold], ringing background [answer waits] > abort 9',
    );
    check(
      again,
      { ...answerAndEnd, ticket: 11 },
      'destroyed normal, ringing [answer] > mic off, hangup with bye, abort 10, answer, mic on',
    );
  });

  it('held again while it waits does not wait any more', () => {
    check(waiting('unhold'), asked('hold', 10, SECOND), 'active [hold], held background [hold] > abort 9, hold');
  });

  it('gives way to a third, and that one is heard in the end', () => {
    const third = { ...ringing, id: 'call-3' };
    const two = phone([FIRST.active, ringing, third]);
    const waits = happen(two, asked('answer', 8, SECOND)).phone;
    const both = check(
      waits,
      asked('answer', TICKET, 'call-3'),
      'active [hold], ringing background, ringing background [answer waits] > abort 8',
    );
    check(both, progress('held'), 'held, ringing, ringing [answer] > mic off, answer, mic on, mic on');
    const dialling = happen(phone([FIRST.active, third]), dialled).phone;
    check(
      dialling,
      asked('answer', 8, 'call-3'),
      'active [hold], ringing background [answer waits], destroyed originatorCancel > mic off, hangup with bye, abort 9',
    );
  });
});

describe('the call that is spoken in', () => {
  const out = call({ ...known, id: SECOND, stage: 'ringing', accepted: true, microphone: true, background: true });

  it('stays so when another is answered at the other side, which is held unheard', () => {
    const two = phone([FIRST.active, out]);
    const taken = check(two, progress('answered', 1, SECOND), 'active, active background [hold] > mic off, hold');
    expect(taken.lastActiveCallId).to.equal('call-1');
    check(taken, progress('held', 1, SECOND), 'active, held background > mic off');
  });

  it('keeps the other unheard, though it cannot be held; which is asked for three times', () => {
    let now = happen(phone([FIRST.active, out]), progress('answered', 1, SECOND)).phone;
    const refused: MachineEvent = { type: 'hold-failed', callId: SECOND, object: 1 };
    now = check(now, refused, 'active, active background [hold] > hold');
    now = check(now, refused, 'active, active background [hold] > hold');
    now = check(now, refused, 'active, active background > ');
    expect(now.calls[1]).to.include({ background: true });
    // It can be spoken in all the same, once the first is held.
    const swapping = check(
      now,
      asked('unhold', TICKET, SECOND),
      'active [hold], active background [unhold waits] > mic off, hold',
    );
    const swapped = check(swapping, progress('held'), 'held background, active > mic off, done 9, mic on');
    expect(swapped.lastActiveCallId).to.equal(SECOND);
  });

  it('is followed by another that speaks, and by one that is held only when it is resumed', () => {
    check(phone([FIRST.active, onHold]), asked('hangup'), 'destroyed normal, held > mic off, hangup with bye, done 9');
    const two = phone([FIRST.active, answered({ ...known, id: SECOND, holdsRefused: 3 })]);
    check(two, asked('hangup'), 'destroyed normal, active > mic off, hangup with bye, done 9, mic on');
  });

  it('lets nobody be held while the server cannot be told, or has not brought the call back yet', () => {
    const two = phone([FIRST.active, out], IN.waiting);
    check(two, progress('answered', 1, SECOND), 'active, active background > mic off');
    const awaited = { ...answered({ ...known, id: SECOND }), reattachBy: THEN + 10_000 };
    check(phone([FIRST.active, awaited]), { type: 'tick' }, 'active, active background awaited > ');
  });

  it('is not asked by anybody for the hold that it makes for another', () => {
    const { phone: holding } = happen(phone([FIRST.active, out]), progress('answered', 1, SECOND));
    expect(holding.calls[1]!.pending).to.deep.include({ command: 'hold', ticket: NOBODY, deadline: NOW + 10_000 });
    const settled = happen(holding, { type: 'tick' }, NOW + 10_000).effects.filter(({ type }) => type === 'settle');
    expect(settled).to.deep.equal([]);
  });
});
