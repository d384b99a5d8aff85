import type { LitElement } from 'lit';
import { STATE_ATTRIBUTES } from '../../src/selectors/reflect.ts';

/** The state attributes that are there. */
export function stateOf(element: Element): Record<string, string> {
  const state: Record<string, string> = {};
  for (const name of STATE_ATTRIBUTES) {
    const value = element.getAttribute(name);
    if (value !== null) state[name] = value;
  }
  return state;
}

/** All text that is shown, with single spaces. */
export const shownText = (element: LitElement): string =>
  [...element.renderRoot.children]
    .map((child) => (child as HTMLElement).innerText)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

/** The button with this accessible name; buttons are named by their label or their text. */
export function button(element: LitElement, name: string): HTMLButtonElement | null {
  const buttons = [...element.renderRoot.querySelectorAll('button')];
  return (
    buttons.find((each) => !each.hidden && (each.getAttribute('aria-label') ?? each.innerText.trim()) === name) ?? null
  );
}

/** Presses the button with this name; throws when there is none. */
export async function press(element: LitElement, name: string): Promise<void> {
  const found = button(element, name);
  if (!found) throw new Error(`There is no button "${name}".`);
  found.click();
  await element.updateComplete;
}

/** Every name of a button that is shown, but for the keys, and for the phone's settings, which are there in every state. */
export const buttons = (element: LitElement): string[] =>
  [...element.renderRoot.querySelectorAll('button')]
    .filter((each) => !each.hidden && !each.closest('.dialpad, .settings'))
    .map((each) => each.getAttribute('aria-label') ?? each.innerText.trim());
