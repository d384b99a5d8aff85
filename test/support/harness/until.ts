const LOOK_EVERY = 25;

/**
 * Waits for a condition instead of sleeping for luck.
 * @param what completes the sentence "Not within … ms: "
 * @param holds looked at every few milliseconds; what it returns is returned as soon as it is truthy
 * @throws Error when the time is over
 */
export async function until<T>(
  what: string | (() => string),
  holds: () => T | Promise<T>,
  withinMs = 20_000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > deadline)
      throw new Error(`Not within ${withinMs} ms: ${typeof what === 'string' ? what : what()}`);
    await pause(LOOK_EVERY);
  }
}

/** Lets time pass, where it is the passing of time that is tested. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
