import { PhoneError } from '../contract/errors.ts';
import type { Outcome } from '../machines/effects.ts';
import { overtaken } from './wait.ts';

interface Waiting {
  readonly callId: string;
  resolve(): void;
  reject(error: Error): void;
}

/** The promises of commands on their way, by the number under which the machine settles them. */
export class Tickets {
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  issue(callId: string): { readonly ticket: number; readonly promise: Promise<void> } {
    const ticket = ++this.#last;
    const promise = new Promise<void>((resolve, reject) => this.#waiting.set(ticket, { callId, resolve, reject }));
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
        waiting.reject(overtaken());
        return null;
      case 'failed': {
        const { code, message, sdkCode } = outcome;
        const { callId } = waiting;
        const error = new PhoneError(code, message === null ? { sdkCode, callId } : { message, sdkCode, callId });
        waiting.reject(error);
        return error;
      }
    }
  }
}
