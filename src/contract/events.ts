import type { ErrorCode } from './errors.ts';
import type { DocumentedName } from './documented-events.ts';
import type { CallSession } from './client.ts';
import type { ConversationMessage } from './conversation.ts';
import type { CallSnapshot } from './snapshots.ts';
import type { ConnectionReason, ConnectionState, RecoveryScope, RemoteMedia } from './states.ts';

export interface ConnectionChangeDetail {
  readonly state: ConnectionState;
  readonly previous: ConnectionState;
  readonly reason: ConnectionReason | null;
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Epoch milliseconds; null while an attempt is under way or none is due. */
  readonly nextAttemptAt: number | null;
}

export interface ReconnectingDetail {
  readonly scope: RecoveryScope;
  /** With scope `media`. */
  readonly callId?: string;
  /** With scope `signaling`, the connection reason; with `media`, `media`. */
  readonly reason: ConnectionReason | 'media';
}

export interface ReconnectedDetail extends ReconnectingDetail {
  /** How long it was gone, in milliseconds. */
  readonly duration: number;
}

export interface DisconnectedDetail {
  readonly reason: ConnectionReason;
  readonly error: ErrorCode | null;
}

export interface IncomingCallDetail {
  readonly call: CallSession;
}

export interface CallChangeDetail {
  readonly call: CallSession;
  readonly snapshot: CallSnapshot;
  /** Null at first. */
  readonly previous: CallSnapshot | null;
}

export interface CallRecoveredDetail {
  readonly call: CallSession;
  readonly recoveredCallId: string;
}

export interface RemoteMediaChangeDetail {
  readonly call: CallSession;
  readonly remoteMedia: RemoteMedia | null;
}

/** Something was said in a call with an AI assistant, or more of it: `call.conversation` has it all. */
export interface ConversationMessageDetail extends ConversationMessage {
  readonly call: CallSession;
}

/** The microphone cannot be had, and what depends on it waits: told again whenever another try has failed. */
export interface MediaRecoveryDetail {
  /** The call that waits for the microphone; null when it is known ahead that the next call will miss it. */
  readonly callId: string | null;
  /**
   * `mic-denied`, `mic-dismissed` (the browser's question was closed unanswered), `mic-missing`, `mic-busy`, `mic-lost`
   * (it ended in mid-call), `insecure-context`, `permissions-policy` (the frame may not use it), `unsupported-browser`.
   */
  readonly cause: ErrorCode;
  /** When the call ends by itself, in epoch milliseconds; null without a call, and in mid-call, which goes on. */
  readonly deadline: number | null;
  /** Asks for the microphone again; the browser may ask the user. */
  readonly resume: () => void;
  /** Ends the call: one that rings is rejected, and `dial()` rejects with `cause`. Without a call, says no more of it. */
  readonly reject: () => void;
}

/** A token given by `login-token` nears its end: told once a token, so that the page can `configure()` another. */
export interface TokenExpiringDetail {
  /** Epoch milliseconds, by this computer's clock. */
  readonly expiresAt: number;
}

export interface ProblemDetail {
  readonly code: ErrorCode;
  /** The SDK's number, where it had one. */
  readonly sdkCode: number | null;
  readonly name: string;
  readonly message: string;
  readonly fatal: boolean;
  readonly callId: string | null;
}

/** A message between the SDK and the signaling server; told with `debug` alone. */
export interface SignalingMessageDetail {
  readonly direction: 'inbound' | 'outbound';
  /** As on the wire; of an answer, that of the request which it answers. Empty where there is none. */
  readonly method: string;
  /** What Telnyx's documentation calls it; null for what it has no name for. */
  readonly documentedName: DocumentedName | null;
  /** With `telnyx.gateway.state`, the documented word for the state; else null. */
  readonly gateway: 'up' | 'down' | null;
  /** The whole message, with secrets redacted; frozen. Of what is no JSON, how long it is. */
  readonly payload: unknown;
}

/** Dispatched by the client, once; mirrored on `document` and on every element. */
export interface ClientEventMap {
  'telnyx-connection-change': ConnectionChangeDetail;
  'telnyx-reconnecting': ReconnectingDetail;
  'telnyx-reconnected': ReconnectedDetail;
  'telnyx-disconnected': DisconnectedDetail;
  'telnyx-incoming-call': IncomingCallDetail;
  'telnyx-call-change': CallChangeDetail;
  'telnyx-call-recovered': CallRecoveredDetail;
  'telnyx-remote-media-change': RemoteMediaChangeDetail;
  'telnyx-conversation-message': ConversationMessageDetail;
  'telnyx-media-recovery': MediaRecoveryDetail;
  'telnyx-token-expiring': TokenExpiringDetail;
  'telnyx-warning': ProblemDetail;
  'telnyx-error': ProblemDetail;
  'telnyx-signaling-message': SignalingMessageDetail;
}

export type ClientEventName = keyof ClientEventMap;

/** For whoever listens to all of them. */
export const CLIENT_EVENTS: readonly ClientEventName[] = [
  'telnyx-connection-change',
  'telnyx-reconnecting',
  'telnyx-reconnected',
  'telnyx-disconnected',
  'telnyx-incoming-call',
  'telnyx-call-change',
  'telnyx-call-recovered',
  'telnyx-remote-media-change',
  'telnyx-conversation-message',
  'telnyx-media-recovery',
  'telnyx-token-expiring',
  'telnyx-warning',
  'telnyx-error',
  'telnyx-signaling-message',
];

const CANCELABLE: ReadonlySet<ClientEventName> = new Set<ClientEventName>(['telnyx-incoming-call']);

/** One of the client's events; `event.detail` is typed by its name. Neither bubbles nor is composed. */
export class TelnyxEvent<Name extends ClientEventName = ClientEventName> extends Event {
  declare readonly type: Name;
  readonly detail: ClientEventMap[Name];

  constructor(name: Name, detail: ClientEventMap[Name]) {
    super(name, { cancelable: CANCELABLE.has(name) });
    this.detail = detail;
  }
}

export interface DialRequestDetail {
  readonly destination: string;
}

export interface CallRequestDetail {
  readonly callId: string;
}

/** Dispatched by the element that was pressed, before it acts; bubbling, composed, cancelable. */
export interface RequestEventMap {
  'telnyx-dial-request': DialRequestDetail;
  'telnyx-answer-request': CallRequestDetail;
  'telnyx-hangup-request': CallRequestDetail;
}

export type RequestEventName = keyof RequestEventMap;

export class TelnyxRequestEvent<Name extends RequestEventName = RequestEventName> extends Event {
  declare readonly type: Name;
  readonly detail: RequestEventMap[Name];

  constructor(name: Name, detail: RequestEventMap[Name]) {
    super(name, { bubbles: true, composed: true, cancelable: true });
    this.detail = detail;
  }
}

type Events = { [Name in ClientEventName]: TelnyxEvent<Name> } & {
  [Name in RequestEventName]: TelnyxRequestEvent<Name>;
};

declare global {
  // Lets `document.addEventListener('telnyx-…')` and the same on an element know the event's type.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface GlobalEventHandlersEventMap extends Events {}
}
