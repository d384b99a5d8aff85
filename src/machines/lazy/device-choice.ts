import type { Device, DeviceChange, DeviceKind, DeviceListSnapshot, DevicesSnapshot } from '../../contract/devices.ts';

export const KINDS: readonly DeviceKind[] = ['microphone', 'speaker', 'ringer'];

/** Within so many milliseconds the same is not told twice: the track ends, and the list is shorter. */
const SAME = 5000;

/** What the browser tells of one device. */
export type Listed = Pick<MediaDeviceInfo, 'deviceId' | 'groupId' | 'kind' | 'label'>;

/** The devices of one direction. */
export interface Found {
  readonly devices: readonly Device[];
  readonly defaultLabel: string;
  /** Until the microphone is permitted there are no ids, and nobody knows what is there. */
  readonly known: boolean;
}

export type Choices = Readonly<Record<DeviceKind, Device | null>>;

export interface DeviceMachine {
  readonly choices: Choices;
  /** Null before the browser has told. */
  readonly found: Readonly<Record<'audioinput' | 'audiooutput', Found>> | null;
  readonly change: DeviceChange | null;
}

export const NO_CHOICES: Choices = { microphone: null, speaker: null, ringer: null };

export function initialDevices(choices: Choices): DeviceMachine {
  return { choices, found: null, change: null };
}

/** Chromium lists the default, and Windows' device for calls, as devices of their own beside the real ones. */
const ALIASES: ReadonlySet<string> = new Set(['default', 'communications']);

/** `seen`: there were some before, so that none means that they are gone. */
export function found(list: readonly Listed[], kind: 'audioinput' | 'audiooutput', seen = false): Found {
  const ours = list.filter((device) => device.kind === kind);
  const real = ours.filter(({ deviceId }) => deviceId !== '' && !ALIASES.has(deviceId));
  const alias = ours.find(({ deviceId }) => deviceId === 'default');
  // Two of one group are the two of one headset; of the same direction they are the same.
  const meant = alias && real.filter(({ groupId, label }) => groupId === alias.groupId && alias.label.includes(label));
  return {
    devices: real.map(({ deviceId, label }) => ({ id: deviceId, label })),
    defaultLabel: (meant?.length === 1 ? meant[0]?.label : null) ?? '',
    // Firefox does not even tell that there are speakers.
    known: ours.length === 0 ? seen || kind === 'audioinput' : ours.some(({ deviceId }) => deviceId !== ''),
  };
}

/** What was chosen, among what is there: by its id, or by its name where the browser has given it another id. */
export function match(choice: Device, devices: readonly Device[]): Device | null {
  const same = devices.find(({ id }) => id === choice.id);
  if (same) return same;
  const named = devices.filter(({ label }) => label !== '' && label === choice.label);
  return (named.length === 1 ? named[0] : null) ?? null;
}

const direction = (kind: DeviceKind): 'audioinput' | 'audiooutput' =>
  kind === 'microphone' ? 'audioinput' : 'audiooutput';

/** Whether what was chosen is there; null where nobody knows, or nothing was chosen. */
function isThere({ choices, found: all }: DeviceMachine, kind: DeviceKind): boolean | null {
  const choice = choices[kind];
  const list = all?.[direction(kind)];
  if (!choice || !list?.known) return null;
  return match(choice, list.devices) !== null;
}

/** The device to be used now, by its id; null for the default. What nobody knows is tried. */
export function inUse(devices: DeviceMachine, kind: DeviceKind): string | null {
  return isThere(devices, kind) === false ? null : (devices.choices[kind]?.id ?? null);
}

export interface DeviceStep {
  readonly state: DeviceMachine;
  /** What is to be told: a chosen device that went, or is there again. */
  readonly news: readonly DeviceChange[];
}

/** The browser has told what there is. */
export function looked(before: DeviceMachine, list: readonly Listed[], at: number): DeviceStep {
  const seen = (kind: 'audioinput' | 'audiooutput'): boolean => (before.found?.[kind].devices.length ?? 0) > 0;
  const next = {
    audioinput: found(list, 'audioinput', seen('audioinput')),
    audiooutput: found(list, 'audiooutput', seen('audiooutput')),
  };
  const choices = Object.fromEntries(
    KINDS.map((kind) => {
      const choice = before.choices[kind];
      const there = choice && match(choice, next[direction(kind)].devices);
      // A name that was not known when it was chosen is known now.
      return [kind, choice && there?.label === '' ? { ...there, label: choice.label } : (there ?? choice)];
    }),
  ) as Record<DeviceKind, Device | null>;
  const after: DeviceMachine = { ...before, choices, found: next };
  const told = (what: DeviceChange['what'], was: boolean): DeviceChange[] => {
    const kinds = KINDS.filter((kind) => isThere(before, kind) === was && isThere(after, kind) === !was);
    const [first] = kinds;
    return first ? [{ what, kinds, label: choices[first]?.label ?? '', at }] : [];
  };
  return tell(after, [...told('lost', true), ...told('back', false)]);
}

/** The microphone that was sent has ended, and another is sent in its place. */
export function replaced(state: DeviceMachine, label: string, at: number): DeviceStep {
  return tell(state, [{ what: 'lost', kinds: ['microphone'], label, at }]);
}

export function chosen(state: DeviceMachine, kind: DeviceKind, device: Device | null): DeviceMachine {
  return { ...state, choices: { ...state.choices, [kind]: device }, change: null };
}

function tell(state: DeviceMachine, news: readonly DeviceChange[]): DeviceStep {
  const fresh = news.filter((change) => !isSame(change, state.change));
  return { state: { ...state, change: fresh.at(-1) ?? state.change }, news: fresh };
}

function isSame({ what, kinds, at }: DeviceChange, told: DeviceChange | null): boolean {
  return told?.what === what && at - told.at < SAME && kinds.some((kind) => told.kinds.includes(kind));
}

/** What this browser can do. */
export interface Abilities {
  readonly speakers: boolean;
  readonly picker: boolean;
}

/** The devices as the page sees them. */
export function viewDevices(
  state: DeviceMachine,
  { speakers, picker }: Abilities,
  switching: ReadonlySet<DeviceKind>,
): DevicesSnapshot {
  const list = (kind: DeviceKind): DeviceListSnapshot => {
    const there = state.found?.[direction(kind)];
    return Object.freeze({
      choosable: kind === 'microphone' || speakers,
      available: Object.freeze(there?.devices.map((device) => Object.freeze(device)) ?? []),
      chosen: state.choices[kind],
      missing: isThere(state, kind) === false,
      defaultLabel: there?.defaultLabel ?? '',
      switching: switching.has(kind),
    });
  };
  return Object.freeze({
    microphone: list('microphone'),
    speaker: list('speaker'),
    ringer: list('ringer'),
    picker,
    change: state.change,
  });
}
