import { expect } from 'chai';
import { ending } from '../../src/selectors/ending.ts';
import { aCall } from '../support/snapshots.ts';

describe('the ending of a call', () => {
  for (const [expected, change] of [
    ['ended', { cause: 'normal', answeredAt: 1 }],
    ['ended', { cause: null }],
    ['cancelled', { cause: 'originatorCancel' }],
    ['missed', { cause: 'originatorCancel', direction: 'inbound' }],
    ['no-answer', { cause: 'timeOut' }],
    ['missed', { cause: 'timeOut', direction: 'inbound' }],
    ['declined', { cause: 'rejected' }],
    ['declined', { cause: 'rejected', sipCode: 603 }],
    ['busy', { cause: 'rejected', sipCode: 486 }],
    ['busy', { cause: 'rejected', sipCode: 600 }],
    ['declined', { cause: 'rejected', direction: 'inbound', sipCode: 486 }],
    ['transferred', { cause: 'replaced', answeredAt: 1 }],
    ['lost', { cause: 'error', answeredAt: 1 }],
    ['lost', { cause: 'error', answeredAt: 1, direction: 'inbound' }],
    ['missed', { cause: 'error', direction: 'inbound', sipCode: 404 }],
    ['no-microphone', { cause: 'error', direction: 'inbound', error: 'mic-denied' }],
    ['no-microphone', { cause: 'error', error: 'mic-missing' }],
    ['missed', { cause: 'error', direction: 'inbound', error: 'session-lost' }],
    ['not-found', { cause: 'error', sipCode: 404 }],
    ['failed', { cause: 'error' }],
    ['failed', { cause: 'error', sipCode: 500 }],
  ] as const) {
    it(`is ${expected} for ${JSON.stringify(change)}`, () => {
      expect(ending(aCall({ state: 'destroyed', endedAt: 2, ...change }))).to.equal(expected);
    });
  }

  it('is none while the call lives', () => {
    expect(ending(aCall({ cause: 'error' }))).to.be.null;
  });
});
