/** What must hold of the connection, and of recovering. */
import { contradictions } from '../matrix/contradiction.ts';
import { shownFrom } from '../matrix/timeline.ts';
import type { ConnectionView, HeardEvent } from '../support/harness/log.ts';
import type { Asked, Life } from './history.ts';
import type { Invariant } from './invariants.ts';

/** Beyond what detection takes, what is shown may be untrue for so long, milliseconds. */
const TOLERANCE = 1_000;
/** What is on its way when the phone gives up still arrives, milliseconds. */
const UNDER_WAY = 500;
/** An attempt is made so soon after its time at the latest, and so long before it at the earliest, milliseconds. */
const LATE = 1_000;
const EARLY = 150;
/** After its user's word, or the browser's, milliseconds. */
const SOON = 1_000;

type Connection = HeardEvent<'telnyx-connection-change'>;

const connectionsOf = ({ log }: Life): Connection[] =>
  log.events.filter((event): event is Connection => event.name === 'telnyx-connection-change');

const asksToConnect = ({ target, command }: Asked): boolean =>
  target === 'client' && (command === 'connect' || command === 'reconnectNow');

const within = (at: number, from: number, to: number): boolean => at >= from && at <= to;

/** An outage and a call's loss of audio, by what their events name. */
function episodeOf({ name, detail }: HeardEvent): string | null {
  if (name !== 'telnyx-reconnecting' && name !== 'telnyx-reconnected') return null;
  const { scope, callId } = detail as HeardEvent<'telnyx-reconnected'>['detail'];
  return scope === 'signaling' ? scope : `media of call ${callId}`;
}

/** The episode that an event ends beside `telnyx-reconnected`. */
function endedBy({ name, detail }: HeardEvent): string | null {
  if (name === 'telnyx-disconnected') return 'signaling';
  if (name !== 'telnyx-call-change') return null;
  const { snapshot } = detail as HeardEvent<'telnyx-call-change'>['detail'];
  return snapshot.state === 'destroyed' ? `media of call ${snapshot.id}` : null;
}

