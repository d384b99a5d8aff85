import { Client } from './client/client.ts';
import type { PhoneClient } from './contract/client.ts';
import { pageSlot } from './registry.ts';

/** The page's phone: the same one for every element, every script and every copy of the package. */
export function getClient(): PhoneClient {
  return pageSlot(
    'client',
    () =>
      new Client({
        // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
        engine: async (_attempt) => (await import('./page-engine.ts')).pageEngine,
        document: typeof document === 'undefined' ? null : document,
      }),
  );
}
