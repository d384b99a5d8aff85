/** Each browser takes some of these for a user's press: of a key they are all but Escape, of a finger only its lifting. */
const PRESSES = ['pointerdown', 'pointerup', 'keydown', 'click'];

/** Sound that the browser keeps back until somebody presses something: the first press anywhere lets it be heard. */
export class KeptSound {
  readonly #kept = new Map<object, AbortController>();
  readonly #changed: (keeping: boolean) => void;

  /** `changed` is told when the first is kept back, and when none is any more. */
  constructor(changed: (keeping: boolean) => void) {
    this.#changed = changed;
  }

  /** `begin` is tried at each press, until it resolves or the sound is released. */
  keep(sound: object, begin: () => Promise<unknown>): void {
    if (this.#kept.has(sound)) return;
    const pressing = new AbortController();
    const press = (): void =>
      void begin().then(
        () => this.release(sound),
        () => undefined,
      );
    for (const type of PRESSES) document.addEventListener(type, press, { capture: true, signal: pressing.signal });
    this.#kept.set(sound, pressing);
    if (this.#kept.size === 1) this.#changed(true);
  }

  /** It is heard, or need not be any more. */
  release(sound: object): void {
    this.#kept.get(sound)?.abort();
    if (this.#kept.delete(sound) && this.#kept.size === 0) this.#changed(false);
  }
}
