import type { ErrorCode } from '../contract/errors.ts';
import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';
import type { ConnectionReason, RecoveryScope } from '../contract/states.ts';
import { isLive } from './current-call.ts';
import { ending } from './ending.ts';
import { secondsUntil, secondsUntilChangeAt } from './timer.ts';

/**
 * waiting: for the next attempt · trying: an attempt is under way · offline: the browser has no network ·
 * restoring: connected, a call's audio is not back yet · closed: disconnected for another reason than the next two ·
 * exhausted · signed-out · elsewhere: another tab has the phone · call-lost: an answered call ended by an error · back-online: all of it is over.
 */
export type NoticeKind =
  | 'none'
  | 'waiting'
  | 'trying'
  | 'offline'
  | 'restoring'
  | 'exhausted'
  | 'signed-out'
  | 'closed'
  | 'elsewhere'
  | 'call-lost'
  | 'back-online';

/** What there is to say about the connection and the calls that depend on it. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly reason: ConnectionReason | null;
  readonly error: ErrorCode | null;
  /** Nothing was lost yet: it is being connected in the first place, or anew. */
  readonly first: boolean;
  readonly attempt: number;
  /** Null when attempts go on without an end, for the sake of a living call. */
  readonly maxAttempts: number | null;
  /** Until the next attempt. */
  readonly seconds: number;
  /** True while a call's audio goes on in spite of it all. */
  readonly talk: boolean;
  /** With back-online: what had been lost. */
  readonly scope: RecoveryScope;
  /** With call-lost. */
  readonly call: CallSnapshot | null;
  /** When the notice changes by itself, in epoch milliseconds; null when it does not. */
  readonly changesAt: number | null;
}

/** What a notice needs to know of the past: only what was shown can be announced as over. */
export interface NoticeMemory {
  /** The outage that was shown and is not over. */
  readonly shown: RecoveryScope | null;
  /** When it was over, while that is news. */
  readonly backAt: number | null;
  readonly lost: CallSnapshot | null;
  /** The lost calls that were dismissed, or overtaken by another call. */
  readonly dismissed: readonly string[];
  /** The calls that lived through the outage, each as it was before its recovery. */
  readonly awaited: readonly string[];
}

export const NO_MEMORY: NoticeMemory = { shown: null, backAt: null, lost: null, dismissed: [], awaited: [] };

/** A signaling loss shorter than this, in milliseconds, is not worth a word. */
export const BRIEF_LOSS = 1000;
/** How long it is news that all is well again, in milliseconds. */
export const BACK_ONLINE = 4000;
/** How long the server may take to bring the calls back once connected, in milliseconds. */
export const REATTACH_TIMEOUT = 10_000;

const endedAt = (call: CallSnapshot | null): number => call?.endedAt ?? 0;

function lostCall(memory: NoticeMemory, { calls }: ClientSnapshot): NoticeMemory {
  let { lost, dismissed } = memory;
  const open = calls.filter((call) => ending(call) === 'lost' && !dismissed.includes(call.id));
  for (const call of open) if (endedAt(call) >= endedAt(lost)) lost = call;
  // Whoever is on a call again has no use for the offer to call again, now or when that call ends.
  if (lost && calls.some(isLive)) {
    dismissed = [...dismissed, lost.id, ...open.map(({ id }) => id)];
    lost = null;
  }
  return { ...memory, lost, dismissed };
}

/** Changes with every recovery of the call, so that one still to come can be told from one that is done. */
const recoveryKey = ({ id, recoveries }: CallSnapshot): string => `${id} ${recoveries}`;

