import { expect } from 'chai';
import type { HistoryEntry } from '../../../src/contract/history.ts';
import type { CallSnapshot, ConnectionSnapshot } from '../../../src/contract/snapshots.ts';
import { LONGEST_HISTORY, nextHistory, withEntries } from '../../../src/selectors/lazy/history.ts';
import { aSnapshot } from '../../support/snapshots.ts';

const over = (change: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({
  state: 'destroyed',
  cause: 'normal',
  startedAt: 1000,
  endedAt: 9000,
  ...change,
});

const outcome = (change: Partial<CallSnapshot>, connection: Partial<ConnectionSnapshot> = {}): string | undefined =>
  nextHistory([], null, aSnapshot(connection, over(change)))[0]?.outcome;

const entry = (change: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: 'a',
  telnyxSessionId: null,
  direction: 'inbound',
  outcome: 'missed',
  remoteNumber: '+12025550143',
  remoteName: '',
  startedAt: 1000,
  answeredAt: null,
  endedAt: 2000,
  ...change,
});

const OUTCOMES: readonly (readonly [title: string, call: Partial<CallSnapshot>, outcome: string])[] = [
  ['talked, and hung up', { answeredAt: 2000 }, 'answered'],
  ['talked, and lost', { answeredAt: 2000, cause: 'error' }, 'answered'],
  ['talked, and passed on', { answeredAt: 2000, cause: 'replaced' }, 'answered'],
  ['the caller gave up', { direction: 'inbound', cause: 'originatorCancel' }, 'missed'],
  ['nobody was there', { direction: 'inbound', cause: 'timeOut' }, 'missed'],
  ['lost while it rang', { direction: 'inbound', cause: 'error' }, 'missed'],
  ['ended while it rang', { direction: 'inbound' }, 'missed'],
  ['the user did not want it', { direction: 'inbound', cause: 'rejected' }, 'rejected'],
  ['answered without a microphone', { direction: 'inbound', cause: 'error', error: 'mic-denied' }, 'failed'],
  ['the other side did not want it', { cause: 'rejected', sipCode: 603 }, 'rejected'],
  ['busy', { cause: 'rejected', sipCode: 486 }, 'busy'],
  ['the other side was not there', { cause: 'timeOut' }, 'no-answer'],
  ['the user gave up', { cause: 'originatorCancel' }, 'cancelled'],
  ['no such number', { cause: 'error', sipCode: 404 }, 'failed'],
  ['no microphone', { cause: 'error', error: 'mic-missing' }, 'failed'],
  ['could not be made', { cause: 'error' }, 'failed'],
];

describe('the calls that are over', () => {
  for (const [title, call, expected] of OUTCOMES) {
    it(`says of a call, ${title}: ${expected}`, () => {
      expect(outcome(call)).to.equal(expected);
    });
  }

  it('has what there is to know of a call, and nothing else', () => {
    const [known] = nextHistory(
      [],
      null,
      aSnapshot({}, over({ telnyxSessionId: 's', remoteName: 'Ada', answeredAt: 3000 })),
    );
    expect(known).to.deep.equal({
      id: 'call-1',
      telnyxSessionId: 's',
      direction: 'outbound',
      outcome: 'answered',
      remoteNumber: '+15551234567',
      remoteName: 'Ada',
      startedAt: 1000,
      answeredAt: 3000,
      endedAt: 9000,
    });
    expect(known).to.be.frozen;
  });

  it('writes a call down once, in the step in which it ends', () => {
    const live = aSnapshot({}, { id: 'a' }, { id: 'b' });
    const ended = aSnapshot({}, over({ id: 'a' }), { id: 'b' });
    const first = nextHistory([], live, ended);
    expect(first.map(({ id }) => id)).to.deep.equal(['a']);
    // Whoever has removed it meanwhile does not get it back.
    expect(nextHistory([], ended, aSnapshot({}, over({ id: 'a' }), { id: 'b', held: true }))).to.deep.equal([]);
    expect(nextHistory(first, ended, ended)).to.equal(first);
    expect(nextHistory(first, live, live)).to.equal(first);
  });

  it('leaves a call that goes on in another tab to that one', () => {
    expect(outcome({ cause: 'replaced', answeredAt: 2000 }, { state: 'disconnected', reason: 'elsewhere' })).to.equal(
      undefined,
    );
  });

  it('has no call that was made to no number: an assistant is called again as it was', () => {
    expect(outcome({ remoteNumber: '', answeredAt: 2000 })).to.equal(undefined);
  });

  it('is in order, the latest first, and no longer than it may be', () => {
    const many = Array.from({ length: LONGEST_HISTORY }, (_, index) => entry({ id: `${index}`, startedAt: index }));
    const all = withEntries([], many);
    expect(all.map(({ startedAt }) => startedAt).slice(0, 3)).to.deep.equal([99, 98, 97]);
    const more = withEntries(all, [entry({ id: 'new', startedAt: 50.5 })]);
    expect(more).to.have.length(LONGEST_HISTORY);
    expect(more[49]?.id).to.equal('new');
    expect(more.at(-1)?.startedAt).to.equal(1);
  });

  it('has one entry for an id', () => {
    const all = withEntries([entry()], [entry({ outcome: 'answered' })]);
    expect(all.map(({ outcome: each }) => each)).to.deep.equal(['answered']);
  });

  const RINGS: readonly (readonly [string, Partial<HistoryEntry>, Partial<HistoryEntry>, readonly string[]])[] = [
    ['missed here, answered there', {}, { outcome: 'answered' }, ['b']],
    ['answered here, missed there', { outcome: 'answered' }, {}, ['a']],
    ['rejected here, missed there', { outcome: 'rejected' }, {}, ['a']],
    ['missed in both', {}, {}, ['a']],
    ['of two sessions', {}, { telnyxSessionId: 't' }, ['a', 'b']],
    ['come back later', {}, { startedAt: 20_000 }, ['b', 'a']],
    ['of which nothing is known', { telnyxSessionId: null }, { telnyxSessionId: null }, ['a', 'b']],
    ['made by the user', { direction: 'outbound' }, { direction: 'outbound' }, ['a', 'b']],
  ];
  for (const [title, one, other, ids] of RINGS) {
    it(`keeps of a call that rang in two tabs what says more: ${title}`, () => {
      const here = entry({ id: 'a', telnyxSessionId: 's', ...one });
      const there = entry({ id: 'b', telnyxSessionId: 's', ...other });
      expect(withEntries([here], [there]).map(({ id }) => id)).to.deep.equal(ids);
    });
  }
});
