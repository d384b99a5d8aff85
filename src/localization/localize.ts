import type { PhoneClient } from '../contract/client.ts';
import type { ErrorCode } from '../contract/errors.ts';
import { ENGLISH, translated, type Language } from './language.ts';
import { pageTexts, type Texts } from './page-texts.ts';

export { onTextsChange, setTexts, type Texts } from './page-texts.ts';

/** The language of the element that is rendered, or was last. */
let reading = ENGLISH;

export const readLanguage = (): Language => reading;

/** From now on texts, numbers and dates are in this language. */
export function setLanguage(language: Language): void {
  reading = language;
}

/** The page's text for the key, or ours. */
function find(ours: Texts, key: string): string | undefined {
  const { texts } = pageTexts();
  const range = reading.ranges.find((each) => `${each} ${key}` in texts);
  return texts[range ? `${range} ${key}` : key] ?? translated(reading, key, ours[key]);
}

/**
 * The page's text for the key, or ours, with its values filled in. With a `count` among them, the text for the plural
 * that it takes, where there is one: `key#one`.
 */
export function lookup(ours: Texts, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const { count } = values;
  const plural = typeof count === 'number' && find(ours, `${key}#${pluralOf(count)}`);
  const text = plural || find(ours, key) || '';
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    if (typeof value === 'number') return number(value);
    return isolated(value);
  });
}

/** What comes from elsewhere has a direction of its own, in whatever it is written: names, phone numbers. */
export const isolated = (value: string): string => (reading.dir === 'rtl' ? `\u2068${value}\u2069` : value);

/**
 * What happened and what to do about it: the page's text, else the code's general sentence in another language, else
 * the message, which is English, else the English sentence.
 */
export const lookupError = (client: PhoneClient, code: ErrorCode, message = client.explain(code)): string =>
  lookup({ [code]: message }, code);

/** Of the texts, for what else is written in it: days, names of countries. */
export const language = (): string => reading.locale;

const formats = new Map<string, unknown>();

/** Those of the browser take a while to make, so each is kept. */
function format<Format, Options>(Kind: new (locale: string, options: Options) => Format, options: Options): Format {
  const key = Kind.name + reading.locale + JSON.stringify(options);
  let made = formats.get(key) as Format | undefined;
  if (!made) formats.set(key, (made = new Kind(reading.locale, options)));
  return made;
}

const pluralOf = (count: number): string => format(Intl.PluralRules, {}).select(count);

/** In the language of the texts. */
export const number = (value: number, options: Intl.NumberFormatOptions = {}): string =>
  format(Intl.NumberFormat, options).format(value);

/** `3 seconds`, with the plural that the number takes. */
export const seconds = (value: number): string => number(value, { style: 'unit', unit: 'second', unitDisplay: 'long' });

/** `0:05`, `12:34`, `1:00:00`. */
export function duration(value: number): string {
  const two: Intl.NumberFormatOptions = { minimumIntegerDigits: 2 };
  const hours = Math.floor(value / 3600);
  const minutes = Math.floor(value / 60) % 60;
  return `${hours ? `${number(hours)}:` : ''}${number(minutes, hours ? two : {})}:${number(value % 60, two)}`;
}
