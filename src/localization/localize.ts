import { pageSlot } from '../registry.ts';

/** Texts by their keys; `{name}` in a text stands for a value. */
export type Texts = Readonly<Record<string, string>>;

interface PageTexts {
  texts: Texts;
  readonly listeners: Set<() => void>;
}

const pageTexts = (): PageTexts => pageSlot('texts', () => ({ texts: {}, listeners: new Set() }));

/** The language of the texts, and so of the numbers in them. */
const LANGUAGE = 'en';

/** Replaces texts on the whole page, by their keys in `localization/en/`; what is already shown changes at once. */
export function setTexts(texts: Texts): void {
  const page = pageTexts();
  page.texts = { ...page.texts, ...texts };
  for (const listener of page.listeners) listener();
}

/** Calls back when the page has replaced texts; returns the way out. */
export function onTextsChange(listener: () => void): () => void {
  const { listeners } = pageTexts();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The page's text for the key, or ours, with its values filled in. */
export function lookup(ours: Texts, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const text = pageTexts().texts[key] ?? ours[key] ?? '';
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? number(value) : value;
  });
}

/** Of the texts, for what else is written in it: days, names of countries. */
export const language = (): string => LANGUAGE;

const formats = new Map<string, Intl.NumberFormat>();

/** In the language of the texts. */
export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(LANGUAGE, options)));
  return format.format(value);
}

/** `3 seconds`, with the plural that the number takes. */
export const seconds = (value: number): string => number(value, { style: 'unit', unit: 'second', unitDisplay: 'long' });

/** `0:05`, `12:34`, `1:00:00`. */
export function duration(value: number): string {
  const two: Intl.NumberFormatOptions = { minimumIntegerDigits: 2 };
  const hours = Math.floor(value / 3600);
  const minutes = Math.floor(value / 60) % 60;
  return `${hours ? `${number(hours)}:` : ''}${number(minutes, hours ? two : {})}:${number(value % 60, two)}`;
}
