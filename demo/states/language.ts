import { CALL } from '../../src/localization/en/lazy/call.ts';
import { CHECK } from '../../src/localization/en/lazy/check.ts';
import { HISTORY } from '../../src/localization/en/lazy/history.ts';
import { NOTICE } from '../../src/localization/en/notice.ts';
import { PHONE } from '../../src/localization/en/phone.ts';

/** Every language that there is, by the name that those give it who speak it. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  it: 'Italiano',
  nl: 'Nederlands',
  pl: 'Polski',
  ja: '日本語',
  'zh-Hans': '简体中文',
  ar: 'العربية',
  he: 'עברית',
} as const;

export const directionOf = (lang: string): 'ltr' | 'rtl' => (lang === 'ar' || lang === 'he' ? 'rtl' : 'ltr');

/** What scenes press; of two that are called the same the last counts. */
const TEXTS = { ...HISTORY, ...CHECK, ...NOTICE, ...CALL, ...PHONE };
const VALUE = /\{\w+\}/;

let templates: Readonly<Record<string, string>> = TEXTS;

/** The names that scenes press are those of this language from now on. */
export async function speak(lang: string): Promise<void> {
  if (lang === 'en') return;
  const address = `../../src/localization/lazy/${lang.toLowerCase()}.ts`;
  ({ templates } = (await import(address)) as { templates: typeof templates });
}

/** What a button is called whose English name this is; some have a value in their name. */
export function spoken(english: string): string {
  const keys = Object.entries(TEXTS).filter(([, text]) => text === english || valueIn(text, english) !== null);
  const [key, text] = keys.findLast(([, text]) => text === english) ?? keys.at(-1) ?? [english, english];
  return (templates[key] ?? english).replace(VALUE, valueIn(text, english) ?? '');
}

/** What stands for the value of a text where it is said like this; null if it is another text. */
function valueIn(text: string, said: string): string | null {
  const [before = '', after] = text.split(VALUE);
  if (after === undefined || !said.startsWith(before) || !said.endsWith(after)) return null;
  return said.slice(before.length, said.length - after.length);
}
