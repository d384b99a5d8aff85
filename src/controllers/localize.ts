import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ERROR_MESSAGES, type ErrorCode } from '../contract/errors.ts';
import { duration, lookup, onTextsChange, seconds, type Texts } from '../localization/localize.ts';

/** Looks up an element's texts, and renders it anew when the page replaces them. */
export class LocalizeController<Ours extends Texts> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #ours: Ours;
  #release: (() => void) | null = null;

  readonly seconds = seconds;
  readonly duration = duration;

  constructor(host: ReactiveControllerHost, ours: Ours) {
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

  /**
   * What happened and what to do about it: the page's text, else the code's general sentence in another language, else
   * the message, which is English, else the English sentence.
   */
  readonly problem = (code: ErrorCode, message: string = ERROR_MESSAGES[code]): string =>
    lookup({ [code]: message }, code);
}
