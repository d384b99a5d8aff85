import type { CallSnapshot } from '../contract/snapshots.ts';
import type { KeptSound } from './kept-sound.ts';
import type { Outlet } from './outlet.ts';

/** Of 1. */
const DIMMED = 0.25;

/**
 * Plays the calls: one element a call, ours, since the SDK looks for its own by an id that misses shadow DOM, and never
 * calls `play()`.
 */
export class Audio {
  readonly #elements = new Map<string, HTMLAudioElement>();
  readonly #kept: KeptSound;
  #outlet: Outlet | null = null;

  constructor(kept: KeptSound) {
    this.#kept = kept;
  }

  /** The call's element, made when first asked for. */
  element(callId: string): HTMLAudioElement {
    let element = this.#elements.get(callId);
    if (element === undefined) {
      element = document.createElement('audio');
      element.autoplay = true;
      element.hidden = true;
      // The call can be answered before there is anything to play.
      element.addEventListener('loadedmetadata', () => this.play(callId));
      document.body.append(element);
      this.#elements.set(callId, element);
      this.#outlet?.element(element);
    }
    return element;
  }

  /** On which speaker the calls are heard, those that go on too. */
  comeOutOf(outlet: Outlet): void {
    this.#outlet = outlet;
    for (const element of this.#elements.values()) outlet.element(element);
  }

  /** Makes sure that what the call brings is heard. */
  play(callId: string): void {
    const element = this.#elements.get(callId);
    if (element?.srcObject == null) return;
    element.play().catch((error: unknown) => {
      const begin = (): Promise<void> => element.play();
      if ((error as Error).name === 'NotAllowedError' && element.isConnected) this.#kept.keep(element, begin);
    });
  }

  /**
   * One call is heard at a time. What still comes while the only one is held, music perhaps, must not be taken for
   * somebody speaking.
   */
  place({ id, held, background }: Pick<CallSnapshot, 'id' | 'held' | 'background'>): void {
    const element = this.#elements.get(id);
    if (element === undefined) return;
    element.muted = background;
    element.volume = held ? DIMMED : 1;
  }

  remove(callId: string): void {
    const element = this.#elements.get(callId);
    if (element === undefined) return;
    element.pause();
    element.srcObject = null;
    element.remove();
    this.#elements.delete(callId);
    this.#kept.release(element);
  }
}
