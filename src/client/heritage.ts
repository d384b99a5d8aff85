import type { ClientSnapshot } from '../contract/snapshots.ts';
import type { KeptCalls } from '../machines/kept-calls.ts';
import { KEPT_KEY } from './kept-key.ts';
import type { KeptRecord } from './kept-record.ts';
import type { Tab } from './tab-identity.ts';

export interface HeritageHost {
  /** The tab, which can be a copy of another; a client that is not the page's need not know. */
  readonly tab: (() => Promise<Tab>) | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The page before had calls. */
  took(kept: KeptCalls): void;
  /** What keeps them could not be fetched. */
  failed(): void;
  /** The browser keeps nothing. */
  blocked(): void;
}

/**
 * What a page has of the one before it in its tab, and leaves to the next: the SDK's session, unless it is that of
 * another tab, and with `keep-call-on-reload` the call.
 */
export class Heritage {
  readonly #host: HeritageHost;
  #tab: Tab | null = null;
  #kept: KeptRecord | null = null;
  /** Settles when what the page before left is known, if that is asked for. */
  #recalled: Promise<void> | null = null;

  constructor(host: HeritageHost) {
    this.#host = host;
  }

  /** Takes up the calls that the page before left, once, and keeps this page's from then on. */
  recall(): void {
    this.#recalled ??= this.#recall().catch(() => this.#host.failed());
  }

  /** Resolves, with whether the tab is a copy of another, when all is known; null when there is nothing to wait for. */
  prepare(): Promise<boolean> | null {
    if (this.#host.tab === undefined && this.#recalled === null) return null;
    return Promise.all([this.#isCopy(), this.#recalled]).then(([copy]) => copy);
  }

  follow(snapshot: ClientSnapshot): void {
    this.#kept?.follow(snapshot);
  }

  /** The page is left; returns the id of the call that the next one is to have, if calls are kept. */
  keep(snapshot: ClientSnapshot): string | null {
    return this.#kept?.leave(snapshot) ?? null;
  }

  leave(): void {
    this.#tab?.leave();
  }

  /** The page was not left after all, or is shown again. */
  back(): void {
    this.#kept?.stay();
    this.#tab?.back();
  }

  /** Resolves whether there is a session in the tab's storage that is another tab's. */
  async #isCopy(): Promise<boolean> {
    this.#tab ??= (await this.#host.tab?.()) ?? null;
    return (await this.#tab?.isCopy()) ?? false;
  }

  async #recall(): Promise<void> {
    const { KeptRecord } = await import('./kept-record.ts');
    const copy = await this.#isCopy();
    const record = new KeptRecord(KEPT_KEY, this.#host.now, () => this.#host.blocked());
    const kept = copy ? null : record.take();
    this.#kept = record;
    if (kept !== null) this.#host.took(kept);
  }
}
