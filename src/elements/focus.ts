import type { LitElement } from 'lit';

/**
 * Keeps the focus in an element whose views come and go: what had it can be gone with its view, and whoever types on
 * must not answer, call or hang up by accident.
 */
export class FocusKeeper {
  readonly #host: LitElement;
  readonly #places: readonly string[];
  #had = false;
  #open: string | null = null;

  /** `places`: where the focus goes when what had it is gone, by selectors; the first that is there. */
  constructor(host: LitElement, ...places: string[]) {
    this.#host = host;
    this.#places = places;
  }

  /** To be called before each rendering. */
  before(): void {
    this.#had = Boolean(this.#host.shadowRoot?.activeElement);
  }

  /**
   * To be called after it. `open`: the panel that the user has opened; what opened it has a class of the same name, and
   * gets the focus back.
   */
  after(open: string | null): void {
    const closed = open ? null : this.#open;
    const opened = open !== this.#open && open !== null;
    this.#open = open;
    const root = this.#host.shadowRoot;
    if (!root || !this.#had || (root.activeElement && !closed && !opened)) return;
    const found = [opened && `.${open} :is(input, [tabindex='0'], .keys)`, closed && `.${closed}`, ...this.#places].map(
      (selector) => (selector ? root.querySelector<HTMLElement>(selector) : null),
    );
    found.find((element) => element)?.focus({ preventScroll: true });
  }
}
