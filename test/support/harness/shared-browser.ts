import type { BrowserOptions } from '../browsers.ts';
import { Stage } from './stage.ts';

/** A browser for all scenarios that want the same one: started for the first of them, closed after the last. */
export class SharedBrowser {
  static readonly #all = new Map<string, SharedBrowser>();
  readonly #options: BrowserOptions;
  #users = 0;
  #stage: Promise<Stage> | null = null;
  #closed: Promise<void> = Promise.resolve();

  private constructor(options: BrowserOptions) {
    this.#options = options;
  }

  /** @param users how many scenarios will use it */
  static for(users: number, options: BrowserOptions): SharedBrowser {
    const key = JSON.stringify(options);
    const browser = this.#all.get(key) ?? new SharedBrowser(options);
    this.#all.set(key, browser);
    browser.#users += users;
    return browser;
  }

  /** Runs a scenario in it, on a gateway and pages of its own. */
  async use(scenario: (scene: Stage) => Promise<void>): Promise<void> {
    try {
      this.#stage ??= Stage.start(this.#options);
      const stage = await this.#stage;
      const scene = await stage.scene();
      try {
        await scenario(scene);
      } catch (error) {
        await scene.endScene().catch(() => undefined);
        throw error;
      }
      await scene.endScene();
    } finally {
      this.#users -= 1;
      if (this.#users === 0) this.#close();
    }
  }

  /** Resolves at once while it is in use. */
  closed(): Promise<void> {
    return this.#closed;
  }

  #close(): void {
    this.#closed = this.#stage?.then((stage) => stage.end()) ?? Promise.resolve();
    // It is reported by the group that waits for it.
    this.#closed.catch(() => undefined);
  }
}
