import type { Ring } from '../../selectors/ring.ts';
import type { KeptSound } from '../kept-sound.ts';
import type { Outlet } from '../outlet.ts';
import { cadence } from '../tones.ts';

/** How long the page's own sound may take to begin, in milliseconds: a call that nobody hears is lost. */
const BEGINNING = 1500;
/** How long the browser may take to begin with a tone, before it counts as keeping it back; milliseconds. */
const STARTING = 300;

export interface RingerHost {
  /** What is kept back until somebody presses something. */
  readonly kept: KeptSound;
  /** The page's own sound could not be played; said once of each. */
  readonly failed: (url: string) => void;
}

/** Where the browser says what it lets sound; others show it by what they do. */
interface Policy {
  getAutoplayPolicy?(context: AudioContext): 'allowed' | 'allowed-muted' | 'disallowed';
}

function isKeptBack(context: AudioContext): boolean {
  const policy = (navigator as Policy).getAutoplayPolicy?.(context);
  return policy === undefined ? context.state !== 'running' : policy === 'disallowed';
}

/**
 * Lets calls be heard that ring: the page's own sounds, or tones made here, so that no file has to be hosted and no
 * content security policy can be in the way.
 */
export class Ringer {
  readonly #host: RingerHost;
  readonly #failed = new Set<string>();
  #stop: (() => void) | null = null;

  constructor(host: RingerHost) {
    this.#host = host;
  }

  /** Rings until {@link stop}, in place of what rang before; `url` is the page's own sound. */
  ring(ring: Ring, url: string | null, outlet: Outlet | null = null): void {
    this.stop();
    const over = new AbortController();
    this.#stop = () => over.abort();
    if (url === null) this.#sound(ring, outlet, over.signal);
    else this.#play(ring, url, outlet, over.signal);
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
  }

  /** A sound that cannot be had, or not in time, is replaced by ours. */
  #play(ring: Ring, url: string, outlet: Outlet | null, over: AbortSignal): void {
    const { kept } = this.#host;
    const element = new Audio(url);
    outlet?.element(element);
    const playing = new AbortController();
    const { signal } = playing;
    const end = (): void => {
      playing.abort();
      kept.release(element);
      element.pause();
      element.removeAttribute('src');
    };
    const give = (): void => {
      if (signal.aborted) return;
      end();
      this.#fail(url);
      this.#sound(ring, outlet, over);
    };
    const late = setTimeout(give, BEGINNING);
    const play = async (): Promise<void> => {
      try {
        await element.play();
      } catch (error) {
        const blocked = (error as Error).name === 'NotAllowedError';
        if (!signal.aborted && !blocked) give();
        throw error;
      }
    };
    element.loop = true;
    element.addEventListener('playing', () => clearTimeout(late), { signal });
    element.addEventListener('error', give, { signal });
    signal.addEventListener('abort', () => clearTimeout(late));
    over.addEventListener('abort', end, { signal });
    play().catch(() => {
      if (signal.aborted) return;
      clearTimeout(late);
      kept.keep(element, play);
    });
  }

  #fail(url: string): void {
    if (this.#failed.has(url)) return;
    this.#failed.add(url);
    this.#host.failed(url);
  }

  #sound(ring: Ring, outlet: Outlet | null, over: AbortSignal): void {
    const context = new AudioContext();
    const samples = cadence(ring, context.sampleRate);
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.loop = true;
    source.connect(outlet?.destination(context) ?? context.destination);
    source.start();
    const starting = setTimeout(() => this.#watch(context), STARTING);
    over.addEventListener('abort', () => {
      clearTimeout(starting);
      this.#host.kept.release(context);
      source.stop();
      void context.close();
    });
  }

  /** A context that was kept back goes on when it is told to in the course of a press. */
  #watch(context: AudioContext): void {
    if (!isKeptBack(context)) return;
    this.#host.kept.keep(context, () => {
      const resumed = context.resume();
      return isKeptBack(context) ? resumed : Promise.resolve();
    });
  }
}
