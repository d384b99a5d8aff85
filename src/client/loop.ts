import type { ClientSnapshot } from '../contract/snapshots.ts';
import type { Effect } from '../machines/effects.ts';
import type { MachineEvent } from '../machines/events.ts';
import type { Machine } from './machine.ts';
import { throwLater } from './throw-later.ts';

export interface LoopHost {
  /** Carries out one effect. */
  run(effect: Effect): void;
  /** Called for every state that differs, before the next event is handled. */
  publish(next: ClientSnapshot, previous: ClientSnapshot, at: number): void;
  /** Called before the machine is asked what time alone has brought about. */
  beforeTick(): void;
  /** Looks at the calls' packets now, and tells the machine; null when there are none to look at. Settles soon. */
  look(): Promise<void> | null;
}

/**
 * A tick that comes later than this, in milliseconds, was held up by the page: packets have come meanwhile that nobody
 * has counted, and would be missed by a judgement on time alone.
 */
const LATE = 1000;

/** The longest that a timer can wait, in milliseconds: it overflows beyond, and would fire at once, again and again. */
const LONGEST = 2 ** 31 - 1;

/** What only tells the page something: it comes when the state that it speaks of is shown. */
const TELLING: readonly Effect['type'][] = ['report', 'settle', 'token-expiring'];

/**
 * Runs the machine: one event at a time, what is to be done first, then the new state is shown, then what there is to
 * tell is told; and owns the client's one timer.
 */
export class Loop {
  readonly #host: LoopHost;
  readonly #now: () => number;
  readonly #queue: MachineEvent[] = [];
  #machine: Machine;
  #snapshot: ClientSnapshot;
  #running = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking = false;

  /** `now` answers in epoch milliseconds. */
  constructor(host: LoopHost, machine: Machine, now = (): number => Date.now()) {
    this.#host = host;
    this.#now = now;
    this.#machine = machine;
    this.#snapshot = machine.view(null);
  }

  get snapshot(): ClientSnapshot {
    return this.#snapshot;
  }

  /** Goes on with another machine, which says the same of what both know: the connection, which is returned. */
  become(next: (before: Machine) => Machine): Machine['connection'] {
    this.#machine = next(this.#machine);
    return this.#machine.connection;
  }

  /** What is dispatched from inside an effect or a listener waits its turn: every listener sees the state it is told of. */
  dispatch(event: MachineEvent): void {
    this.#queue.push(event);
    if (this.#running) return;
    this.#running = true;
    let wakeAt: number | null = null;
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) wakeAt = this.#step(next);
    } finally {
      this.#running = false;
    }
    this.#schedule(wakeAt);
  }

  #step(event: MachineEvent): number | null {
    const at = this.#now();
    const { machine, effects, raise, wakeAt } = this.#machine.step(event, at);
    this.#machine = machine;
    this.#queue.unshift(...raise);
    const previous = this.#snapshot;
    this.#snapshot = machine.view(previous);
    for (const effect of effects) if (!TELLING.includes(effect.type)) this.#run(effect);
    if (this.#snapshot !== previous) this.#host.publish(this.#snapshot, previous, at);
    for (const effect of effects) if (TELLING.includes(effect.type)) this.#run(effect);
    return wakeAt;
  }

  /** One effect that fails must not take the others, the events that wait or the timer with it. */
  #run(effect: Effect): void {
    try {
      this.#host.run(effect);
    } catch (error) {
      throwLater(error);
    }
  }

  #schedule(wakeAt: number | null): void {
    clearTimeout(this.#timer);
    if (wakeAt === null || this.#looking) return;
    const delay = Math.min(Math.max(0, wakeAt - this.#now()), LONGEST);
    this.#timer = setTimeout(() => this.#due(wakeAt), delay);
  }

  #due(wakeAt: number): void {
    const look = this.#now() - wakeAt > LATE ? this.#host.look() : null;
    if (look === null) {
      this.#tick();
      return;
    }
    this.#looking = true;
    void look.finally(() => {
      this.#looking = false;
      this.#tick();
    });
  }

  #tick(): void {
    this.#host.beforeTick();
    this.dispatch({ type: 'tick' });
  }
}
