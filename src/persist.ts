/** How long it waits after a failure, in milliseconds: twice as long each time, up to the longest. */
const SHORTEST = 1000;
const LONGEST = 30_000;

/** Loads, again and again until that succeeds. `load` is told which attempt this is, from 0. */
export async function persist<T>(load: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await load(attempt);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, Math.min(SHORTEST * 2 ** attempt, LONGEST)));
    }
  }
}

/** A part of the package that is fetched when it is first wanted, and again and again until it is there. */
export class LazyPart<Part> {
  /** Null until it is there. */
  value: Part | null = null;

  readonly #load: (attempt: number) => Promise<Part>;
  #fetching: Promise<void> | null = null;

  /** `load` is told which attempt this is, from 0. */
  constructor(load: (attempt: number) => Promise<Part>) {
    this.#load = load;
  }

  /** Resolves when it is there; never rejects. */
  fetch(): Promise<void> {
    return (this.#fetching ??= persist(this.once));
  }

  /** Tries once, for those who ask again by themselves; `attempt` counts from 0. */
  readonly once = async (attempt: number): Promise<void> => {
    if (this.value) return;
    const part = await this.#load(attempt);
    this.value ??= part;
  };
}
