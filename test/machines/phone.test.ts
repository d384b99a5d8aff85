import { expect } from 'chai';
import { NO_IDENTITY } from '../../src/machines/call-state.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import type { PhoneMachine } from '../../src/machines/phone-state.ts';
import { stepPhone } from '../../src/machines/root.ts';
import { checkRow, happen, SITUATIONS, type Situation } from '../support/call-tables.ts';
import {
  answered,
  appeared,
  asked,
  callInWords,
  effectInWords,
  IDENTITY,
  IN,
  inWords,
  NOW,
  phone,
  progress,
  SOCKET,
} from '../support/machines.ts';

const effects = (state: PhoneMachine, event: MachineEvent, at = NOW): string =>
  happen(state, event, at).effects.map(effectInWords).join(', ');
const dial: MachineEvent = { type: 'dial', callId: 'call-1', destination: '+15559', ticket: 1 };

describe('phone: dialling', () => {
  it('makes a call at once', () => {
    const { phone: after, effects: done } = happen(phone([]), dial);
    expect(done).to.deep.equal([{ type: 'dial', callId: 'call-1' }]);
    expect(after.calls).to.have.length(1);
    expect(after.calls[0]).to.include({
      direction: 'outbound',
      remoteNumber: '+15559',
      remoteName: '',
      startedAt: NOW,
    });
    expect(after.calls[0]).to.include({ identity: NO_IDENTITY, stage: 'new', accepted: false, object: 0 });
  });

  it('needs a connection', () => {
    for (const where of Object.values(IN).filter(({ phase }) => phase.name !== 'ready')) {
      const { phone: after, effects: done } = happen(phone([], where), dial);
      expect(done.map(effectInWords)).to.deep.equal(['fail 1 not-connected']);
      expect(after.calls).to.deep.equal([]);
    }
  });

  it('passes through ringing even when the answer comes first, so that it can be seen', () => {
    const accepted = phone([SITUATIONS.accepted]);
    const step = stepPhone(accepted, progress('answered'), NOW);
    expect(callInWords(step.state.calls[0]!)).to.equal('ringing');
    expect(step.raise).to.have.length(1);
    const next = stepPhone(step.state, step.raise[0]!, NOW);
    expect(callInWords(next.state.calls[0]!)).to.equal('active');
    expect(next.state.calls[0]).to.include({ answeredAt: NOW });
    expect(next.raise).to.deep.equal([]);
  });
});

describe('phone: a call that comes in', () => {
  it('rings, and knows who calls', () => {
    const { phone: after, effects: done } = happen(phone([]), appeared());
    expect(done).to.deep.equal([]);
    expect(after.calls[0]).to.include({ direction: 'inbound', stage: 'ringing', accepted: true, object: 1 });
    expect(after.calls[0]).to.include({
      remoteNumber: '+15550002222',
      remoteName: 'Bob',
      identity: IDENTITY,
      startedAt: NOW,
    });
  });

  it('is outbound and new when the page made it by other means', () => {
    expect(happen(phone([]), appeared({ direction: 'outbound' })).phone.calls[0]).to.include({
      stage: 'new',
      accepted: false,
    });
  });

  for (const name of ['idle', 'closing', 'releasing', 'reopening', 'closed'] as const) {
    it(`is sent away by a phone that is ${name}`, () => {
      const { phone: after, effects: done } = happen(phone([], IN[name]), appeared());
      expect(after.calls).to.deep.equal([]);
      expect(after.tombstones).to.deep.equal(['call-1']);
      expect(done.map(effectInWords)).to.deep.equal(['mic off', 'hangup with bye']);
    });
  }

  for (const name of ['registering', 'opening', 'waiting', 'offline', 'ready'] as const) {
    it(`rings in a phone that is ${name}`, () =>
      expect(happen(phone([], IN[name]), appeared()).phone.calls).to.have.length(1));
  }

  it('is sent away when it belongs to a page that is no more, each time', () => {
    const first = happen(phone([]), appeared({ attach: true }));
    expect(first.effects.map(effectInWords)).to.deep.equal(['mic off', 'hangup with bye']);
    const second = happen(first.phone, appeared());
    expect(second.effects.map(effectInWords)).to.deep.equal(['mic off', 'hangup with bye']);
    expect(second.phone.tombstones).to.deep.equal(['call-1']);
  });

  it('can be shown by the page, which does not make it another', () => {
    const shown = happen(phone([SITUATIONS['ringing in']]), { type: 'shown-by-page', callId: 'call-1' });
    expect(shown.effects).to.deep.equal([]);
    expect(shown.phone.calls[0]!.shownByPage).to.equal(true);
    expect(callInWords(shown.phone.calls[0]!)).to.equal('ringing');
  });

  it('is not shown by anybody any more once it is over', () => {
    const over = phone([SITUATIONS['over']]);
    expect(happen(over, { type: 'shown-by-page', callId: 'call-1' }).phone.calls[0]).to.equal(over.calls[0]);
  });
});

