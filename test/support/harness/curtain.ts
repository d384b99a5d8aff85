/**
 * Keeps scenes that play side by side waiting until all of their pages are open: opening them keeps a small machine
 * busy, and times taken meanwhile would say more about that than about the phone.
 */
export class Curtain {
  readonly #expected: number;
  readonly #arrived = new Set<object>();
  #opening = 0;
  readonly #lifted: Promise<void>;
  #lift: () => void = () => undefined;

  /** @param scenes how many are to open a page */
  constructor(scenes: number) {
    this.#expected = scenes;
    this.#lifted = new Promise((resolve) => (this.#lift = resolve));
  }

  /** Runs what opens a page of the scene; resolves when all the others have done so too. */
  async open<T>(scene: object, open: () => Promise<T>): Promise<T> {
    this.#opening += 1;
    try {
      return await open();
    } finally {
      this.#opening -= 1;
      this.arrive(scene);
      await this.#lifted;
    }
  }

  /** The scene is not waited for any more. */
  arrive(scene: object): void {
    this.#arrived.add(scene);
    if (this.#opening === 0 && this.#arrived.size >= this.#expected) this.#lift();
  }
}
