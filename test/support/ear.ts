/** Hears what is put into the live regions, as a screen reader would. */
export class Ear {
  readonly #said: string[] = [];
  readonly #observer = new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      const politeness = target instanceof Element && target.getAttribute('aria-live');
      if (!politeness) continue;
      for (const node of addedNodes) this.#said.push(`${politeness}: ${node.textContent ?? ''}`);
    }
  });

  listen(): void {
    this.#observer.observe(document.body, { childList: true, subtree: true });
  }

  cover(): void {
    this.#observer.disconnect();
  }

  /** What was said since it was last asked. */
  async heard(): Promise<string[]> {
    await new Promise((resolve) => setTimeout(resolve));
    return this.#said.splice(0);
  }
}
