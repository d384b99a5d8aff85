import type { AnswerOptions, CallSession } from '../contract/client.ts';
import type { ConversationMessage } from '../contract/conversation.ts';
import type { CallSnapshot } from '../contract/snapshots.ts';
import type { CallCommandEvent } from '../machines/events.ts';

/** Hands a command to the machine; settles as the contract says. */
export type Command = (callId: string, command: CallCommandEvent) => Promise<void>;

/** What a call's object has of the client. */
export interface CallSessionHost {
  readonly command: Command;
  /** Runs the page's transfer handler for a call. */
  readonly transfer: (call: CallSession, to: string | CallSession) => Promise<void>;
  /** Writes to the AI assistant of a call. */
  readonly say: (call: CallSession, text: string) => Promise<void>;
  readonly conversation: (callId: string) => readonly ConversationMessage[];
}

/** Those that need nothing but the call. */
const COMMANDS = ['reject', 'hangup', 'hold', 'unhold', 'mute', 'unmute'] as const;

const DIGITS = /^[0-9A-Da-d*#]+$/;

/** True for what can be sent as DTMF. */
export function areDigits(digits: string): boolean {
  return DIGITS.test(digits);
}

/** Makes a call's object; `update` gives it each new state. Its properties are those of the latest snapshot. */
export function createCallSession(
  snapshot: CallSnapshot,
  { command, transfer, say, conversation }: CallSessionHost,
): { readonly session: CallSession; update(next: CallSnapshot): void } {
  let latest = snapshot;
  const session = {
    answer: ({ others }: AnswerOptions = {}) =>
      command(latest.id, others === 'end' ? { name: 'answer', end: true } : { name: 'answer' }),
    sendDigits: (digits: string) => command(latest.id, { name: 'dtmf', digits }),
    transfer: (to: string | CallSession) => transfer(session, to),
    sendMessage: (text: string) => say(session, text),
  } as CallSession;
  for (const name of COMMANDS) session[name] = () => command(latest.id, { name });
  const define = (name: string, get: () => unknown) => Object.defineProperty(session, name, { enumerable: true, get });
  define('snapshot', () => latest);
  define('conversation', () => conversation(latest.id));
  for (const name of Object.keys(snapshot) as (keyof CallSnapshot)[]) define(name, () => latest[name]);
  return {
    session,
    update(next) {
      latest = next;
    },
  };
}
