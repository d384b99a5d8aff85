import { expect } from 'chai';
import { callNews } from '../../src/client/call-news.ts';
import { connectionNews } from '../../src/client/connection-news.ts';
import type { CallSession } from '../../src/contract/client.ts';
import type { ClientEventMap } from '../../src/contract/events.ts';
import type { CallSnapshot, ClientSnapshot, ConnectionSnapshot } from '../../src/contract/snapshots.ts';
import { aSnapshot } from '../support/snapshots.ts';

const AT = 10_000;

/** Stands for the call's object, which the events carry. */
const sessionOf = (call: CallSnapshot): CallSession => ({ id: call.id }) as CallSession;

const recovered: unknown[] = [];
const recover = (...what: unknown[]): void => void recovered.push(what);

/** In the order in which they are told. */
const announcements = (previous: ClientSnapshot, next: ClientSnapshot): ReturnType<typeof callNews> => [
  ...connectionNews(previous.connection, next.connection, AT),
  ...callNews(previous, next, AT, sessionOf, recover),
];

const news = (previous: ClientSnapshot, next: ClientSnapshot): readonly unknown[] => announcements(previous, next);

const names = (previous: ClientSnapshot, next: ClientSnapshot): string[] =>
  announcements(previous, next).map(([name]) => name);

type Connection = Partial<ConnectionSnapshot>;

/** What each step of the connection is told by, apart from the change itself. */
const STEPS: readonly (readonly [previous: Connection, next: Connection, told: readonly unknown[]])[] = [
  [{ state: 'idle' }, { state: 'connecting', attempt: 1 }, []],
  [{ state: 'connecting' }, { state: 'connected' }, []],
  [
    { state: 'connected' },
    { state: 'reconnecting', reason: 'signaling', attempt: 1 },
    [['telnyx-reconnecting', { scope: 'signaling', reason: 'signaling' }]],
  ],
  [
    { state: 'connected' },
    { state: 'reconnecting', reason: 'offline' },
    [['telnyx-reconnecting', { scope: 'signaling', reason: 'offline' }]],
  ],
  [{ state: 'reconnecting', attempt: 1 }, { state: 'reconnecting', attempt: 2 }, []],
  [
    { state: 'reconnecting', reason: 'offline', lostAt: 4000 },
    { state: 'connected' },
    [['telnyx-reconnected', { scope: 'signaling', reason: 'offline', duration: 6000 }]],
  ],
  [
    { state: 'reconnecting' },
    { state: 'disconnected', reason: 'exhausted', error: 'exhausted' },
    [['telnyx-disconnected', { reason: 'exhausted', error: 'exhausted' }]],
  ],
  [
    { state: 'connecting' },
    { state: 'disconnected', reason: 'auth', error: 'auth-failed' },
    [['telnyx-disconnected', { reason: 'auth', error: 'auth-failed' }]],
  ],
  [{ state: 'connected' }, { state: 'disconnecting', reason: 'user' }, []],
  [
    { state: 'disconnecting', reason: 'user' },
    { state: 'disconnected', reason: 'user' },
    [['telnyx-disconnected', { reason: 'user', error: null }]],
  ],
  [{ state: 'disconnecting' }, { state: 'idle' }, [['telnyx-disconnected', { reason: 'user', error: null }]]],
  [{ state: 'disconnecting' }, { state: 'connecting' }, [['telnyx-disconnected', { reason: 'user', error: null }]]],
  [{ state: 'disconnected', reason: 'user' }, { state: 'connecting' }, []],
  [{ state: 'disconnected', reason: 'elsewhere' }, { state: 'idle' }, []],
];

describe('what is told of the connection', () => {
  for (const [previous, next, told] of STEPS) {
    const was = `${previous.state ?? ''} ${previous.reason ?? ''}`.trim();
    const is = `${next.state ?? ''} ${next.reason ?? ''}`.trim();
    it(`from ${was} to ${is}: the change${told.length === 0 ? '' : ', and what it means'}`, () => {
      const [change, ...rest] = news(aSnapshot(previous), aSnapshot(next));
      expect(change).to.deep.equal([
        'telnyx-connection-change',
        {
          state: next.state,
          previous: previous.state,
          reason: next.reason ?? null,
          attempt: next.attempt ?? 0,
          maxAttempts: 10,
          nextAttemptAt: null,
        },
      ]);
      expect(rest).to.deep.equal(told);
    });
  }

  it('is nothing while nothing changes that a page is told of', () => {
    expect(news(aSnapshot({ lostAt: 1 }), aSnapshot({ lostAt: 2 }))).to.deep.equal([]);
  });

  it('is the change when the next attempt is announced anew', () => {
    const waiting = aSnapshot({ state: 'reconnecting', nextAttemptAt: 5 });
    expect(names(waiting, aSnapshot({ state: 'reconnecting', nextAttemptAt: null }))).to.deep.equal([
      'telnyx-connection-change',
    ]);
  });
});

type Call = Partial<CallSnapshot>;
const NONE = aSnapshot();
const with_ = (call: Call): ClientSnapshot => aSnapshot({}, { id: 'a', ...call });

