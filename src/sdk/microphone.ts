import type { ErrorCode } from '../contract/errors.ts';
import { BROWSER_ERRORS } from './problems.ts';

/** How long the browser may take to list the devices, in milliseconds. */
const PATIENCE = 1000;

/** To be asked for another device would change nothing. */
const REFUSED: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['mic-denied', 'mic-dismissed', 'permissions-policy']);

export interface Outlook {
  /** Why the microphone will not be given; null when nothing is known against it. */
  readonly code: ErrorCode | null;
  /** It will be given without a question. */
  readonly granted: boolean;
}

/**
 * Asks for the microphone, and says why it is not given. From the first time on, and so never to someone who has not
 * used the phone, it also says how things stand whenever that may have changed.
 */
export class Microphone {
  readonly #told: (outlook: Outlook) => void;
  readonly #takenFor = new WeakMap<MediaStreamTrack, string | null>();
  readonly #given = new Set<string>();
  #watching: AbortController | null = null;
  #asked = false;
  /** The one to take; null for the system's default. */
  device: string | null = null;

  constructor(told: (outlook: Outlook) => void) {
    this.#told = told;
  }

  /**
   * Resolves with the stream, or with why there is none. The browser may ask the user first. A device that cannot be had
   * is no reason to be without any.
   */
  async take(): Promise<MediaStream | ErrorCode> {
    const { device } = this;
    const taken = await this.takeFrom(device);
    return device === null || typeof taken !== 'string' || REFUSED.has(taken) ? taken : this.takeFrom(null);
  }

  /** The same, from this device alone. */
  async takeFrom(device: string | null): Promise<MediaStream | ErrorCode> {
    this.#asked = true;
    this.#watch();
    try {
      const audio = device === null ? true : { deviceId: { exact: device } };
      const stream = await navigator.mediaDevices.getUserMedia({ audio });
      this.note(stream, device);
      if (device !== null) this.#given.add(device);
      return stream;
    } catch (error) {
      return whyNot(error as Error);
    }
  }

  note(stream: MediaStream, device: string | null): void {
    for (const track of stream.getAudioTracks()) this.#takenFor.set(track, device);
  }

  /** Whether the track is from this device; of one that others have taken, as far as the browser tells. */
  isFrom(track: MediaStreamTrack, device: string | null): boolean {
    const taken = this.#takenFor.get(track);
    return taken === undefined ? device === null || track.getSettings().deviceId === device : taken === device;
  }

  /** Whether the browser gives it without asking the user: Firefox, for an hour, one that it has given before. */
  async isGranted(device: string | null): Promise<boolean> {
    return (device !== null && this.#given.has(device)) || (await permission())?.state === 'granted';
  }

  /** Says how things stand, without asking anybody; nothing before the microphone was first asked for. */
  look(): void {
    if (!this.#asked) return;
    this.#watch();
    void outlook().then((is) => {
      if (this.#watching !== null) this.#told(is);
    });
  }

  /** Watches nothing until it is needed again. */
  rest(): void {
    this.#watching?.abort();
    this.#watching = null;
  }

  #watch(): void {
    if (this.#watching !== null) return;
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    const look = (): void => this.look();
    navigator.mediaDevices.addEventListener('devicechange', look, { signal });
    void permission().then((status) => status?.addEventListener('change', look, { signal }));
  }
}

/** Asks for it once, as a call would, for whoever is in none. */
export async function takeMicrophone(device: string | null): Promise<MediaStream | ErrorCode> {
  const microphone = new Microphone(() => undefined);
  microphone.device = device;
  const taken = await microphone.take();
  microphone.rest();
  return taken;
}

/** Why the browser did not give the microphone. Its own word does not tell a block from a question left unanswered. */
export async function whyNot({ name }: { readonly name?: string }): Promise<ErrorCode> {
  const code = BROWSER_ERRORS[name ?? ''] ?? 'mic-busy';
  if (code !== 'mic-denied') return code;
  return (await permission())?.state === 'prompt' ? 'mic-dismissed' : whyDenied();
}

async function outlook(): Promise<Outlook> {
  const state = (await permission())?.state;
  if (state === 'denied') return { code: await whyDenied(), granted: false };
  const there = await hasInput();
  return { code: there ? null : 'mic-missing', granted: state === 'granted' };
}

/** Null where the browser does not tell. */
async function permission(): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: 'microphone' });
  } catch {
    return null;
  }
}

/** A frame that may not use the microphone is not even shown that there is one. */
async function whyDenied(): Promise<ErrorCode> {
  return window !== window.top && !(await hasInput()) ? 'permissions-policy' : 'mic-denied';
}

/** Where the browser does not tell, there may well be one. */
async function hasInput(): Promise<boolean> {
  const found = navigator.mediaDevices.enumerateDevices().then(
    (devices) => devices.some(({ kind }) => kind === 'audioinput'),
    () => true,
  );
  // Firefox answers only once the page has the focus.
  return Promise.race([found, new Promise<true>((resolve) => setTimeout(() => resolve(true), PATIENCE))]);
}
