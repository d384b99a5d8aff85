/** Who said it: the AI assistant, or whoever calls it. */
export type ConversationRole = 'assistant' | 'user';

/** Something said, or written, in a call with an AI assistant. Frozen; what grows is told anew under the same id. */
export interface ConversationMessage {
  readonly id: string;
  readonly role: ConversationRole;
  /** All of it, as far as it is known. Empty: what was written here was not taken by the server after all. */
  readonly text: string;
  /** When it began to be told, in epoch milliseconds. */
  readonly at: number;
  /** False while more of it is expected. */
  readonly final: boolean;
}
