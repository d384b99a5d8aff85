/**
 * Where what the phone shows and what is true differ, for how long, and how much of that is more than detection can
 * honestly take. Pure: from the two timelines to a list.
 */
import { shownAt } from './timeline.ts';
import type { ShownCall, ShownFrom, ShownMoment, TrueLeg, TrueMoment } from './timeline.ts';

/** Milliseconds in which each can be detected. */
export const DETECTABLE = {
  socketClosed: 300,
  socketSilentWithMedia: 15_000,
  socketSilentWithoutMedia: 8_000,
  /** Without a call nothing but the SDK's own probe looks at a silent socket. */
  socketSilentWithoutCall: 35_000,
  registered: 300,
  endedAtServer: 1_000,
  /** A call that the server does not mention after a reconnect, and whose audio is gone. */
  notBroughtBack: 10_000,
  packetsStopped: 3_000,
  packetsBack: 2_000,
  /** Of ours, only the far end's reports tell: it makes one or two a second, and must have left them out for 4 s. */
  ownPacketsStopped: 7_000,
  ownPacketsBack: 3_000,
  pathDead: 9_000,
  holdChanged: 1_000,
} as const;

export interface Contradiction {
  readonly rule: string;
  readonly call: string | null;
  readonly from: number;
  readonly to: number;
  /** What detection may take of it, milliseconds. */
  readonly allowed: number;
  /** What is left, milliseconds. */
  readonly excess: number;
}

interface ConnectionRule {
  readonly rule: string;
  lies(shown: ShownMoment, truth: TrueMoment): boolean;
  allowed(truth: TrueMoment): number;
}

interface CallRule {
  readonly rule: string;
  /** @param leg undefined where the gateway has never had one */
  lies(shown: ShownCall, leg: TrueLeg | undefined, truth: TrueMoment): boolean;
  allowed: number;
}

const isAnswered = ({ state }: TrueLeg): boolean => state === 'active' || state === 'held';

/** How soon a silent socket can be found: audio that dies too gives it away. */
function silenceDetectable({ legs }: TrueMoment): number {
  const answered = Object.values(legs).filter(isAnswered);
  if (answered.length === 0) return DETECTABLE.socketSilentWithoutCall;
  return answered.some((leg) => leg.out) ? DETECTABLE.socketSilentWithMedia : DETECTABLE.socketSilentWithoutMedia;
}

const CONNECTION_RULES: readonly ConnectionRule[] = [
  {
    rule: 'connected, without a session',
    lies: (shown, { signaling }) => shown.connection === 'connected' && signaling !== 'up',
    allowed: (truth) => (truth.signaling === 'silent' ? silenceDetectable(truth) : DETECTABLE.socketClosed),
  },
  {
    rule: 'not connected, with a session',
    lies: (shown, { signaling }) => shown.connection !== 'connected' && signaling === 'up',
    allowed: () => DETECTABLE.registered,
  },
];

const shownLive = ({ state }: ShownCall): boolean => state !== 'destroyed' && state !== 'reconnecting';

