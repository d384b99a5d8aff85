import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';
import { isLive } from './current-call.ts';
import { spokenIn } from './live-calls.ts';
import { ending, type Ending } from './ending.ts';
import type { Notice } from './notice.ts';
import { party, unheard, type Unheard } from './status.ts';

/** What is worth interrupting a screen reader for (`urgent`), or telling it when it pauses. */
export interface Announcement {
  readonly key:
    | 'announce.incoming'
    | 'announce.waiting'
    | 'announce.sound-off'
    | 'announce.device-lost'
    | 'announce.device-back'
    | 'announce.muted'
    | 'announce.unmuted'
    | `call.${Exclude<Ending, 'lost'> | Unheard}`;
  /** Who calls, with `announce.incoming` and `announce.waiting`; empty when unknown. */
  readonly party: string;
  /** Which device, with those; empty when unknown. */
  readonly device?: string;
  readonly urgent: boolean;
}

/** Rings, and the page leaves it to us to say so. */
const rings = (call: CallSnapshot | undefined): boolean =>
  call?.direction === 'inbound' && call.state === 'ringing' && !call.shownByPage;

/** What happened to the calls between two snapshots. A lost call is left to the notice that says so. */
export function announcements(previous: ClientSnapshot, next: ClientSnapshot): Announcement[] {
  const news: Announcement[] = [...deviceNews(previous, next)];
  for (const call of next.calls) {
    const before = previous.calls.find(({ id }) => id === call.id);
    if (before === call) continue;
    if (rings(call) && !rings(before)) {
      const key = spokenIn(next) ? 'announce.waiting' : 'announce.incoming';
      news.push({ key, party: party(call).title, urgent: true });
    }
    if (!before || !isLive(before)) continue;
    const deaf = unheard(call);
    // Of a microphone that has ended, its own notice is read out.
    if (deaf && deaf !== unheard(before) && !call.microphoneLost) {
      news.push({ key: `call.${deaf}`, party: '', urgent: false });
    }
    const end = ending(call);
    if (end) {
      // The notice says where it went.
      if (end === 'transferred' && next.connection.reason === 'elsewhere') continue;
      if (end !== 'lost') news.push({ key: `call.${end}`, party: '', urgent: false });
    } else if (before.micMuted !== call.micMuted) {
      news.push({ key: call.micMuted ? 'announce.muted' : 'announce.unmuted', party: '', urgent: false });
    }
  }
  if (next.playbackBlocked && !previous.playbackBlocked) {
    news.push({ key: 'announce.sound-off', party: '', urgent: false });
  }
  return news;
}

/** A device that went or came back by itself; what the user has chosen needs no telling. */
function deviceNews({ devices: was }: ClientSnapshot, { devices: is }: ClientSnapshot): Announcement[] {
  const change = is?.change;
  if (!change || change.at === was?.change?.at) return [];
  return [{ key: `announce.device-${change.what}`, party: '', device: change.label, urgent: change.what === 'lost' }];
}

/**
 * What two notices have in common for someone who hears them: the attempts and seconds of one outage are not read
 * out. Null when there is nothing to say.
 */
export function noticeTopic({ kind, scope }: Notice): string | null {
  if (kind === 'none') return null;
  return kind === 'trying' ? 'waiting' : kind === 'back-online' ? kind + scope : kind;
}
