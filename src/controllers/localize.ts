import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PhoneClient } from '../contract/client.ts';
import type { ErrorCode } from '../contract/errors.ts';
import { duration, lookup, lookupError, onTextsChange, seconds, type Texts } from '../localization/localize.ts';

export type LocalizedHost = ReactiveControllerHost & { readonly client: PhoneClient };

/** Looks up an element's texts, and renders it anew when the page replaces them. */
export class LocalizeController<Ours extends Texts> implements ReactiveController {
  readonly #host: LocalizedHost;
  readonly #ours: Ours;
  #release: (() => void) | null = null;

  readonly seconds = seconds;
  readonly duration = duration;

  constructor(host: LocalizedHost, ours: Ours) {
    this.#host = host;
    this.#ours = ours;
    host.addController(this);
  }

  hostConnected(): void {
    this.#release = onTextsChange(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#release?.();
  }

  readonly text = (key: keyof Ours & string, values?: Record<string, string | number>): string =>
    lookup(this.#ours, key, values);

  /** See `lookupError`. */
  readonly problem = (code: ErrorCode, message?: string): string => lookupError(this.#host.client, code, message);
}
