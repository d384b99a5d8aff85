import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PhoneClient } from '../contract/client.ts';
import { briefly, ENGLISH, fetchLanguage, language, mark, tagOf } from '../localization/language.ts';
import { readLanguage, setLanguage } from '../localization/localize.ts';

interface LanguageHost extends ReactiveControllerHost, HTMLElement {
  readonly client: PhoneClient;
  readonly renderRoot: HTMLElement | DocumentFragment;
}

const followers = new Set<() => void>();
/** Hears of every `lang` in the document, and in the shadow roots that our elements are in. */
let observer: MutationObserver | null = null;

/** What decides on the language of elements may have changed. */
export const lookAgain = (): void => followers.forEach((look) => look());

/** The language of an element; until its texts are there the one before stays, which is English at first. */
export class LanguageController implements ReactiveController {
  /** While it is worth waiting for the texts before anything is shown. */
  patience: Promise<unknown> | null = null;

  readonly #host: LanguageHost;
  #shown = ENGLISH;

  constructor(host: LanguageHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    followers.add(this.look);
    observer ??= new MutationObserver(lookAgain);
    for (let root = this.#host.getRootNode(); ; root = root.host.getRootNode()) {
      observer.observe(root, { attributeFilter: ['lang'], subtree: true });
      if (!(root instanceof ShadowRoot)) break;
    }
    this.look();
  }

  hostDisconnected(): void {
    followers.delete(this.look);
    if (followers.size) return;
    observer?.disconnect();
    observer = null;
  }

  hostUpdate(): void {
    setLanguage(this.#shown);
  }

  hostUpdated(): void {
    mark(this.#host, this.#host.renderRoot.children, this.#shown);
  }

  readonly look = (): void => {
    const tag = tagOf(this.#host, this.#host.client.configuration.lang);
    const shown = language(tag);
    if (shown) {
      this.patience = null;
      this.#shown = shown;
      this.#host.requestUpdate();
      return;
    }
    const done = fetchLanguage(tag);
    this.patience = briefly(done);
    void done.then(this.look);
  };
}

/** Says something in the language of the page. */
export async function inPageLanguage(configured: string | undefined, say: () => void): Promise<void> {
  const tag = tagOf(document.body, configured);
  if (!language(tag)) await briefly(fetchLanguage(tag));
  const last = readLanguage();
  setLanguage(language(tag) ?? ENGLISH);
  say();
  setLanguage(last);
}
