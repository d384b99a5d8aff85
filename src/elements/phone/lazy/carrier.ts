import type { FloatingHost } from '../floating.ts';
import { HOME, moved, nextCorner, storedPlace, storePlace, type Place } from './place.ts';

/** Pixels that a pointer moves before it carries: hands that press are not still. */
const SLACK = 6;

/** Pixels for each press of an arrow key. */
const STEP = 32;

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** What is for pressing is not for carrying, but for these. */
const HANDLES = '.launcher, .move, .window header';
const PRESSED = 'a, button, input, select, textarea, [role="button"]';

interface Vector {
  readonly x: number;
  readonly y: number;
}

/** Lets a user put the phone where it is not in the way: by pointer, by arrow keys, or from corner to corner. */
export class Carrier {
  readonly #host: FloatingHost;
  #place: Place = storedPlace();
  #elements: readonly HTMLElement[] = [];
  /** The press that is about to end has carried it. */
  #carried = false;

  constructor(host: FloatingHost) {
    this.#host = host;
  }

  /** To be called after each rendering. */
  settle(elements: readonly HTMLElement[]): void {
    this.#elements = elements;
    this.#put(this.#physical());
  }

  /** Whether a click is only the end of carrying. */
  carried({ detail }: MouseEvent): boolean {
    return this.#carried && detail > 0;
  }

  readonly next = (event: MouseEvent): void => {
    if (!this.carried(event)) this.#settleAt(nextCorner(this.#place));
  };

  readonly keydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const arrow = ARROWS[event.key];
    if (!arrow && event.key !== 'Home') return;
    event.preventDefault();
    const [x, y] = arrow ?? [0, 0];
    this.#settleAt(arrow ? moved(this.#place, { x, y }, this.#free(this.#shown), this.#rtl) : HOME);
  };

  /** A pointer goes down: on a handle it may be about to carry. */
  readonly grasp = (down: PointerEvent): void => {
    this.#carried = false;
    const handle = graspedIn(down);
    if (!handle || down.button !== 0 || !down.isPrimary) return;
    const from = this.#place;
    const { pointerId } = down;
    const free = this.#free(this.#shown);
    const end = new AbortController();
    // At once: a pointer that is quick is beside the handle with its first move.
    handle.setPointerCapture(pointerId);
    const listen = (type: string, listener: (event: PointerEvent) => void): void =>
      handle.addEventListener(type, (event) => listener(event as PointerEvent), { signal: end.signal });
    listen('pointermove', (event) => {
      const by = { x: event.clientX - down.clientX, y: event.clientY - down.clientY };
      if (event.pointerId !== pointerId || (!this.#carried && Math.hypot(by.x, by.y) < SLACK)) return;
      this.#carried = true;
      this.#place = moved(from, by, free, this.#rtl);
      this.#put(this.#physical());
    });
    for (const type of ['pointerup', 'pointercancel']) {
      listen(type, (event) => {
        if (event.pointerId !== pointerId) return;
        end.abort();
        if (this.#carried) this.#settleAt(this.#place);
      });
    }
  };

  #settleAt(place: Place): void {
    this.#place = place;
    this.#put(this.#physical());
    storePlace(place);
  }

  get #rtl(): boolean {
    return getComputedStyle(this.#host).direction === 'rtl';
  }

  get #shown(): HTMLElement | undefined {
    return this.#elements.find((element) => element.matches(':popover-open'));
  }

  #physical(): Vector {
    const { inline, block } = this.#place;
    return { x: this.#rtl ? 1 - inline : inline, y: block };
  }

  #put({ x, y }: Vector, elements = this.#elements): void {
    for (const { style } of elements) {
      style.setProperty('--_x', String(x));
      style.setProperty('--_y', String(y));
    }
  }

  /** How many pixels it can be moved by, as the styles have it: safe areas and all. */
  #free(element: HTMLElement | undefined): Vector {
    if (!element) return { x: 0, y: 0 };
    const at = (fraction: number): DOMRect => {
      this.#put({ x: fraction, y: fraction }, [element]);
      return element.getBoundingClientRect();
    };
    const first = at(0);
    const last = at(1);
    this.#put(this.#physical(), [element]);
    return { x: last.left - first.left, y: last.top - first.top };
  }
}

/** The handle that a pointer went down on; null where there is something else to be pressed. */
function graspedIn(event: PointerEvent): HTMLElement | null {
  for (const each of event.composedPath()) {
    if (!(each instanceof HTMLElement)) continue;
    if (each.matches(HANDLES)) return each;
    if (each.matches(PRESSED)) return null;
  }
  return null;
}
