import type { Device, DeviceKind, DevicesSnapshot, MeasureOptions } from '../../contract/devices.ts';
import type { ErrorCode, PhoneError } from '../../contract/errors.ts';
import type { CallSnapshot, ClientSnapshot } from '../../contract/snapshots.ts';
import {
  chosen,
  initialDevices,
  inUse,
  KINDS,
  looked,
  replaced,
  viewDevices,
  type DeviceMachine,
  type DeviceStep,
  type Found,
  type Listed,
} from '../../machines/lazy/device-choice.ts';
import type { Outlet } from '../outlet.ts';
import { chime } from './chime.ts';
import { tellLevel } from './level.ts';
import { Remembered } from './remembered.ts';
import { canChooseSpeakers, Sink } from './sink.ts';

/** How long the browser may take to list the devices: Firefox answers only once the page has the focus; milliseconds. */
const LISTING = 1000;
/** How long it may take to begin to use one, the user's answer to its question apart; milliseconds. */
const SWITCHING = 10_000;

/** The part of the browser that knows the devices; its own unless a test has others. */
export type Media = Pick<
  MediaDevices,
  'enumerateDevices' | 'getUserMedia' | 'addEventListener' | 'removeEventListener'
> & {
  selectAudioOutput?: () => Promise<MediaDeviceInfo>;
};

export interface DevicesHost {
  /** Under which the choices are kept. */
  readonly key: string;
  readonly snapshot: ClientSnapshot;
  /** Epoch milliseconds. */
  now(): number;
  show(devices: DevicesSnapshot): void;
  /** `quietly`: without a question to the user. */
  useMicrophone(deviceId: string | null, quietly: boolean): Promise<ErrorCode | null>;
  microphone(callId: string): MediaStreamTrack | null;
  /** Where calls and rings are to be heard. */
  connect(outlets: { readonly speaker: Outlet; readonly ringer: Outlet }): void;
  warn(code: ErrorCode, message?: string): void;
  refuse(code: ErrorCode, message?: string): PhoneError;
}

/** What there is to speak and hear with, what of it is used, and what the user wants used. */
export class Devices {
  readonly #host: DevicesHost;
  readonly #media: Media | undefined;
  readonly #remembered: Remembered;
  readonly #sinks = { speaker: new Sink(), ringer: new Sink() };
  readonly #switching = new Map<DeviceKind, object>();
  #state: DeviceMachine;
  #watchers = 0;
  /** Whether a call has a microphone: before the first is given, Firefox tells no device's name or id. */
  #given = false;
  #listening: AbortController | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;

