import type { ConversationMessage } from '../contract/conversation.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { CallIdentity, RawCause } from '../contract/observations.ts';
import type { Withheld } from './frames.ts';

/** What the SDK said, copied the moment it said it: plain data, so that it can be recorded and played back. */
export type Signal =
  | { readonly kind: 'socket-open'; readonly socket: number }
  | { readonly kind: 'socket-closed'; readonly socket: number }
  | { readonly kind: 'ready'; readonly socket: number }
  /** A frame came that is no message; told once a socket. */
  | { readonly kind: 'garbled'; readonly socket: number }
  /** The server sends this client away, or does not have it registered; the SDK was not told. */
  | { readonly kind: Withheld; readonly socket: number }
  | { readonly kind: 'reattaching'; readonly socket: number; readonly callIds: readonly string[] | null }
  | { readonly kind: 'call'; readonly call: CallSignal }
  | {
      readonly kind: 'message';
      readonly method: string;
      readonly callId: string | null;
      readonly identity: CallIdentity;
      readonly raw: RawCause;
    }
  | { readonly kind: 'error' | 'warning'; readonly problem: ProblemSignal; readonly socket: number }
  /** The browser gave the microphone to a call (no code), or did not. */
  | { readonly kind: 'microphone'; readonly callId: string; readonly code: ErrorCode | null }
  | { readonly kind: 'outlook'; readonly code: ErrorCode | null; readonly granted: boolean }
  | { readonly kind: 'conversation'; readonly callId: string; readonly message: ConversationMessage }
  | { readonly kind: 'peer'; readonly callId: string; readonly object: number; readonly state: RTCPeerConnectionState };

export interface CallSignal {
  readonly callId: string;
  /** Which of the SDK's objects for this call, from 1. */
  readonly object: number;
  /** The SDK's word for its state when it spoke. */
  readonly state: string;
  readonly direction: string | null;
  readonly attach: boolean;
  readonly remoteNumber: string;
  readonly remoteName: string;
  readonly identity: CallIdentity;
  readonly raw: RawCause;
}

export interface ProblemSignal {
  readonly code: number;
  readonly name: string;
  readonly message: string;
  readonly callId: string | null;
  /** The browser's name for what went wrong, with media errors. */
  readonly browserError: string | null;
}
