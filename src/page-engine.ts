import { Engine, type EngineHost } from './client/engine.ts';
import { thisTab } from './client/tab-identity.ts';
import { sdkLoader } from './sdk/load.ts';

/** What the page's phone runs on: it comes with the SDK, when there is first a use for it. */
export function pageEngine(host: EngineHost): Engine {
  return new Engine(host, {
    load: sdkLoader(),
    ringer: async () => (await import('./client/ringer.ts')).Ringer,
    tab: () => Promise.resolve(thisTab),
  });
}
