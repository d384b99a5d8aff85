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
