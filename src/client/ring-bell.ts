import type { ClientConfiguration } from '../contract/configuration.ts';
import type { ClientSnapshot } from '../contract/snapshots.ts';
import { LazyPart } from '../persist.ts';
import { ringOf, type Ring, type RingSound } from '../selectors/ring.ts';
import type { Ringer, RingerHost } from './lazy/ringer.ts';
import type { Outlet } from './outlet.ts';

/** Is told which attempt this is, from 0. */
export type LoadRinger = (attempt: number) => Promise<typeof Ringer>;

/** Rings while a call does. What makes the sound is fetched when it is first needed. */
export class RingBell {
  readonly #ringer: LazyPart<Ringer>;
  #failures = 0;
  #ringing: Ring | null = null;
  #outlets: { readonly speaker: Outlet; readonly ringer: Outlet } | null = null;

  constructor(load: LoadRinger, host: RingerHost) {
    this.#ringer = new LazyPart(async (attempt) => new (await load(attempt))(host));
  }

  /** A call that comes in can ring on another device than the one on which the others are heard. */
  comeOutOf(outlets: { readonly speaker: Outlet; readonly ringer: Outlet }): void {
    this.#outlets = outlets;
  }

  /** Null: nobody is there who could do anything about a call. */
  follow(snapshot: ClientSnapshot | null, sounds: Pick<ClientConfiguration, RingSound>): void {
    const ring = snapshot && ringOf(snapshot);
    if (ring === this.#ringing) return;
    this.#ringing = ring;
    if (ring === null) this.#ringer.value?.stop();
    else void this.#ring(ring, ring === 'waiting' ? null : (sounds[ring] ?? null));
  }

  async #ring(ring: Ring, url: string | null): Promise<void> {
    try {
      await this.#ringer.once(this.#failures);
      if (this.#ringing === ring)
        this.#ringer.value?.ring(ring, url, this.#outlets?.[ring === 'ringtone' ? 'ringer' : 'speaker'] ?? null);
    } catch {
      // Not fetched, or no sound to be had: the call is shown and announced all the same, and the next one tries again.
      this.#failures += 1;
    }
  }
}
