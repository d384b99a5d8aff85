/** What must hold of the page: its microphone, its buttons, its promises, its words. */
import { MICROPHONE_DEADLINE_DIALLING } from '../../src/machines/times.ts';
import type { Asked, History, Life, Look } from './history.ts';
import type { Invariant } from './invariants.ts';

/** The microphone is off so soon after the last call's end, milliseconds. */
const MICROPHONE_OFF = 1_000;
/** A page that is busy paints late, milliseconds. */
const PAINTED = 500;
/** The longest that a promise may wait, milliseconds. */
const DEADLINE = 25_000;
/** `connect()` says after half a minute that it did not come about; a call dialled meanwhile comes on top. */
const CONNECT_DEADLINE = 32_000;

/** The times for which something was seen without a break, in each life of the page. */
function seen(
  { lives, lateness }: History,
  holds: (look: Look) => boolean,
): { from: number; for: number; look: Look }[] {
  return lives.flatMap(({ looks }) => {
    const found: { from: number; for: number; look: Look }[] = [];
    let first: Look | null = null;
    for (const look of looks) {
      if (!holds(look)) first = null;
      else first ??= look;
      if (!first) continue;
      const length = look.at - first.at - lateness(first.at, look.at);
      if (found.at(-1)?.from === first.at) found[found.length - 1] = { from: first.at, for: length, look };
      else found.push({ from: first.at, for: length, look });
    }
    return found;
  });
}

function deadlineOf({ command, at, life }: Asked, end: number, lives: readonly Life[]): number {
  if (command === 'connect') return CONNECT_DEADLINE;
  if (command !== 'dial') return DEADLINE;
  const waited = lives[life]!.log.events.some(
    (event) => event.name === 'telnyx-media-recovery' && event.at >= at && event.at <= end,
  );
  return CONNECT_DEADLINE + DEADLINE + (waited ? MICROPHONE_DEADLINE_DIALLING : 0);
}

export const PAGE_INVARIANTS: Readonly<Record<string, Invariant>> = {
  '4 one view per call': ({ lives }) =>
    lives
      .flatMap(({ looks }) => looks)
      .filter(({ calls }) => new Set(calls).size < calls.length)
      .map(({ at, calls }) => `${calls.join(', ')} at ${at}`),

  '5 without a call the microphone is off': (history) =>
    seen(history, ({ live, microphones }) => live.length === 0 && microphones > 0)
      .filter((time) => time.for > MICROPHONE_OFF)
      .map((time) => `on for ${time.for} ms from ${time.from}`),

  '9 no countdown is negative': ({ lives }) =>
    lives
      .flatMap(({ log }) => log.shown.flatMap(({ words }) => Object.values(words)))
      .filter((text) => text !== undefined && /[-−–]\d+ ?s/.test(text))
      .map((text) => String(text)),

  '10 every promise settles in time': ({ asked, lives }) =>
    asked.flatMap((each) => {
      const { at, target, command, settledAt, life } = each;
      const end = settledAt ?? lives[life]!.to;
      return end - at > deadlineOf(each, end, lives) ? [`${command} of ${target} at ${at} took ${end - at} ms`] : [];
    }),

  '13 a live call can be hung up': (history) =>
    seen(history, ({ live, buttons }) => live.length > 0 && !buttons.some((name) => /^(Hang up|Reject)$/.test(name)))
      .filter((time) => time.for > PAINTED)
      .map((time) => `no button for ${time.for} ms from ${time.from}, but ${time.look.buttons.join(', ')}`),
};
