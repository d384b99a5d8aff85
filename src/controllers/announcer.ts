import type { PhoneClient } from '../contract/client.ts';
import type { ClientSnapshot } from '../contract/snapshots.ts';
import { NOTICE } from '../localization/en/notice.ts';
import { STATUS } from '../localization/en/status.ts';
import { lookup, lookupError, readLanguage } from '../localization/localize.ts';
import { LazyPart } from '../persist.ts';
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

/** What the voice is made with; it gets it handed, as the views of elements do. */
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
  const voice = new LazyPart<Voice>(
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
    async (_attempt) => (await import('./lazy/voice.ts')).createVoice(kit),
  );

  const follow = (client: PhoneClient): (() => void) => {
    let begun: { readonly snapshot: ClientSnapshot; readonly at: number } | null = null;
    let end: (() => void) | null = null;
    let over = false;
    const look = async (): Promise<void> => {
      const { snapshot } = client;
      begun ??= { snapshot, at: pageClock().now() };
      if (!isWorthAVoice(snapshot)) return;
      stop();
      // What comes and goes until it is there is not told.
      await voice.fetch();
      if (!over) end ??= voice.value?.follow(client, begun.snapshot, begun.at) ?? null;
    };
    const stop = client.subscribe(() => queueMicrotask(() => void (over || look())));
    return () => {
      over = true;
      stop();
      end?.();
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
          if (!followed.size) voice.value?.remove();
        });
      };
    },
  };
}

/** The page's announcer. */
export const pageAnnouncer = (): Announcer => pageSlot('announcer', createAnnouncer);
