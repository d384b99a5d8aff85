import { Engine, type EngineHost } from './client/engine.ts';
import { thisTab } from './client/tab-identity.ts';
import { tellLevel } from './client/lazy/level.ts';
import { sdkLoader } from './sdk/load.ts';
import { takeMicrophone } from './sdk/microphone.ts';

/** What the page's phone runs on: it comes with the SDK, when there is first a use for it. */
export function pageEngine(host: EngineHost): Engine {
  return new Engine(host, {
    load: sdkLoader(),
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by `_attempt`
    ringer: async (_attempt) => (await import('./client/lazy/ringer.ts')).Ringer,
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- as above
    devices: async (_attempt) => (await import('./client/lazy/devices.ts')).createDevices,
    ear: { take: takeMicrophone, listen: (track, tell) => tellLevel(() => track, tell) },
    tab: () => Promise.resolve(thisTab),
  });
}
