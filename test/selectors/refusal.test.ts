import { expect } from 'chai';
import type { MediaRecoverySnapshot } from '../../src/contract/snapshots.ts';
import { wasRefused } from '../../src/selectors/refusal.ts';

const WAITING: MediaRecoverySnapshot = { callId: 'a', cause: 'mic-busy', deadline: 14_500, retrying: false };

describe('a refusal of the microphone', () => {
  const retrying = { ...WAITING, retrying: true };
  for (const [what, was, is, expected] of [
    ['none', null, null, false],
    ['the first', null, WAITING, true],
    ['the same as before', WAITING, { ...WAITING }, false],
    ['one that is looked into', WAITING, retrying, false],
    ['one more', retrying, WAITING, true],
    ['another', WAITING, { ...WAITING, cause: 'mic-missing' }, true],
    ["another call's", WAITING, { ...WAITING, callId: 'b' }, true],
    ['one that is over', WAITING, null, false],
  ] as const) {
    it(`is ${expected ? '' : 'no '}news: ${what}`, () => expect(wasRefused(was, is)).to.equal(expected));
  }
});
