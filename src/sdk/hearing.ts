import type { Observation } from '../contract/observations.ts';
import type { Signal } from './signals.ts';
import { NOTHING_SEEN, translate, type Memory } from './translate.ts';

/** Hears each batch of signals before it is translated: how traces are recorded. */
export type Tap = (signals: readonly Signal[]) => void;

/**
 * Takes what the SDK says, and tells it, in our words, once the SDK has finished speaking: an exception inside its
 * handlers, or a command, would corrupt what it is doing.
 */
export class Hearing {
  readonly #observe: (observations: readonly Observation[]) => void;
  readonly #tap: Tap | undefined;
  readonly #pending: (Signal | (() => Signal))[] = [];
  #memory: Memory = NOTHING_SEEN;

  constructor(observe: (observations: readonly Observation[]) => void, tap: Tap | undefined) {
    this.#observe = observe;
    this.#tap = tap;
  }

  /** A signal that can be read off only later comes as what reads it. */
  heard(signal: Signal | (() => Signal)): void {
    this.#pending.push(signal);
    if (this.#pending.length === 1) queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    const signals = this.#pending.splice(0).map((signal) => (typeof signal === 'function' ? signal() : signal));
    this.#tap?.(signals);
    const { memory, observations } = translate(this.#memory, signals);
    this.#memory = memory;
    if (observations.length > 0) this.#observe(observations);
  }
}
