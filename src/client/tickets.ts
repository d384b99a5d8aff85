import { PhoneError } from '../contract/errors.ts';
import type { Outcome } from '../machines/effects.ts';

interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

/** The promises of commands on their way, by the number under which the machine settles them. */
export class Tickets {
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  issue(): { readonly ticket: number; readonly promise: Promise<void> } {
    const ticket = ++this.#last;
    const promise = new Promise<void>((resolve, reject) => this.#waiting.set(ticket, { resolve, reject }));
    return { ticket, promise };
  }

  /** Returns the error of a promise that failed, for the page to hear of too. */
  settle(ticket: number, outcome: Outcome): PhoneError | null {
    const waiting = this.#waiting.get(ticket);
    if (waiting === undefined) return null;
    this.#waiting.delete(ticket);
    switch (outcome.kind) {
      case 'done':
        waiting.resolve();
        return null;
      case 'overtaken':
        waiting.reject(new DOMException('A later command overtook this one.', 'AbortError'));
        return null;
      case 'failed': {
        const { code, message, sdkCode } = outcome;
        const error = new PhoneError(code, message === null ? { sdkCode } : { message, sdkCode });
        waiting.reject(error);
        return error;
      }
    }
  }
}
