import type { CallSession } from '../contract/client.ts';
import type { CallSnapshot, ClientSnapshot, MediaRecoverySnapshot } from '../contract/snapshots.ts';
import { wasRefused } from '../selectors/refusal.ts';
import type { Announcement } from './connection-news.ts';

/** What `telnyx-media-recovery` lets its listeners do. */
export type Recover = (type: 'resume-media' | 'reject-media', callId: string | null) => void;

/**
 * The events that tell of the calls' step from one snapshot to the next. They are read off the two, so they cannot contradict
 * what the page sees, and each change is told once.
 */
export function callNews(
  previous: ClientSnapshot,
  next: ClientSnapshot,
  at: number,
  sessionOf: (call: CallSnapshot) => CallSession,
  recover: Recover,
): readonly Announcement[] {
  const before = new Map(previous.calls.map((call) => [call.id, call]));
  return [
    ...next.calls.flatMap((call) => newsOf(before.get(call.id) ?? null, call, at, sessionOf)),
    ...mediaNews(previous.mediaRecovery, next.mediaRecovery, recover),
  ];
}

function mediaNews(
  was: MediaRecoverySnapshot | null,
  is: MediaRecoverySnapshot | null,
  recover: Recover,
): Announcement[] {
  if (is === null || !wasRefused(was, is)) return [];
  const { callId, cause, deadline } = is;
  const resume = (): void => recover('resume-media', callId);
  const reject = (): void => recover('reject-media', callId);
  return [['telnyx-media-recovery', { callId, cause, deadline, resume, reject }]];
}

function newsOf(
  was: CallSnapshot | null,
  is: CallSnapshot,
  at: number,
  sessionOf: (call: CallSnapshot) => CallSession,
): Announcement[] {
  if (was === is || !differs(was, is)) return [];
  const call = sessionOf(is);
  const news: Announcement[] = [['telnyx-call-change', { call, snapshot: is, previous: was }]];
  if (was === null && is.direction === 'inbound' && is.state === 'ringing')
    news.unshift(['telnyx-incoming-call', { call }]);
  if (was?.remoteMedia !== is.remoteMedia && (was !== null || is.remoteMedia !== null)) {
    news.push(['telnyx-remote-media-change', { call, remoteMedia: is.remoteMedia }]);
  }
  const lostAt = was?.mediaLostAt ?? null;
  if (lostAt === null && is.mediaLostAt !== null) {
    news.push(['telnyx-reconnecting', { scope: 'media', callId: is.id, reason: 'media' }]);
  }
  if (is.recoveredCallId !== null && is.attachments > (was?.attachments ?? 0)) {
    news.push(['telnyx-call-recovered', { call, recoveredCallId: is.recoveredCallId }]);
  }
  if (lostAt !== null && is.mediaLostAt === null && is.state !== 'destroyed') {
    news.push(['telnyx-reconnected', { scope: 'media', callId: is.id, reason: 'media', duration: at - lostAt }]);
  }
  return news;
}

/** Whether anything but the measured quality changed, which does every second. */
function differs(was: CallSnapshot | null, is: CallSnapshot): boolean {
  if (was === null) return true;
  return Object.entries(is).some(
    ([name, value]) => name !== 'quality' && !same(value, was[name as keyof CallSnapshot]),
  );
}

function same(left: unknown, right: unknown): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return left === right;
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
