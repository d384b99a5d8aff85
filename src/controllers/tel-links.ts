import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { LazyPart } from '../persist.ts';
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
const links = new LazyPart<TelLinks>(
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  async (_attempt) => pageSlot('tel-links', (await import('./lazy/tel-links.ts')).createTelLinks),
);

type LinkHost = ReactiveControllerHost & HTMLElement;

/** Takes the page's `tel:` links for its host, for as long as that is in the document and asks for them. */
export class TelLinkController implements ReactiveController {
  readonly #host: LinkHost;
  readonly #wanted: () => boolean;
  readonly #take: TelTaker;

  constructor(host: LinkHost, wanted: () => boolean, take: TelTaker) {
    this.#host = host;
    this.#wanted = wanted;
    this.#take = take;
    host.addController(this);
  }

  hostUpdate(): void {
    const { value } = links;
    if (!this.#host.isConnected || !this.#wanted()) value?.delete(this.#take);
    else if (value) value.add(this.#take);
    else void links.fetch().then(() => this.hostUpdate());
  }

  hostConnected(): void {
    this.hostUpdate();
  }

  hostDisconnected(): void {
    this.hostUpdate();
  }
}
