import type { Ring } from '../selectors/ring.ts';
import { cadence } from './tones.ts';

/** How long the browser may take to begin, before it counts as keeping the sound back; milliseconds. */
const BEGINNING = 1000;

/**
 * Lets calls be heard that ring: the page's own sounds, or tones made here, so that no file has to be hosted and no
 * content security policy can be in the way.
 */
export class Ringer {
  readonly #blocked: () => void;
  #stop: (() => void) | null = null;

  /** `blocked` is called when the browser keeps the sound back until somebody presses something. */
  constructor(blocked: () => void) {
    this.#blocked = blocked;
  }

  /** Rings until {@link stop}, in place of what rang before; `url` is the page's own sound. */
  ring(ring: Ring, url: string | null): void {
    this.stop();
    const over = new AbortController();
    this.#stop = () => over.abort();
    if (url === null) this.#sound(ring, over.signal);
    else this.#play(ring, url, over.signal);
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
  }

  /** A sound that cannot be had is replaced by ours: a call that nobody hears is lost. */
  #play(ring: Ring, url: string, over: AbortSignal): void {
    const element = new Audio(url);
    element.loop = true;
    over.addEventListener('abort', () => {
      element.pause();
      element.removeAttribute('src');
    });
    const play = (): Promise<void> =>
      element.play().catch((error: unknown) => {
        if (over.aborted) return;
        if ((error as Error).name === 'NotAllowedError') this.#await(over, () => void play());
        else this.#sound(ring, over);
      });
    void play();
  }

  #sound(ring: Ring, over: AbortSignal): void {
    const context = new AudioContext();
    const samples = cadence(ring, context.sampleRate);
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.loop = true;
    source.connect(context.destination);
    source.start();
    over.addEventListener('abort', () => {
      source.stop();
      void context.close();
    });
    setTimeout(() => {
      if (over.aborted || context.state !== 'suspended' || navigator.userActivation.hasBeenActive) return;
      this.#await(over, () => void context.resume());
    }, BEGINNING);
  }

  #await(over: AbortSignal, begin: () => void): void {
    for (const type of ['pointerup', 'keydown']) {
      document.addEventListener(type, begin, { capture: true, once: true, signal: over });
    }
    this.#blocked();
  }
}
