import { expect } from 'chai';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { announcements, noticeTopic } from '../../src/selectors/announcement.ts';
import type { Notice } from '../../src/selectors/notice.ts';
import { aCall, aSnapshot } from '../support/snapshots.ts';

type Change = Partial<CallSnapshot>;

/** What is announced when a call goes from one state to another; null: it does not exist. */
const between = (before: Change | null, after: Change | null): string[] =>
  announcements(aSnapshot({}, ...(before ? [before] : [])), aSnapshot({}, ...(after ? [after] : []))).map(
    ({ key, party, urgent }) => `${key}${party && ` ${party}`}${urgent ? '!' : ''}`,
  );

const inbound: Change = { direction: 'inbound', state: 'ringing', remoteName: 'Ada' };
const over: Change = { state: 'destroyed', endedAt: 5 };

describe('announcements', () => {
  it('leave it to the notice to say that the phone, and the call, are in another tab', () => {
    const next = aSnapshot({ state: 'disconnected', reason: 'elsewhere' }, { ...over, cause: 'replaced' });
    expect(announcements(aSnapshot({}, {}), next)).to.deep.equal([]);
  });

  it('tell of sound that is kept back, once', () => {
    const [heard, kept] = [false, true].map((playbackBlocked) => ({ ...aSnapshot({}, inbound), playbackBlocked }));
    const said = (before = kept, after = kept): string[] => announcements(before!, after!).map(({ key }) => key);
    expect([said(heard, kept), said(), said(kept, heard)]).to.deep.equal([['announce.sound-off'], [], []]);
  });

  it('tell of a call that waits, in the middle of another, in other words', () => {
    const ringing = { ...inbound, id: 'second' };
    const said = (first: Change): string[] =>
      announcements(aSnapshot({}, first), aSnapshot({}, first, ringing)).map(({ key, party }) => `${key} ${party}`);
    expect(said({ answeredAt: 1 })).to.deep.equal(['announce.waiting Ada']);
    expect(said({ answeredAt: 1, state: 'held', held: true })).to.deep.equal(['announce.incoming Ada']);
  });

  for (const [what, before, after, expected] of [
    ['an incoming call, urgently', null, inbound, ['announce.incoming Ada!']],
    ['an incoming call that had only begun', { ...inbound, state: 'new' }, inbound, ['announce.incoming Ada!']],
    ['no incoming call that does not ring yet', null, { ...inbound, state: 'new' }, []],
    ['no incoming call that the page shows', null, { ...inbound, shownByPage: true }, []],
    ['no incoming call twice', inbound, { ...inbound, pending: ['answer'] }, []],
    ['no outbound call', null, { state: 'ringing' }, []],
    ['muting', {}, { micMuted: true }, ['announce.muted']],
    ['unmuting', { micMuted: true }, {}, ['announce.unmuted']],
    ['the end', {}, { ...over, cause: 'normal' }, ['call.ended']],
    ['the end alone when it was muted', { micMuted: true }, { ...over, cause: 'normal' }, ['call.ended']],
    ['a missed call', inbound, { ...inbound, ...over, cause: 'originatorCancel' }, ['call.missed']],
    ['no lost call: the notice says so', { answeredAt: 1 }, { ...over, answeredAt: 1, cause: 'error' }, []],
    ['no end twice', { ...over, cause: 'normal' }, { ...over, cause: 'normal', sipCode: 200 }, []],
    ['no end of a call that nobody knew', null, { ...over, cause: 'normal' }, []],
    ['nothing when a call is forgotten', { ...over, cause: 'normal' }, null, []],
    ['that we are not heard', {}, { localMedia: 'stalled' }, ['call.unheard']],
    ['that once', { localMedia: 'stalled' }, { localMedia: 'stalled', recoveries: 1 }, []],
    ['no microphone that ends: its notice does', {}, { localMedia: 'stalled', microphoneLost: true }, []],
    ['nothing when we are heard again', { localMedia: 'stalled' }, {}, []],
    ['nothing for a hold', {}, { state: 'held', held: true }, []],
    ['a transfer', {}, { ...over, cause: 'replaced' }, ['call.transferred']],
  ] as [string, Change | null, Change | null, string[]][]) {
    it(`tell ${what}`, () => {
      expect(between(before, after)).to.deep.equal(expected);
    });
  }

  it('tell each call apart', () => {
    const a = aCall({ id: 'a' });
    const before = { ...aSnapshot(), calls: [a, aCall({ id: 'b' })] };
    const after = { ...aSnapshot(), calls: [a, aCall({ id: 'b', micMuted: true })] };
    expect(announcements(before, after).map(({ key }) => key)).to.deep.equal(['announce.muted']);
  });
});

describe('the topic of a notice', () => {
  const topic = (change: Partial<Notice>): string | null => noticeTopic({ scope: 'signaling', ...change } as Notice);

  it('is the same for each attempt and second of one outage', () => {
    expect(topic({ kind: 'waiting', attempt: 1 })).to.equal(topic({ kind: 'trying', attempt: 4 }));
  });

  it('tells what is back apart', () => {
    expect(topic({ kind: 'back-online' })).not.to.equal(topic({ kind: 'back-online', scope: 'media' }));
  });

  it('is none without a notice, and else the kind', () => {
    expect(topic({ kind: 'none' })).to.be.null;
    expect(topic({ kind: 'offline' })).to.equal('offline');
  });
});
