import type { PhoneClient } from '../contract/client.ts';
import type { CallHistory } from '../contract/history.ts';
import { getClient } from '../page-client.ts';
import { pageSlot } from '../registry.ts';

/** Each client's, so that all elements and all copies of the package show the same one. */
const histories = (): WeakMap<PhoneClient, CallHistory> => pageSlot('histories', () => new WeakMap());

/**
 * The calls that are over. From the first time that anybody asks, those of the page are written down. A client that is
 * not the page's has a history that nobody keeps.
 */
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by `_attempt`
export async function loadHistory(client: PhoneClient, _attempt: number): Promise<CallHistory> {
  const known = histories().get(client);
  if (known) return known;
  const { StoredHistory } = await import('./lazy/call-history.ts');
  const made = histories().get(client) ?? new StoredHistory(client, client === getClient());
  histories().set(client, made);
  return made;
}

/** The calls that are over. Fetched when first asked for; the phone and the call list do so at the first call. */
export const getHistory = (client: PhoneClient = getClient()): Promise<CallHistory> => loadHistory(client, 0);
