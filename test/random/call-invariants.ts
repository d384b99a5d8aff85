/** What must hold of calls. */
import type { CallView, HeardEvent } from '../support/harness/log.ts';
import type { Asked, History, Life } from './history.ts';
import type { Invariant } from './invariants.ts';

/** Until the gateway's meters know of a command that silences the page, milliseconds. */
const SILENCED = 500;
/** The event that tells of a change comes up to so much after its cause, milliseconds. */
const SOON = 300;
/** A command that changes a call may be confirmed so much later, milliseconds. */
const COMMAND = 25_000;

interface Change {
  readonly at: number;
  readonly life: number;
  readonly snapshot: CallView;
  readonly previous: CallView | null;
}

function changesOf({ lives }: History): Change[] {
  return lives.flatMap(({ log }, life) =>
    log.events
      .filter((event): event is HeardEvent<'telnyx-call-change'> => event.name === 'telnyx-call-change')
      .map(({ at, detail: { snapshot, previous } }) => ({ at, life, snapshot, previous })),
  );
}

/** What has the user speak in one call holds the others. */
const SPEAKS_ELSEWHERE: ReadonlySet<string> = new Set(['dial', 'answer', 'unhold']);

const hungUp = ({ command }: Asked): boolean => command === 'hangup' || command === 'reject';

const askedOf = (history: History, id: string, ...commands: string[]): Asked[] =>
  history.asked.filter(({ target, command }) => target === id && commands.includes(command));

const inLife = ({ from, to }: Life, at: number): boolean => at >= from && at <= to;

export const CALL_INVARIANTS: Readonly<Record<string, Invariant>> = {
  '1 destroyed is terminal, and told once': (history) => {
    const ended = new Set<string>();
    return changesOf(history).flatMap(({ life, snapshot: { id, state } }) => {
      const key = `${life} ${id}`;
      if (ended.has(key)) return [`call ${id} was destroyed, and then ${state}`];
      if (state === 'destroyed') ended.add(key);
      return [];
    });
  },

  '3 a call keeps what it is': (history) => {
    const first = new Map<string, CallView>();
    return changesOf(history).flatMap(({ life, snapshot }) => {
      // Without being kept, a call that comes back after a reload is another to the page.
      const key = history.keepCall ? snapshot.id : `${life} ${snapshot.id}`;
      const known = first.get(key);
      if (!known) {
        first.set(key, snapshot);
        return [];
      }
      return (['startedAt', 'direction', 'remoteNumber'] as const)
        .filter((name) => known[name] !== snapshot[name])
        .map((name) => `${name} of call ${snapshot.id} was ${known[name]}, and is ${snapshot[name]}`);
    });
  },

  '3 muted by the user alone': (history) => {
    const last = new Map<string, boolean>();
    return changesOf(history).flatMap(({ at, snapshot: { id, micMuted, state } }) => {
      const before = last.get(id);
      last.set(id, micMuted);
      if (before === undefined || before === micMuted || state === 'destroyed') return [];
      // A hold that fails leaves the microphone muted rather than open.
      const commands = micMuted ? ['mute', 'hold', 'unhold'] : ['unmute'];
      const asked = askedOf(history, id, ...commands).some((each) => each.at <= at && at - each.at < COMMAND);
      return asked ? [] : [`call ${id} became ${micMuted ? 'muted' : 'unmuted'}, and nobody asked`];
    });
  },

  '3 held by the user alone': (history) => {
    const last = new Map<string, boolean>();
    return changesOf(history).flatMap(({ at, snapshot: { id, held, state } }) => {
      const before = last.get(id);
      last.set(id, held);
      if (before === undefined || before === held || state === 'destroyed') return [];
      const commands = history.asked.filter(
        ({ target, command }) =>
          (target === id && (command === 'hold' || command === 'unhold')) || (held && SPEAKS_ELSEWHERE.has(command)),
      );
      const asked = commands.some((each) => each.at <= at && at - each.at < COMMAND);
      return asked ? [] : [`call ${id} became ${held ? 'held' : 'not held'}, and nobody asked`];
    });
  },

  '5 hung up is over': (history) =>
    history.asked.filter(hungUp).flatMap(({ at, life, target }) => {
      const back = changesOf(history).find(
        (change) => change.snapshot.id === target && change.snapshot.state !== 'destroyed' && change.at > at + SOON,
      );
      if (back) return [`call ${target} was hung up, and ${back.at - at} ms later ${back.snapshot.state}`];
      const { log, to } = history.lives[life]!;
      const over = log.events.some(
        ({ name, detail }) =>
          name === 'telnyx-call-change' &&
          (detail as Change).snapshot.id === target &&
          (detail as Change).snapshot.state === 'destroyed',
      );
      return over || to < at + SOON ? [] : [`call ${target} was hung up, and goes on`];
    }),

  '11 answered by the user alone': (history) =>
    changesOf(history)
      .filter(
        ({ snapshot, previous }) =>
          snapshot.direction === 'inbound' &&
          previous?.state === 'ringing' &&
          snapshot.state !== 'ringing' &&
          snapshot.state !== 'destroyed',
      )
      .filter(({ at, snapshot: { id } }) => !askedOf(history, id, 'answer').some((each) => each.at <= at))
      .map(({ snapshot: { id, state } }) => `call ${id} became ${state}, and nobody answered it`),

  '14 held or muted, no voice leaves': (history) => {
    const changes = changesOf(history);
    return changes.flatMap(({ at, life, snapshot: { id, held, micMuted, state } }, index) => {
      if ((!held && !micMuted) || state === 'destroyed') return [];
      const next = changes.slice(index + 1).find(({ snapshot }) => snapshot.id === id);
      const until = Math.min(next?.at ?? Infinity, history.lives[life]!.to);
      if (!inLife(history.lives[life]!, until)) return [];
      const voice = until - SOON > at + SILENCED ? history.voice(id, at + SILENCED, until - SOON) : 0;
      return voice > 0 ? [`${voice} packets with voice left call ${id} from ${at} to ${until}`] : [];
    });
  },
};
