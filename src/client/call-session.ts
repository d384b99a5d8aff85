import type { CallSession } from '../contract/client.ts';
import type { CallSnapshot } from '../contract/snapshots.ts';
import type { CallCommandEvent } from '../machines/events.ts';

/** Hands a command to the machine; settles as the contract says. */
export type Command = (callId: string, command: CallCommandEvent) => Promise<void>;

/** Runs the page's transfer handler for a call. */
export type Transfer = (call: CallSession, destination: string) => Promise<void>;

const DIGITS = /^[0-9A-Da-d*#]+$/;

/** A call's object for its whole life: its latest state, and its commands. */
class LiveCall {
  snapshot: CallSnapshot;
  readonly #command: Command;
  readonly #transfer: Transfer;

  constructor(snapshot: CallSnapshot, command: Command, transfer: Transfer) {
    this.snapshot = snapshot;
    this.#command = command;
    this.#transfer = transfer;
  }

  answer(): Promise<void> {
    return this.#do({ name: 'answer' });
  }

  reject(): Promise<void> {
    return this.#do({ name: 'reject' });
  }

  hangup(): Promise<void> {
    return this.#do({ name: 'hangup' });
  }

  hold(): Promise<void> {
    return this.#do({ name: 'hold' });
  }

  unhold(): Promise<void> {
    return this.#do({ name: 'unhold' });
  }

  mute(): Promise<void> {
    return this.#do({ name: 'mute' });
  }

  unmute(): Promise<void> {
    return this.#do({ name: 'unmute' });
  }

  sendDigits(digits: string): Promise<void> {
    return this.#do({ name: 'dtmf', digits });
  }

  transfer(destination: string): Promise<void> {
    return this.#transfer(this as unknown as CallSession, destination);
  }

  #do(command: CallCommandEvent): Promise<void> {
    return this.#command(this.snapshot.id, command);
  }
}

/** True for what can be sent as DTMF. */
export function areDigits(digits: string): boolean {
  return DIGITS.test(digits);
}

/** Makes a call's object; `update` gives it each new state. Its properties are those of the latest snapshot. */
export function createCallSession(
  snapshot: CallSnapshot,
  command: Command,
  transfer: Transfer,
): { readonly session: CallSession; update(next: CallSnapshot): void } {
  const live = new LiveCall(snapshot, command, transfer);
  for (const name of Object.keys(snapshot) as (keyof CallSnapshot)[]) {
    Object.defineProperty(live, name, { enumerable: true, get: () => live.snapshot[name] });
  }
  return {
    session: live as unknown as CallSession,
    update(next) {
      live.snapshot = next;
    },
  };
}
