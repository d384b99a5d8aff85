import { expect } from 'chai';
import type { CallView, ConnectionView, HeardEvent, PageLog } from '../support/harness/log.ts';
import { emptyLog } from '../support/harness/log.ts';
import type { Asked, History, Life, Look } from './history.ts';
import { INVARIANTS, violations } from './invariants.ts';

const START = 1_700_000_000_000;
const at = (seconds: number): number => START + seconds * 1_000;

const CALL: CallView = {
  id: 'a',
  recoveredCallId: null,
  direction: 'inbound',
  state: 'active',
  startedAt: START,
  answeredAt: null,
  endedAt: null,
  remoteNumber: '+1555',
  micMuted: false,
  held: false,
  background: false,
  earlyMedia: false,
  pending: [],
  cause: null,
  error: null,
  sipCode: null,
  remoteMedia: 'flowing',
  localMedia: 'flowing',
  microphoneLost: false,
  mediaHealthy: true,
  quality: null,
  attachments: 0,
  recoveries: 0,
};

const heard = (seconds: number, name: HeardEvent['name'], detail: object): HeardEvent =>
  ({ at: at(seconds), name, detail, attributes: {} }) as unknown as HeardEvent;

function call(seconds: number, state: CallView['state'], more: Partial<CallView> = {}, before?: CallView['state']) {
  const previous = before === undefined ? null : { ...CALL, state: before };
  return heard(seconds, 'telnyx-call-change', { snapshot: { ...CALL, state, ...more }, previous });
}

const connection = (
  seconds: number,
  state: ConnectionView['state'],
  more: Partial<ConnectionView & { previous: string }> = {},
): HeardEvent =>
  heard(seconds, 'telnyx-connection-change', {
    ...{ state, previous: 'connected', reason: null, attempt: 0, maxAttempts: 10, nextAttemptAt: null },
    ...more,
  });

const asked = (seconds: number, target: string, command: string, took: number | null = 0): Asked => ({
  at: at(seconds),
  life: 0,
  target,
  command,
  settledAt: took === null ? null : at(seconds + took),
  outcome: null,
});

const look = (seconds: number, more: Partial<Look>): Look => ({
  at: at(seconds),
  calls: [],
  live: [],
  buttons: [],
  microphones: 0,
  ...more,
});

const life = (events: HeardEvent[], more: Partial<PageLog> = {}, looks: Look[] = []): Life => ({
  from: at(-10),
  to: at(100),
  log: { ...emptyLog(), events, ...more },
  looks,
});

const history = (lives: Life[], more: Partial<History> = {}): History => ({
  user: 'u',
  keepCall: true,
  prompt: true,
  lives,
  asked: [],
  done: [],
  moments: [],
  hidden: [],
  truth: { logins: [], connects: [] } as unknown as History['truth'],
  voice: () => 0,
  lateness: () => 0,
  ...more,
});

const truth = (lists: { logins?: number[]; connects?: number[] }): History['truth'] =>
  ({
    logins: (lists.logins ?? []).map((seconds) => ({ at: at(seconds), user: 'u' })),
    connects: (lists.connects ?? []).map((seconds) => ({ at: at(seconds), user: 'u', outcome: 'accepted' })),
  }) as unknown as History['truth'];

const reconnecting = (seconds: number) => heard(seconds, 'telnyx-reconnecting', { scope: 'signaling' });
const reconnected = (seconds: number) => heard(seconds, 'telnyx-reconnected', { scope: 'signaling' });

