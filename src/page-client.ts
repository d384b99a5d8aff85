import { Client } from './client/client.ts';
import type { PhoneClient } from './contract/client.ts';
import { pageSlot } from './registry.ts';
import { sdkLoader } from './sdk/load.ts';

/** The page's phone: the same one for every element, every script and every copy of the package. */
export function getClient(): PhoneClient {
  return pageSlot(
    'client',
    () =>
      new Client({
        load: sdkLoader(),
        document: typeof document === 'undefined' ? null : document,
        ringer: async () => (await import('./client/ringer.ts')).Ringer,
        tab: async () => (await import('./client/tab-identity.ts')).thisTab,
      }),
  );
}
