import { expect } from 'chai';
import { contradictions } from './contradiction.ts';
import type { Contradiction } from './contradiction.ts';
import type { ShownCall, ShownFrom, ShownMoment, Signaling, TrueLeg, TrueMoment } from './timeline.ts';

const SECOND = 1_000;
const flowing: TrueLeg = { state: 'active', in: true, out: true };
const quiet: TrueLeg = { state: 'active', in: true, out: false };
const unheard: TrueLeg = { state: 'active', in: false, out: true };
const gone: TrueLeg = { state: 'destroyed', in: false, out: false };
const held: TrueLeg = { state: 'held', in: true, out: false };
const active: ShownCall = {
  state: 'active',
  remoteMedia: 'flowing',
  localMedia: 'flowing',
  micMuted: false,
  pending: [],
};

interface Stretch {
  /** Seconds, from the beginning of the story. */
  from: number;
  signaling: Signaling;
  leg?: TrueLeg;
}

/** What was true, twenty times a second, of a phone with at most one call. */
function truth(until: number, ...stretches: Stretch[]): TrueMoment[] {
  const moments: TrueMoment[] = [];
  for (let at = 0; at <= until * SECOND; at += 50) {
    const { signaling, leg } = stretches.findLast(({ from }) => from * SECOND <= at)!;
    moments.push({ at, signaling, legs: leg ? { a: leg } : {} });
  }
  return moments;
}

function shows(from: number, connection: ShownMoment['connection'], call?: Partial<ShownCall>): ShownFrom {
  return { at: from * SECOND, connection, calls: call ? { a: { ...active, ...call } } : {} };
}

const said = (found: Contradiction[]): [string, number, number][] =>
  found.map(({ rule, from, to, excess }) => [rule, to - from, excess]);

describe('contradictions between the phone and the truth', () => {
  it('none, where both agree throughout', () => {
    const shown = [shows(0, 'connected', {}), shows(2.2, 'reconnecting', {}), shows(5.1, 'connected', {})];
    const facts = truth(
      8,
      { from: 0, signaling: 'up', leg: flowing },
      { from: 2, signaling: 'closed', leg: flowing },
      { from: 5, signaling: 'up', leg: flowing },
    );
    expect(contradictions(facts, shown).filter(({ excess }) => excess > 0)).to.deep.equal([]);
  });

  const cases: [title: string, TrueMoment[], ShownFrom[], [string, number, number]][] = [
    [
      'a closed socket that is not shown',
      truth(4, { from: 0, signaling: 'up' }, { from: 1, signaling: 'closed' }),
      [shows(0, 'connected')],
      ['connected, without a session', 3_000, 2_700],
    ],
    [
      'a silent socket in a call, excused for 15 s',
      truth(20, { from: 0, signaling: 'silent', leg: flowing }),
      [shows(0, 'connected', {})],
      ['connected, without a session', 20_000, 5_000],
    ],
    [
      'a silent socket in a call whose audio died too, excused for 8 s',
      truth(20, { from: 0, signaling: 'silent', leg: quiet }),
      [shows(0, 'connected', { remoteMedia: 'stalled' })],
      ['connected, without a session', 20_000, 12_000],
    ],
    [
      'a session that is not shown',
      truth(4, { from: 0, signaling: 'up' }),
      [shows(0, 'reconnecting'), shows(2, 'connected')],
      ['not connected, with a session', 2_000, 1_700],
    ],
    [
      'a call that goes on after its end at the server',
      truth(6, { from: 0, signaling: 'closed', leg: gone }, { from: 2, signaling: 'up', leg: gone }),
      [shows(0, 'connected', { remoteMedia: 'stalled' })],
      ['live, after its end', 4_000, 3_000],
    ],
    [
      'a call that is said to have ended while it lives',
      truth(5, { from: 0, signaling: 'up', leg: flowing }),
      [shows(0, 'connected', { state: 'destroyed', remoteMedia: null })],
      ['ended, while it lives', 5_000, 4_000],
    ],
    [
      'a call that is said to be reconnecting while audio flows',
      truth(5, { from: 0, signaling: 'up', leg: flowing }),
      [shows(0, 'connected', { state: 'reconnecting', remoteMedia: null })],
      ['reconnecting, though all is well', 5_000, 3_000],
    ],
    [
      'a call that reconnects for ever after its end',
      truth(15, { from: 0, signaling: 'up', leg: gone }),
      [shows(0, 'connected', { state: 'reconnecting', remoteMedia: null })],
      ['reconnecting, after its end', 15_000, 5_000],
    ],
    [
      'audio that is said to flow',
      truth(6, { from: 0, signaling: 'up', leg: quiet }),
      [shows(0, 'connected', {})],
      ['audio flowing, though none comes', 6_000, 3_000],
    ],
    [
      'audio that is said to be stalled',
      truth(6, { from: 0, signaling: 'up', leg: flowing }),
      [shows(0, 'connected', { remoteMedia: 'stalled' })],
      ['audio stalled, though it comes', 6_000, 4_000],
    ],
    [
      'a voice that is said to be heard there',
      truth(10, { from: 0, signaling: 'up', leg: unheard }),
      [shows(0, 'connected', {})],
      ['heard there, though nothing arrives', 10_000, 3_000],
    ],
    [
      'a voice that is said to be heard there, over what may be a dead path',
      truth(10, { from: 0, signaling: 'up', leg: { ...unheard, out: false } }),
      [shows(0, 'connected', { remoteMedia: 'stalled' })],
      ['heard there, though nothing goes either way', 10_000, 1_000],
    ],
    [
      'a voice that is said not to be heard there',
      truth(6, { from: 0, signaling: 'up', leg: flowing }),
      [shows(0, 'connected', { localMedia: 'stalled' })],
      ['not heard there, though all arrives', 6_000, 3_000],
    ],
    [
      'a voice that is missed there while it is muted',
      truth(6, { from: 0, signaling: 'up', leg: unheard }),
      [shows(0, 'connected', { localMedia: 'stalled', micMuted: true })],
      ['missed there, while nobody is to be heard', 6_000, 5_000],
    ],
    [
      'a hold that the server does not know of',
      truth(6, { from: 0, signaling: 'up', leg: flowing }),
      [shows(0, 'connected', { state: 'held', remoteMedia: null })],
      ['held or not, against the server', 6_000, 5_000],
    ],
    [
      'a hold that only the server knows of',
      truth(6, { from: 0, signaling: 'up', leg: held }),
      [shows(0, 'connected', {})],
      ['held or not, against the server', 6_000, 5_000],
    ],
  ];
  for (const [title, facts, shown, expected] of cases) {
    it(title, () => expect(said(contradictions(facts, shown))).to.deep.include(expected));
  }

  it('says nothing of a hold that is under way', () => {
    const facts = truth(6, { from: 0, signaling: 'up', leg: flowing });
    const shown = [shows(0, 'connected', { state: 'held', remoteMedia: null, pending: ['unhold'] })];
    expect(contradictions(facts, shown)).to.deep.equal([]);
  });

  it('counts each stretch by itself', () => {
    const facts = truth(6, { from: 0, signaling: 'up', leg: flowing });
    const stalled = { remoteMedia: 'stalled' } as const;
    const shown = [
      shows(0, 'connected', stalled),
      shows(2, 'connected', {}),
      shows(3, 'connected', stalled),
      shows(4, 'connected', {}),
    ];
    expect(said(contradictions(facts, shown))).to.deep.equal([
      ['audio stalled, though it comes', 2_000, 0],
      ['audio stalled, though it comes', 1_000, 0],
    ]);
  });
});
