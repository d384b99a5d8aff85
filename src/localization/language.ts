import { persist } from '../persist.ts';
import type * as Catalogue from './lazy/catalogue.ts';
import { pageTexts } from './page-texts.ts';

/** A language as a page names it, and what we have of it. */
export interface Language {
  /** What our texts are in. */
  readonly code: string;
  /** The names under which a page may have given texts for it, the narrowest first. */
  readonly ranges: readonly string[];
  /** For numbers and dates. */
  readonly locale: string;
  /** Null where our texts are none of this language: then the page decides. */
  readonly dir: 'ltr' | 'rtl' | null;
}

export const ENGLISH: Language = { code: 'en', ranges: ['en'], locale: 'en', dir: 'ltr' };

/** How long an element waits for its language before it is first seen in English, in milliseconds. */
const PATIENCE = 300;

/** What is fetched for the first language that is not English. */
let catalogue: typeof Catalogue | null = null;
const languages = new Map<string, Language>();
const fetching = new Map<string, Promise<void>>();
let failures = 0;

/** The language that a tag names, with its texts; undefined until they are fetched. */
export function language(tag: string): Language | undefined {
  if (/^(en(-[a-z]{2})?)?$/i.test(tag))
    return tag.length > 2 ? { ...ENGLISH, ranges: [tag, 'en'], locale: tag } : ENGLISH;
  return languages.get(tag);
}

/** Fetches it; resolves when it is there. */
export function fetchLanguage(tag: string): Promise<void> {
  let found = fetching.get(tag);
  if (!found) fetching.set(tag, (found = load(tag).finally(() => fetching.delete(tag))));
  return found;
}

/** What cannot be had is asked for again and again. */
const load = (tag: string): Promise<void> =>
  persist(async () => {
    // The script-tag bundle asks anew by it.
    const _attempt = failures;
    try {
      catalogue ??= await import('./lazy/catalogue.ts');
      languages.set(tag, await catalogue.fetchLanguage(tag, _attempt, () => pageTexts().texts));
    } catch (error) {
      failures += 1;
      // eslint-disable-next-line no-console -- the only one who can mend it is the page's author
      if (!_attempt) console.warn(`telnyx-elements: no texts in “${tag}” could be fetched; they are asked for again.`);
      throw error;
    }
  });

/** Waits, but not for long: what comes late is of less use than what comes in English. */
export const briefly = (done: Promise<unknown>): Promise<unknown> =>
  Promise.race([done, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);

/** The text in this language; the English one as long as there is no other. */
export const translated = ({ code }: Language, key: string, english: string | undefined): string | undefined =>
  code === 'en' || !catalogue ? english : catalogue.message(code, key, english);

/** Has what is in an element say its language and direction, where they are not those of the page around it. */
export function mark(host: Element, content: Iterable<Element>, shown: Language): void {
  catalogue?.mark(host, content as Iterable<HTMLElement>, shown);
}

/** Where an element's language is said: on itself, or around it, also outside of the shadow roots that it is in. */
export function langHolder(element: Element): Element | null {
  const root = element.getRootNode();
  return element.closest('[lang]') ?? (root instanceof ShadowRoot ? langHolder(root.host) : null);
}

/** The tag of an element's language: as said on it or around it, else as configured, else as said of the whole page. */
export function tagOf(element: Element, configured: string | undefined): string {
  const holder = langHolder(element);
  const own = holder?.getAttribute('lang') ?? '';
  return (holder === document.documentElement && configured) || (holder ? own : (configured ?? ''));
}
