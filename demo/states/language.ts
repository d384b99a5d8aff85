import { CALL } from '../../src/localization/en/lazy/call.ts';
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

const names = new Map<string, string>();

/** The names that scenes press are those of this language from now on. */
export async function speak(lang: string): Promise<void> {
  if (lang === 'en') return;
  const address = `../../src/localization/lazy/${lang.toLowerCase()}.ts`;
  const { templates } = (await import(address)) as { templates: Readonly<Record<string, string>> };
  for (const [key, english] of Object.entries({ ...NOTICE, ...CALL, ...PHONE })) {
    names.set(english, templates[key] ?? english);
  }
}

/** What a button is called whose English name this is. */
export const spoken = (english: string): string => names.get(english) ?? english;
