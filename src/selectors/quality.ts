import type { CallSnapshot } from '../contract/snapshots.ts';
import type { QualityLevel } from '../contract/states.ts';
import type { CallStatus, Tone } from './status.ts';

/** What is said in place of a level, since no number of packets says it better. */
export type Unmeasured = Extract<CallStatus, 'held' | 'recovering' | 'no-sound' | 'unheard' | 'silent'>;

export interface ShownQuality {
  readonly kind: QualityLevel | 'measuring' | Unmeasured;
  /** 0 to 4. */
  readonly bars: number;
  readonly tone: Tone;
}

const LEVELS: Readonly<Record<QualityLevel, readonly [bars: number, tone: Tone]>> = {
  excellent: [4, 'good'],
  good: [3, 'good'],
  fair: [2, 'warning'],
  poor: [1, 'bad'],
};

const UNMEASURED: ReadonlySet<CallStatus> = new Set<CallStatus>([
  'held',
  'recovering',
  'no-sound',
  'unheard',
  'silent',
]);

/**
 * How good a call is, for bars and words; null before it is answered and after its end. Audio that has stopped, on hold
 * or lost, is that and no level, whatever was measured before.
 *
 * @param status of this call, as every other element says it
 */
export function shownQuality({ answeredAt, quality }: CallSnapshot, status: CallStatus): ShownQuality | null {
  if (answeredAt === null) return null;
  if (UNMEASURED.has(status)) return { kind: status as Unmeasured, bars: 0, tone: 'warning' };
  if (status !== 'active') return null;
  const level = quality?.level ?? null;
  if (level === null) return { kind: 'measuring', bars: 0, tone: 'neutral' };
  const [bars, tone] = LEVELS[level];
  return { kind: level, bars, tone };
}
