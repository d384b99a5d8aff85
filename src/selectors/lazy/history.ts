import type { CallOutcome, HistoryEntry } from '../../contract/history.ts';
import type { CallSnapshot, ClientSnapshot } from '../../contract/snapshots.ts';
import { ending, type Ending } from '../ending.ts';

/** How many calls are kept. */
export const LONGEST_HISTORY = 100;

/**
 * How far apart, in milliseconds, the same call can begin in two tabs that both ring. A call that was passed on and
 * comes back later has the same session, and is another.
 */
const SAME_RING = 10_000;

const OUTCOMES: Partial<Record<Ending, CallOutcome>> = {
  missed: 'missed',
  'no-answer': 'no-answer',
  cancelled: 'cancelled',
  busy: 'busy',
  declined: 'rejected',
};

/** What became of a call that is over. */
function outcomeOf(call: CallSnapshot): CallOutcome {
  if (call.answeredAt !== null) return 'answered';
  const end = ending(call) ?? 'failed';
  // It ended as calls do, but nobody answered it.
  if (end === 'ended' || end === 'transferred') return call.direction === 'inbound' ? 'missed' : 'cancelled';
  return OUTCOMES[end] ?? 'failed';
}

function entryOf(call: CallSnapshot): HistoryEntry {
  const { id, telnyxSessionId, direction, remoteNumber, remoteName, startedAt, answeredAt, endedAt } = call;
  return Object.freeze({
    id,
    telnyxSessionId,
    direction,
    outcome: outcomeOf(call),
    remoteNumber,
    remoteName,
    startedAt,
    answeredAt,
    endedAt: endedAt ?? answeredAt ?? startedAt,
  });
}

/** One call that rang here and in another tab, each of which knows it under an id of its own. */
const isSameRing = (one: HistoryEntry, other: HistoryEntry): boolean =>
  one.direction === 'inbound' &&
  other.direction === 'inbound' &&
  one.telnyxSessionId !== null &&
  one.telnyxSessionId === other.telnyxSessionId &&
  Math.abs(one.startedAt - other.startedAt) < SAME_RING;

/** Where it was answered, or at least decided on, more is known of it than where it only stopped ringing. */
const tells = ({ outcome }: HistoryEntry): number => (outcome === 'answered' ? 2 : outcome === 'missed' ? 0 : 1);

/** The history with these too, the latest first, and no longer than it may be. */
export function withEntries(
  history: readonly HistoryEntry[],
  added: readonly HistoryEntry[],
  longest = LONGEST_HISTORY,
): readonly HistoryEntry[] {
  if (added.length === 0) return history;
  let entries = [...history];
  for (const entry of added) {
    const twin = entries.find((other) => other.id !== entry.id && isSameRing(other, entry));
    if (twin && tells(twin) >= tells(entry)) continue;
    entries = [...entries.filter((other) => other.id !== entry.id && other !== twin), entry];
  }
  return entries.sort((one, other) => other.startedAt - one.startedAt).slice(0, longest);
}

/**
 * The history after a step of the phone's: with the calls that ended in it. `previous` is null at first, when all that
 * are over have ended since nobody looked.
 */
export function nextHistory(
  history: readonly HistoryEntry[],
  previous: ClientSnapshot | null,
  { calls, connection }: ClientSnapshot,
): readonly HistoryEntry[] {
  const over = new Set(previous?.calls.filter(({ state }) => state === 'destroyed').map(({ id }) => id));
  const ended = calls.filter(
    ({ id, state, cause, direction, remoteNumber }) =>
      state === 'destroyed' &&
      !over.has(id) &&
      // Whoever calls nobody by number calls an assistant, which is called again as it was.
      (direction === 'inbound' || remoteNumber !== '') &&
      // It goes on in another tab, which will tell of it.
      !(cause === 'replaced' && connection.reason === 'elsewhere'),
  );
  return withEntries(history, ended.map(entryOf));
}
