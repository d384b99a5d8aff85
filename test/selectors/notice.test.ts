import { expect } from 'chai';
import type { CallSnapshot, ConnectionSnapshot } from '../../src/contract/snapshots.ts';
import { NO_MEMORY, notice, noticeTitle, type Notice } from '../../src/selectors/notice.ts';
import { aSnapshot } from '../support/snapshots.ts';

const T = 100_000;

type Step = [now: number, connection: Partial<ConnectionSnapshot>, ...calls: Partial<CallSnapshot>[]];

/** The notices of a client that goes through these states. */
function play(...steps: Step[]): Notice[] {
  let memory = NO_MEMORY;
  return steps.map(([now, connection, ...calls]) => {
    const next = notice(memory, aSnapshot(connection, ...calls), now);
    memory = next.memory;
    return next.notice;
  });
}

const kinds = (...steps: Step[]): string[] => play(...steps).map(({ kind }) => kind);

const UP: Partial<ConnectionSnapshot> = { state: 'connected' };
const BACK: Partial<ConnectionSnapshot> = { state: 'connected', restoredAt: T + 9000 };
const DOWN: Partial<ConnectionSnapshot> = {
  state: 'reconnecting',
  reason: 'signaling',
  lostAt: T,
  attempt: 2,
  nextAttemptAt: T + 5000,
};
const TRYING: Partial<ConnectionSnapshot> = { ...DOWN, nextAttemptAt: null };
const TALK: Partial<CallSnapshot> = { answeredAt: 1, mediaHealthy: true };
const SILENT: Partial<CallSnapshot> = { answeredAt: 1, state: 'reconnecting', mediaLostAt: T };
const LOST: Partial<CallSnapshot> = { answeredAt: 1, state: 'destroyed', cause: 'error', endedAt: T };

describe('the notice of an outage', () => {
  it('says nothing for the first second', () => {
    const [first, last] = play([T + 10, DOWN], [T + 999, DOWN]);
    expect(first).to.include({ kind: 'none', changesAt: T + 1000 });
    expect(last).to.include({ kind: 'none', changesAt: T + 1000 });
  });

  it('says nothing at all for a brief one, neither before nor after', () => {
    expect(kinds([T + 10, DOWN], [T + 900, { ...UP, restoredAt: T + 900 }], [T + 2000, UP])).to.deep.equal([
      'none',
      'none',
      'none',
    ]);
  });

  it('counts down to the attempt, then tries', () => {
    const [waiting, later, trying] = play([T + 1000, DOWN], [T + 4100, DOWN], [T + 5000, DOWN]);
    expect(waiting).to.include({ kind: 'waiting', seconds: 4, attempt: 2, maxAttempts: 10, changesAt: T + 2000 });
    expect(later).to.include({ kind: 'waiting', seconds: 1, changesAt: T + 5000 });
    expect(trying).to.include({ kind: 'trying', seconds: 0, changesAt: null });
  });

  it('tries while an attempt is under way', () => {
    expect(play([T + 1000, TRYING])[0]).to.include({ kind: 'trying', seconds: 0, changesAt: null });
  });

  it('has no end to show once attempts go on for the sake of a call', () => {
    expect(play([T + 1000, { ...DOWN, attempt: 10 }])[0]).to.include({ maxAttempts: 10 });
    expect(play([T + 1000, { ...DOWN, attempt: 11 }])[0]).to.include({ maxAttempts: null });
  });

  it('is shown at once when nothing was ever connected', () => {
    expect(kinds([T, { ...DOWN, lostAt: null }])).to.deep.equal(['waiting']);
  });

  it('says that the browser is offline', () => {
    expect(kinds([T + 1000, { ...DOWN, reason: 'offline', nextAttemptAt: null }])).to.deep.equal(['offline']);
  });

  for (const [talk, call] of [
    [true, TALK],
    [false, { ...TALK, mediaHealthy: false }],
    [false, { ...TALK, state: 'held' }],
    [false, SILENT],
    [false, { state: 'ringing' }],
  ] as [boolean, Partial<CallSnapshot>][]) {
    it(`${talk ? 'says' : 'does not say'} that one can still talk with ${JSON.stringify(call)}`, () => {
      expect(play([T + 1000, DOWN, call])[0]?.talk).to.equal(talk);
    });
  }
});

