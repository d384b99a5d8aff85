import type { CallSession } from '../contract/client.ts';
import type { ConversationMessage } from '../contract/conversation.ts';
import type { CallSnapshot } from '../contract/snapshots.ts';
import { createCallSession, type CallSessionHost } from './call-session.ts';
import { Transcripts } from './transcripts.ts';

/** The call objects of the page: one a call, for as long as the call is in the snapshot. */
export class CallSessions {
  readonly #byId = new Map<string, ReturnType<typeof createCallSession>>();
  readonly #transcripts = new Transcripts();
  readonly #host: CallSessionHost;

  constructor(host: Omit<CallSessionHost, 'conversation'>) {
    this.#host = { ...host, conversation: (callId) => this.#transcripts.of(callId) };
  }

  of(call: CallSnapshot): CallSession {
    let live = this.#byId.get(call.id);
    if (live === undefined) {
      live = createCallSession(call, this.#host);
      this.#byId.set(call.id, live);
    }
    return live.session;
  }

  /** Something was said in this call; null when it is not there any more. */
  hear(callId: string, message: ConversationMessage): CallSession | null {
    const live = this.#byId.get(callId);
    if (live === undefined) return null;
    this.#transcripts.add(callId, message);
    return live.session;
  }

  /** Brings all up to date, and lets go of those whose call is no longer shown. */
  update(calls: readonly CallSnapshot[]): void {
    const ids = new Set(calls.map(({ id }) => id));
    for (const call of calls) this.#byId.get(call.id)?.update(call);
    for (const id of this.#byId.keys()) {
      if (ids.has(id)) continue;
      this.#byId.delete(id);
      this.#transcripts.forget(id);
    }
  }
}
