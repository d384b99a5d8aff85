import type { CSSResult, LitElement } from 'lit';
import { persist } from '../persist.ts';
import { pageViews } from '../views.ts';

/** A part of the package that is fetched when it is first wanted, and again and again until it is there. */
export class LazyPart<Part> {
  /** Null until it is there. */
  value: Part | null = null;

  readonly #load: (attempt: number) => Promise<Part>;
  #fetching: Promise<void> | null = null;

  /** `load` is told which attempt this is, from 0. */
  constructor(load: (attempt: number) => Promise<Part>) {
    this.#load = load;
  }

  /** Resolves when it is there; never rejects. */
  fetch(): Promise<void> {
    return (this.#fetching ??= persist(this.once));
  }

  /** Tries once, for those who ask again by themselves; `attempt` counts from 0. */
  readonly once = async (attempt: number): Promise<void> => {
    if (this.value) return;
    const part = await this.#load(attempt);
    this.value ??= part;
  };
}

/**
 * A view that is fetched. It is handed what it is made with and imports nothing: a chunk of the script-tag bundle that
 * imports from the bundle would fetch all of it anew where the page's address for it has a query.
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
  #state: 'none' | 'wanted' | 'there' = 'none';

  constructor(host: LitElement, part: LazyPart<{ readonly styles: CSSResult }>) {
    this.#host = host;
    this.#part = part;
  }

  /** To be called before each rendering; once it is wanted, it is fetched. */
  follow(wanted: boolean): void {
    const sheet = this.#part.value?.styles.styleSheet;
    if (sheet && this.#state !== 'there') {
      this.#state = 'there';
      (this.#host.renderRoot as ShadowRoot).adoptedStyleSheets.push(sheet);
    } else if (wanted && this.#state === 'none') {
      this.#state = 'wanted';
      void this.#part.fetch().then(() => this.#host.requestUpdate());
    }
  }
}
