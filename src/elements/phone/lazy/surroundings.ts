import type { FloatingHost, Kit } from '../floating.ts';

/** Where there is no room beside an open phone: it takes the whole screen. The styles say the same. */
export const SMALL = '(max-width: 30rem), (max-height: 30rem) and (pointer: coarse)';

/** Pixels between the launcher and what is being written in. */
const GAP = 8;

/** What is around a floating phone: the room there is, the virtual keyboard, and what the user writes. */
export class Surroundings {
  readonly #kit: Kit;
  readonly #host: FloatingHost;
  readonly #launcher: () => HTMLElement | null;
  readonly #written: () => void;
  readonly #media = matchMedia(SMALL);
  /** The field of the page's that has the focus. */
  #field: Element | null = null;
  #elements: readonly HTMLElement[] = [];
  #end = new AbortController();

  /** `written`: hears that the user writes no more. */
  constructor(kit: Kit, host: FloatingHost, launcher: () => HTMLElement | null, written: () => void) {
    this.#kit = kit;
    this.#host = host;
    this.#launcher = launcher;
    this.#written = written;
  }

  get small(): boolean {
    return this.#media.matches;
  }

  /** The user writes something on the page. */
  get writing(): boolean {
    return this.#field !== null;
  }

  watch(): void {
    this.#end.abort();
    this.#end = new AbortController();
    const { signal } = this.#end;
    const passive = { signal, passive: true, capture: true };
    this.#field = this.#fieldIn([document.activeElement]);
    document.addEventListener('focusin', (event) => this.#focused(event.composedPath()), { signal });
    document.addEventListener('focusout', () => this.#focused([]), { signal });
    document.addEventListener('scroll', () => this.#field && this.avoid(), passive);
    for (const type of ['resize', 'scroll']) window.visualViewport?.addEventListener(type, this.#fit, { signal });
    this.#media.addEventListener('change', () => this.#host.requestUpdate(), { signal });
  }

  leave(): void {
    this.#end.abort();
  }

  /** To be called after each rendering. */
  settle(elements: readonly HTMLElement[]): void {
    this.#elements = elements;
    this.#fit();
  }

  /** Takes the launcher out of the way of what is being written in. */
  avoid(): void {
    const launcher = this.#launcher();
    if (!launcher) return;
    launcher.style.removeProperty('--_lift');
    if (!this.#field) return;
    const ours = launcher.getBoundingClientRect();
    const theirs = this.#field.getBoundingClientRect();
    const apart =
      ours.right < theirs.left - GAP ||
      ours.left > theirs.right + GAP ||
      ours.bottom < theirs.top - GAP ||
      ours.top > theirs.bottom + GAP;
    if (apart) return;
    const up = ours.bottom - theirs.top + GAP;
    const down = theirs.bottom - ours.top + GAP;
    launcher.style.setProperty('--_lift', `${up <= ours.top ? up : -down}px`);
  }

  /** A virtual keyboard leaves less of the window; a page that is zoomed into does too, and is left as it is. */
  readonly #fit = (): void => {
    const { visualViewport: seen } = window;
    const covered = seen?.scale === 1 ? Math.max(0, innerHeight - seen.height - seen.offsetTop) : 0;
    for (const { style } of this.#elements) style.setProperty('--_keyboard', `${covered}px`);
    if (this.#field) this.avoid();
  };

  #fieldIn(path: readonly (EventTarget | null)[]): Element | null {
    const [target] = path;
    return target instanceof Element && this.#kit.isField(target) && !path.includes(this.#host) ? target : null;
  }

  #focused(path: readonly EventTarget[]): void {
    const before = this.#field;
    this.#field = this.#fieldIn(path);
    if (before === this.#field) return;
    this.avoid();
    // From one field to the next, the focus is gone for a moment.
    if (!this.#field) setTimeout(() => this.#field ?? this.#written());
  }
}
