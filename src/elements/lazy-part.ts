import type { CSSResult, LitElement } from 'lit';
import { LazyPart } from '../persist.ts';
import { pageViews } from '../views.ts';

/**
 * A view that is fetched. It is handed what it is made with, and imports only what is small and holds nothing, of which
 * it has a copy: a chunk of the script-tag bundle that imports from the bundle would fetch all of it anew where the
 * page's address for it has a query.
 */
export const lazyView = <Kit, View>(
  kit: Kit,
  load: (attempt: number) => Promise<{ createView(kit: Kit): View }>,
): LazyPart<View> => new LazyPart(async (attempt) => (await load(attempt)).createView(kit));

/** A view in one file with what runs the phone. */
export const phoneView: typeof lazyView = (kit, load) =>
  lazyView(kit, (attempt) => load(Math.max(attempt, pageViews().attempt)));

/** Sees to it that one element has a part that is fetched, and its styles. */
export class PartKeeper {
  readonly #host: LitElement;
  readonly #part: LazyPart<{ readonly styles: CSSResult }>;
  #isWanted = false;
  #isThere = false;

  constructor(host: LitElement, part: LazyPart<{ readonly styles: CSSResult }>) {
    this.#host = host;
    this.#part = part;
  }

  /** To be called before each rendering; once it is wanted, it is fetched. */
  follow(wanted: boolean): void {
    const sheet = this.#part.value?.styles.styleSheet;
    if (sheet && !this.#isThere) {
      this.#isThere = true;
      (this.#host.renderRoot as ShadowRoot).adoptedStyleSheets.push(sheet);
    } else if (wanted && !this.#isWanted) {
      this.#isWanted = true;
      void this.#part.fetch().then(() => this.#host.requestUpdate());
    }
  }
}
