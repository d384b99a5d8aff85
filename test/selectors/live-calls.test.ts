import { expect } from 'chai';
import type { CallSnapshot, ClientSnapshot } from '../../src/contract/snapshots.ts';
import { liveCalls, spokenIn } from '../../src/selectors/live-calls.ts';
import { aSnapshot } from '../support/snapshots.ts';

const spoken: Partial<CallSnapshot> = { id: 'spoken', answeredAt: 1 };
const held: Partial<CallSnapshot> = { id: 'held', state: 'held', held: true, answeredAt: 1 };
const incoming: Partial<CallSnapshot> = { id: 'in', direction: 'inbound', state: 'ringing' };
const dialled: Partial<CallSnapshot> = { id: 'out', state: 'ringing' };
const over: Partial<CallSnapshot> = { id: 'over', state: 'destroyed' };

describe('the live calls', () => {
  const ids = (...calls: Partial<CallSnapshot>[]): string[] => liveCalls(aSnapshot({}, ...calls)).map(({ id }) => id);

  it('are those that come in, and then the others, oldest first', () => {
    expect(ids(held, over, spoken, incoming, dialled)).to.deep.equal(['in', 'held', 'spoken', 'out']);
  });

  it('are not those that the page shows itself, until they are answered', () => {
    expect(ids(spoken, { ...incoming, shownByPage: true })).to.deep.equal(['spoken']);
    expect(ids({ ...spoken, shownByPage: true })).to.deep.equal(['spoken']);
  });
});

describe('the call that is spoken in', () => {
  const id = (snapshot: ClientSnapshot): string | undefined => spokenIn(snapshot)?.id;

  it('is the one last active, unless it is held', () => {
    expect(id(aSnapshot({}, held, incoming, spoken))).to.equal('spoken');
    expect(id(aSnapshot({}, incoming, held))).to.equal(undefined);
    expect(id(aSnapshot({}, { ...held, state: 'reconnecting' }))).to.equal(undefined);
    expect(id(aSnapshot({}, { ...spoken, state: 'reconnecting' }))).to.equal('spoken');
    expect(id(aSnapshot({}, dialled))).to.equal(undefined);
  });
});