describe('the notice of an end', () => {
  for (const [reason, kind] of [
    ['exhausted', 'exhausted'],
    ['auth', 'signed-out'],
    ['server', 'closed'],
    ['signaling', 'closed'],
    ['elsewhere', 'elsewhere'],
    ['user', 'none'],
    [null, 'none'],
  ] as const) {
    it(`is ${kind} for ${reason}`, () => {
      expect(play([T, { state: 'disconnected', reason, error: 'exhausted' }])[0]).to.include({
        kind,
        reason,
        error: 'exhausted',
      });
    });
  }

  it('shows the way back as an attempt, and then that it worked', () => {
    const gone: Step = [T, { state: 'disconnected', reason: 'exhausted' }];
    expect(kinds(gone, [T + 1, { state: 'connecting' }], [T + 2, UP])).to.deep.equal([
      'exhausted',
      'trying',
      'back-online',
    ]);
  });

  it('says nothing of a phone that was in another tab and is here again: nothing had been lost', () => {
    const elsewhere: Step = [T, { state: 'disconnected', reason: 'elsewhere' }];
    expect(kinds(elsewhere, [T + 1, { state: 'connecting', attempt: 1 }], [T + 2, UP])).to.deep.equal([
      'elsewhere',
      'none',
      'none',
    ]);
  });

  it('shows what becomes of a first connect that failed, and nothing once it works', () => {
    const first = { state: 'connecting', reason: 'signaling' } as const;
    const notices = play(
      [T, { ...first, reason: null, attempt: 1 }],
      [T, { ...first, attempt: 2, nextAttemptAt: T + 1500 }],
      [T + 1500, { ...first, attempt: 2 }],
      [T + 2000, UP],
    );
    expect(notices.map(({ kind }) => kind)).to.deep.equal(['none', 'waiting', 'trying', 'none']);
    expect(notices[1]).to.include({ first: true, attempt: 2, seconds: 2, changesAt: T + 500 });
    expect(kinds([T, { state: 'connecting', reason: 'offline' }])).to.deep.equal(['offline']);
  });

  it('says nothing at the first connect, and nothing after the user has left', () => {
    expect(kinds([T, { state: 'idle' }], [T, { state: 'connecting' }], [T, UP])).to.deep.equal([
      'none',
      'none',
      'none',
    ]);
    const left: Step = [T, { state: 'disconnected', reason: 'user' }];
    expect(kinds([T + 1000, DOWN], left, [T, { state: 'connecting' }], [T, UP])).to.deep.equal([
      'waiting',
      'none',
      'none',
      'none',
    ]);
    expect(kinds([T, { state: 'disconnecting' }])).to.deep.equal(['none']);
  });
});

