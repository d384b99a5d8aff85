import type { Page } from 'puppeteer-core';
import type { Group, Item } from '../../demo/states/item.ts';
import { STATE_ATTRIBUTES } from '../../src/selectors/reflect.ts';
import type { Demo } from '../support/demo.ts';
import { until } from '../support/harness/until.ts';

/** The slowest states take a moment, an outage and a deadline of three seconds. */
const REACHED_WITHIN = 20_000;

/** The groups, as many together as have so many states at most: the slowest machines would come to none of all of them. */
export const inParts = (groups: readonly Group[], most: number): readonly (readonly Group[])[] =>
  groups.reduce<Group[][]>((parts, group) => {
    const last = parts.at(-1);
    const shown = last?.reduce((sum, { items }) => sum + items.length, 0) ?? Infinity;
    if (last !== undefined && shown + group.items.length <= most) last.push(group);
    else parts.push([group]);
    return parts;
  }, []);

/** Opens the gallery, and waits for every state of these that does not pass. */
export async function openGallery(demo: Demo, page: Page, query: string, items: readonly Item[]): Promise<void> {
  await demo.show(page, `states.html?${query}`);
  const staying = items.filter(({ passing }) => passing !== true);
  let missing: unknown[] = ['everything'];
  const reached = async (): Promise<boolean> => {
    const all = [...(await differences(page, staying))];
    missing = all.length === 0 ? ['everything'] : all.filter(([, found]) => found.length > 0);
    return missing.length === 0;
  };
  await until('every state is reached', reached, REACHED_WITHIN).catch(() => {
    throw new Error(`Not reached: ${JSON.stringify(missing)}`);
  });
}

/** The parts and slots that are there, each as `<tag> <name>`. */
export const insides = (page: Page): Promise<{ parts: string[]; slots: string[] }> =>
  page.evaluate(() => {
    const parts = new Set<string>();
    const slots = new Set<string>();
    for (const { localName, shadowRoot } of document.querySelectorAll('.cell *')) {
      for (const { part } of shadowRoot?.querySelectorAll('[part]') ?? [])
        for (const name of part) parts.add(`${localName} ${name}`);
      for (const { name } of shadowRoot?.querySelectorAll('slot') ?? []) slots.add(`${localName} ${name}`);
    }
    return { parts: [...parts], slots: [...slots] };
  });

/** What each state's elements lack of what is declared of them, by `<id> <theme>`. */
export async function differences(page: Page, items: readonly Item[]): Promise<Map<string, readonly string[]>> {
  const declared = items.map(({ id, attributes, says = [] }) => ({ id, attributes, says }));
  const found = await page.evaluate(
    (states, names) => {
      const wordsOf = (element: Element): string => {
        const root = element.shadowRoot;
        const labels = [...(root?.querySelectorAll('[aria-label]') ?? [])].map((each) =>
          each.getAttribute('aria-label'),
        );
        return [root?.textContent, ...labels].join(' ').replace(/\s+/g, ' ');
      };
      const lacks = (cell: Element, { attributes, says }: (typeof states)[number]): string[] => {
        const elements = [...cell.children].filter(({ localName }) => localName !== 'telnyx-client');
        const words = elements.map(wordsOf).join(' ');
        return [
          ...elements.flatMap((element) =>
            names
              .map((name) => [name, element.getAttribute(name), attributes[name] ?? null] as const)
              .filter(([, is, should]) => is !== should)
              .map(([name, is, should]) => `${element.localName} ${name} is ${is}, not ${should}`),
          ),
          ...says.filter((text) => !words.includes(text)).map((text) => `"${text}" is not said: ${words}`),
        ];
      };
      return states.flatMap((state) =>
        [...document.querySelectorAll<HTMLElement>(`[id="${state.id}"] .cell`)].map(
          (cell) => [`${state.id} ${cell.dataset['theme']}`, lacks(cell, state)] as const,
        ),
      );
    },
    declared,
    STATE_ATTRIBUTES,
  );
  return new Map(found);
}
