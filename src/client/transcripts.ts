import type { ConversationMessage } from '../contract/conversation.ts';

const NOTHING_SAID: readonly ConversationMessage[] = Object.freeze([]);

/** What was said in each call, for as long as the page has the call. */
export class Transcripts {
  readonly #byCall = new Map<string, readonly ConversationMessage[]>();

  of(callId: string): readonly ConversationMessage[] {
    return this.#byCall.get(callId) ?? NOTHING_SAID;
  }

  /** Another list, with this message in its place; one without a text was not taken, and is gone. */
  add(callId: string, message: ConversationMessage): void {
    const before = this.of(callId);
    const known = before.some(({ id }) => id === message.id);
    const after = known ? before.map((each) => (each.id === message.id ? message : each)) : [...before, message];
    this.#byCall.set(callId, Object.freeze(after.filter(({ text }) => text !== '')));
  }

  forget(callId: string): void {
    this.#byCall.delete(callId);
  }
}
