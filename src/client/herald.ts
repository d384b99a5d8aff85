import type { Problem } from '../contract/client.ts';
import { explain, PhoneError, type ErrorCode } from '../contract/errors.ts';
import { TelnyxEvent, type ClientEventMap, type ClientEventName } from '../contract/events.ts';
import type { ClientSnapshot } from '../contract/snapshots.ts';
import { report, type ReportEffect } from '../machines/effects.ts';
import { throwLater } from './throw-later.ts';

/** Tells whoever listens to the phone what happens: by events, and by each new snapshot. */
export class Herald {
  readonly #targets: () => readonly EventTarget[];
  readonly #listeners = new Set<(snapshot: ClientSnapshot) => void>();

  /** @param targets where events are dispatched: the client, the document, every element */
  constructor(targets: () => readonly EventTarget[]) {
    this.#targets = targets;
  }

  /**
   * Dispatches an event on each target, with one `detail`: a page listens in one place, and an element's own listeners
   * hear it too, though nothing bubbles. False when anybody prevented the default.
   */
  tell<Name extends ClientEventName>(name: Name, detail: ClientEventMap[Name]): boolean {
    Object.freeze(detail);
    let allowed = true;
    for (const target of this.#targets()) allowed = target.dispatchEvent(new TelnyxEvent(name, detail)) && allowed;
    return allowed;
  }

  /** As the machine has it, in the words of the contract where it has none of its own. */
  problem({ severity, code, sdkCode, message, callId, fatal }: ReportEffect): void {
    const name = severity === 'error' ? 'telnyx-error' : 'telnyx-warning';
    this.tell(name, { code, sdkCode, name: code, message: message ?? explain(code), fatal, callId });
  }

  error({ code, message, callId = null, fatal = false }: Problem): void {
    this.problem(report(code, { message: message ?? null, callId, fatal }));
  }

  warn(code: ErrorCode, message: string | null = null): void {
    this.problem(report(code, { severity: 'warning', message }));
  }

  /** The error to throw, which is told of too. */
  refusal(code: ErrorCode, message?: string): PhoneError {
    const error = new PhoneError(code, message === undefined ? {} : { message });
    this.error({ code, message: error.message });
    return error;
  }

  subscribe(listener: (snapshot: ClientSnapshot) => void): () => void {
    // A listener given twice is called twice, and each way out ends one.
    const own = (snapshot: ClientSnapshot): void => listener(snapshot);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** To every subscriber; what one throws stops none of the others. */
  publish(snapshot: ClientSnapshot): void {
    for (const listener of [...this.#listeners]) {
      if (!this.#listeners.has(listener)) continue;
      try {
        listener(snapshot);
      } catch (error) {
        throwLater(error);
      }
    }
  }
}
