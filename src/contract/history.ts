import type { CallDirection } from './states.ts';

/**
 * What became of a call that is over. Of somebody who called: `answered`, `missed`, `rejected` by the user; of somebody who
 * was called, also `busy`, `no-answer` and `cancelled` by the user; `failed` when it could not be made, or answered.
 */
export type CallOutcome = 'answered' | 'missed' | 'rejected' | 'busy' | 'no-answer' | 'cancelled' | 'failed';

/** A call that is over. Frozen; times are epoch milliseconds. */
export interface HistoryEntry {
  /** The call's. */
  readonly id: string;
  readonly telnyxSessionId: string | null;
  readonly direction: CallDirection;
  readonly outcome: CallOutcome;
  /** Empty when the caller is not known. */
  readonly remoteNumber: string;
  readonly remoteName: string;
  readonly startedAt: number;
  /** Null without an answer. */
  readonly answeredAt: number | null;
  readonly endedAt: number;
}

/**
 * The calls that are over, of all tabs of the site. They are kept by the browser, and nowhere else; where it keeps
 * nothing, for as long as the page lives.
 */
export interface CallHistory {
  /** The latest first; the same object for as long as nothing changes. Empty while `history` is `off`. */
  readonly entries: readonly HistoryEntry[];
  /** How many were missed since somebody looked. */
  readonly missed: number;
  /** Adds entries, such as those that the page's server knows. One with the id of another takes its place. */
  add(entries: readonly HistoryEntry[]): void;
  /** Forgets one, by its id. */
  remove(id: string): void;
  /** Forgets all. */
  clear(): void;
  /** Somebody has looked: nothing counts as missed any more. */
  see(): void;
  /** Called after each change, in this tab or another; returns the way out. */
  subscribe(listener: () => void): () => void;
}
