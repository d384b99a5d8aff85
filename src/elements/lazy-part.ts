import type { CSSResult, LitElement } from 'lit';

/** How long it waits after a part could not be fetched, in milliseconds: twice as long each time, up to the longest. */
const SHORTEST = 1000;
const LONGEST = 30_000;

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
    return (this.#fetching ??= this.#fetch());
  }

  async #fetch(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        this.value = await this.#load(attempt);
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, Math.min(SHORTEST * 2 ** attempt, LONGEST)));
      }
    }
  }
}

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
