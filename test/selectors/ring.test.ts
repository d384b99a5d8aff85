import { expect } from 'chai';
import type { CallSnapshot, ConnectionSnapshot } from '../../src/contract/snapshots.ts';
import { ringingCalls, ringOf } from '../../src/selectors/ring.ts';
import { aSnapshot } from '../support/snapshots.ts';

type Call = Partial<CallSnapshot>;

const incoming: Call = { id: 'in', direction: 'inbound', state: 'ringing' };
const outgoing: Call = { id: 'out', direction: 'outbound', state: 'ringing' };

describe('what is heard of a ringing call', () => {
  const rows: [what: string, ring: string | null, calls: Call[], connection?: Partial<ConnectionSnapshot>][] = [
    ['nothing, without a call', null, []],
    ['a ringtone, when somebody calls', 'ringtone', [incoming]],
    ['ringback, when it rings at the other side', 'ringback', [outgoing]],
    ['nothing of ours, when the network plays its own', null, [{ ...outgoing, earlyMedia: true }]],
    ['nothing, before it rings', null, [{ ...outgoing, state: 'new' }]],
    ['nothing, once the user has answered', null, [{ ...incoming, pending: ['answer'] }]],
    ['nothing, once the user has rejected', null, [{ ...incoming, pending: ['reject'] }]],
    ['nothing, when the page shows the call itself', null, [{ ...incoming, shownByPage: true }]],
    ['a call-waiting tone, in the middle of another call', 'waiting', [{ state: 'active' }, incoming]],
    ['the same, while that one is being recovered', 'waiting', [{ state: 'reconnecting' }, incoming]],
    ['nothing, once it is answered there', null, [{ state: 'active' }, { ...incoming, pending: ['answer'] }]],
    ['nothing of a call made in the middle of another', null, [{ state: 'active' }, outgoing]],
    ['ringback, of a call made while another is held', 'ringback', [{ state: 'held' }, outgoing]],
    ['a ringtone, while another call is held', 'ringtone', [{ state: 'held' }, incoming]],
    ['the ringtone, of both', 'ringtone', [outgoing, incoming]],
    ['nothing, of calls that are over', null, [{ ...incoming, state: 'destroyed' }]],
    ['nothing, while nobody could answer', null, [incoming], { state: 'reconnecting' }],
  ];
  for (const [what, ring, calls, connection = {}] of rows) {
    it(what, () => expect(ringOf(aSnapshot(connection, ...calls))).to.equal(ring));
  }
});

describe('the calls that wait for somebody to notice them', () => {
  const ids = (calls: Call[], connection: Partial<ConnectionSnapshot> = {}): string[] =>
    ringingCalls(aSnapshot(connection, ...calls)).map(({ id }) => id);

  it('are all that ring here, and no others', () => {
    expect(ids([outgoing, incoming, { id: 'talks' }, { ...incoming, id: 'second' }])).to.deep.equal(['in', 'second']);
  });

  it('are none that is reacted to, or shown by the page', () => {
    const reactions: Call[] = [{ pending: ['answer'] }, { pending: ['reject'] }, { shownByPage: true }];
    expect(ids(reactions.map((change) => ({ ...incoming, ...change })))).to.deep.equal([]);
  });

  it('are none while nobody could answer', () => expect(ids([incoming], { state: 'reconnecting' })).to.deep.equal([]));
});