describe('the notice that all is well again', () => {
  it('is shown for four seconds from the moment it was', () => {
    const notices = play(
      [T + 1000, DOWN],
      [T + 9000, BACK],
      [T + 12_999, BACK],
      [T + 13_000, BACK],
      [T + 14_000, BACK],
    );
    expect(notices.map(({ kind }) => kind)).to.deep.equal(['waiting', 'back-online', 'back-online', 'none', 'none']);
    expect(notices[1]).to.include({ scope: 'signaling', changesAt: T + 13_000 });
    expect(notices[2]).to.include({ changesAt: T + 13_000 });
  });

  it('is not shown again', () => {
    expect(kinds([T + 1000, DOWN], [T + 9000, BACK], [T + 13_000, BACK], [T + 13_001, BACK]).slice(2)).to.deep.equal([
      'none',
      'none',
    ]);
  });

  it('waits for the audio of every call', () => {
    const recovered = { ...TALK, recoveries: 1 };
    expect(
      kinds(
        [T + 1000, DOWN, SILENT],
        [T + 9000, BACK, SILENT],
        [T + 15_000, BACK, SILENT],
        [T + 16_000, BACK, recovered],
      ),
    ).to.deep.equal(['waiting', 'restoring', 'restoring', 'back-online']);
  });

  it('waits for the server to bring back a call whose audio never stopped', () => {
    const notices = play(
      [T + 1000, DOWN, TALK],
      [T + 9000, BACK, TALK],
      [T + 9200, BACK, { ...SILENT, mediaLostAt: T + 9100 }],
      [T + 9900, BACK, { ...TALK, recoveries: 1 }],
    );
    expect(notices.map(({ kind }) => kind)).to.deep.equal(['waiting', 'restoring', 'restoring', 'back-online']);
    expect(notices[1]).to.include({ talk: true, changesAt: T + 19_000 });
  });

  it('waits for the server no longer than it may take', () => {
    expect(kinds([T + 1000, DOWN, TALK], [T + 18_999, BACK, TALK], [T + 19_000, BACK, TALK])).to.deep.equal([
      'waiting',
      'restoring',
      'back-online',
    ]);
  });

  it('does not wait for a call that has ended or was never answered', () => {
    const over = { ...TALK, state: 'destroyed', cause: 'normal', endedAt: T } as const;
    expect(kinds([T + 1000, DOWN, TALK], [T + 9000, BACK, over])).to.deep.equal(['waiting', 'back-online']);
    expect(kinds([T + 1000, DOWN, { state: 'ringing' }], [T + 9000, BACK, { state: 'ringing' }])).to.deep.equal([
      'waiting',
      'back-online',
    ]);
  });

  it('lets an outage that is not over go on at once', () => {
    const again: Partial<ConnectionSnapshot> = { ...DOWN, lostAt: T + 10_000, nextAttemptAt: T + 15_000 };
    expect(kinds([T + 1000, DOWN, TALK], [T + 9000, BACK, TALK], [T + 10_001, again, TALK])).to.deep.equal([
      'waiting',
      'restoring',
      'waiting',
    ]);
  });

  it('gives way to a new outage, which is quiet for its first second', () => {
    const again: Partial<ConnectionSnapshot> = { ...DOWN, lostAt: T + 10_000, nextAttemptAt: T + 15_000 };
    expect(kinds([T + 1000, DOWN], [T + 9000, BACK], [T + 10_500, again], [T + 11_000, again])).to.deep.equal([
      'waiting',
      'back-online',
      'none',
      'waiting',
    ]);
    expect(kinds([T + 1000, DOWN], [T + 9000, BACK], [T + 10_500, again], [T + 10_600, BACK])).to.deep.equal([
      'waiting',
      'back-online',
      'none',
      'none',
    ]);
  });
});

describe('the notice of lost audio', () => {
  it('is shown after a second, and that it is back', () => {
    const notices = play([T + 500, UP, SILENT], [T + 1000, UP, SILENT], [T + 3000, UP, { ...TALK, recoveries: 1 }]);
    expect(notices.map(({ kind }) => kind)).to.deep.equal(['none', 'restoring', 'back-online']);
    expect(notices[0]).to.include({ changesAt: T + 1000 });
    expect(notices[2]).to.include({ scope: 'media' });
  });

  it('stays when signaling goes as well', () => {
    const down: Partial<ConnectionSnapshot> = { ...DOWN, lostAt: T + 2000 };
    const notices = play([T + 1500, UP, SILENT], [T + 2100, down, SILENT], [T + 3000, down, SILENT]);
    expect(notices.map(({ kind }) => kind)).to.deep.equal(['restoring', 'restoring', 'waiting']);
    expect(notices[1]).to.include({ changesAt: T + 3000 });
  });

  it('is shown for a call of the page before while this one connects, and then that it is back', () => {
    const connecting: Partial<ConnectionSnapshot> = { state: 'connecting', attempt: 1 };
    const notices = play(
      [T + 500, connecting, SILENT],
      [T + 1000, connecting, SILENT],
      [T + 1200, UP, SILENT],
      [T + 1500, UP, { ...TALK, recoveries: 1 }],
    );
    expect(notices.map(({ kind }) => kind)).to.deep.equal(['none', 'restoring', 'restoring', 'back-online']);
    expect(notices[3]).to.include({ scope: 'media' });
  });

  it('gives way to what is said of attempts that fail, while a call of the page before waits', () => {
    const failing: Partial<ConnectionSnapshot> = { ...DOWN, state: 'connecting', lostAt: null };
    expect(kinds([T + 1500, { state: 'connecting', attempt: 1 }, SILENT], [T + 2000, failing, SILENT])).to.deep.equal([
      'restoring',
      'waiting',
    ]);
  });

  it('is new when the last outage is already told to be over', () => {
    const again = { ...SILENT, mediaLostAt: T + 10_000 };
    expect(
      kinds([T + 1000, DOWN], [T + 9000, BACK], [T + 10_100, BACK, again], [T + 11_000, BACK, again]),
    ).to.deep.equal(['waiting', 'back-online', 'none', 'restoring']);
  });
});

