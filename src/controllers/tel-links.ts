import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { pageSlot } from '../registry.ts';
import type { TelLinks } from './lazy/tel-links.ts';

/** What a `tel:` link names. */
export interface TelNumber {
  readonly number: string;
  /** The digits behind which a local number stands; empty without any. */
  readonly context: string;
}

/** Who takes the numbers of the page's links. */
export type TelTaker = (number: TelNumber) => void;

/** One for the page, whichever copy of the package has it: a click is one number. */
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
const load = async (_attempt: number): Promise<TelLinks> =>
  pageSlot('tel-links', (await import('./lazy/tel-links.ts')).createTelLinks);

/** Takes the page's `tel:` links for its host, for as long as that is in the document and asks for them. */
export class TelLinkController implements ReactiveController {
  readonly #wanted: () => boolean;
  readonly #take: TelTaker;
  #links: Promise<TelLinks> | null = null;
  /** How often it could not be fetched; with the next rendering it is tried again. */
  #failures = 0;

  constructor(host: ReactiveControllerHost, wanted: () => boolean, take: TelTaker) {
    this.#wanted = wanted;
    this.#take = take;
    host.addController(this);
  }

  hostUpdate(): void {
    if (!this.#wanted()) this.hostDisconnected();
    else if (!this.#links) {
      // One for the page, whichever copy of the package has it: a click is one number.
      this.#links = load(this.#failures);
      this.#links.then(
        (links) => this.#links && links.add(this.#take),
        () => {
          this.#failures += 1;
          this.#links = null;
        },
      );
    }
  }

  hostConnected(): void {
    this.hostUpdate();
  }

  hostDisconnected(): void {
    this.#links?.then((links) => links.delete(this.#take)).catch(() => undefined);
    this.#links = null;
  }
}