const CALL_RULES: readonly CallRule[] = [
  {
    rule: 'live, after its end',
    lies: (shown, leg, { signaling }) => shownLive(shown) && leg?.state === 'destroyed' && signaling === 'up',
    allowed: DETECTABLE.endedAtServer,
  },
  {
    rule: 'ended, while it lives',
    lies: (shown, leg, { signaling }) =>
      shown.state === 'destroyed' && leg !== undefined && leg.state !== 'destroyed' && signaling === 'up',
    allowed: DETECTABLE.endedAtServer,
  },
  {
    rule: 'reconnecting, though all is well',
    lies: (shown, leg, { signaling }) =>
      shown.state === 'reconnecting' && leg?.state === 'active' && leg.in && leg.out && signaling === 'up',
    allowed: DETECTABLE.packetsBack,
  },
  {
    rule: 'reconnecting, after its end',
    lies: (shown, leg, { signaling }) =>
      shown.state === 'reconnecting' && leg?.state === 'destroyed' && signaling === 'up',
    allowed: DETECTABLE.notBroughtBack,
  },
  {
    rule: 'audio flowing, though none comes',
    lies: (shown, leg) =>
      shown.state === 'active' && shown.remoteMedia === 'flowing' && (!leg || (!leg.out && leg.state !== 'held')),
    allowed: DETECTABLE.packetsStopped,
  },
  {
    rule: 'audio stalled, though it comes',
    lies: (shown, leg) =>
      shown.state === 'active' && shown.remoteMedia === 'stalled' && leg?.state === 'active' && leg.out,
    allowed: DETECTABLE.packetsBack,
  },
  {
    rule: 'heard there, though nothing arrives',
    lies: (shown, leg) =>
      shown.state === 'active' && shown.localMedia === 'flowing' && leg?.state === 'active' && !leg.in && leg.out,
    allowed: DETECTABLE.ownPacketsStopped,
  },
  {
    rule: 'heard there, though nothing goes either way',
    // It may be the path that is dead.
    lies: (shown, leg) =>
      shown.state === 'active' && shown.localMedia === 'flowing' && leg?.state === 'active' && !leg.in && !leg.out,
    allowed: DETECTABLE.pathDead,
  },
  {
    rule: 'not heard there, though all arrives',
    lies: (shown, leg) =>
      shown.state === 'active' && shown.localMedia === 'stalled' && leg?.state === 'active' && leg.in,
    allowed: DETECTABLE.ownPacketsBack,
  },
  {
    rule: 'missed there, while nobody is to be heard',
    lies: (shown, leg) => shown.localMedia === 'stalled' && (shown.micMuted || leg?.state === 'held'),
    allowed: DETECTABLE.holdChanged,
  },
  {
    rule: 'held or not, against the server',
    lies: (shown, leg, { signaling }) =>
      signaling === 'up' &&
      shown.pending.length === 0 &&
      ((shown.state === 'active' && leg?.state === 'held') || (shown.state === 'held' && leg?.state === 'active')),
    allowed: DETECTABLE.holdChanged,
  },
];

interface Claim {
  readonly rule: string;
  readonly call: string | null;
  readonly allowed: number;
}

/** Everything that is untrue at a moment. */
function lies(shown: ShownMoment, truth: TrueMoment): Claim[] {
  const connection = CONNECTION_RULES.filter((rule) => rule.lies(shown, truth)).map((rule) => ({
    rule: rule.rule,
    call: null,
    allowed: rule.allowed(truth),
  }));
  const calls = Object.entries(shown.calls).flatMap(([call, view]) =>
    CALL_RULES.filter((rule) => rule.lies(view, truth.legs[call], truth)).map(({ rule, allowed }) => ({
      rule,
      call,
      allowed,
    })),
  );
  return [...connection, ...calls];
}

/**
 * @param truth in the order of time
 * @param delay milliseconds by which the fault itself keeps the truth from the phone
 */
export function contradictions(truth: readonly TrueMoment[], shown: readonly ShownFrom[], delay = 0): Contradiction[] {
  const open = new Map<string, Claim & { from: number }>();
  const found: Contradiction[] = [];
  const close = (key: string, to: number): void => {
    const claim = open.get(key);
    if (!claim) return;
    open.delete(key);
    const { rule, call, from, allowed } = claim;
    found.push({ rule, call, from, to, allowed, excess: Math.max(0, to - from - allowed - delay) });
  };
  for (const moment of truth) {
    const claims = new Map(
      lies(shownAt(shown, moment.at), moment).map((claim) => [`${claim.rule} ${claim.call}`, claim]),
    );
    for (const key of [...open.keys()]) if (!claims.has(key)) close(key, moment.at);
    for (const [key, claim] of claims) {
      const known = open.get(key);
      // What could be detected soonest counts: audio that dies later gives a silent socket away then.
      if (known) open.set(key, { ...known, allowed: Math.max(known.allowed, claim.allowed) });
      else open.set(key, { ...claim, from: moment.at });
    }
  }
  const end = truth.at(-1)?.at ?? 0;
  for (const key of [...open.keys()]) close(key, end);
  return found;
}
