import { expect } from 'chai';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { shownQuality } from '../../src/selectors/quality.ts';
import { callStatus } from '../../src/selectors/status.ts';
import { aQuality } from '../support/machines.ts';
import { aCall } from '../support/snapshots.ts';

const ANSWERED: Partial<CallSnapshot> = {
  answeredAt: 1,
  state: 'active',
  remoteMedia: 'flowing',
  localMedia: 'flowing',
  quality: aQuality(),
};

/** `kind bars tone`. */
const shown = (change: Partial<CallSnapshot>): string | null => {
  const call = aCall({ ...ANSWERED, ...change });
  const is = shownQuality(call, callStatus(call));
  return is && `${is.kind} ${is.bars} ${is.tone}`;
};

describe('how good a call is shown to be', () => {
  for (const [level, expected] of [
    ['excellent', 'excellent 4 good'],
    ['good', 'good 3 good'],
    ['fair', 'fair 2 warning'],
    ['poor', 'poor 1 bad'],
    [null, 'measuring 0 neutral'],
  ] as const) {
    it(`as it was measured: ${level}`, () => expect(shown({ quality: aQuality({ level }) })).to.equal(expected));
  }

  it('is being measured before anything was', () => expect(shown({ quality: null })).to.equal('measuring 0 neutral'));

  for (const [what, change, expected] of [
    ['nothing is heard', { remoteMedia: 'stalled' }, 'no-sound 0 warning'],
    ['one is not heard', { localMedia: 'stalled' }, 'unheard 0 warning'],
    ['there is no sound either way', { remoteMedia: 'stalled', localMedia: 'stalled' }, 'silent 0 warning'],
    ['the call is brought back', { state: 'reconnecting' }, 'recovering 0 warning'],
    ['the call is held', { state: 'held', held: true }, 'held 0 warning'],
  ] as const) {
    it(`is that alone while ${what}, however good it was`, () => expect(shown(change)).to.equal(expected));
  }

  for (const [when, change] of [
    ['before the answer', { answeredAt: null, state: 'ringing' }],
    ['while it is dialled', { answeredAt: null, state: 'new' }],
    ['after the end', { state: 'destroyed', cause: 'normal' }],
  ] as const) {
    it(`is nothing ${when}`, () => expect(shown(change)).to.equal(null));
  }
});
