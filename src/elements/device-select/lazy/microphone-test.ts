import type { PhoneDevices } from '../../../contract/devices.ts';

export interface MicrophoneTestHost {
  changed(): void;
  failed(error: Error): void;
}

/**
 * Shows how loud it is: in a call what is sent, without a question; before one, what is asked for on a press, until it is
 * pressed again, a call begins or nobody looks any more.
 */
export class MicrophoneTest {
  testing: 'off' | 'asking' | 'on' = 'off';

  readonly #devices: PhoneDevices;
  readonly #tell: (level: number | null) => void;
  readonly #host: MicrophoneTestHost;
  #stop: (() => void) | null = null;
  /** The measuring that was begun last. */
  #turn = {};
  #talking = false;

  constructor(devices: PhoneDevices, tell: (level: number | null) => void, host: MicrophoneTestHost) {
    this.#devices = devices;
    this.#tell = tell;
    this.#host = host;
  }

  /** A call has begun, or is over. */
  follow(talking: boolean): void {
    if (talking === this.#talking) return;
    this.#talking = talking;
    this.#off();
    if (talking) void this.#measure(false);
  }

  toggle(): void {
    if (this.testing === 'off') void this.#measure(true);
    else this.#off();
    this.#host.changed();
  }

  /** Another microphone is used. */
  again(): void {
    if (this.testing === 'on') void this.#measure(true);
  }

  close(): void {
    this.testing = 'off';
    this.#end();
  }

  #off(): void {
    this.close();
    this.#tell(null);
  }

  #end(): void {
    this.#turn = {};
    this.#stop?.();
    this.#stop = null;
  }

  async #measure(test: boolean): Promise<void> {
    this.#end();
    const turn = this.#turn;
    if (test) this.testing = 'asking';
    try {
      const stop = await this.#devices.measure(
        (level) => {
          if (this.#turn === turn) this.#tell(level);
        },
        { test },
      );
      if (this.#turn !== turn) {
        stop();
        return;
      }
      this.#stop = stop;
      if (test) this.testing = 'on';
    } catch (error) {
      if (this.#turn !== turn) return;
      this.testing = 'off';
      // In a call nobody has asked for it.
      if (test) this.#host.failed(error as Error);
    }
    this.#host.changed();
  }
}