  constructor(host: DevicesHost, media: Media | undefined = navigator.mediaDevices) {
    this.#host = host;
    this.#media = media;
    this.#remembered = new Remembered(host.key, () => host.warn('storage-blocked'));
    this.#state = initialDevices(this.#remembered.read());
    host.connect(this.#sinks);
    this.#apply(null);
    this.#show();
  }

  watch(): () => void {
    this.#watchers += 1;
    this.#listen();
    let over = false;
    return () => {
      if (!over) this.#watchers -= 1;
      over = true;
      this.#rest();
    };
  }

  /** Follows the calls: in one, what comes and goes matters. */
  follow(): void {
    if (this.#inCall) this.#listen();
    else this.#rest();
    const given = this.#host.snapshot.calls.some(({ id }) => this.#host.microphone(id) !== null);
    if (given && !this.#given) void this.#look();
    this.#given = given;
  }

  async set(kind: DeviceKind, deviceId: string | null): Promise<void> {
    const wanted = deviceId === null ? null : await this.#find(kind, deviceId);
    const turn = {};
    this.#switching.set(kind, turn);
    this.#show();
    const code = await this.#use(kind, deviceId).catch((): ErrorCode => 'speaker-failed');
    // One that was chosen before, and overtaken, may be in use.
    if (code !== null && this.#switching.get(kind) === turn) this.#restore(kind);
    if (this.#switching.get(kind) !== turn) throw new DOMException('Another device was chosen', 'AbortError');
    this.#switching.delete(kind);
    if (code === null) {
      this.#state = chosen(this.#state, kind, wanted);
      this.#remembered.write(this.#state.choices);
    }
    this.#show();
    if (code !== null) throw this.#host.refuse(code);
  }

  async pick(kind: 'speaker' | 'ringer'): Promise<void> {
    const picked = await this.#media?.selectAudioOutput?.().catch((error: unknown) => {
      if ((error as Error).name === 'NotAllowedError') throw new DOMException('Nothing was chosen', 'AbortError');
      throw this.#host.refuse('speaker-failed');
    });
    if (picked === undefined) throw this.#host.refuse('speaker-failed', 'This browser cannot ask for a speaker.');
    await this.set(kind, picked.deviceId || null);
  }

  async measure(listener: (level: number | null) => void, { test = false }: MeasureOptions): Promise<() => void> {
    const own = test && this.#sent === null ? await this.#ask() : null;
    const stop = tellLevel(() => this.#sent ?? own?.getAudioTracks()[0] ?? null, listener);
    return () => {
      stop();
      for (const track of own?.getTracks() ?? []) track.stop();
    };
  }

  test(kind: 'speaker' | 'ringer'): Promise<void> {
    return chime(this.#sinks[kind]);
  }

  /** A microphone that ended in mid-call has been replaced. */
  replaced(label: string): void {
    this.#take(replaced(this.#state, label, this.#host.now()));
    void this.#look();
  }

  get #inCall(): boolean {
    return this.#host.snapshot.calls.some(({ state }) => state !== 'destroyed');
  }

  /** The track of the call that is spoken in. */
  get #sent(): MediaStreamTrack | null {
    const { calls, lastActiveCallId } = this.#host.snapshot;
    const spoken = (call: CallSnapshot): boolean => call.answeredAt !== null && call.state !== 'destroyed';
    const call = calls.find((each) => each.id === lastActiveCallId && spoken(each)) ?? calls.find(spoken);
    return call ? this.#host.microphone(call.id) : null;
  }

  /** Throws where it is known not to be there. */
  async #find(kind: DeviceKind, deviceId: string): Promise<Device> {
    const list = (): Found | undefined => this.#state.found?.[kind === 'microphone' ? 'audioinput' : 'audiooutput'];
    const known = (): Device | undefined => list()?.devices.find(({ id }) => id === deviceId);
    if (known() === undefined) await this.#look();
    const device = known();
    if (device === undefined && list()?.known) {
      throw this.#host.refuse(kind === 'microphone' ? 'mic-missing' : 'speaker-failed');
    }
    return device ?? Object.freeze({ id: deviceId, label: '' });
  }

  async #use(kind: DeviceKind, deviceId: string | null, quietly = false): Promise<ErrorCode | null> {
    if (kind !== 'microphone') {
      await deadline(this.#sinks[kind].use(deviceId ?? ''), SWITCHING);
      return null;
    }
    const used = this.#host.useMicrophone(deviceId, quietly);
    // The user may take their time to answer the browser's question.
    if (!(await isGranted())) return used;
    return deadline(used, SWITCHING).catch((): ErrorCode => 'command-timeout');
  }

  #restore(kind: DeviceKind): void {
    void this.#use(kind, inUse(this.#state, kind), true).catch(() => undefined);
  }

  /** Asks the user for the microphone, to hear how loud it is. */
  async #ask(): Promise<MediaStream> {
    const id = inUse(this.#state, 'microphone');
    if (this.#media === undefined)
      throw this.#host.refuse(isSecureContext ? 'unsupported-browser' : 'insecure-context');
    try {
      return await this.#media.getUserMedia({ audio: id === null ? true : { deviceId: { exact: id } } });
    } catch (error) {
      throw this.#host.refuse(REFUSALS[(error as Error).name] ?? 'mic-busy');
    } finally {
      // Now that it was given, the browser tells the names.
      void this.#look();
    }
  }

  #listen(): void {
    if (this.#listening !== null || this.#media === undefined) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#media.addEventListener('devicechange', () => void this.#look(), { signal });
    void this.#look();
  }

  #rest(): void {
    if (this.#watchers > 0 || this.#inCall) return;
    this.#listening?.abort();
    this.#listening = null;
  }

  /** Looks what there is. What changes meanwhile is looked at again. */
  #look(): Promise<void> {
    if (this.#looking === null) this.#looking = this.#list().finally(() => (this.#looking = null));
    else this.#lookAgain = true;
    return this.#looking;
  }

  async #list(): Promise<void> {
    do {
      this.#lookAgain = false;
      const list = await this.#listed();
      if (list !== null) this.#take(looked(this.#state, list, this.#host.now()));
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- it is set while the list is awaited
    } while (this.#lookAgain);
  }

  /** Null where the browser does not tell in time; it is then looked when it does. */
  async #listed(): Promise<readonly Listed[] | null> {
    const listing = this.#media?.enumerateDevices().catch(() => null) ?? Promise.resolve(null);
    let late = false;
    const waiting = new Promise<null>((resolve) =>
      setTimeout(() => {
        late = true;
        resolve(null);
      }, LISTING),
    );
    void listing.then((list) => {
      if (late && list !== null) this.#take(looked(this.#state, list, this.#host.now()));
    });
    return Promise.race([listing, waiting]);
  }

  #take({ state, news }: DeviceStep): void {
    const before = this.#state;
    this.#state = state;
    if (KINDS.some((kind) => before.choices[kind] !== state.choices[kind])) this.#remembered.write(state.choices);
    this.#apply(before);
    this.#show();
    for (const { what, label } of news) {
      const code = what === 'lost' ? 'device-lost' : 'device-back';
      if (label === '') this.#host.warn(code);
      else this.#host.warn(code, `${label}: ${what === 'lost' ? LOST : BACK}`);
    }
  }

  /** What is to be used has become another by itself. What cannot be used after all is not: a call keeps what it has. */
  #apply(before: DeviceMachine | null): void {
    for (const kind of KINDS) {
      const id = inUse(this.#state, kind);
      const was = kind === 'microphone' ? before && inUse(before, kind) : this.#sinks[kind].id || null;
      if (!this.#switching.has(kind) && id !== was) this.#restore(kind);
    }
  }

  #show(): void {
    const picker = this.#media !== undefined && 'selectAudioOutput' in this.#media;
    const abilities = { speakers: canChooseSpeakers(), picker };
    this.#host.show(viewDevices(this.#state, abilities, new Set(this.#switching.keys())));
  }
}

export const createDevices = (host: DevicesHost): Devices => new Devices(host);

const LOST = 'it is gone, and the phone goes on with another one.';
const BACK = 'it is there again, and is used again.';

const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  NotAllowedError: 'mic-denied',
  NotFoundError: 'mic-missing',
  OverconstrainedError: 'mic-missing',
  SecurityError: 'permissions-policy',
};

/** Whether the browser gives the microphone without asking the user. */
async function isGranted(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state === 'granted';
  } catch {
    return false;
  }
}

function deadline<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('late')), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
