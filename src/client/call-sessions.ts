import type { CallSession } from '../contract/client.ts';
import type { CallSnapshot } from '../contract/snapshots.ts';
import { createCallSession, type Command, type Transfer } from './call-session.ts';

/** The call objects of the page: one a call, for as long as the call is in the snapshot. */
export class CallSessions {
  readonly #byId = new Map<string, ReturnType<typeof createCallSession>>();
  readonly #command: Command;
  readonly #transfer: Transfer;

  constructor(command: Command, transfer: Transfer) {
    this.#command = command;
    this.#transfer = transfer;
  }

  of(call: CallSnapshot): CallSession {
    let live = this.#byId.get(call.id);
    if (live === undefined) {
      live = createCallSession(call, this.#command, this.#transfer);
      this.#byId.set(call.id, live);
    }
    return live.session;
  }

  /** Brings all up to date, and lets go of those whose call is no longer shown. */
  update(calls: readonly CallSnapshot[]): void {
    const ids = new Set(calls.map(({ id }) => id));
    for (const call of calls) this.#byId.get(call.id)?.update(call);
    for (const id of this.#byId.keys()) if (!ids.has(id)) this.#byId.delete(id);
  }
}
