import type { Page } from 'puppeteer-core';
import type { Item } from '../../demo/states/item.ts';
import { STATE_ATTRIBUTES } from '../../src/selectors/reflect.ts';

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
