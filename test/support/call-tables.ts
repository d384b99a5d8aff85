/** The situations a call can be in, everything that can happen to it, and how a row of the tables is checked. */
import { expect } from 'chai';
import { NOTHING_SENT } from '../../src/machines/call-outbound.ts';
import type { CallMachine } from '../../src/machines/call-state.ts';
import type { ConnectionMachine } from '../../src/machines/connection-state.ts';
import type { Effect } from '../../src/machines/effects.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import type { PhoneMachine } from '../../src/machines/phone-state.ts';
import { stepPhone } from '../../src/machines/root.ts';
import {
  answered,
  appeared,
  asked,
  call,
  callInWords,
  digits,
  effectInWords,
  ended,
  IDENTITY,
  IN,
  microphoneGiven,
  microphoneRefused,
  NOW,
  peer,
  pending,
  phone,
  progress,
  recovering,
  sampled,
  SOCKET,
  THEN,
} from './machines.ts';

const known = { identity: IDENTITY };
const incoming = { ...known, direction: 'inbound', stage: 'ringing', accepted: true } as const;

export const SITUATIONS = {
  dialling: call({ ...known, object: 0, pending: [pending('dial', { deadline: THEN + 20_000 })] }),
  'asking for the microphone': call({ ...known, pending: [pending('dial', { deadline: null })] }),
  accepted: call({ ...known, accepted: true, microphone: true }),
  'ringing out': call({ ...known, stage: 'ringing', accepted: true, microphone: true }),
  'ringing in': call(incoming),
  answering: call({ ...incoming, answerAsked: true, pending: [pending('answer', { deadline: null })] }),
  active: answered(known),
  stalled: answered(known, { stalled: true, inboundAt: THEN - 5000 }),
  holding: answered({ ...known, pending: [pending('hold')] }),
  held: answered({ ...known, held: true }),
  unholding: answered({ ...known, held: true, pending: [pending('unhold')] }),
  lost: recovering(known),
  'lost on hold': recovering({ ...known, held: true }),
  'brought back': recovering(
    { ...known, object: 2, recoveredCallId: 'call-1' },
    { peer: 'new', inboundPackets: 0, recovery: { since: THEN, packetsExpected: true, packetsAt: 0 } },
  ),
  awaited: answered({ ...known, reattachBy: THEN + 10_000 }),
  orphaned: answered({ ...known, orphaned: true }),
  over: answered({ ...known, stage: 'ended', cause: 'normal', endedAt: THEN }),
  'over, unknown to the server': answered({ ...known, stage: 'ended', cause: 'normal', endedAt: THEN, byeOwed: true }),
} as const satisfies Record<string, CallMachine>;

export type Situation = keyof typeof SITUATIONS;

/** Each about the SDK's present object for the call (`o`), or the one before. */
export const EVENTS: Record<string, (o: number) => MachineEvent> = {
  appeared: (o) => appeared({ object: o }),
  'appeared anew': (o) => appeared({ object: o + 1 }),
  attached: (o) => appeared({ object: o + 1, attach: true }),
  accepted: (o) => progress('accepted', o),
  ringing: (o) => progress('ringing', o),
  answered: (o) => progress('answered', o),
  held: (o) => progress('held', o),
  recovering: (o) => progress('recovering', o),
  bye: (o) => ended(true, { cause: 'NORMAL_CLEARING', causeCode: 16 }, o),
  'gave up': (o) => ended(false, { cause: 'USER_BUSY', causeCode: 17 }, o),
  forgotten: () => ({ type: 'call-forgotten', callId: 'call-1' }),
  'hold-failed': (o) => ({ type: 'hold-failed', callId: 'call-1', object: o }),
  connected: (o) => peer('connected', o),
  disconnected: (o) => peer('disconnected', o),
  failed: (o) => peer('failed', o),
  packets: (o) => sampled({ inboundPackets: 150 }, o),
  'no packets': (o) => sampled({ inboundPackets: 0 }, o),
  'old answered': (o) => progress('answered', o - 1),
  'old held': (o) => progress('held', o - 1),
  'old bye': (o) => ended(true, { cause: 'NORMAL_CLEARING' }, o - 1),
  'old gave up': (o) => ended(false, {}, o - 1),
  'old failed': (o) => peer('failed', o - 1),
  'old packets': (o) => sampled({ inboundPackets: 999 }, o - 1),
  'old hold-failed': (o) => ({ type: 'hold-failed', callId: 'call-1', object: o - 1 }),
  answer: () => asked('answer'),
  reject: () => asked('reject'),
  hangup: () => asked('hangup'),
  hold: () => asked('hold'),
  unhold: () => asked('unhold'),
  mute: () => asked('mute'),
  unmute: () => asked('unmute'),
  digits: () => digits('1#'),
  transfer: () => asked('transfer'),
  warning: () => problem(false),
  'fatal problem': () => problem(true),
  'socket-lost': () => ({ type: 'socket-lost', socket: SOCKET }),
  disconnect: () => ({ type: 'disconnect', forget: false }),
  release: () => ({ type: 'release' }),
  tick: () => ({ type: 'tick' }),
};

