import type { CallSnapshot } from '../../contract/snapshots.ts';
import { isLive } from '../../selectors/current-call.ts';

/** What the user has opened in the phone: in the place of number entry, or beside the call that is shown. */
export class Opened {
  /** The calls that are over are shown in the place of number entry. */
  recent = false;
  /** The call in the middle of which the number of another is entered. */
  adding: string | null = null;

  readonly #changed: () => void;
  /** The devices are shown, beside this call or none. */
  #choosing: { readonly call: string | undefined } | null = null;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The devices are shown. */
  get choosing(): boolean {
    return this.#choosing !== null;
  }

  /** To be called before each rendering. `dialling`: a call is wished for. */
  follow(call: CallSnapshot | null, dialling: boolean): void {
    // Another call, which may ring, is what matters now; that one is over is no reason to take the devices away.
    if (call && isLive(call) && call.id !== this.#choosing?.call) this.#choosing = null;
    if (call?.id !== this.adding || dialling) this.adding = null;
    if (dialling || (call && isLive(call) && call.id !== this.adding)) this.recent = false;
  }

  show(recent: boolean): void {
    this.recent = recent;
    this.#changed();
  }

  /** The number of another call is entered in the middle of this one; null: of none any more. */
  add(call: CallSnapshot | null): void {
    this.adding = call?.id ?? null;
    this.#changed();
  }

  choose(open: boolean, call: CallSnapshot | null): void {
    this.#choosing = open ? { call: call?.id } : null;
    this.#changed();
  }

  /** Number entry is to be seen, beside this call if it is alive. */
  enter(call: CallSnapshot | null): void {
    this.recent = false;
    this.#choosing = null;
    this.adding = call && isLive(call) ? call.id : null;
  }

  /** Closes what the Escape key closes; true if there was anything. `recent`: the calls that are over are to be seen. */
  close(recent: boolean): boolean {
    const open = recent || this.adding !== null || this.choosing;
    if (recent) this.recent = false;
    else this.adding = null;
    this.#choosing = null;
    if (open) this.#changed();
    return open;
  }
}
