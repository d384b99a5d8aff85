import type { ClientSnapshot } from '../contract/snapshots.ts';
import type { KeptCalls } from '../machines/kept-calls.ts';
import { persist } from '../persist.ts';
import { KEPT_KEY, mayHaveCalls } from './kept-key.ts';
import type { KeptRecord } from './lazy/kept-record.ts';
import type { Tab } from './tab-identity.ts';

export interface HeritageHost {
  /** The tab, which can be a copy of another; a client that is not the page's need not know. */
  readonly tab: (() => Promise<Tab>) | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The page before had calls. */
  took(kept: KeptCalls): void;
  /** What keeps them could not be fetched so far. */
  failed(): void;
  /** The browser keeps nothing. */
  blocked(): void;
}

/**
 * How long the first connection waits for what keeps calls, in milliseconds, which is four times asked for anew: the
 * server keeps them for longer, and nobody else is to wait for ever to be connected.
 */
const PATIENCE = 20_000;

/**
 * What a page has of the one before it in its tab, and leaves to the next: the SDK's session, unless it is that of
 * another tab, and with `keep-call-on-reload` the call.
 */
export class Heritage {
  readonly #host: HeritageHost;
  readonly #load: typeof keptRecord;
  #tab: Tab | null = null;
  #kept: KeptRecord | null = null;
  /** Settles when what the page before left is known, if that is asked for. */
  #recalled: Promise<void> | null = null;
  /** Settles when it has been waited for long enough. */
  #waited: Promise<void> | null = null;
  /** A connection was not kept waiting any longer: the server has had its calls turned away. */
  #missed = false;

  constructor(host: HeritageHost, load = keptRecord) {
    this.#host = host;
    this.#load = load;
  }

  /** Takes up the calls that the page before left, once, and keeps this page's from then on. */
  recall(): void {
    this.#recalled ??= this.#recall();
  }

  /**
   * Resolves, with whether the tab is a copy of another, when all is known that can be waited for; null when there is
   * nothing to wait for.
   */
  prepare(): Promise<boolean> | null {
    if (this.#host.tab === undefined && this.#recalled === null) return null;
    if (this.#recalled !== null) this.#waited ??= this.#wait(this.#recalled);
    return Promise.all([this.#isCopy(), mayHaveCalls() ? this.#waited : null]).then(([copy]) => copy);
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
    const Record = await persist(this.#load);
    const copy = await this.#isCopy();
    const record = new Record(KEPT_KEY, this.#host.now, () => this.#host.blocked());
    const kept = copy ? null : record.take();
    this.#kept = record;
    if (kept !== null) this.#host.took(this.#missed ? { ...kept, stays: null } : kept);
  }

  async #wait(recalled: Promise<void>): Promise<void> {
    await Promise.race([recalled, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    this.#missed = this.#kept === null;
    if (this.#missed) this.#host.failed();
  }
}

// eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
async function keptRecord(_attempt: number): Promise<typeof KeptRecord> {
  return (await import('./lazy/kept-record.ts')).KeptRecord;
}