function problem(fatal: boolean): MachineEvent {
  const severity = fatal ? 'error' : 'warning';
  return { type: 'problem', severity, code: 'mic-busy', sdkCode: 1, message: null, callId: 'call-1', fatal };
}

/** What is said of the microphone, and what the user does when it cannot be had. */
export const MICROPHONE_EVENTS: typeof EVENTS = {
  given: () => microphoneGiven,
  refused: () => microphoneRefused('mic-missing'),
  'has ended': (o) => sampled({ inboundPackets: 150, microphoneLost: true }, o),
  'not for this frame': () => microphoneRefused('permissions-policy'),
  'looks good': () => ({ type: 'microphone-outlook', code: null, granted: false }),
  granted: () => ({ type: 'microphone-outlook', code: null, granted: true }),
  'looks bad': () => ({ type: 'microphone-outlook', code: 'mic-denied', granted: false }),
  resume: () => ({ type: 'resume-media', callId: 'call-1' }),
  'give up': () => ({ type: 'reject-media', callId: 'call-1' }),
};

const refused = { code: 'mic-denied', deadline: THEN + 20_000, retrying: false } as const;

/** A call that waits for the microphone. */
export const WITHOUT_MICROPHONE = {
  dialling: { ...SITUATIONS['asking for the microphone'], object: 0, microphoneProblem: refused },
  'dialling, dismissed': {
    ...SITUATIONS['asking for the microphone'],
    object: 0,
    microphoneProblem: { ...refused, code: 'mic-dismissed' },
  },
  answering: { ...SITUATIONS.answering, microphoneProblem: refused },
  'answering, tried again': { ...SITUATIONS.answering, microphoneProblem: { ...refused, retrying: true } },
  'brought back': { ...SITUATIONS['brought back'], microphoneProblem: refused },
  'in mid-call': answered(
    { ...known, microphoneProblem: { code: 'mic-lost', deadline: null, retrying: false } },
    { outbound: { ...NOTHING_SENT, lost: true } },
  ),
} as const satisfies Record<string, CallMachine>;

/** Nothing at all changes. */
export const SAME = 'same';
/** Nothing that is shown changes; but it is remembered. */
export const NOTED = 'noted';

export interface Outcome {
  readonly phone: PhoneMachine;
  readonly effects: readonly Effect[];
}

/** One event, and what it raises. */
export function happen(before: PhoneMachine, event: MachineEvent, at = NOW): Outcome {
  const queue = [event];
  let state = before;
  const effects: Effect[] = [];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const step = stepPhone(state, next, at);
    state = step.state;
    effects.push(...step.effects);
    queue.unshift(...step.raise);
  }
  return { phone: state, effects };
}

/** What becomes of a call, and after `>` what is to be done, in this order. */
export type Rows = Readonly<Record<string, string>>;

/** Without more words: every situation and event there is. */
export function checkTable<Name extends string = Situation>(
  title: string,
  table: Partial<Record<Name, Rows>>,
  situations: Readonly<Partial<Record<string, CallMachine>>> = SITUATIONS,
  happenings: typeof EVENTS = EVENTS,
): void {
  describe(title, () => {
    for (const [situation, rows] of Object.entries(table) as [Name, Rows][]) {
      const before = situations[situation]!;
      it(`${situation}: names every event once`, () => {
        const named = Object.keys(rows).flatMap((events) => events.split(', '));
        expect(named.toSorted()).to.deep.equal(Object.keys(happenings).toSorted());
      });
      for (const [events, expected] of Object.entries(rows)) {
        for (const event of events.split(', ')) {
          it(`${situation}, ${event}: ${expected}`, () =>
            checkRow(before, happenings[event]!(Math.max(1, before.object)), expected));
        }
      }
    }
  });
}

/** @param at the state of the connection */
export function checkRow(
  before: CallMachine,
  event: MachineEvent,
  expected: string,
  at: ConnectionMachine = IN.ready,
): void {
  const outcome = happen(phone([before], at), event);
  const after = outcome.phone.calls[0]!;
  const [state = '', effects = ''] = expected.split(' > ');
  const expectedState = state === SAME || state === NOTED ? callInWords(before) : state;
  expect(callInWords(after)).to.equal(expectedState);
  expect(outcome.effects.map(effectInWords).join(', ')).to.equal(effects);
  if (state === SAME) expect(after).to.deep.equal(before);
  if (state === NOTED) expect(after).not.to.deep.equal(before);
}
