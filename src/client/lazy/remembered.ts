import type { Device } from '../../contract/devices.ts';
import { KINDS, NO_CHOICES, type Choices } from '../../machines/lazy/device-choice.ts';

/** What the user has chosen, kept in this browser for the site. */
export class Remembered {
  readonly #key: string;
  readonly #blocked: () => void;
  #told = false;

  /** `blocked` is called once, when the browser keeps nothing. */
  constructor(key: string, blocked: () => void) {
    this.#key = key;
    this.#blocked = blocked;
  }

  read(): Choices {
    try {
      // The storage is the site's, and anything can be in it.
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? 'null') as Record<string, unknown> | null;
      const choices = KINDS.map((kind) => [kind, device(kept?.[kind])]);
      return { ...NO_CHOICES, ...(Object.fromEntries(choices) as Choices) };
    } catch {
      return NO_CHOICES;
    }
  }

  write(choices: Choices): void {
    try {
      if (KINDS.some((kind) => choices[kind])) localStorage.setItem(this.#key, JSON.stringify(choices));
      else localStorage.removeItem(this.#key);
    } catch {
      if (!this.#told) this.#blocked();
      this.#told = true;
    }
  }
}

function device(kept: unknown): Device | null {
  const { id, label } = (kept ?? {}) as Partial<Device>;
  return typeof id === 'string' && id !== '' && typeof label === 'string' ? Object.freeze({ id, label }) : null;
}