describe('the notice of a lost call', () => {
  const SECOND = { ...LOST, id: 'b', endedAt: T + 1 };

  it('stays until the user is on a call again, also when the client has forgotten it', () => {
    const notices = play(
      [T, UP, LOST],
      [T + 60_000, UP],
      [T + 60_001, UP, { id: 'b', state: 'new' }],
      [T + 70_000, UP],
    );
    expect(notices.map(({ kind }) => kind)).to.deep.equal(['call-lost', 'call-lost', 'none', 'none']);
    expect(notices[0]?.call?.id).to.equal('call-1');
    expect(notices[2]?.call).to.be.null;
  });

  it('does not come back when the next call ends while the lost one lingers', () => {
    const next = { id: 'b', state: 'destroyed', cause: 'normal', endedAt: T + 2000 } as const;
    expect(kinds([T, UP, LOST], [T + 1000, UP, LOST, { id: 'b' }], [T + 2000, UP, LOST, next])).to.deep.equal([
      'call-lost',
      'none',
      'none',
    ]);
  });

  it('is of the last one lost', () => {
    expect(play([T, UP, SECOND, LOST])[0]?.call?.id).to.equal('b');
    expect(play([T, UP, LOST, SECOND])[0]?.call?.id).to.equal('b');
    expect(play([T, UP, LOST], [T, UP, LOST, SECOND])[1]?.call?.id).to.equal('b');
  });

  it('is of none of several any more once the user is on a call again', () => {
    const next = { id: 'c', state: 'destroyed', cause: 'normal', endedAt: T + 3000 } as const;
    expect(
      kinds([T, UP, LOST, SECOND], [T + 2000, UP, LOST, SECOND, { id: 'c' }], [T + 3000, UP, LOST, SECOND, next]),
    ).to.deep.equal(['call-lost', 'none', 'none']);
  });

  it('comes before the good news, and after the bad', () => {
    expect(kinds([T + 1000, DOWN, SILENT], [T + 9000, BACK, LOST])).to.deep.equal(['waiting', 'call-lost']);
    expect(kinds([T + 1000, DOWN, LOST], [T + 9000, BACK])).to.deep.equal(['waiting', 'call-lost']);
  });

  it('is not shown for a dismissed one', () => {
    const memory = { ...NO_MEMORY, dismissed: ['call-1'] };
    expect(notice(memory, aSnapshot(UP, LOST), T).notice.kind).to.equal('none');
    expect(notice({ ...memory, dismissed: ['call-1', 'b'] }, aSnapshot(UP, LOST, SECOND), T).notice.kind).to.equal(
      'none',
    );
  });

  it('is not shown for calls that ended otherwise', () => {
    expect(kinds([T, UP, { ...LOST, cause: 'normal' }], [T, UP, { ...LOST, answeredAt: null }])).to.deep.equal([
      'none',
      'none',
    ]);
  });
});

describe('the title of a notice', () => {
  for (const [expected, change] of [
    ['waiting', { kind: 'waiting', reason: 'signaling' }],
    ['waiting.first', { kind: 'waiting', reason: 'server', first: true }],
    ['trying.first', { kind: 'trying', first: true }],
    ['offline', { kind: 'offline', first: true }],
    ['waiting.server', { kind: 'waiting', reason: 'server' }],
    ['trying', { kind: 'trying', reason: 'server' }],
    ['back-online', { kind: 'back-online', scope: 'signaling' }],
    ['back-online.media', { kind: 'back-online', scope: 'media' }],
    ['restoring', { kind: 'restoring', scope: 'media' }],
  ] as [string, Partial<Notice>][]) {
    it(`is ${expected} for ${JSON.stringify(change)}`, () => {
      expect(noticeTitle(change as Notice)).to.equal(expected);
    });
  }
});
