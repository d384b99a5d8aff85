import type { ConversationMessage, ConversationRole } from '../contract/conversation.ts';

/** How long nothing more of a message has to come for it to be all, in milliseconds: no message says that it is. */
export const SETTLES_AFTER = 1500;

/**
 * The conversation of one call with an AI assistant, as it is told on the wire: the assistant's words in pieces, the
 * caller's as they are understood. What is told twice is there once. Pure, but for what it remembers.
 */
export class Conversation {
  readonly #messages = new Map<string, ConversationMessage>();
  /** What was written here and has not come back yet, by its text. */
  readonly #written = new Map<string, string>();
  /** The ids under which the server has what was written here. */
  readonly #aliases = new Map<string, string>();
  #count = 0;

  /** The messages that are new, or have changed. */
  hear(params: Readonly<Record<string, unknown>>, at: number): readonly ConversationMessage[] {
    switch (params['type']) {
      case 'response.created':
        return this.settle();
      case 'response.text.delta':
        return this.#grow(text(params['item_id']), text(params['delta']), at);
      case 'response.text.done':
      case 'response.done':
        return this.settle();
      case 'conversation.item.created':
        return this.#item(params['item'], at);
      default:
        return [];
    }
  }

  /** Something is written to the assistant: it is there at once, and once. */
  write(words: string, at: number): readonly ConversationMessage[] {
    const id = `written-${(this.#count += 1)}`;
    this.#written.set(words, id);
    return [...this.settle(), ...this.#put({ id, role: 'user', text: words, at, final: false })];
  }

  /** It was not taken. */
  withdraw(words: string): readonly ConversationMessage[] {
    const message = this.#messages.get(this.#written.get(words) ?? '');
    this.#written.delete(words);
    return message === undefined ? [] : this.#put({ ...message, text: '', final: true });
  }

  /** Nothing more comes of what is open. */
  settle(except?: string): readonly ConversationMessage[] {
    return [...this.#messages.values()]
      .filter(({ id, final }) => !final && id !== except)
      .flatMap((message) => this.#put({ ...message, final: true }));
  }

  /** Whether more is expected of anything. */
  get open(): boolean {
    return [...this.#messages.values()].some(({ final }) => !final);
  }

  #grow(id: string | null, delta: string | null, at: number): readonly ConversationMessage[] {
    if (id === null || delta === null) return [];
    const before = this.#messages.get(id);
    const grown = `${before?.text ?? ''}${delta}`.trimStart();
    const message = { id, role: before?.role ?? 'assistant', text: grown, at: before?.at ?? at, final: false } as const;
    return grown === '' ? [] : [...this.settle(id), ...this.#put(message)];
  }

  #item(item: unknown, at: number): readonly ConversationMessage[] {
    if (!isRecord(item) || item['type'] !== 'message') return [];
    const { role, status } = item;
    const told = text(item['id']);
    const words = wordsOf(item['content']);
    if (told === null || words === '' || !isRole(role)) return [];
    const id = this.#ownId(told, role, words);
    const before = this.#messages.get(id);
    const final = status !== 'in_progress';
    // Of what is complete, a part that comes late says nothing.
    if (before?.final && !final) return [];
    return [...this.settle(id), ...this.#put({ id, role, text: words, at: before?.at ?? at, final })];
  }

  /** What was written here comes back under an id of the server's. */
  #ownId(told: string, role: ConversationRole, words: string): string {
    const known = this.#aliases.get(told);
    const written = role === 'user' ? this.#written.get(words) : undefined;
    if (known !== undefined || written === undefined || this.#messages.has(told)) return known ?? told;
    this.#written.delete(words);
    this.#aliases.set(told, written);
    return written;
  }

  #put(message: ConversationMessage): readonly ConversationMessage[] {
    const before = this.#messages.get(message.id);
    if (before?.text === message.text && before.final === message.final) return [];
    const frozen = Object.freeze(message);
    this.#messages.set(message.id, frozen);
    return [frozen];
  }
}

/** The texts of an item's parts; some servers send one text in their place. */
function wordsOf(content: unknown): string {
  if (!Array.isArray(content)) return text(content)?.trim() ?? '';
  return content
    .flatMap((part: unknown) => (isRecord(part) ? (text(part['transcript']) ?? text(part['text']) ?? []) : []))
    .join(' ')
    .trim();
}

function isRole(role: unknown): role is ConversationRole {
  return role === 'assistant' || role === 'user';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
