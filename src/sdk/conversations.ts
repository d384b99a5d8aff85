import type { ConversationMessage } from '../contract/conversation.ts';
import { Conversation, SETTLES_AFTER } from './conversation.ts';
import type { SdkCall } from './sdk-shape.ts';

/** The conversations of a session's calls. Outlasts the SDK's objects: a call that is brought back goes on with its own. */
export class Conversations {
  readonly #tell: (callId: string, message: ConversationMessage) => void;
  readonly #byCall = new Map<string, Conversation>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (callId: string, message: ConversationMessage) => void) {
    this.#tell = tell;
  }

  hear(callId: string, params: Readonly<Record<string, unknown>>): void {
    this.#told(callId, this.#of(callId).hear(params, Date.now()));
    this.#wait();
  }

  /** Resolves when the server has taken it; may never settle on a dead socket. */
  async write(call: SdkCall, text: string): Promise<void> {
    const conversation = this.#of(call.id);
    this.#told(call.id, conversation.write(text, Date.now()));
    this.#wait();
    try {
      // Without a list the SDK throws.
      await call.sendConversationMessage(text, []);
    } catch (error) {
      this.#told(call.id, conversation.withdraw(text));
      throw error;
    }
  }

  /** The call is over: nothing more is said in it. */
  end(callId: string): void {
    const conversation = this.#byCall.get(callId);
    if (conversation !== undefined) this.#told(callId, conversation.settle());
    this.#byCall.delete(callId);
  }

  rest(): void {
    clearTimeout(this.#timer);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const open = [...this.#byCall.values()].some((conversation) => conversation.open);
    if (open) this.#timer = setTimeout(() => this.#settle(), SETTLES_AFTER);
  }

  #settle(): void {
    for (const [callId, conversation] of this.#byCall) this.#told(callId, conversation.settle());
  }

  #of(callId: string): Conversation {
    const known = this.#byCall.get(callId) ?? new Conversation();
    this.#byCall.set(callId, known);
    return known;
  }

  #told(callId: string, messages: readonly ConversationMessage[]): void {
    for (const message of messages) this.#tell(callId, message);
  }
}
