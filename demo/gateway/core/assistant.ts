/**
 * An AI assistant at the far end of a leg: what it says, and what it makes of what is written to it. The messages are
 * those that Telnyx's SDKs read: they name no call, and the assistant's words come in pieces, with no message at their
 * end.
 */
import { CODES, Refusal, isObject } from './jsonrpc.ts';
import type { Params } from './jsonrpc.ts';
import { optionalText, text } from './params.ts';
import { reply, request } from './send.ts';
import type { Call } from './calls.ts';
import type { Draft, GatewayState, Leg, Session } from './state.ts';

/** Users of assistant logins; their calls need no number. */
export const ANONYMOUS = 'anonymous:';

/** What was said on a leg, by whom. */
export interface Said {
  role: 'assistant' | 'user';
  text: string;
}

/** The conversation of a leg, and what is yet to be told of it, in its order. */
export interface Conversation {
  due: { at: number; params: Params }[];
  said: Said[];
  /** When the caller is heard to say something; null when that is over, or something was written instead. */
  hearsAt: number | null;
}

const GREETING_MS = 200;
const PIECE_MS = 120;
const LISTENING_MS = 2_500;
const HEARING_MS = 400;
const THINKING_MS = 500;
const MAX_TEXT = 4_000;
const MAX_PARTS = 16;

const GREETING = 'Hello, this is the assistant of the house. What can I do for you?';
/** What the caller is heard to ask: nobody here understands speech. */
const QUESTION = 'When are you open?';

/** The answer to a question with this word in it; the last one fits all. */
const ANSWERS: readonly (readonly [word: RegExp, answer: (question: string) => string])[] = [
  [/open|hours/i, () => 'We are open from Monday to Friday, from nine to five.'],
  [/deliver|send|ship/i, () => 'Orders are sent within two working days, and arrive within a week.'],
  [/long/i, () => `Gladly. ${'There is a great deal to be told of that, and here is some of it. '.repeat(8)}`.trim()],
  [/^/, (question) => `You said: “${question}”. I shall pass it on.`],
];

const answerTo = (question: string): string => ANSWERS.find(([word]) => word.test(question))?.[1](question) ?? '';

/** Whether the user's login was to an assistant that this gateway has; true for those who did not ask for one. */
export function isServed(state: GatewayState, user: string): boolean {
  return !user.startsWith(ANONYMOUS) || state.settings.assistants.includes(user.slice(ANONYMOUS.length));
}

export const reachesAssistant = (session: Session): boolean => session.user.startsWith(ANONYMOUS);

/** The call was answered: the assistant greets, and hears the caller once. */
export function greet(draft: Draft, leg: Leg): void {
  const { conversation } = leg;
  if (!conversation) return;
  conversation.hearsAt = say(draft, conversation, GREETING, draft.at + GREETING_MS) + LISTENING_MS;
}

/** `ai_conversation` of a client: something written to the assistant, or what came of a tool that it asked for. */
export function converse({ draft, socket, session, id, params }: Call): void {
  const kind = text(params, 'type', 64);
  if (kind !== 'conversation.item.create') throw bad(`unknown type "${kind}"`);
  const { item } = params;
  if (!isObject(item)) throw bad('"item" is missing');
  const leg = [...draft.state.legs.values()].find((each) => each.session === session.id && each.conversation);
  if (!leg?.conversation || leg.phase !== 'active') throw new Refusal(CODES.noSuchDialog, 'NO CONVERSATION');
  if (item['type'] === 'message') write(draft, leg.conversation, item);
  else if (item['type'] !== 'function_call_output') throw bad('the item is no message');
  if (id !== null) reply(draft, socket.id, id, { message: 'SENT' });
}

function write(draft: Draft, conversation: Conversation, item: Params): void {
  const itemId = text(item, 'id', 128);
  if (item['role'] !== 'user') throw bad('"role" must be "user"');
  const written = writtenIn(item['content']);
  conversation.hearsAt = null;
  conversation.due.push({ at: draft.at, params: created(itemId, written, 'completed') });
  conversation.said.push({ role: 'user', text: written });
  say(draft, conversation, answerTo(written), draft.at + THINKING_MS);
}

function writtenIn(content: unknown): string {
  if (!Array.isArray(content) || content.length === 0 || content.length > MAX_PARTS) {
    throw bad('"content" must be a short list');
  }
  return content
    .map((part: unknown) => {
      if (!isObject(part)) throw bad('"content" must hold objects');
      if (part['type'] === 'input_text') return text(part, 'text', MAX_TEXT);
      if (part['type'] !== 'image_url' || !isObject(part['image_url'])) throw bad('"content" has no such parts');
      return optionalText(part['image_url'], 'url', MAX_TEXT) ?? '';
    })
    .join(' ');
}

/** The assistant's words, piece by piece; returns when the last is told. */
function say(draft: Draft, conversation: Conversation, words: string, from: number): number {
  // Whatever it is about to say comes first.
  const start = Math.max(from, ...conversation.due.map(({ at }) => at + PIECE_MS));
  const response = draft.newId();
  const about = { content_index: 0, item_id: response, output_index: 0, response_id: response };
  conversation.due.push({
    at: start,
    params: { type: 'response.created', response: { id: response, output: [], status: 'in_progress' } },
  });
  const pieces = words.match(/\s*\S+(?:\s+\S+){0,3}/g) ?? [];
  let at = start;
  for (const [index, piece] of pieces.entries()) {
    at = start + index * PIECE_MS;
    // The first has a space before it, as the service's own has.
    const delta = index === 0 ? ` ${piece}` : piece;
    conversation.due.push({ at, params: { type: 'response.text.delta', delta, ...about } });
  }
  conversation.said.push({ role: 'assistant', text: words });
  return at;
}

/** What the caller is heard to say: the beginning, then all of it under the same id. */
function hear(draft: Draft, conversation: Conversation, words: string, at: number): number {
  const id = draft.newId();
  const heard = (transcript: string): object[] => [{ type: 'input_audio', transcript }];
  const beginning = `${words.split(' ').slice(0, 2).join(' ')}…`;
  conversation.due.push({ at, params: created(id, heard(beginning), 'in_progress') });
  conversation.due.push({ at: at + HEARING_MS, params: created(id, heard(words), 'completed') });
  conversation.said.push({ role: 'user', text: words });
  return at + HEARING_MS;
}

function created(id: string, content: unknown, status: string): Params {
  return {
    type: 'conversation.item.created',
    previous_item_id: null,
    item: { id, type: 'message', role: 'user', status, content },
  };
}

/** Tells what is due to wherever the session is now; nowhere, it is lost. */
export function converseOn(draft: Draft, leg: Leg): void {
  const { conversation } = leg;
  if (!conversation) return;
  if (conversation.hearsAt !== null && conversation.hearsAt <= draft.at) {
    conversation.hearsAt = null;
    const heard = hear(draft, conversation, QUESTION, draft.at);
    say(draft, conversation, answerTo(QUESTION), heard + THINKING_MS);
  }
  const due = conversation.due.filter(({ at }) => at <= draft.at);
  conversation.due = conversation.due.filter(({ at }) => at > draft.at);
  const socket = draft.state.sessions.get(leg.session)?.socket;
  if (socket) for (const { params } of due) request(draft, socket, 'ai_conversation', params);
}

function bad(message: string): Refusal {
  return new Refusal(CODES.invalidParams, `Invalid params: ${message}`);
}
