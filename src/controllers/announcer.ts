import type { PhoneClient } from '../contract/client.ts';
import type { ClientSnapshot } from '../contract/snapshots.ts';
import { NOTICE } from '../localization/en/notice.ts';
import { STATUS } from '../localization/en/status.ts';
import { lookup, lookupError, readLanguage } from '../localization/localize.ts';
import { persist } from '../persist.ts';
import { pageSlot } from '../registry.ts';
import { NO_MEMORY, notice, noticeTitle } from '../selectors/notice.ts';
import { pageClock } from './clock.ts';
import { inPageLanguage } from './language.ts';
import type { Voice } from './lazy/voice.ts';
import { written } from './written.ts';

/** Speaks for all elements of a page. */
export interface Announcer {
  /** Tells what happens to the client, once however many elements show it; returns the way out. */
  attach(client: PhoneClient): () => void;
}

/** What the voice is made with; it gets it handed, and imports nothing, as the views of elements do. */
const kit = {
  inPageLanguage,
  lookup,
  lookupError,
  NO_MEMORY,
  notice,
  noticeTitle,
  pageClock,
  readLanguage,
  texts: { ...NOTICE, ...STATUS },
  written,
};

export type Kit = typeof kit;

/** There is something to say, or there can be from now on. */
const isWorthAVoice = ({ connection: { state, reason } }: ClientSnapshot): boolean =>
  state === 'connected' || reason !== null;

function createAnnouncer(): Announcer {
  const followed = new Map<PhoneClient, { users: number; stop: () => void }>();
  let voice: Voice | null = null;
  let fetching: Promise<Voice> | null = null;

  const fetchVoice = (): Promise<Voice> =>
    (fetching ??= persist(
      // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
      async (_attempt) => (voice = (await import('./lazy/voice.ts')).createVoice(kit)),
    ));

  const follow = (client: PhoneClient): (() => void) => {
    const clock = pageClock();
    let begun: { readonly snapshot: ClientSnapshot; readonly at: number } | null = null;
    let tell: ReturnType<Voice['follow']> | null = null;
    let waiting: Promise<void> | null = null;
    let due = false;
    let over = false;

    const look = (): void => {
      if (over) return;
      const { snapshot } = client;
      const at = clock.now();
      begun ??= { snapshot, at };
      if (voice === null) {
        // What has come and gone by then is not told.
        if (isWorthAVoice(snapshot)) waiting ??= fetchVoice().then(look);
        return;
      }
      tell ??= voice.follow(client, begun.snapshot, begun.at);
      clock.wake(look, tell(snapshot, at));
    };
    const unsubscribe = client.subscribe(() => {
      if (due) return;
      due = true;
      // An incoming call that the page shows by itself is only known as such after its event.
      queueMicrotask(() => {
        due = false;
        look();
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
      const each = followed.get(client) ?? { users: 0, stop: follow(client) };
      followed.set(client, each);
      each.users++;
      return () => {
        each.users--;
        // An element that is only moved is back before this runs, and nothing it has to tell is forgotten.
        queueMicrotask(() => {
          if (each.users || followed.get(client) !== each) return;
          each.stop();
          followed.delete(client);
          if (!followed.size) voice?.remove();
        });
      };
    },
  };
}

/** The page's announcer. */
export const pageAnnouncer = (): Announcer => pageSlot('announcer', createAnnouncer);
