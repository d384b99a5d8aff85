import { pageSlot } from '../registry.ts';
import type { TextKey } from './text-key.ts';

/** Texts by their keys; `{name}` in a text stands for a value. */
export type Texts = Readonly<Record<string, string>>;

interface PageTexts {
  /** By their keys; with a language and a space before the key, for that language alone. */
  texts: Texts;
  readonly listeners: Set<() => void>;
}

/** What the page says in place of what we do. */
export const pageTexts = (): PageTexts => pageSlot('texts', () => ({ texts: {}, listeners: new Set() }));

/**
 * Replaces texts on the whole page, by their keys (the type `TextKey` has them all); what is already shown changes at
 * once. With a language (`de`, `pt-BR`, also one that there are no texts in) only there.
 */
export function setTexts(texts: Readonly<Partial<Record<TextKey, string>>>, lang?: string): void {
  const page = pageTexts();
  const own = Object.entries(texts).map(([key, text]) => [lang ? `${lang} ${key}` : key, text] as const);
  page.texts = { ...page.texts, ...Object.fromEntries(own) };
  for (const listener of page.listeners) listener();
}

/** Calls back when the page has replaced texts; returns the way out. */
export function onTextsChange(listener: () => void): () => void {
  const { listeners } = pageTexts();
  listeners.add(listener);
  return () => listeners.delete(listener);
}
