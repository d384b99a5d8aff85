import { expect } from 'chai';
import type { ErrorCode } from '../../src/contract/errors.ts';
import type { MediaRecoverySnapshot } from '../../src/contract/snapshots.ts';
import { mediaRecovery } from '../../src/selectors/media-recovery.ts';
import { aSnapshot } from '../support/snapshots.ts';

const NOW = 10_000;
const WAITING: MediaRecoverySnapshot = { callId: 'a', cause: 'mic-busy', deadline: NOW + 4500, retrying: false };
const AHEAD: MediaRecoverySnapshot = { callId: null, cause: 'mic-denied', deadline: null, retrying: false };

const snapshot = (recovery: MediaRecoverySnapshot | null, call: Parameters<typeof aSnapshot>[1] = {}) => ({
  ...aSnapshot({}, { id: 'a', state: 'ringing', direction: 'inbound', ...call }),
  mediaRecovery: recovery,
});

describe('a microphone that cannot be had', () => {
  it('is nothing while it can', () => {
    expect(mediaRecovery(snapshot(null), null, NOW)).to.equal(null);
  });

  it('is counted down to the second, while a call waits', () => {
    expect(mediaRecovery(snapshot(WAITING), null, NOW)).to.deep.equal({
      cause: 'mic-busy',
      end: 'reject',
      mendable: true,
      retrying: false,
      seconds: 5,
      changesAt: NOW + 500,
    });
  });

  it('has no end ahead of a call', () => {
    const ahead = mediaRecovery({ ...aSnapshot(), mediaRecovery: AHEAD }, null, NOW);
    expect(ahead).to.include({ end: 'dismiss', seconds: null, changesAt: null });
  });

  it('has none in mid-call, which can only be ended', () => {
    const lost = snapshot({ ...WAITING, cause: 'mic-lost', deadline: null }, { state: 'active', answeredAt: 1 });
    expect(mediaRecovery(lost, null, NOW)).to.include({ end: 'end', seconds: null, changesAt: null });
  });

  for (const [what, call, end] of [
    ['an incoming call', {}, 'reject'],
    ['an incoming call that was brought back', { state: 'reconnecting', answeredAt: 1 }, 'end'],
    ['a dialled call', { state: 'new', direction: 'outbound' }, 'end'],
  ] as const) {
    it(`given up, means to ${end} ${what}`, () => {
      expect(mediaRecovery(snapshot(WAITING, call), null, NOW)?.end).to.equal(end);
    });
  }

  const mendable: Partial<Record<ErrorCode, boolean>> = {
    'mic-denied': true,
    'mic-dismissed': true,
    'mic-missing': true,
    'mic-busy': true,
    'mic-lost': true,
    'insecure-context': false,
    'permissions-policy': false,
    'unsupported-browser': false,
  };
  for (const [cause, is] of Object.entries(mendable) as [ErrorCode, boolean][]) {
    it(`${is ? 'can' : 'cannot'} be tried again because of ${cause}`, () => {
      expect(mediaRecovery(snapshot({ ...WAITING, cause }), null, NOW)?.mendable).to.equal(is);
    });
  }

  it('concerns an element that is pinned to its call, and no other', () => {
    expect(mediaRecovery(snapshot(WAITING), 'a', NOW)).not.to.equal(null);
    expect(mediaRecovery(snapshot(WAITING), 'b', NOW)).to.equal(null);
    expect(mediaRecovery(snapshot(AHEAD), 'a', NOW)).to.equal(null);
  });
});
