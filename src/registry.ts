/** Raised only when what the slots hold can no longer be shared with older copies of the package. */
const PROTOCOL = 1;

type Registry = { protocol: number } & Record<string, unknown>;

let own: Registry | undefined;

/**
 * The page's registry: all copies of the package on a page, of whatever version, find the same one. The key has no
 * version in it so that they can, and the number tells a copy that speaks another protocol to keep to itself.
 */
function registry(): Registry {
  if (own) return own;
  const page = globalThis as unknown as Record<symbol, Registry | undefined>;
  const shared = (page[Symbol.for('telnyx-elements')] ??= { protocol: PROTOCOL });
  if (shared.protocol === PROTOCOL) return (own = shared);
  // eslint-disable-next-line no-console -- the only one who can mend it is the page's author
  console.warn('telnyx-elements: an incompatible version is on this page too; the two do not share their connection.');
  return (own = { protocol: PROTOCOL });
}

/**
 * What the whole page has one of (client, clock, announcer, …), made by whichever copy asks first. The others use it
 * through its methods alone: `instanceof` says nothing across copies.
 */
export function pageSlot<T>(name: string, make: () => T): T {
  const slots = registry();
  if (!(name in slots)) slots[name] = make();
  return slots[name] as T;
}
