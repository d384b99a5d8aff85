import type { Outlet } from '../outlet.ts';

interface SinkContext {
  setSinkId?: (id: string) => Promise<void>;
}

/** Something that can be heard elsewhere. */
interface Sound {
  setSinkId(id: string): Promise<void>;
}

/** A speaker by the browser's id for it; the empty one is the system's default. */
export class Sink implements Outlet {
  #id = '';
  #turn = {};
  /** What is gone is not kept for its sake. */
  readonly #sounds = new Set<WeakRef<Sound>>();

  get id(): string {
    return this.#id;
  }

  /** Everything is heard there from now on. Rejects, and all is as before, where that cannot be. */
  async use(id: string): Promise<void> {
    const turn = (this.#turn = {});
    // Tried where nobody hears it first.
    await probe(id);
    if (this.#turn !== turn) return;
    this.#id = id;
    await Promise.all([...this.#live()].map((sound) => sound.setSinkId(id).catch(() => undefined)));
  }

  element(element: HTMLMediaElement): void {
    this.#add(element);
  }

  destination(context: AudioContext): AudioNode {
    if ('setSinkId' in context) this.#add(context as AudioContext & Sound);
    else if (this.#id !== '') return this.#detour(context);
    return context.destination;
  }

  /** Where contexts have no speaker of their own, an element plays for them. */
  #detour(context: AudioContext): AudioNode {
    const node = context.createMediaStreamDestination();
    const element = new Audio();
    element.srcObject = node.stream;
    this.#add(element);
    // Whoever makes the sound looks whether it is kept back.
    element.play().catch(() => undefined);
    context.addEventListener('statechange', () => {
      if (context.state === 'closed') element.srcObject = null;
      else element.play().catch(() => undefined);
    });
    return node;
  }

  #add(sound: Sound): void {
    this.#sounds.add(new WeakRef(sound));
    // A speaker that is gone leaves the default, which is better than silence.
    if (this.#id !== '') sound.setSinkId(this.#id).catch(() => undefined);
  }

  *#live(): Iterable<Sound> {
    for (const ref of this.#sounds) {
      const sound = ref.deref();
      if (sound === undefined || (sound as SinkContext & { state?: string }).state === 'closed')
        this.#sounds.delete(ref);
      else yield sound;
    }
  }
}

export const canChooseSpeakers = (): boolean => 'setSinkId' in HTMLMediaElement.prototype;

async function probe(id: string): Promise<void> {
  if (id !== '') await new Audio().setSinkId(id);
}