/** What breaks each, and no other. */
const BROKEN: Record<string, History> = {
  '1 destroyed is terminal, and told once': history([life([call(0, 'destroyed'), call(1, 'destroyed')])]),
  '3 a call keeps what it is': history([life([call(0, 'active')]), life([call(2, 'active', { startedAt: at(2) })])]),
  '3 muted by the user alone': history([life([call(0, 'active'), call(1, 'active', { micMuted: true })])]),
  '3 held by the user alone': history([life([call(0, 'active'), call(1, 'held', { held: true })])]),
  '5 hung up is over': history([life([call(0, 'active'), call(1, 'destroyed')]), life([call(3, 'active')])], {
    asked: [asked(1, 'a', 'hangup')],
  }),
  '11 answered by the user alone': history([life([call(0, 'ringing'), call(1, 'active', {}, 'ringing')])]),
  '14 held or muted, no voice leaves': history([life([call(0, 'active', { micMuted: true }), call(5, 'destroyed')])], {
    voice: (_id, from, to) => (from > at(0) && to < at(5) ? 3 : 0),
  }),
  '2, 12 every reconnecting has one end': history([life([reconnecting(0), reconnected(1), reconnected(2)])]),
  '7 nobody logs in unasked': history([life([connection(0, 'disconnected', { reason: 'user' })], { logins: [at(3)] })]),
  '7 logins are bounded': history([life([])], { truth: truth({ logins: [0, 1, 2], connects: [0] }) }),
  '8 only connect leaves disconnected': history([
    life([
      connection(0, 'disconnected', { reason: 'exhausted' }),
      connection(1, 'connecting', { previous: 'disconnected' }),
    ]),
  ]),
  '9 attempts only grow, and are in the future': history([
    life([connection(0, 'reconnecting', { attempt: 2 }), connection(1, 'reconnecting', { attempt: 1 })]),
  ]),
  '9 attempts are made when announced': history([
    life([
      connection(0, 'reconnecting', { attempt: 1, nextAttemptAt: at(2) }),
      connection(4, 'reconnecting', { attempt: 2 }),
    ]),
  ]),
  '9 no connect but in an attempt': history([life([connection(0, 'connected')])], { truth: truth({ connects: [5] }) }),
  'the phone does not contradict the gateway': history([life([connection(0, 'connected')])], {
    moments: [0, 1, 2, 3].map((seconds) => ({ at: at(seconds), signaling: 'closed' as const, legs: {} })),
  }),
  '4 one view per call': history([life([], {}, [look(0, { calls: ['a', 'a'] })])]),
  '5 without a call the microphone is off': history([
    life([], {}, [look(0, { microphones: 1 }), look(1.2, { microphones: 1 })]),
  ]),
  '9 no countdown is negative': history([
    life([], { shown: [{ at: START, tag: 'telnyx-reconnect-banner', words: { 'notice-detail': 'Again in -1 s' } }] }),
  ]),
  '10 every promise settles in time': history([life([])], { asked: [asked(0, 'a', 'hold', null)] }),
  '13 a live call can be hung up': history([
    life([], {}, [look(0, { live: ['a'], buttons: ['Call'] }), look(1, { live: ['a'], buttons: ['Call'] })]),
  ]),
};

describe('the invariants of what is played at random', () => {
  it('each has something that breaks it', () => {
    expect(Object.keys(BROKEN)).to.have.members(Object.keys(INVARIANTS));
  });

  for (const [name, broken] of Object.entries(BROKEN)) {
    it(`notice what breaks “${name}”, and nothing else`, () => {
      const named = violations(broken).map((violation) => violation.slice(0, name.length));
      expect(named).to.deep.equal([name]);
    });
  }

  it('hold of an ordinary call with an ordinary outage', () => {
    const events = [
      connection(0, 'connected', { previous: 'connecting' }),
      call(1, 'ringing'),
      call(2, 'active', {}, 'ringing'),
      call(4, 'active', { micMuted: true }),
      connection(6, 'reconnecting', { attempt: 1, nextAttemptAt: at(7) }),
      reconnecting(6),
      connection(7, 'reconnecting', { previous: 'reconnecting', attempt: 1 }),
      connection(7.2, 'connected', { previous: 'reconnecting' }),
      reconnected(7.2),
      call(9, 'destroyed', { micMuted: true }),
    ];
    const looks = [look(3, { live: ['a'], buttons: ['Mute', 'Hang up'], microphones: 1 }), look(10, {})];
    const played = history([life(events, { logins: [at(-5), at(7.1)] }, looks)], {
      asked: [asked(1.9, 'a', 'answer', 0.1), asked(4, 'a', 'mute'), asked(9, 'a', 'hangup')],
      truth: truth({ logins: [-5, 7.1], connects: [-9.5, 7.05] }),
    });
    expect(violations(played)).to.deep.equal([]);
  });
});
