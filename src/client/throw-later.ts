/** Lets an error be seen, as an uncaught one, without ending what is under way. */
export function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
