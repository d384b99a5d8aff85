import type { DeviceKind, DevicesSnapshot, MeasureOptions, PhoneDevices } from '../contract/devices.ts';
import type { PhoneError } from '../contract/errors.ts';
import type { ClientSnapshot } from '../contract/snapshots.ts';
import { persist } from '../persist.ts';
import type { Devices, DevicesHost } from './lazy/devices.ts';

/** Under which what was chosen is kept. */
const KEY = 'telnyx-devices';

/** Is told which attempt this is, from 0. */
export type LoadDevices = (attempt: number) => Promise<(host: DevicesHost) => Devices>;

/** The devices, as far as anybody has a use for them: what knows them is fetched then. */
export class DeviceDesk implements PhoneDevices {
  readonly #host: Omit<DevicesHost, 'key'>;
  readonly #load: LoadDevices | undefined;
  #devices: Promise<Devices> | null = null;
  #attempts = 0;

  constructor(host: Omit<DevicesHost, 'key'>, load: LoadDevices | undefined) {
    this.#host = host;
    this.#load = load;
  }

  get snapshot(): DevicesSnapshot | null {
    return this.#host.snapshot.devices;
  }

  watch(): () => void {
    let over = false;
    let end = (): void => void (over = true);
    const begin = (devices: Devices): void => {
      if (!over) end = devices.watch();
    };
    // Who only looks on does nothing for which it would be asked for again.
    void persist(async () => {
      if (!over && this.#load !== undefined) begin(await this.#fetch());
    });
    return () => end();
  }

  async set(kind: DeviceKind, deviceId: string | null): Promise<void> {
    await (await this.#get()).set(kind, deviceId);
  }

  async pick(kind: 'speaker' | 'ringer'): Promise<void> {
    await (await this.#get()).pick(kind);
  }

  async measure(listener: (level: number | null) => void, options: MeasureOptions = {}): Promise<() => void> {
    return (await this.#get()).measure(listener, options);
  }

  async test(kind: 'speaker' | 'ringer'): Promise<void> {
    await (await this.#get()).test(kind);
  }

  /** Before the first connection: who has chosen something is to have it in the first call already. */
  async recall(): Promise<void> {
    try {
      if (localStorage.getItem(KEY) !== null) await this.#fetch();
    } catch {
      // Nothing is remembered, or it cannot be had now: the first call has the default devices.
    }
  }

  follow({ calls }: ClientSnapshot): void {
    if (this.#devices !== null || calls.length > 0) this.#with((devices) => devices.follow());
  }

  replaced(label: string): void {
    this.#with((devices) => devices.replaced(label));
  }

  /** Where it cannot be fetched, calls go on with what they have, and the next one tries again. */
  #with(act: (devices: Devices) => void): void {
    if (this.#load !== undefined) this.#fetch().then(act, () => undefined);
  }

  async #get(): Promise<Devices> {
    return this.#fetch().catch((): PhoneError => {
      throw this.#host.refuse('sdk-load-failed');
    }) as Promise<Devices>;
  }

  #fetch(): Promise<Devices> {
    this.#devices ??= this.#create().catch((error: unknown) => {
      this.#devices = null;
      throw error;
    });
    return this.#devices;
  }

  async #create(): Promise<Devices> {
    if (this.#load === undefined) throw new Error('There are no devices');
    const create = await this.#load(this.#attempts++);
    const host = Object.create(this.#host, { key: { value: KEY } }) as DevicesHost;
    return create(host);
  }
}
