/**
 * Where a key was pressed that an element may take for its own; null for the browser's shortcuts, and for what the page
 * has made use of already.
 */
export const pressedIn = (event: KeyboardEvent): Element | null =>
  event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey
    ? null
    : (event.composedPath()[0] as Element);

/** Whether keys pressed there write something. */
export const isField = (target: Element): boolean => target.matches('input, textarea, select, [contenteditable]');
