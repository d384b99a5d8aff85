import { msg } from '@lit/localize/init/install.js';
import { configureReentrantLocalization } from '@lit/localize/init/reentrant.js';

const locales = new Map<string, { templates: Record<string, string> }>();
let reading = '';

/** To be called once, with the languages that there are beside English. */
export function configure(targetLocales: string[]): void {
  // Its runtime mode has one language for the whole page; this one asks each time, so that elements can differ.
  configureReentrantLocalization({
    sourceLocale: 'en',
    targetLocales,
    getLocale: () => reading,
    loadLocaleSync: (code) => locales.get(code),
  });
}

/** The texts of a language are there, by their keys. */
export function activate(code: string, templates: Readonly<Record<string, string>>): void {
  locales.set(code, { templates });
}

/** The text in this language, or the English one. */
export function translate(code: string, key: string, english: string): string {
  reading = code;
  return msg(english, { id: key });
}
