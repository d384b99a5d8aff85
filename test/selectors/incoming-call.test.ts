import { expect } from 'chai';
import { incomingCall } from '../../src/selectors/incoming-call.ts';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { aSnapshot } from '../support/snapshots.ts';

const rings = (change: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({
  id: 'rings',
  direction: 'inbound',
  state: 'ringing',
  ...change,
});
const shown = (calls: Partial<CallSnapshot>[], callId: string | null = null): string | null =>
  incomingCall(aSnapshot({}, ...calls), callId)?.id ?? null;

describe('the incoming call that is shown', () => {
  for (const [what, calls, callId, id] of [
    ['none while nothing rings', [{ id: 'talks', answeredAt: 1 }], null, null],
    ['the one that rings', [rings()], null, 'rings'],
    ['the one that rings, beside another that goes on', [{ id: 'talks', answeredAt: 1 }, rings()], null, 'rings'],
    ['the newest', [rings({ id: 'a' }), rings({ id: 'b' })], null, 'b'],
    ['the one that it is pinned to', [rings({ id: 'a' }), rings({ id: 'b' })], 'a', 'a'],
    ['none but the one that it is pinned to', [rings()], 'another', null],
    ['none that is dialled', [rings({ direction: 'outbound' })], null, null],
    ['none that was answered', [rings({ answeredAt: 1, state: 'active' })], null, null],
    ['none that has ended', [rings({ state: 'destroyed' })], null, null],
    ['none that the page shows by itself', [rings({ shownByPage: true })], null, null],
  ] as [string, Partial<CallSnapshot>[], string | null, string | null][]) {
    it(`is ${what}`, () => {
      expect(shown(calls, callId)).to.equal(id);
    });
  }
});
