import { expect } from '@open-wc/testing';
import type { HistoryEntry } from '../../../src/contract/history.ts';
import type { CallSnapshot } from '../../../src/contract/snapshots.ts';
import { StoredHistory } from '../../../src/controllers/lazy/call-history.ts';
import { FakeClient } from '../../support/fake-client.ts';
import { aSnapshot } from '../../support/snapshots.ts';

const KEY = 'telnyx-elements:history';

const ended = (id: string, startedAt = 1000): Partial<CallSnapshot> => ({
  id,
  state: 'destroyed',
  cause: 'originatorCancel',
  direction: 'inbound',
  startedAt,
  endedAt: startedAt + 500,
});

const entry = (id: string, startedAt: number): HistoryEntry => ({
  id,
  telnyxSessionId: null,
  direction: 'inbound',
  outcome: 'missed',
  remoteNumber: '+12025550143',
  remoteName: '',
  startedAt,
  answeredAt: null,
  endedAt: startedAt,
});

const ids = ({ entries }: StoredHistory): string[] => entries.map(({ id }) => id);
const stored = (): { version: number; entries: HistoryEntry[] } =>
  JSON.parse(localStorage.getItem(KEY) ?? '{}') as { version: number; entries: HistoryEntry[] };

function make(stores = true): { client: FakeClient; history: StoredHistory } {
  const client = new FakeClient();
  return { client, history: new StoredHistory(client, stores) };
}