/** What to show now, and what to remember of it for the next time. Pure; `now` is in epoch milliseconds. */
export function notice(
  past: NoticeMemory,
  snapshot: ClientSnapshot,
  now: number,
): { notice: Notice; memory: NoticeMemory } {
  const memory = lostCall(past, snapshot);
  const { connection, calls } = snapshot;
  const { state, reason, nextAttemptAt } = connection;
  // What is over is forgotten as soon as something new begins.
  const shown = memory.backAt === null ? memory.shown : null;
  const answered = calls.filter((call) => isLive(call) && call.answeredAt !== null);
  const silent = answered.find((call) => call.state === 'reconnecting');

  const say = (
    kind: NoticeKind,
    next: { shown?: RecoveryScope; changesAt?: number | null; backAt?: number; awaited?: readonly string[] } = {},
  ) => ({
    notice: {
      kind,
      reason,
      error: connection.error,
      first: state === 'connecting',
      attempt: connection.attempt,
      maxAttempts: connection.attempt > connection.maxAttempts ? null : connection.maxAttempts,
      seconds: nextAttemptAt === null ? 0 : secondsUntil(nextAttemptAt, now),
      talk: answered.some((call) => call.state === 'active' && call.mediaHealthy && call.localMedia !== 'stalled'),
      scope: next.shown ?? 'signaling',
      call: kind === 'call-lost' ? memory.lost : null,
      changesAt: next.changesAt ?? null,
    },
    memory: { ...memory, shown: next.shown ?? null, backAt: next.backAt ?? null, awaited: next.awaited ?? [] },
  });
  const outage = (kind: NoticeKind, changesAt: number | null = null) =>
    say(kind, { shown: 'signaling', changesAt, awaited: answered.map(recoveryKey) });
  const attempts = () => {
    if (reason === 'offline') return outage('offline');
    const changesAt = nextAttemptAt === null ? null : secondsUntilChangeAt(nextAttemptAt, now);
    return outage(changesAt === null ? 'trying' : 'waiting', changesAt);
  };
  const restoring = (call: CallSnapshot) => {
    const loudAt = (call.mediaLostAt ?? 0) + BRIEF_LOSS;
    if (!shown && now < loudAt) return say('none', { changesAt: loudAt });
    return say('restoring', { shown: shown ?? 'media', awaited: memory.awaited });
  };

  switch (state) {
    case 'reconnecting': {
      const loudAt = (connection.lostAt ?? 0) + BRIEF_LOSS;
      if (shown !== 'signaling' && now < loudAt) {
        return shown && silent ? say('restoring', { shown, changesAt: loudAt }) : say('none', { changesAt: loudAt });
      }
      return attempts();
    }
    case 'connecting': {
      // The way back out of `disconnected`.
      if (shown === 'signaling') return attempts();
      if (connection.attempt < 2 && reason !== 'offline') {
        // A call of the page before comes back with the connection.
        if (silent) return restoring(silent);
        if (shown) return attempts();
        break;
      }
      // It never was connected, so nothing will be back.
      const told = attempts();
      return { ...told, memory: { ...told.memory, shown: null } };
    }
    case 'disconnected':
      if (reason === null || reason === 'user') break;
      // It is no outage, and nothing will be back.
      if (reason === 'elsewhere') return say('elsewhere');
      return outage(reason === 'exhausted' ? 'exhausted' : reason === 'auth' ? 'signed-out' : 'closed');
    case 'connected': {
      if (silent) return restoring(silent);
      // Ready comes before the server brings the calls back: until then nobody can say that all is well.
      const awaited = answered.map(recoveryKey).filter((key) => memory.awaited.includes(key));
      const giveUpAt = (connection.restoredAt ?? 0) + REATTACH_TIMEOUT;
      if (shown && awaited.length && now < giveUpAt) return say('restoring', { shown, awaited, changesAt: giveUpAt });

      const backAt = memory.backAt ?? now;
      const changesAt = backAt + BACK_ONLINE;
      if (memory.shown && !memory.lost && now < changesAt) {
        return say('back-online', { shown: memory.shown, backAt, changesAt });
      }
      break;
    }
    default:
  }
  return say(memory.lost ? 'call-lost' : 'none');
}

/** Which text heads the notice, as a key of the notice texts without its prefix. */
export function noticeTitle({ kind, reason, scope, first }: Notice): string {
  if (first && (kind === 'waiting' || kind === 'trying')) return `${kind}.first`;
  if (kind === 'waiting' && reason === 'server') return 'waiting.server';
  return kind === 'back-online' && scope === 'media' ? 'back-online.media' : kind;
}
