import type { Media } from '../../src/client/lazy/devices.ts';
import type { Listed } from '../../src/machines/lazy/device-choice.ts';

export const listed = (kind: MediaDeviceKind, deviceId: string, label = ''): Listed => ({
  kind,
  deviceId,
  label,
  groupId: '',
});

/** What is plugged into the browser, and what it tells of that. */
export class Hardware extends EventTarget implements Media {
  here: readonly Listed[];
  /** How often it was looked. */
  looks = 0;
  /** What the listing waits for. */
  held: Promise<unknown> = Promise.resolve();
  /** The constraints of each question for the microphone. */
  readonly asked: unknown[] = [];
  /** Why the microphone is refused: the name of the error. */
  refusal: string | null = null;
  readonly #given: MediaStreamTrack[] = [];

  constructor(here: readonly Listed[]) {
    super();
    this.here = here;
  }

  async enumerateDevices(): Promise<MediaDeviceInfo[]> {
    this.looks += 1;
    await this.held;
    return this.here.map((each) => ({ ...each, toJSON: () => each }));
  }

  getUserMedia({ audio }: MediaStreamConstraints = {}): Promise<MediaStream> {
    this.asked.push(audio);
    if (this.refusal !== null) return Promise.reject(new DOMException('As the test wants it', this.refusal));
    const { stream } = new AudioContext().createMediaStreamDestination();
    this.#given.push(...stream.getTracks());
    return Promise.resolve(stream);
  }

  /** Of all the microphones that were given. */
  get states(): string[] {
    return this.#given.map(({ readyState }) => readyState);
  }

  /** From now on there are these, and the browser says so. */
  plug(here: readonly Listed[]): void {
    this.here = here;
    this.dispatchEvent(new Event('devicechange'));
  }
}

/** The browser's speakers, as far as these tests need them: a speaker is its id. */
export class Speakers {
  /** Those that cannot be used. */
  readonly broken = new Set<string>();
  /** What using a speaker waits for. */
  held: Promise<unknown> = Promise.resolve();
  /** Where each context and element was sent to last. */
  readonly #of = new Map<object, string>();
  readonly #restore: (() => void)[] = [];

  constructor() {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the patched functions have a `this` of their own
    const speakers = this;
    for (const prototype of [HTMLMediaElement.prototype, AudioContext.prototype] as object[]) {
      const before = Object.getOwnPropertyDescriptor(prototype, 'setSinkId');
      if (!before) continue;
      const value = async function (this: object, id: string): Promise<void> {
        await speakers.held;
        if (speakers.broken.has(id)) throw new DOMException('No such speaker', 'NotFoundError');
        speakers.#of.set(this, id);
      };
      Object.defineProperty(prototype, 'setSinkId', { ...before, value });
      this.#restore.push(() => Object.defineProperty(prototype, 'setSinkId', before));
    }
  }

  /** Where it is heard; empty for the system's default. */
  of(sound: object): string {
    return this.#of.get(sound) ?? '';
  }

  /** Where anything is heard. */
  get all(): string[] {
    return [...this.#of.values()];
  }

  restore(): void {
    for (const restore of this.#restore) restore();
  }
}