describe('what is kept of the calls', () => {
  beforeEach(() => localStorage.removeItem(KEY));
  afterEach(() => localStorage.removeItem(KEY));

  it('is written down when a call ends, by number and time alone', () => {
    const { client, history } = make();
    let changes = 0;
    const end = history.subscribe(() => (changes += 1));
    client.set(aSnapshot({}, { id: 'a' }));
    expect(localStorage.getItem(KEY)).to.equal(null);
    client.set(aSnapshot({}, ended('a')));
    client.set(aSnapshot({}, ended('a'), { id: 'b' }));
    expect(ids(history)).to.deep.equal(['a']);
    expect(changes).to.equal(1);
    expect(stored().version).to.equal(1);
    expect(Object.keys(stored().entries[0]!)).to.deep.equal([
      'id',
      'telnyxSessionId',
      'direction',
      'outcome',
      'remoteNumber',
      'remoteName',
      'startedAt',
      'answeredAt',
      'endedAt',
    ]);
    end();
    client.set(aSnapshot({}, ended('b')));
    expect(changes, 'after the way out').to.equal(1);
  });

  it('has the calls that ended before it was there, and those of the page before', () => {
    const client = new FakeClient(aSnapshot({}, ended('a')));
    expect(ids(new StoredHistory(client, true))).to.deep.equal(['a']);
    expect(ids(new StoredHistory(new FakeClient(), true))).to.deep.equal(['a']);
  });

  it('is the same object until it changes', () => {
    const { history } = make();
    history.add([entry('a', 1)]);
    const { entries } = history;
    expect(history.entries).to.equal(entries);
  });

  it('keeps what another tab has written meanwhile', () => {
    const [one, other] = [make(), make()];
    one.client.set(aSnapshot({}, ended('a', 1)));
    other.client.set(aSnapshot({}, ended('b', 2)));
    one.client.set(aSnapshot({}, ended('a', 1), ended('c', 3)));
    expect(ids(one.history)).to.deep.equal(['c', 'b', 'a']);
    expect(ids(other.history)).to.deep.equal(['c', 'b', 'a']);
  });

  it('tells of what another tab does', () => {
    const { history } = make();
    let changes = 0;
    const end = history.subscribe(() => (changes += 1));
    localStorage.setItem(KEY, JSON.stringify({ version: 1, entries: [entry('a', 1)], seenAt: 0 }));
    dispatchEvent(new StorageEvent('storage', { key: KEY }));
    dispatchEvent(new StorageEvent('storage', { key: 'another' }));
    expect(changes).to.equal(1);
    expect(ids(history)).to.deep.equal(['a']);
    localStorage.removeItem(KEY);
    dispatchEvent(new StorageEvent('storage', { key: null }));
    expect(changes).to.equal(2);
    expect(ids(history)).to.deep.equal([]);
    end();
    dispatchEvent(new StorageEvent('storage', { key: KEY }));
    expect(changes).to.equal(2);
  });

  it('can be forgotten, one and all, for good', () => {
    const { client, history } = make();
    client.set(aSnapshot({}, ended('a', 1), ended('b', 2), ended('c', 3)));
    history.remove('b');
    expect(ids(history)).to.deep.equal(['c', 'a']);
    history.clear();
    client.set(aSnapshot({}, ended('a', 1), ended('c', 3), { id: 'd' }));
    expect(ids(history)).to.deep.equal([]);
    expect(stored().entries).to.deep.equal([]);
  });

  it('counts what was missed until somebody looks', () => {
    const { client, history } = make();
    client.set(aSnapshot({}, ended('a', 1), { ...ended('b', 2), cause: 'rejected' }, ended('c', 3)));
    expect(history.missed).to.equal(2);
    history.see();
    expect(history.missed).to.equal(0);
    expect(make().history.missed, 'in another tab').to.equal(0);
    client.set(aSnapshot({}, ended('d', 4000)));
    expect(history.missed).to.equal(1);
  });

  it('is nothing while it is off, and what was stored stays untouched', () => {
    const { client, history } = make();
    client.set(aSnapshot({}, ended('a')));
    const before = localStorage.getItem(KEY);
    client.configuration = { history: 'off' };
    client.set(aSnapshot({}, ended('b')));
    history.add([entry('c', 1)]);
    expect(history.entries).to.deep.equal([]);
    expect(history.missed).to.equal(0);
    expect(localStorage.getItem(KEY)).to.equal(before);
    client.configuration = {};
    expect(ids(history)).to.deep.equal(['a']);
  });

  it('of a client that is not the page’s is kept nowhere', () => {
    const { client, history } = make(false);
    client.set(aSnapshot({}, ended('a')));
    expect(ids(history)).to.deep.equal(['a']);
    expect(localStorage.getItem(KEY)).to.equal(null);
  });

  for (const [title, text] of [
    ['no JSON', '{'],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '[]'],
    ['of no version', '{"entries":[]}'],
    ['without entries', '{"version":1}'],
    ['with entries that are none', '{"version":1,"entries":[null,1,{"id":"x"},{"id":1}],"seenAt":"never"}'],
  ] as const) {
    it(`begins anew where what is stored is ${title}`, () => {
      localStorage.setItem(KEY, text);
      const { client, history } = make();
      expect(history.entries).to.deep.equal([]);
      expect(history.missed).to.equal(0);
      client.set(aSnapshot({}, ended('a')));
      expect(stored().entries.map(({ id }) => id)).to.deep.equal(['a']);
    });
  }

  it('leaves alone what a later version has stored', () => {
    const later = '{"version":2,"calls":{}}';
    localStorage.setItem(KEY, later);
    const { client, history } = make();
    client.set(aSnapshot({}, ended('a')));
    expect(ids(history)).to.deep.equal(['a']);
    expect(localStorage.getItem(KEY)).to.equal(later);
  });

  for (const method of ['getItem', 'setItem'] as const) {
    it(`lasts as long as the page where ${method} is blocked`, () => {
      const original = Object.getOwnPropertyDescriptor(Storage.prototype, method)!;
      Object.defineProperty(Storage.prototype, method, {
        ...original,
        value: () => {
          throw new DOMException('no', 'SecurityError');
        },
      });
      try {
        const { client, history } = make();
        client.set(aSnapshot({}, ended('a')));
        client.set(aSnapshot({}, ended('a'), ended('b', 2000)));
        expect(ids(history)).to.deep.equal(['b', 'a']);
      } finally {
        Object.defineProperty(Storage.prototype, method, original);
      }
    });
  }
});
