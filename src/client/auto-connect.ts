/** Starts connecting when the page has loaded and has nothing better to do. */
export class AutoConnect {
  readonly #connect: () => void;
  #scheduled: AbortController | null = null;

  constructor(connect: () => void) {
    this.#connect = connect;
  }

  schedule(): void {
    if (this.#scheduled !== null || typeof document === 'undefined') return;
    this.#scheduled = new AbortController();
    const { signal } = this.#scheduled;
    if (document.readyState === 'complete') this.#whenIdle(signal);
    else addEventListener('load', () => this.#whenIdle(signal), { once: true, signal });
  }

  cancel(): void {
    this.#scheduled?.abort();
    this.#scheduled = null;
  }

  #whenIdle(signal: AbortSignal): void {
    const start = (): void => {
      if (signal.aborted) return;
      this.#scheduled = null;
      this.#connect();
    };
    // Safari has no requestIdleCallback.
    const page: Partial<Pick<typeof globalThis, 'requestIdleCallback'>> = globalThis;
    if (!page.requestIdleCallback?.(start, { timeout: 2000 })) setTimeout(start);
  }
}
