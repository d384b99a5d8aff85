import type { CSSResult, LitElement } from 'lit';
import { persist } from '../persist.ts';

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
    return (this.#fetching ??= persist(this.#load).then((part) => void (this.value = part)));
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