describe('phone: without a connection', () => {
  const rows: [Situation, string, string][] = [
    ['ringing in', 'answer', 'same > fail 9 not-connected'],
    ['active', 'hold', 'same > fail 9 not-connected'],
    ['held', 'unhold', 'same > fail 9 not-connected'],
    ['active', 'transfer', 'same > fail 9 not-connected'],
    ['active', 'mute', 'active muted > mic off, done 9'],
    ['active', 'hangup', 'destroyed normal owes-bye > mic off, hangup, done 9'],
    ['held', 'hangup', 'destroyed normal owes-bye > mic off, hangup, done 9'],
    ['ringing in', 'reject', 'destroyed rejected owes-bye > mic off, hangup, done 9'],
    ['ringing out', 'hangup', 'destroyed originatorCancel owes-bye > mic off, hangup, done 9'],
    ['over', 'hangup', 'same > done 9'],
    ['over', 'hold', 'same > abort 9'],
  ];
  for (const [situation, name, expected] of rows) {
    it(`${situation}, ${name}: ${expected}`, () =>
      checkRow(SITUATIONS[situation], asked(name as 'hold'), expected, IN.waiting));
  }

  const problems: [Situation, string][] = [
    ['active', 'destroyed error owes-bye > mic off, hangup, report! media-failed'],
    ['dialling', 'destroyed error object-0 > mic off, fail 1 media-failed, hangup'],
    ['ringing in', 'destroyed error owes-bye > mic off, hangup, report! media-failed'],
  ];
  const problem: MachineEvent = {
    type: 'problem',
    severity: 'error',
    code: 'media-failed',
    sdkCode: 40_001,
    message: 'sdp',
    callId: 'call-1',
    fatal: true,
  };
  for (const [situation, expected] of problems) {
    it(`${situation}, fatal problem: ${expected}`, () =>
      checkRow(SITUATIONS[situation], problem, expected, IN.waiting));
  }

  it('what the SDK gave up by itself is owed a bye', () => {
    const gaveUp: MachineEvent = {
      type: 'call-ended',
      callId: 'call-1',
      object: 1,
      byServer: false,
      raw: { cause: 'NORMAL_CLEARING', causeCode: 16, sipCode: 500, sipReason: 'oops' },
    };
    checkRow(SITUATIONS.active, gaveUp, 'destroyed error owes-bye > mic off, report! media-failed', IN.waiting);
    expect(happen(phone([SITUATIONS.active]), gaveUp).phone.calls[0]).to.include({ sipCode: 500, sipReason: 'oops' });
  });
});

describe('phone: registered again', () => {
  const rows: [Situation, string][] = [
    ['accepted', 'new accepted awaited'],
    ['ringing in', 'ringing awaited'],
    ['active', 'active awaited'],
    ['held', 'held awaited'],
    ['lost', 'reconnecting awaited'],
    ['orphaned', 'active awaited'],
    ['over', 'same'],
    ['over, unknown to the server', 'destroyed normal > late-bye'],
  ];
  for (const [situation, expected] of rows) {
    it(`${situation}: ${expected}`, () =>
      checkRow(SITUATIONS[situation], { type: 'registered', socket: SOCKET }, expected, IN.registering));
  }
});

describe('phone: brought back before it is registered', () => {
  const attached = happen(phone([SITUATIONS.active], IN.registering), appeared({ object: 2, attach: true })).phone;
  const registered: MachineEvent = { type: 'registered', socket: SOCKET };

  it('a call is not waited for', () => {
    expect(callInWords(happen(attached, registered).phone.calls[0]!)).to.equal('reconnecting object-2');
  });

  it('a call is waited for after all when that socket does not last', () => {
    const events = [
      { type: 'socket-lost', socket: SOCKET },
      { type: 'reconnect-now' },
      { type: 'socket-opening', socket: SOCKET + 1 },
      { type: 'registered', socket: SOCKET + 1 },
    ] as const satisfies MachineEvent[];
    const back = events.reduce<PhoneMachine>((state, event) => happen(state, event).phone, attached);
    expect(callInWords(back.calls[0]!)).to.equal('reconnecting object-2 awaited');
  });

  it('or when the session is lost later', () => {
    const later = happen(happen(attached, registered).phone, { type: 'socket-lost', socket: SOCKET }).phone;
    const again = phone(later.calls, { ...IN.registering, socket: 9 });
    const back = happen(again, { type: 'registered', socket: 9 }).phone;
    expect(callInWords(back.calls[0]!)).to.equal('reconnecting object-2 awaited');
  });
});

