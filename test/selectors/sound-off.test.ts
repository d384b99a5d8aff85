import { expect } from 'chai';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { soundOff } from '../../src/selectors/sound-off.ts';
import { aSnapshot } from '../support/snapshots.ts';

const rings: Partial<CallSnapshot> = { direction: 'inbound', state: 'ringing' };
const talks: Partial<CallSnapshot> = { id: 'talks', answeredAt: 1 };

describe('what cannot be heard', () => {
  const rows: [what: string, off: string | null, blocked: boolean, ...calls: Partial<CallSnapshot>[]][] = [
    ['is nothing, while the browser keeps nothing back', null, false, rings, talks],
    ['is that it rings', 'ring', true, rings],
    ['is the call', 'call', true, talks],
    ['is the call, whoever else calls', 'call', true, talks, rings],
    ['is that it rings, after a call', 'ring', true, { ...talks, state: 'destroyed' }, rings],
  ];
  for (const [what, off, playbackBlocked, ...calls] of rows) {
    it(what, () => expect(soundOff({ ...aSnapshot({}, ...calls), playbackBlocked })).to.equal(off));
  }
});
