export function reuseOrNull<View extends object>(previous: View | null | undefined, next: View | null): View | null {
  return next && reuse(previous ?? undefined, next);
}

/** The previous one where the next says the same, so that a change is a change of identity. */
export function reuse<View extends object>(previous: View | undefined, next: View): View {
  return previous !== undefined && sameFields(previous, next) ? previous : next;
}

function sameFields(left: object, right: object): boolean {
  const fields = Object.entries(left);
  return fields.every(([name, value]) => sameValue(value, (right as Record<string, unknown>)[name]));
}

function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (Array.isArray(left) && Array.isArray(right)) return sameItems(left, right);
  return isObject(left) && isObject(right) && sameFields(left, right);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function sameItems(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => Object.is(item, right[index]));
}
