import type { ClientEventMap, ClientEventName } from '../contract/events.ts';
import type { ConnectionSnapshot } from '../contract/snapshots.ts';

/** An event to dispatch. */
export type Announcement = { [Name in ClientEventName]: readonly [Name, ClientEventMap[Name]] }[ClientEventName];

/** The events that tell of the step from one state of the connection to the next. */
export function connectionNews(was: ConnectionSnapshot, is: ConnectionSnapshot, at: number): Announcement[] {
  const news: Announcement[] = [];
  const moved =
    was.state !== is.state ||
    was.reason !== is.reason ||
    was.attempt !== is.attempt ||
    was.nextAttemptAt !== is.nextAttemptAt;
  if (moved) {
    const { state, reason, attempt, maxAttempts, nextAttemptAt } = is;
    news.push([
      'telnyx-connection-change',
      { state, previous: was.state, reason, attempt, maxAttempts, nextAttemptAt },
    ]);
  }
  if (was.state === is.state) return news;
  if (is.state === 'reconnecting') {
    news.push(['telnyx-reconnecting', { scope: 'signaling', reason: is.reason ?? 'signaling' }]);
  } else if (was.state === 'reconnecting' && is.state === 'connected') {
    const duration = at - (was.lostAt ?? at);
    news.push(['telnyx-reconnected', { scope: 'signaling', reason: was.reason ?? 'signaling', duration }]);
  }
  // Whoever wants to connect again while it is still closing sees no state between the two.
  const again = was.state === 'disconnecting' && is.state === 'connecting';
  if (was.state !== 'disconnected' && (is.state === 'disconnected' || is.state === 'idle' || again)) {
    news.push([
      'telnyx-disconnected',
      { reason: is.state === 'disconnected' ? (is.reason ?? 'user') : 'user', error: is.error },
    ]);
  }
  return news;
}
