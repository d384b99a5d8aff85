import type { PhoneClient } from '../../contract/client.ts';
import type { ClientSnapshot } from '../../contract/snapshots.ts';
import { ANNOUNCEMENTS } from '../../localization/en/announcements.ts';
import { announcements, noticeTopic } from '../../selectors/announcement.ts';
import { wasRefused } from '../../selectors/refusal.ts';
import type { Notice } from '../../selectors/notice.ts';
import type { Kit } from '../announcer.ts';

/** Says to screen readers what happens. */
export interface Voice {
  /** Tells of a client from then on, with what has changed since it was as at `at` (epoch milliseconds); returns the way out. */
  follow(client: PhoneClient, begun: ClientSnapshot, at: number): () => void;
  /** Takes away whatever it has in the page. */
  remove(): void;
}

/** How long an announcement stays in the page, in milliseconds: someone who browses by reader must not find old ones. */
const KEPT = 5000;

const HIDDEN =
  'position:fixed;inset:0 auto auto 0;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap';

export function createVoice(kit: Kit): Voice {
  const { lookupError, notice, pageClock } = kit;
  const texts = { ...ANNOUNCEMENTS, ...kit.texts };
  const text = (key: string, values?: Record<string, string>): string => kit.lookup(texts, key, values);

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
      line.lang = kit.readLanguage().code;
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

  const polite = new LiveRegion('polite');
  const assertive = new LiveRegion('assertive');

  const sayNotice = (now: Notice): void => {
    const title = text(`notice.${kit.noticeTitle(now.kind === 'trying' ? { ...now, kind: 'waiting' } : now)}`);
    const region = now.kind === 'back-online' || now.kind === 'restoring' ? polite : assertive;
    region.say(now.talk && now.kind !== 'back-online' ? `${title}. ${text('notice.talk')}` : title);
  };

  const sayNews = (client: PhoneClient, was: ClientSnapshot, is: ClientSnapshot): void => {
    const { mediaRecovery } = is;
    if (mediaRecovery && wasRefused(was.mediaRecovery, mediaRecovery)) {
      assertive.say(lookupError(client, mediaRecovery.cause));
    }
    for (const { key, party, device, urgent } of announcements(was, is)) {
      (urgent ? assertive : polite).say(
        text(key, {
          party: kit.written(party, client) || text('announce.unknown'),
          device: device || text('announce.device'),
        }),
      );
    }
  };

  return {
    follow(client, begun, at) {
      const clock = pageClock();
      let previous = begun;
      let shown = notice(kit.NO_MEMORY, begun, at);
      let due = false;
      let over = false;
      const look = (): void => {
        const { snapshot } = client;
        const told = noticeTopic(shown.notice);
        const next = (shown = notice(shown.memory, snapshot, clock.now()));
        const topic = noticeTopic(next.notice);
        const was = previous;
        previous = snapshot;
        void kit.inPageLanguage(client.configuration.lang, () => {
          if (topic !== null && topic !== told) sayNotice(next.notice);
          sayNews(client, was, snapshot);
        });
        // The countdown is not read out, so its seconds are none of the announcer's business.
        clock.wake(look, next.notice.kind === 'waiting' ? null : next.notice.changesAt);
      };
      const stop = client.subscribe(() => {
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
        stop();
        clock.wake(look, null);
      };
    },
    remove() {
      polite.remove();
      assertive.remove();
    },
  };
}
