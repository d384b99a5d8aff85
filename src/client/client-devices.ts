import type { DevicesSnapshot, PhoneDevices } from '../contract/devices.ts';
import type { Engine } from './engine.ts';

/** The devices for a page: what knows them comes with the engine. `need` tells of a failure, `fetch` does not. */
export function clientDevices(
  snapshot: () => DevicesSnapshot | null,
  need: () => Promise<Engine>,
  fetch: () => Promise<Engine>,
): PhoneDevices {
  return {
    get snapshot() {
      return snapshot();
    },
    watch() {
      let over = false;
      let end = (): void => void (over = true);
      fetch().then(
        ({ devices }) => {
          if (!over) end = devices.watch();
        },
        () => undefined,
      );
      return () => end();
    },
    set: async (kind, deviceId) => (await need()).devices.set(kind, deviceId),
    pick: async (kind) => (await need()).devices.pick(kind),
    measure: async (listener, options) => (await need()).devices.measure(listener, options),
    test: async (kind) => (await need()).devices.test(kind),
  };
}