export const CONNECTION_INVARIANTS: Readonly<Record<string, Invariant>> = {
  '2, 12 every reconnecting has one end': ({ lives }) =>
    lives.flatMap(({ log }, life) => {
      const open = new Set<string>();
      const found: string[] = [];
      for (const event of log.events) {
        const episode = episodeOf(event);
        if (episode !== null && event.name === 'telnyx-reconnecting') {
          if (open.has(episode)) found.push(`two of ${episode} at ${event.at}`);
          open.add(episode);
        } else if (episode !== null) {
          if (!open.delete(episode)) found.push(`an end without a beginning of ${episode} at ${event.at}`);
        }
        const ended = endedBy(event);
        if (ended !== null) open.delete(ended);
      }
      // A page that is left need not say how it would have gone on.
      return life < lives.length - 1 ? found : [...found, ...[...open].map((episode) => `no end of ${episode}`)];
    }),

  '7 nobody logs in unasked': ({ lives, asked }) =>
    lives.flatMap((life, index) =>
      connectionsOf(life).flatMap(({ at, detail }) => {
        if (detail.state !== 'disconnected') return [];
        const next = asked.find((each) => each.life === index && each.at >= at - 50 && asksToConnect(each));
        const until = Math.min(next?.at ?? Infinity, life.to);
        return life.log.logins
          .filter((login) => login > at && login < until)
          .map((login) => `a login ${login - at} ms after ${detail.reason}`);
      }),
    ),

  '7 logins are bounded': ({ lives, truth, user }) => {
    const logins = truth.logins.filter((login) => login.user === user).length;
    const sockets = truth.connects.filter((connect) => connect.user === user && connect.outcome === 'accepted').length;
    if (logins > 2 * sockets) return [`${logins} logins over ${sockets} sockets`];
    // Else what is said of them would hold of nothing.
    return logins > 0 && lives.every(({ log }) => log.logins.length === 0) ? ['logins that no page has sent'] : [];
  },

  '8 only connect leaves disconnected': ({ lives, asked }) =>
    lives.flatMap((life) => {
      let left = life.from;
      return connectionsOf(life).flatMap(({ at, detail }) => {
        if (detail.state === 'disconnected') left = at;
        if (detail.previous !== 'disconnected' || detail.state === 'disconnected') return [];
        if (asked.some((each) => within(each.at, left - 50, at) && asksToConnect(each))) return [];
        // Said again while it was on its way there.
        return detail.state === 'disconnecting' ? [] : [`${detail.state} at ${at}, and nobody asked`];
      });
    }),

  '9 attempts only grow, and are in the future': ({ lives }) =>
    lives.flatMap((life) => {
      let before: ConnectionView | null = null;
      return connectionsOf(life).flatMap(({ at, detail }) => {
        const found: string[] = [];
        if (before?.state === detail.state && detail.state === 'reconnecting' && detail.attempt < before.attempt)
          found.push(`attempt ${before.attempt}, then ${detail.attempt}`);
        if (
          detail.nextAttemptAt !== null &&
          detail.nextAttemptAt !== before?.nextAttemptAt &&
          detail.nextAttemptAt < at - 50
        )
          found.push(`announced at ${at} for ${detail.nextAttemptAt}`);
        before = detail;
        return found;
      });
    }),

  '9 attempts are made when announced': ({ lives, asked, lateness }) =>
    lives.flatMap((life) => {
      const connections = connectionsOf(life);
      return connections.flatMap(({ at, detail: { nextAttemptAt, attempt } }, index) => {
        if (nextAttemptAt === null) return [];
        const next = connections[index + 1];
        const end = next?.at ?? life.to;
        const late = end - nextAttemptAt - lateness(nextAttemptAt, end);
        if (late > LATE) return [`attempt ${attempt + 1} announced for ${nextAttemptAt} was ${late} ms late`];
        if (next?.detail.state !== 'reconnecting' || next.detail.nextAttemptAt !== null) return [];
        if (end > nextAttemptAt - EARLY || next.detail.reason === 'offline') return [];
        const asks = asked.some((each) => within(each.at, at - SOON, end) && asksToConnect(each));
        const told = life.log.network.some((change) => within(change.at, at - SOON, end));
        return asks || told ? [] : [`attempt ${next.detail.attempt} came ${nextAttemptAt - end} ms early`];
      });
    }),

  '9 no connect but in an attempt': ({ lives, truth, user, prompt, lateness }) =>
    lives.flatMap((life) =>
      truth.connects.flatMap((connect) => {
        if (!prompt || connect.user !== user || !within(connect.at, life.from, life.to)) return [];
        // Before the page had shown anything, it was the page before this one that tried.
        if (connect.at < life.from + SOON) return [];
        const connections = connectionsOf(life);
        const first = connections.findLastIndex(({ at }) => at <= connect.at - UNDER_WAY);
        const around = connections.slice(Math.max(0, first)).filter(({ at }) => at <= connect.at + EARLY);
        const slack = EARLY + lateness(connect.at - SOON, connect.at);
        const trying = around.some(
          ({ detail: { state, nextAttemptAt } }) =>
            (state === 'connecting' || state === 'reconnecting') && (nextAttemptAt ?? 0) <= connect.at + slack,
        );
        if (trying || around.length === 0) return [];
        const { state, nextAttemptAt } = around.at(-1)!.detail;
        return [`a connect at ${connect.at} while ${state}, with the next attempt at ${nextAttemptAt}`];
      }),
    ),

  'the phone does not contradict the gateway': ({ lives, moments, hidden, lateness }) =>
    lives.flatMap((life) => {
      const during = moments.filter(({ at }) => within(at, life.from, life.to));
      return contradictions(during, shownFrom(life.log)).flatMap(({ rule, call, from, to, allowed, excess }) => {
        const delay = hidden.filter((each) => each.from <= to && each.to >= from).reduce((sum, { by }) => sum + by, 0);
        const left = excess - delay - lateness(from, to);
        if (left <= TOLERANCE) return [];
        return [
          `${rule}${call ? ` (call ${call})` : ''}: for ${to - from} ms from ${from}, of which ${allowed} are excused`,
        ];
      });
    }),
};
