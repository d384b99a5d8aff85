/** What a device is used for. The ringer is a speaker too, and can be another one: who wears a headset hears it ring. */
export type DeviceKind = 'microphone' | 'speaker' | 'ringer';

export interface Device {
  /** The browser's, for this site; it gives others when the site's data are deleted. */
  readonly id: string;
  /** Empty until the browser may tell, which is when the microphone is permitted. */
  readonly label: string;
}

/** What can be used for one purpose, and what is. Frozen. */
export interface DeviceListSnapshot {
  /** Whether this browser can use another than the system's default. */
  readonly choosable: boolean;
  readonly available: readonly Device[];
  /** Null for the system's default, whichever that is at the time. */
  readonly chosen: Device | null;
  /** What was chosen is not there at present, so the default is used. */
  readonly missing: boolean;
  /** The name of the system's default; empty where the browser does not tell. */
  readonly defaultLabel: string;
  /** Another is being tried, and is not in use yet. */
  readonly switching: boolean;
}

/** Devices that went or came back by themselves, so that others are used now. */
export interface DeviceChange {
  readonly what: 'lost' | 'back';
  readonly kinds: readonly DeviceKind[];
  /** Of the device that went or came; empty where the browser does not tell. */
  readonly label: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The devices at one moment. Frozen. */
export interface DevicesSnapshot {
  readonly microphone: DeviceListSnapshot;
  readonly speaker: DeviceListSnapshot;
  readonly ringer: DeviceListSnapshot;
  /** The browser shows speakers only to whom it has asked: `devices.pick()` has it ask. */
  readonly picker: boolean;
  /** The last change that nobody asked for; null before the first, and once something is chosen. */
  readonly change: DeviceChange | null;
}

export interface MeasureOptions {
  /** Ask for the microphone where there is no call: the browser may ask the user. */
  readonly test?: boolean;
}

/** The devices of the phone; what is chosen is remembered in this browser. */
export interface PhoneDevices {
  /** The same as in the client's snapshot: null until somebody looks, or a call begins. */
  readonly snapshot: DevicesSnapshot | null;
  /** Looks for devices, and keeps `snapshot` true from now on; never asks the user. Returns the way out. */
  watch(): () => void;
  /**
   * Uses a device from now on, in the calls that go on too; null for the system's default. Resolves when it is in use.
   * Rejects with a `PhoneError`, and everything stays as it was: `mic-missing`, `mic-busy`, `mic-denied` and the like, or
   * `speaker-failed`; or with an `AbortError` when another was chosen meanwhile.
   */
  set(kind: DeviceKind, deviceId: string | null): Promise<void>;
  /** Has the browser ask which speaker to use, where `snapshot.picker` says that it can; to be called on a press. */
  pick(kind: 'speaker' | 'ringer'): Promise<void>;
  /**
   * Tells how loud it is in the microphone, from 0 to 1, some twenty times a second: in a call what is sent in it, else
   * null, unless `test` has it asked for. Returns the way out, which also lets go of a microphone that was asked for.
   */
  measure(listener: (level: number | null) => void, options?: MeasureOptions): Promise<() => void>;
  /** Plays a short sound on the speaker or the ringer. */
  test(kind: 'speaker' | 'ringer'): Promise<void>;
}
