/** How long the connection outlives the last element, in milliseconds: a route change or a move drops nothing. */
const LINGER = 5000;

/** Who keeps the client alive. */
export class Lifetime {
  readonly #leases = new Map<EventTarget, number>();
  readonly #changed: (inUse: boolean) => void;
  readonly #left: () => void;
  #retained = 0;
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
    return this.#leases.size > 0 || this.#retained > 0;
  }

  /** Somebody was here, and nobody is. */
  get abandoned(): boolean {
    return this.#used && !this.inUse;
  }

  elements(): readonly EventTarget[] {
    return [...this.#leases.keys()];
  }

  has(element: object): boolean {
    return this.#leases.has(element as EventTarget);
  }

  /** Begins the time until the end, if somebody was here and nobody is. */
  linger(): void {
    if (!this.abandoned) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed(false), LINGER);
  }

  lease(element: EventTarget): () => void {
    this.#leases.set(element, (this.#leases.get(element) ?? 0) + 1);
    return this.#enter(() => {
      const left = (this.#leases.get(element) ?? 1) - 1;
      if (left === 0) this.#leases.delete(element);
      else this.#leases.set(element, left);
    });
  }

  retain(): () => void {
    this.#retained += 1;
    return this.#enter(() => {
      this.#retained -= 1;
    });
  }

  #enter(leave: () => void): () => void {
    clearTimeout(this.#timer);
    this.#used = true;
    this.#changed(true);
    let entered = true;
    return () => {
      if (!entered) return;
      entered = false;
      leave();
      queueMicrotask(this.#left);
      this.linger();
    };
  }
}
