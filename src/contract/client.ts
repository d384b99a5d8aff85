import type { CheckOptions, PreCallCheck } from './check.ts';
import type { ClientConfiguration, DialOptions, TokenProvider } from './configuration.ts';
import type { ConversationMessage } from './conversation.ts';
import type { PhoneDevices } from './devices.ts';
import type { ErrorCode } from './errors.ts';
import type { ClientEventName, TelnyxEvent } from './events.ts';
import type { CallSnapshot, ClientSnapshot } from './snapshots.ts';

/**
 * Puts a call through to someone else by way of the page's backend; the SDK cannot. `consultation`: the call in which
 * that one was asked first, and whose other side is to be joined with this one's (attended); without it, the transfer is
 * blind.
 */
export type TransferHandler = (call: CallSession, destination: string, consultation?: CallSession) => Promise<void>;

/** How a call is answered in the middle of another. */
export interface AnswerOptions {
  /** What becomes of the call that is spoken in: `hold` (default) or `end`. */
  readonly others?: 'hold' | 'end';
}

/**
 * A call with its commands. The object stays the same for the call's whole life, recovery included, and its
 * properties are those of its latest snapshot. Every command settles by a deadline and rejects with a `PhoneError`,
 * or with an `AbortError` when a later command overtook it.
 */
export interface CallSession extends CallSnapshot {
  /** The latest frozen state. */
  readonly snapshot: CallSnapshot;
  /** What was said in a call with an AI assistant, oldest first; another list with each message. Empty in other calls. */
  readonly conversation: readonly ConversationMessage[];
  /**
   * In the middle of another call that one is put on hold first, or ended; rejects with `hold-failed`, and nothing is
   * changed, when it cannot be held.
   */
  answer(options?: AnswerOptions): Promise<void>;
  reject(): Promise<void>;
  /** Ends the call at once, also while the connection is down; the server hears of it as soon as it can. */
  hangup(): Promise<void>;
  hold(): Promise<void>;
  /** In the middle of another call the two swap: that one is put on hold first. */
  unhold(): Promise<void>;
  mute(): Promise<void>;
  unmute(): Promise<void>;
  /** `0`–`9`, `A`–`D`, `*`, `#`. */
  sendDigits(digits: string): Promise<void>;
  /**
   * To a number, or to whom another call is with that goes on: then both are done with here. Rejects with
   * `invalid-option` without a `client.transferHandler`, and for a call that is not answered, has ended, or is this one.
   */
  transfer(destination: string | CallSession): Promise<void>;
  /**
   * Writes to the AI assistant. Rejects with `invalid-option` where there is nothing to write, or the call is not answered,
   * with `not-connected`, and with `protocol-error` when the server does not take it.
   */
  sendMessage(text: string): Promise<void>;
}

export interface Problem {
  readonly code: ErrorCode;
  readonly message?: string;
  readonly callId?: string | null;
  readonly fatal?: boolean;
}

/** An `EventTarget` that knows the client's events. */
export interface PhoneEventTarget {
  addEventListener<Name extends ClientEventName>(
    type: Name,
    listener: (event: TelnyxEvent<Name>) => void,
    options?: AddEventListenerOptions | boolean,
  ): void;
  removeEventListener<Name extends ClientEventName>(
    type: Name,
    listener: (event: TelnyxEvent<Name>) => void,
    options?: EventListenerOptions | boolean,
  ): void;
  dispatchEvent(event: Event): boolean;
}

/** What a page, and every element, has of the one phone on the page. */
export interface PhoneClient extends PhoneEventTarget {
  readonly snapshot: ClientSnapshot;
  /** Live calls, and ended ones while they linger; stable identity. */
  readonly calls: readonly CallSession[];
  /** What was configured, without credentials, those of TURN servers included. */
  readonly configuration: Readonly<Omit<ClientConfiguration, 'loginToken' | 'login' | 'password'>>;
  /** Microphone, speaker and ringer. */
  readonly devices: PhoneDevices;
  tokenProvider: TokenProvider | null;
  transferHandler: TransferHandler | null;

  /**
   * Throws `PhoneError` `config-conflict` or `invalid-option`; nothing is changed then. `source` is the element that
   * holds the configuration: what it says later replaces what it said before, so only another source can conflict. Of
   * `lang` and `history` others may say what nobody has said yet, also when the rest of what they say conflicts.
   */
  configure(configuration: ClientConfiguration, source?: object): void;
  /** Resolves when registered. */
  connect(): Promise<void>;
  /**
   * Ends the calls and logs out; with `forget`, credentials are dropped at once. Without a connection nobody can tell the
   * server then: calls are over on the page, and the server ends its side of them when it has waited long enough.
   */
  disconnect(options?: { forget?: boolean }): Promise<void>;
  /** Attempts now instead of at the announced time; out of `disconnected` it starts anew. */
  reconnectNow(): void;
  /**
   * Resolves when the server has accepted the invite. A call that is spoken in is put on hold first; when that cannot be,
   * nothing is dialled, and it rejects with `hold-failed`. With `assistant-id` no destination is needed: whatever it is,
   * the assistant is called.
   */
  dial(destination?: string, options?: DialOptions): Promise<CallSession>;
  /**
   * Checks the microphone before a call, and with a `destination` the connection too, in a call that nobody hears and
   * nothing shows. A call comes first: while there is one, or as soon as one is dialled or comes in, it rejects with
   * `call-in-progress`; when the connection is lost, with `not-connected`; with an `AbortError` when another check is
   * begun or the page has no use for it any more. The microphone is let go of in any case. That it cannot be had is a
   * result, not a failure.
   */
  check(options?: CheckOptions): Promise<PreCallCheck>;
  call(id: string): CallSession | undefined;

  /** Asks for the microphone again, while `snapshot.mediaRecovery` says that it cannot be had. */
  resumeMedia(): void;
  /**
   * Gives up what waits for the microphone: a call that rings is rejected, another one ended, and `dial()` rejects with
   * the cause. Without a call, no more is said of it for now.
   */
  rejectMedia(): void;

  /** Called with the current snapshot first, then with every new one; returns the way out. */
  subscribe(listener: (snapshot: ClientSnapshot) => void): () => void;
  /** Keeps the connection without any element. */
  retain(): () => void;
  /**
   * What an element takes while it is in the document: it keeps the client alive, and the client mirrors its events
   * on it. Returns the way out.
   */
  lease(element: EventTarget): () => void;
  /** What happened and what to do about it, in English, as errors with this code say it. */
  explain(code: ErrorCode): string;
  /** Reports a problem the way the client does: as an event on the client, `document` and every element. */
  report(problem: Problem): void;
}

/** `EventTarget`, to extend where the client's events are typed. */
export const ClientEventTarget = EventTarget as unknown as new () => PhoneEventTarget;
