import { GROUPS } from './groups.ts';
import type { Group } from './item.ts';
import { LANGUAGES } from './language.ts';

export const TAGS = [
  'telnyx-call-status',
  'telnyx-call-quality',
  'telnyx-reconnect-banner',
  'telnyx-media-recovery',
  'telnyx-phone',
  'telnyx-call-list',
] as const;
export const THEMES = ['light', 'dark'] as const;

export type Tag = (typeof TAGS)[number];
export type Theme = (typeof THEMES)[number];

/** What is to be shown. */
export interface Choice {
  readonly groups: readonly Group[];
  readonly tags: readonly Tag[];
  readonly themes: readonly Theme[];
  readonly lang: string;
  /** Everything is 240 pixels wide. */
  readonly narrow: boolean;
}

/**
 * Reads the page's address: `only` names elements, states or groups of states, with commas between; `theme` is `light`
 * or `dark`; `width` is `240`; `lang` is one of the languages.
 */
export function choose(search: string): Choice {
  const query = new URLSearchParams(search);
  const only = (query.get('only') ?? '').split(',').filter(Boolean);
  const tags = TAGS.filter((tag) => only.includes(tag));
  const ids = only.filter((name) => !tags.some((tag) => tag === name));
  const groups = GROUPS.map((group) => ({
    ...group,
    items: group.items.filter(({ id }) => ids.length === 0 || ids.includes(id) || ids.includes(group.id)),
  }));
  const lang = query.get('lang') ?? '';
  const theme = THEMES.filter((each) => each === query.get('theme'));
  return {
    groups: groups.filter(({ items }) => items.length > 0),
    tags: tags.length > 0 ? tags : TAGS,
    themes: theme.length > 0 ? theme : THEMES,
    lang: lang in LANGUAGES ? lang : 'en',
    narrow: query.get('width') === '240',
  };
}
