import { expect } from 'chai';
import { callTo, type CallToOptions } from '../../src/selectors/call-to.ts';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { aSnapshot } from '../support/snapshots.ts';

const NOW = 100_000;
const SHOP = '+15550001111';

const ended = (change: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({
  id: 'own',
  state: 'destroyed',
  endedAt: NOW - 1000,
  remoteNumber: SHOP,
  ...change,
});

const shown = (calls: Partial<CallSnapshot>[], options: Partial<CallToOptions> = {}): string | null =>
  callTo(aSnapshot({}, ...calls), { made: null, destination: SHOP, linger: 5000, now: NOW, ...options })?.id ?? null;

describe('the call that a call button shows', () => {
  for (const [what, calls, options, id] of [
    ['none without calls', [], {}, null],
    ['the one that it made', [{ id: 'own' }], { made: 'own' }, 'own'],
    ['the one that it made, to whatever number it has now', [{ id: 'own' }], { made: 'own', destination: null }, 'own'],
    ['the one that it made, also once it has just ended', [ended()], { made: 'own' }, 'own'],
    ['none that ended too long ago', [ended({ endedAt: NOW - 5000 })], { made: 'own' }, null],
    ['none that another made and that has ended', [ended()], {}, null],
    ['one to its number that another made', [{ id: 'b', remoteNumber: SHOP }], {}, 'b'],
    [
      'one to its number, however that is written',
      [{ id: 'b', remoteNumber: SHOP }],
      { destination: '+1 (555) 000-1111' },
      'b',
    ],
    [
      'one that goes on rather than its own that has ended',
      [ended(), { id: 'b', remoteNumber: SHOP }],
      { made: 'own' },
      'b',
    ],
    ['none to another number', [{ id: 'b', remoteNumber: '+15559999999' }], {}, null],
    ['none that comes in from its number', [{ id: 'b', direction: 'inbound', remoteNumber: SHOP }], {}, null],
    ['none to nobody, without a number', [{ id: 'b', remoteNumber: '' }], { destination: null }, null],
  ] as [string, Partial<CallSnapshot>[], Partial<CallToOptions>, string | null][]) {
    it(`is ${what}`, () => {
      expect(shown(calls, options)).to.equal(id);
    });
  }
});
