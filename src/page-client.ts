import { Client } from './client/client.ts';
import type { PhoneClient } from './contract/client.ts';
import { pageSlot } from './registry.ts';
import { pageTime } from './steady-time.ts';
import { pageViews } from './views.ts';

/** The page's phone: the same one for every element, every script and every copy of the package. */
export function getClient(): PhoneClient {
  return pageSlot(
    'client',
    () =>
      new Client({
        // The script-tag bundle asks anew by `_attempt`.
        engine: async (_attempt) => {
          const all = pageViews();
          all.attempt = _attempt;
          const views = Array.from(all.wanted, (fetch) => fetch(_attempt));
          const [{ pageEngine }] = await Promise.all([import('./page-engine.ts'), ...views]);
          return pageEngine;
        },
        now: pageTime,
        document: typeof document === 'undefined' ? null : document,
      }),
  );
}
