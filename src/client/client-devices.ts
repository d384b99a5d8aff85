import type { DevicesSnapshot, PhoneDevices } from '../contract/devices.ts';
import { persist } from '../persist.ts';
import type { Engine } from './engine.ts';

/**
 * The devices for a page: what knows them comes with the engine. `need` tells of a failure; `fetch` does not, and is
 * tried again as long as somebody looks on.
 */
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
      const begin = ({ devices }: Engine): void => {
        if (!over) end = devices.watch();
      };
      void persist(async () => {
        if (!over) begin(await fetch());
      });
      return () => end();
    },
    set: async (kind, deviceId) => (await need()).devices.set(kind, deviceId),
    pick: async (kind) => (await need()).devices.pick(kind),
    measure: async (listener, options) => (await need()).devices.measure(listener, options),
    test: async (kind) => (await need()).devices.test(kind),
  };
}
