const KEY = 'telnyx-elements:tab';

/**
 * How long, in milliseconds, the name of the tab may still be taken before this tab counts as a copy: a page that is
 * reloaded can be there before the one it replaces has gone.
 */
const PATIENCE = 700;

/**
 * This tab, among others. A browser that duplicates a tab, or opens one from a page, copies the tab's storage too, and
 * with it what the SDK would take up the other tab's session with, and its call. So every tab has a name there, and
 * holds a lock on it for as long as its page lives. Where there are no locks nobody can tell: on insecure pages, which
 * get no microphone either.
 */
export class Tab {
  #name: string | null = null;
  #copy: Promise<boolean> | null = null;
  #release: (() => void) | null = null;

  /** Whether this tab is a copy of one that is still open. */
  isCopy(): Promise<boolean> {
    return (this.#copy ??= this.#claim().catch(() => false));
  }

  /** The page is left: the next one in this tab takes over its name, and a lock would keep it out of the cache. */
  leave(): void {
    this.#release?.();
    this.#release = null;
  }

  /** The page came back from the cache. */
  back(): void {
    if (this.#name !== null && this.#release === null) void this.#hold(this.#name);
  }

  async #claim(): Promise<boolean> {
    if ((navigator.locks as LockManager | undefined) === undefined) return false;
    const known = sessionStorage.getItem(KEY);
    if (known !== null && (await this.#hold(known))) return false;
    const name = crypto.randomUUID();
    sessionStorage.setItem(KEY, name);
    await this.#hold(name);
    return known !== null;
  }

  /** Resolves whether the tab has the name now. */
  #hold(name: string): Promise<boolean> {
    return new Promise((resolve) => {
      const held = (): Promise<void> => {
        this.#name = name;
        resolve(true);
        return new Promise((release) => (this.#release = release));
      };
      navigator.locks
        .request(`telnyx-elements:tab:${name}`, { signal: AbortSignal.timeout(PATIENCE) }, held)
        .catch(() => resolve(false));
    });
  }
}

/** One for the page, whoever asks. */
export const thisTab = new Tab();