describe('phone: no login any more', () => {
  const rows: [Situation, string][] = [
    ['active', 'active'],
    ['held', 'held'],
    ['holding', 'active > fail 1 not-connected, mic on'],
    ['stalled', 'destroyed error owes-bye > mic off, hangup, report! session-lost'],
    ['lost', 'destroyed error owes-bye > mic off, hangup, report! session-lost'],
    ['lost on hold', 'destroyed error owes-bye > mic off, hangup, report! session-lost'],
    ['ringing in', 'destroyed error owes-bye > mic off, hangup, report! session-lost'],
    ['answering', 'destroyed error owes-bye > fail 1 not-connected, mic off, hangup, report! session-lost'],
    ['dialling', 'destroyed error object-0 owes-bye > mic off, fail 1 not-connected, hangup'],
    ['over', 'same'],
  ];
  const refused: MachineEvent = { type: 'login-failed', socket: SOCKET, sdkCode: 46_001, message: null };
  for (const [situation, expected] of rows) {
    it(`${situation}: ${expected}`, () => {
      const before = phone([SITUATIONS[situation]], IN.ready, { credentials: 'password' });
      const outcome = happen(before, refused);
      const [state = '', done = ''] = expected.split(' > ');
      expect(callInWords(outcome.phone.calls[0]!)).to.equal(
        state === 'same' ? callInWords(SITUATIONS[situation]) : state,
      );
      const told = ['drop-socket', 'report! auth-failed', ...done.split(', ').filter(Boolean)];
      expect(outcome.effects.map(effectInWords)).to.deep.equal(told);
    });
  }

  it('nor by and by: exhaustion in an outage ends what cannot be heard', () => {
    const last = { ...IN.opening, attempt: 10 };
    const outcome = happen(phone([SITUATIONS.lost], last), { type: 'socket-lost', socket: SOCKET });
    expect(inWords(outcome.phone.connection, NOW)).to.equal('closed exhausted: exhausted');
    expect(callInWords(outcome.phone.calls[0]!)).to.equal('destroyed error owes-bye');
    const heard = happen(phone([SITUATIONS.active], last), { type: 'socket-lost', socket: SOCKET });
    expect(inWords(heard.phone.connection, NOW)).to.equal('waiting #11 signaling ~32s');
    expect(callInWords(heard.phone.calls[0]!)).to.equal('active');
  });
});

describe('phone: problems', () => {
  const problem = (over: object): MachineEvent => ({
    type: 'problem',
    severity: 'warning',
    code: 'storage-blocked',
    sdkCode: 7,
    message: 'why',
    callId: null,
    fatal: false,
    ...over,
  });

  it('are passed on as they are', () => {
    expect(happen(phone([]), problem({})).effects).to.deep.equal([
      {
        type: 'report',
        severity: 'warning',
        code: 'storage-blocked',
        sdkCode: 7,
        message: 'why',
        callId: null,
        fatal: false,
      },
    ]);
    expect(effects(phone([]), problem({ fatal: true, severity: 'error' }))).to.equal('report! storage-blocked');
    expect(effects(phone([]), problem({ callId: 'unknown' }))).to.equal('warn storage-blocked');
  });

  it('that end a call say why', () => {
    const { effects: done } = happen(phone([answered()]), problem({ callId: 'call-1', fatal: true }));
    expect(done.at(-1)).to.deep.equal({
      type: 'report',
      severity: 'error',
      code: 'storage-blocked',
      sdkCode: 7,
      message: 'why',
      callId: 'call-1',
      fatal: true,
    });
    const dialling = happen(phone([SITUATIONS.dialling]), problem({ callId: 'call-1', fatal: true }));
    expect(dialling.effects).to.deep.include({
      type: 'settle',
      ticket: 1,
      outcome: { kind: 'failed', code: 'storage-blocked', message: 'why', sdkCode: 7 },
    });
  });

  it('of a call that is over interest nobody', () => {
    expect(effects(phone([SITUATIONS['over']]), problem({ callId: 'call-1' }))).to.equal('');
    const buried = phone([], IN.ready, { tombstones: ['call-1'] });
    expect(effects(buried, problem({ callId: 'call-1', fatal: true }))).to.equal('');
  });
});
