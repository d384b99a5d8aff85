/** How long the connection outlives the last element, in milliseconds: a route change or a move drops nothing. */
const LINGER = 5000;

/** Who keeps the client alive. */
export class Lifetime {
  /** Each as often as it came; the page's scripts are no element. */
  readonly #users = new Set<{ readonly element: EventTarget | null }>();
  readonly #changed: (inUse: boolean) => void;
  readonly #left: () => void;
  #used = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * `changed` is called when somebody comes, and LINGER after the last has gone; `left` whenever somebody has gone, and
   * was not only moved.
   */
  constructor(changed: (inUse: boolean) => void, left: () => void = () => undefined) {
    this.#changed = changed;
    this.#left = left;
  }

  get inUse(): boolean {
    return this.#users.size > 0;
  }

  /** Somebody was here, and nobody is. */
  get abandoned(): boolean {
    return this.#used && !this.inUse;
  }

  elements(): readonly EventTarget[] {
    return [...new Set([...this.#users].flatMap(({ element }) => element ?? []))];
  }

  has(element: object): boolean {
    return this.elements().includes(element as EventTarget);
  }

  /** Begins the time until the end, if somebody was here and nobody is. */
  linger(): void {
    if (!this.abandoned) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed(false), LINGER);
  }

  lease(element: EventTarget): () => void {
    return this.#enter(element);
  }

  retain(): () => void {
    return this.#enter(null);
  }

  #enter(element: EventTarget | null): () => void {
    const user = { element };
    this.#users.add(user);
    clearTimeout(this.#timer);
    this.#used = true;
    this.#changed(true);
    return () => {
      if (!this.#users.delete(user)) return;
      queueMicrotask(this.#left);
      this.linger();
    };
  }
}
