import type { PhoneClient } from '../contract/client.ts';
import type { ClientSnapshot } from '../contract/snapshots.ts';
import { ANNOUNCEMENTS } from '../localization/en/announcements.ts';
import { NOTICE } from '../localization/en/notice.ts';
import { STATUS } from '../localization/en/status.ts';
import { lookup, lookupError, readLanguage } from '../localization/localize.ts';
import { pageSlot } from '../registry.ts';
import { announcements, noticeTopic } from '../selectors/announcement.ts';
import { wasRefused } from '../selectors/media-recovery.ts';
import { NO_MEMORY, notice, noticeTitle, type Notice } from '../selectors/notice.ts';
import { pageClock } from './clock.ts';
import { inPageLanguage } from './language.ts';
import { written } from './written.ts';

/** Speaks for all elements of a page. */
export interface Announcer {
  /** Tells what happens to the client, once however many elements show it; returns the way out. */
  attach(client: PhoneClient): () => void;
}

const TEXTS = { ...ANNOUNCEMENTS, ...NOTICE, ...STATUS };
const text = (key: string, values?: Record<string, string>): string => lookup(TEXTS, key, values);

/** How long an announcement stays in the page, in milliseconds: someone who browses by reader must not find old ones. */
const KEPT = 5000;

const HIDDEN =
  'position:fixed;inset:0 auto auto 0;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap';

/** A live region that nobody sees, made when it is first needed. */
class LiveRegion {
  readonly #politeness: string;
  #element: HTMLElement | null = null;

  constructor(politeness: 'polite' | 'assertive') {
    this.#politeness = politeness;
  }

  say(message: string): void {
    const element = (this.#element ??= document.createElement('div'));
    element.setAttribute('aria-live', this.#politeness);
    element.style.cssText = HIDDEN;
    // A page that replaces its body takes the region along.
    if (!element.isConnected) document.body.append(element);
    // A new node is announced even when it says the same again.
    const line = document.createElement('div');
    line.textContent = message;
    line.lang = readLanguage().code;
    line.dir = 'auto';
    element.append(line);
    const clock = pageClock();
    clock.wake(this.#clear, clock.now() + KEPT);
  }

  remove(): void {
    pageClock().wake(this.#clear, null);
    this.#clear();
    this.#element?.remove();
  }

  readonly #clear = (): void => this.#element?.replaceChildren();
}

function createAnnouncer(): Announcer {
  const polite = new LiveRegion('polite');
  const assertive = new LiveRegion('assertive');
  const voices = new Map<PhoneClient, { users: number; stop: () => void }>();

  const sayNotice = (now: Notice): void => {
    const title = text(`notice.${noticeTitle(now.kind === 'trying' ? { ...now, kind: 'waiting' } : now)}`);
    const region = now.kind === 'back-online' || now.kind === 'restoring' ? polite : assertive;
    region.say(now.talk && now.kind !== 'back-online' ? `${title}. ${text('notice.talk')}` : title);
  };

  const tell = (client: PhoneClient, was: ClientSnapshot, is: ClientSnapshot): void => {
    const { mediaRecovery } = is;
    if (mediaRecovery && wasRefused(was.mediaRecovery, mediaRecovery)) {
      assertive.say(lookupError(client, mediaRecovery.cause));
    }
    for (const { key, party, device, urgent } of announcements(was, is)) {
      (urgent ? assertive : polite).say(
        text(key, {
          party: written(party, client) || text('announce.unknown'),
          device: device || text('announce.device'),
        }),
      );
    }
  };

  const follow = (client: PhoneClient): (() => void) => {
    const clock = pageClock();
    let previous: ClientSnapshot | null = null;
    let memory = NO_MEMORY;
    let topic: string | null = null;

    const look = (): void => {
      const { snapshot } = client;
      const next = notice(memory, snapshot, clock.now());
      const told = topic;
      memory = next.memory;
      const news = (topic = noticeTopic(next.notice)) !== null && topic !== told;
      const was = previous;
      previous = snapshot;
      if (was) {
        void inPageLanguage(client.configuration.lang, () => {
          if (news) sayNotice(next.notice);
          tell(client, was, snapshot);
        });
      }
      // The countdown is not read out, so its seconds are none of the announcer's business.
      clock.wake(look, next.notice.kind === 'waiting' ? null : next.notice.changesAt);
    };
    let due = false;
    let over = false;
    const unsubscribe = client.subscribe(() => {
      if (due) return;
      due = true;
      // An incoming call that the page shows by itself is only known as such after its event.
      queueMicrotask(() => {
        due = false;
        if (!over) look();
      });
    });
    return () => {
      over = true;
      unsubscribe();
      clock.wake(look, null);
    };
  };

  return {
    attach(client) {
      const voice = voices.get(client) ?? { users: 0, stop: follow(client) };
      voices.set(client, voice);
      voice.users++;
      return () => {
        voice.users--;
        // An element that is only moved is back before this runs, and nothing it has to tell is forgotten.
        queueMicrotask(() => {
          if (voice.users || voices.get(client) !== voice) return;
          voice.stop();
          voices.delete(client);
          if (voices.size) return;
          polite.remove();
          assertive.remove();
        });
      };
    },
  };
}

/** The page's announcer. */
export const pageAnnouncer = (): Announcer => pageSlot('announcer', createAnnouncer);
