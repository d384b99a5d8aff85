/** What only leads to a button, or back: never in the way of anybody. */
const LEADS = /^(Arrow|Home|End|Esc)/;

/**
 * Where a key was pressed that an element may take for its own; null for the browser's shortcuts, for what the page has
 * made use of already, and, with `shortcuts="off"`, for all keys that would write, call or remove.
 */
export const pressedIn = (event: KeyboardEvent, element: Element): Element | null =>
  event.defaultPrevented ||
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  (element.getAttribute('shortcuts') === 'off' && !LEADS.test(event.key))
    ? null
    : (event.composedPath()[0] as Element);

/** Whether keys pressed there write something. */
export const isField = (target: Element): boolean => target.matches('input, textarea, select, [contenteditable]');
