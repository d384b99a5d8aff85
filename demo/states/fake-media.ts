import type { Media } from '../../src/client/lazy/devices.ts';

type Here = readonly [kind: MediaDeviceKind, id: string, label: string];

const HEADSET: readonly Here[] = [
  ['audioinput', 'headset', 'Jabra Evolve2 65 Mono'],
  ['audiooutput', 'headset-out', 'Jabra Evolve2 65 Mono'],
];
const LAPTOP: readonly Here[] = [
  ['audioinput', 'laptop', 'Built-in Microphone'],
  ['audiooutput', 'laptop-out', 'Built-in Speakers'],
];

/** A browser's devices, as a state wants them. */
export class FakeMedia extends EventTarget implements Media {
  #here: readonly Here[] = [...LAPTOP, ...HEADSET];

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return Promise.resolve(
      this.#here.map(([kind, deviceId, label]) => ({ kind, deviceId, label, groupId: '', toJSON: () => undefined })),
    );
  }

  getUserMedia(): Promise<MediaStream> {
    return Promise.resolve(new AudioContext().createMediaStreamDestination().stream);
  }

  /** The headset is pulled out, or put in. */
  plug(inserted: boolean): void {
    this.#here = inserted ? [...LAPTOP, ...HEADSET] : LAPTOP;
    this.dispatchEvent(new Event('devicechange'));
  }

  /** The microphone is not permitted yet. */
  hide(): void {
    this.#here = [
      ['audioinput', '', ''],
      ['audiooutput', '', ''],
    ];
    this.dispatchEvent(new Event('devicechange'));
  }
}
