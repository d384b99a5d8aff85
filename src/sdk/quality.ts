import type { CallQuality } from '../contract/snapshots.ts';
import type { QualityLevel } from '../contract/states.ts';
import { meanOpinionScore } from './mos.ts';

/** What a look at a peer connection finds; counts are totals, the time is that of the browser's statistics. */
export interface QualityLook {
  readonly at: number;
  readonly received: number;
  readonly lost: number;
  /** Milliseconds; null where the browser does not tell. */
  readonly jitter: number | null;
  readonly roundTrip: number | null;
  /** What the far end's last report says that it has lost of ours, 0 to 1, and when that came; null without one. */
  readonly reported: { readonly at: number; readonly loss: number } | null;
}

/** The SDK's numbers for what it warns of. */
export type QualityWarning = 31001 | 31002 | 31003 | 31004;

/** What is remembered of the looks at a peer connection. */
export interface Measured {
  readonly quality: CallQuality;
  /** What has just been so for long enough to be told, once until it is over. */
  readonly warnings: readonly QualityWarning[];
  readonly warned: readonly QualityWarning[];
  readonly looks: readonly Judged[];
}

interface Judged extends QualityLook {
  /** Place in `LEVELS`; null while nothing is to be measured. */
  readonly grade: number | null;
  readonly wrong: readonly QualityWarning[];
}

/** Worst first, each with the least score of its own: a rating of 70, 80 and 90 by Annex B of ITU-T G.107. */
const LEVELS: readonly (readonly [QualityLevel, number])[] = [
  ['poor', 0],
  ['fair', 3.6],
  ['good', 4.03],
  ['excellent', 4.34],
];

/** Loss is counted over so many milliseconds: a second has but fifty packets. */
const WINDOW = 5000;
/** A call is worse once it has been for so long, and better only after so much longer, or the bars would flicker. */
const WORSE_AFTER = 2000;
const BETTER_AFTER = 5000;
/** What is wrong for so long is warned of, as by the SDK, which waits for three looks of its own, five seconds apart. */
const WARN_AFTER = 10_000;

/** The SDK's own limits, which hold also while its call reports are off, and with them its warnings. */
const LIMITS = { roundTrip: 400, jitter: 30, loss: 0.01, mos: 3.5 } as const;

const UNKNOWN: CallQuality = Object.freeze({
  loss: null,
  lossSent: null,
  jitter: null,
  roundTrip: null,
  mos: null,
  level: null,
});

export const NOTHING_MEASURED: Measured = { quality: UNKNOWN, warnings: [], warned: [], looks: [] };

/** Measures anew with each look. */
export function measure(before: Measured, look: QualityLook): Measured {
  const { at } = look;
  const numbers = numbersOf(within(before.looks, at - WINDOW), look);
  const mos = scoreOf(numbers);
  const wrong = wrongWith(numbers, mos);
  const earlier = within(before.looks, at - WARN_AFTER);
  const looks: readonly Judged[] = [...earlier, { ...look, grade: mos === null ? null : gradeOf(mos), wrong }];
  const warned = before.warned.filter((warning) => looks.some((each) => each.wrong.includes(warning)));
  const longEnough = earlier.some((each) => each.at <= at - WARN_AFTER);
  const warnings = wrong.filter(
    (warning) => longEnough && !warned.includes(warning) && looks.every((each) => each.wrong.includes(warning)),
  );
  const level = levelOf(before.quality.level, looks, at);
  return { quality: Object.freeze({ ...numbers, mos, level }), warnings, warned: [...warned, ...warnings], looks };
}

/** The looks since then, and the last before, from which what is counted grew. */
function within(looks: readonly Judged[], since: number): readonly Judged[] {
  return looks.slice(
    Math.max(
      0,
      looks.findLastIndex(({ at }) => at <= since),
    ),
  );
}

type Numbers = Pick<CallQuality, 'loss' | 'lossSent' | 'jitter' | 'roundTrip'>;

function numbersOf(earlier: readonly QualityLook[], look: QualityLook): Numbers {
  const { at, received, lost, jitter, roundTrip } = look;
  const [first = look] = earlier;
  const came = received - first.received;
  // A packet that comes late after all is no longer lost.
  const gone = Math.max(0, lost - first.lost);
  // Each report is about the time since the one before.
  const told = [...earlier, look].flatMap(({ reported }) => reported ?? []);
  const reports = new Map(told.filter((report) => report.at > at - WINDOW * 2).map((report) => [report.at, report]));
  const losses = [...reports.values()].map(({ loss }) => loss);
  return {
    loss: came + gone > 0 && came >= 0 ? gone / (came + gone) : null,
    lossSent: losses.length > 0 ? losses.reduce((sum, loss) => sum + loss, 0) / losses.length : null,
    jitter,
    roundTrip,
  };
}

/** Of the direction that is worse: who is not understood is not helped by understanding. */
export function scoreOf({ loss, lossSent, jitter, roundTrip }: Numbers): number | null {
  if (loss === null || jitter === null || roundTrip === null) return null;
  return meanOpinionScore({ loss: Math.max(loss, lossSent ?? 0), jitter, roundTrip });
}

/** What is wrong with a line on which this was measured once, and how good it is in a word. */
export function judge(
  numbers: Numbers,
  mos: number | null,
): { readonly level: QualityLevel | null; readonly wrong: readonly QualityWarning[] } {
  return { level: mos === null ? null : (LEVELS[gradeOf(mos)]?.[0] ?? null), wrong: wrongWith(numbers, mos) };
}

function gradeOf(mos: number): number {
  return LEVELS.findLastIndex(([, least]) => mos >= least);
}

function wrongWith({ loss, lossSent, jitter, roundTrip }: Numbers, mos: number | null): readonly QualityWarning[] {
  const wrong: QualityWarning[] = [];
  if ((roundTrip ?? 0) > LIMITS.roundTrip) wrong.push(31001);
  if ((jitter ?? 0) > LIMITS.jitter) wrong.push(31002);
  if (Math.max(loss ?? 0, lossSent ?? 0) > LIMITS.loss) wrong.push(31003);
  if (mos !== null && mos < LIMITS.mos) wrong.push(31004);
  return wrong;
}

/** Falls to the best, and rises to the worst, that it has been for the time that each takes. */
function levelOf(shown: QualityLevel | null, looks: readonly Judged[], now: number): QualityLevel | null {
  const known = looks
    .slice(looks.findLastIndex(({ grade }) => grade === null) + 1)
    .map(({ at, grade }) => ({ at, grade: grade ?? 0 }));
  const since = known[0]?.at ?? now;
  if (since > now - WORSE_AFTER) return null;
  const grades = (ms: number): number[] => known.filter(({ at }) => at >= now - ms).map(({ grade }) => grade);
  const worse = Math.max(...grades(WORSE_AFTER));
  const before = shown === null ? worse : LEVELS.findIndex(([level]) => level === shown);
  const better = since > now - BETTER_AFTER ? 0 : Math.min(...grades(BETTER_AFTER));
  return LEVELS[Math.max(Math.min(before, worse), better)]?.[0] ?? null;
}
