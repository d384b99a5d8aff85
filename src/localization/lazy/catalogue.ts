import type { Language } from '../language.ts';
import type { Texts } from '../page-texts.ts';
import { activate, configure, translate } from './messages.ts';

interface LanguageModule {
  readonly templates: Texts;
}

/* eslint-disable @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by the attempt */
const LOAD: Readonly<Record<string, (attempt: number) => Promise<LanguageModule>>> = {
  de: (_attempt) => import('./de.ts'),
  fr: (_attempt) => import('./fr.ts'),
  es: (_attempt) => import('./es.ts'),
  pt: (_attempt) => import('./pt.ts'),
  it: (_attempt) => import('./it.ts'),
  nl: (_attempt) => import('./nl.ts'),
  pl: (_attempt) => import('./pl.ts'),
  ja: (_attempt) => import('./ja.ts'),
  'zh-Hans': (_attempt) => import('./zh-hans.ts'),
  ar: (_attempt) => import('./ar.ts'),
  he: (_attempt) => import('./he.ts'),
};
/* eslint-enable @typescript-eslint/no-unused-vars */

const RTL: readonly string[] = ['ar', 'he'];
const there = new Set<string>();

configure(Object.keys(LOAD));

/** What we have of the language that a tag names: of `de-AT` German, of `zh-CN` `zh-Hans`, of `zh-TW` nothing. */
export function parse(tag: string, pageTexts: () => Texts): Language {
  const asked = localeOf(tag.replaceAll('_', '-'));
  const { language = 'und', script = '' } = asked?.maximize() ?? {};
  const name = language === 'zh' ? `zh-${script}` : language;
  const known = name === 'en' || name in LOAD;
  const code = known ? name : 'en';
  const parts = asked?.baseName.split('-') ?? [];
  const ranges = [...new Set([tag, ...parts.map((_, index) => parts.slice(0, parts.length - index).join('-')), code])];
  // The digits of phone numbers and of the keys, unless the page asks for others.
  const locale = asked ? new Intl.Locale(asked, { numberingSystem: asked.numberingSystem ?? 'latn' }).toString() : 'en';
  return {
    code,
    ranges: known ? ranges : ranges.slice(0, -1),
    dir: known ? (RTL.includes(code) ? 'rtl' : 'ltr') : null,
    get locale() {
      // Numbers stand between words of their language: the page may have brought its own.
      const brought = known || Object.keys(pageTexts()).some((key) => ranges.includes(key.split(' ')[0] ?? ''));
      return brought ? locale : 'en';
    },
  };
}

function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}

/** Fetches the texts of the language that a tag names, if there are any. */
export async function fetchLanguage(tag: string, attempt: number, pageTexts: () => Texts): Promise<Language> {
  const found = parse(tag, pageTexts);
  const { code } = found;
  const load = LOAD[code];
  if (load && !there.has(code)) {
    activate(code, (await load(attempt)).templates);
    there.add(code);
  }
  return found;
}

/** The text in this language, or the English one. */
export const message = (code: string, key: string, english: string | undefined): string | undefined =>
  translate(code, key, english ?? '') || english;

export function mark(host: Element, content: Iterable<HTMLElement>, { code, dir }: Language): void {
  for (const element of content) {
    element.lang = code;
    // What the page says of this very element counts.
    element.dir = host.hasAttribute('dir') ? '' : (dir ?? '');
  }
}
