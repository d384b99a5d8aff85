import { expect } from 'chai';
import { currentCall, currentCallChangesAt } from '../../src/selectors/current-call.ts';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { aCall, aConnection } from '../support/snapshots.ts';

const NOW = 100_000;

const live = (id: string, change: Partial<CallSnapshot> = {}): CallSnapshot =>
  aCall({ id, startedAt: 1000, ...change });
const over = (id: string, endedAt: number | null): CallSnapshot => aCall({ id, state: 'destroyed', endedAt });

interface Row {
  readonly what: string;
  readonly calls: readonly CallSnapshot[];
  readonly lastActive?: string;
  readonly callId?: string;
  readonly linger?: number;
  readonly expected: string | null;
}

const ROWS: readonly Row[] = [
  { what: 'none without calls', calls: [], expected: null },
  { what: 'the only live one', calls: [live('a')], expected: 'a' },
  {
    what: 'the one last active, though another rings later',
    calls: [live('a'), live('b', { state: 'ringing', startedAt: 9000 })],
    lastActive: 'a',
    expected: 'a',
  },
  {
    what: 'the one last active, wherever it stands',
    calls: [live('b', { startedAt: 9000 }), live('a')],
    lastActive: 'a',
    expected: 'a',
  },
  {
    what: 'the one being made, while the one last active is held',
    calls: [live('a', { held: true, state: 'held' }), live('b', { state: 'ringing', direction: 'outbound' })],
    lastActive: 'a',
    expected: 'b',
  },
  {
    what: 'the newest that the user has begun, in any order',
    calls: [
      live('c', { state: 'new', startedAt: 9000 }),
      live('a', { held: true, state: 'held' }),
      live('b', { state: 'ringing', direction: 'inbound', pending: ['answer'] }),
    ],
    lastActive: 'a',
    expected: 'c',
  },
  {
    what: 'the held one, while another only rings',
    calls: [live('a', { held: true, state: 'held' }), live('b', { state: 'ringing', direction: 'inbound' })],
    lastActive: 'a',
    expected: 'a',
  },
  {
    what: 'the one spoken in, though another is being made',
    calls: [live('a'), live('b', { state: 'new' })],
    lastActive: 'a',
    expected: 'a',
  },
  {
    what: 'the held one, beside another that is held',
    calls: [
      live('a', { held: true, state: 'held', answeredAt: 1 }),
      live('b', { held: true, state: 'held', answeredAt: 2 }),
    ],
    lastActive: 'a',
    expected: 'a',
  },
  {
    what: 'the newest ringing, when none was active',
    calls: [live('a', { state: 'ringing', startedAt: 2000 }), live('b', { state: 'ringing', startedAt: 3000 })],
    expected: 'b',
  },
  {
    what: 'the newest ringing, in any order',
    calls: [live('b', { state: 'ringing', startedAt: 3000 }), live('a', { state: 'ringing', startedAt: 2000 })],
    expected: 'b',
  },
  {
    what: 'of two that began together, the later in the list',
    calls: [live('a', { state: 'ringing' }), live('b', { state: 'ringing' })],
    expected: 'b',
  },
  { what: 'a live one before an ended one', calls: [live('a'), over('b', NOW)], expected: 'a' },
  {
    what: 'an ended one that was last active gives way',
    calls: [over('a', NOW), live('b')],
    lastActive: 'a',
    expected: 'b',
  },
  { what: 'the last ended, for linger ms', calls: [over('a', NOW - 300), over('b', NOW - 200)], expected: 'b' },
  { what: 'the last ended, in any order', calls: [over('b', NOW - 200), over('a', NOW - 300)], expected: 'b' },
  { what: 'of two that ended together, the later in the list', calls: [over('a', NOW), over('b', NOW)], expected: 'b' },
  { what: 'an ended one until just before linger is over', calls: [over('a', NOW - 4999)], expected: 'a' },
  { what: 'none once linger is over', calls: [over('a', NOW - 5000)], expected: null },
  { what: 'an ended one for as long as linger says', calls: [over('a', NOW - 9000)], linger: 9001, expected: 'a' },
  { what: 'none at once with linger 0', calls: [over('a', NOW)], linger: 0, expected: null },
  { what: 'none for an end without a time', calls: [over('a', null)], expected: null },
  {
    what: 'a pinned one before the one last active',
    calls: [live('a'), live('b')],
    lastActive: 'a',
    callId: 'b',
    expected: 'b',
  },
  { what: 'a pinned one beyond linger', calls: [over('a', 5), live('b')], callId: 'a', expected: 'a' },
  { what: 'none for a pinned one that is unknown', calls: [live('a')], callId: 'x', expected: null },
  { what: 'the current one for an empty pin', calls: [live('a')], callId: '', expected: 'a' },
];

describe('the current call', () => {
  for (const { what, calls, lastActive = null, callId, linger = 5000, expected } of ROWS) {
    it(`is ${what}`, () => {
      const snapshot = {
        connection: aConnection(),
        calls,
        lastActiveCallId: lastActive,
        mediaRecovery: null,
        playbackBlocked: false,
        devices: null,
      };
      expect(currentCall(snapshot, { callId, linger, now: NOW })?.id ?? null).to.equal(expected);
    });
  }

  it('changes by itself when an ended one has lingered', () => {
    const options = { linger: 5000, now: NOW };
    expect(currentCallChangesAt(over('a', NOW), options)).to.equal(NOW + 5000);
    expect(currentCallChangesAt(over('a', null), options)).to.equal(5000);
  });

  it('does not change by itself while it lives, is pinned, or is none', () => {
    expect(currentCallChangesAt(live('a'), { linger: 5000, now: NOW })).to.be.null;
    expect(currentCallChangesAt(over('a', NOW), { linger: 5000, now: NOW, callId: 'a' })).to.be.null;
    expect(currentCallChangesAt(null, { linger: 5000, now: NOW })).to.be.null;
  });
});