const CALLS: readonly (readonly [what: string, previous: Call | null, next: Call, told: readonly string[]])[] = [
  ['a call is dialled', null, { state: 'new' }, ['telnyx-call-change']],
  ['a call comes', null, { state: 'ringing', direction: 'inbound' }, ['telnyx-incoming-call', 'telnyx-call-change']],
  ['an outbound call rings', { state: 'new' }, { state: 'ringing' }, ['telnyx-call-change']],
  [
    'an inbound call goes on ringing',
    { state: 'ringing', direction: 'inbound' },
    { state: 'ringing', direction: 'inbound', pending: ['answer'] },
    ['telnyx-call-change'],
  ],
  [
    'a call is answered',
    { state: 'ringing' },
    { state: 'active', remoteMedia: 'flowing' },
    ['telnyx-call-change', 'telnyx-remote-media-change'],
  ],
  [
    'the other side falls silent',
    { state: 'active', remoteMedia: 'flowing' },
    { state: 'active', remoteMedia: 'stalled' },
    ['telnyx-call-change', 'telnyx-remote-media-change'],
  ],
  [
    'media is lost',
    { state: 'active' },
    { state: 'reconnecting', mediaLostAt: 9000 },
    ['telnyx-call-change', 'telnyx-reconnecting'],
  ],
  [
    'the server brings the call back',
    { state: 'reconnecting', mediaLostAt: 9000 },
    { state: 'reconnecting', mediaLostAt: 9000, recoveredCallId: 'a', attachments: 1 },
    ['telnyx-call-change', 'telnyx-call-recovered'],
  ],
  [
    'the server brings the call back again',
    { state: 'reconnecting', mediaLostAt: 9000, recoveredCallId: 'a', attachments: 1 },
    { state: 'reconnecting', mediaLostAt: 9000, recoveredCallId: 'a', attachments: 2 },
    ['telnyx-call-change', 'telnyx-call-recovered'],
  ],
  [
    'media is back',
    { state: 'reconnecting', mediaLostAt: 9000, recoveredCallId: 'a' },
    { state: 'active', recoveredCallId: 'a' },
    ['telnyx-call-change', 'telnyx-reconnected'],
  ],
  [
    'a call ends whose media was lost',
    { state: 'reconnecting', mediaLostAt: 9000 },
    { state: 'destroyed', cause: 'error' },
    ['telnyx-call-change'],
  ],
  ['the microphone is muted', { state: 'active' }, { state: 'active', micMuted: true }, ['telnyx-call-change']],
  [
    'only its quality was measured',
    { state: 'active', quality: null },
    { state: 'active', quality: { loss: 0, lossSent: 0, jitter: 1, roundTrip: 2, mos: 4.4, level: 'excellent' } },
    [],
  ],
  ['nothing changed', { state: 'active', pending: ['hold'] }, { state: 'active', pending: ['hold'] }, []],
];

describe('what is told of a call', () => {
  for (const [what, previous, next, told] of CALLS) {
    it(`when ${what}`, () => {
      expect(names(previous === null ? NONE : with_(previous), with_(next))).to.deep.equal(told);
    });
  }

  it('carries the call, its state and the state before', () => {
    const previous = with_({ state: 'active' });
    const next = with_({ state: 'held' });
    expect(news(previous, next)).to.deep.equal([
      ['telnyx-call-change', { call: { id: 'a' }, snapshot: next.calls[0], previous: previous.calls[0] }],
    ]);
    expect(news(NONE, next)).to.have.nested.property('0.1.previous', null);
  });

  it('says how long its media was gone', () => {
    expect(news(with_({ state: 'reconnecting', mediaLostAt: 9000 }), with_({ state: 'held' }))[1]).to.deep.equal([
      'telnyx-reconnected',
      { scope: 'media', callId: 'a', reason: 'media', duration: 1000 },
    ]);
  });

  it('is nothing when it is no longer shown', () => {
    expect(news(with_({ state: 'destroyed' }), NONE)).to.deep.equal([]);
  });

  it('lets whoever is told that the microphone is refused do something about it', () => {
    const mediaRecovery = { callId: 'a', cause: 'mic-busy', deadline: 5, retrying: false } as const;
    const [[name, detail] = []] = announcements(NONE, { ...NONE, mediaRecovery });
    expect(name).to.equal('telnyx-media-recovery');
    expect(detail).to.include({ callId: 'a', cause: 'mic-busy', deadline: 5 });
    const { resume, reject } = detail as ClientEventMap['telnyx-media-recovery'];
    resume();
    reject();
    expect(recovered).to.deep.equal([
      ['resume-media', 'a'],
      ['reject-media', 'a'],
    ]);
  });

  it('comes call by call, oldest first, after what is told of the connection', () => {
    const previous = aSnapshot({}, { id: 'a' }, { id: 'b' });
    const next = aSnapshot({ state: 'reconnecting' }, { id: 'a', micMuted: true }, { id: 'b', micMuted: true });
    expect(
      announcements(previous, next).map(([name, detail]) => [name, 'call' in detail && detail.call.id]),
    ).to.deep.equal([
      ['telnyx-connection-change', false],
      ['telnyx-reconnecting', false],
      ['telnyx-call-change', 'a'],
      ['telnyx-call-change', 'b'],
    ]);
  });
});
