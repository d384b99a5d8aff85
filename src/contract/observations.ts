import type { CallDirection } from './states.ts';
import type { ConversationMessage } from './conversation.ts';
import type { ErrorCode } from './errors.ts';
import type { CallQuality } from './snapshots.ts';

/**
 * What the SDK port tells: facts in our own words, each about one socket (counted from 1) or one SDK call object
 * (counted from 1 within a call), so that whatever a superseded one still says can be told apart and ignored.
 */
export type Observation =
  ConnectionObservation | CallObservation | MicrophoneObservation | ProblemObservation | ConversationObservation;

export type ConnectionObservation =
  | { readonly type: 'socket-open'; readonly socket: number }
  | { readonly type: 'socket-lost'; readonly socket: number }
  | { readonly type: 'registered'; readonly socket: number }
  | {
      readonly type: 'login-failed';
      readonly socket: number;
      readonly sdkCode: number | null;
      readonly message: string | null;
    }
  /** The server asked this client to go, or its gateway failed: the socket is open, and of no more use. */
  | { readonly type: 'server-closed'; readonly socket: number }
  /** The server says that this client is not registered; `pending` when it is about to be. */
  | { readonly type: 'unregistered'; readonly socket: number; readonly pending: boolean }
  /** The calls that the server is about to bring back; null when it does not say. */
  | { readonly type: 'reattaching'; readonly socket: number; readonly callIds: readonly string[] | null };

/** Where an SDK call object has got to. `accepted`: the server took the invite. */
export type CallProgress = 'accepted' | 'ringing' | 'answered' | 'held' | 'recovering';

export type PeerState = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

export interface CallIdentity {
  readonly telnyxCallControlId: string | null;
  readonly telnyxSessionId: string | null;
  readonly telnyxLegId: string | null;
}

/** What ended a call, as the server or the SDK put it. */
export interface RawCause {
  readonly cause: string | null;
  readonly causeCode: number | null;
  readonly sipCode: number | null;
  readonly sipReason: string | null;
}

interface AboutCall {
  readonly callId: string;
  readonly object: number;
}

export type CallObservation =
  | (AboutCall & {
      readonly type: 'call-appeared';
      readonly direction: CallDirection;
      /** True when the server brought back a call after a reconnect: the SDK answers it by itself. */
      readonly attach: boolean;
      readonly remoteNumber: string;
      readonly remoteName: string;
      readonly identity: CallIdentity;
    })
  | (AboutCall & { readonly type: 'call-progress'; readonly progress: CallProgress; readonly identity: CallIdentity })
  | (AboutCall & {
      readonly type: 'call-ended';
      /** True when the server said so (a bye), false when the SDK ended it by itself. */
      readonly byServer: boolean;
      readonly raw: RawCause;
    })
  /** The server returned without this call. */
  | { readonly type: 'call-forgotten'; readonly callId: string }
  | (AboutCall & { readonly type: 'hold-failed' })
  | (AboutCall & { readonly type: 'peer-changed'; readonly peer: PeerState })
  | (AboutCall & { readonly type: 'sampled'; readonly sample: MediaSample });

/** Read off a peer connection; counts are totals since that connection was made. */
export interface MediaSample {
  readonly peer: PeerState;
  readonly inboundPackets: number;
  readonly outboundPackets: number;
  /**
   * Grows with whatever arrives on the network path, answers to ICE's checks and RTCP included; null where the browser
   * does not tell. A remote party that sends no RTP still makes it grow, a dead path does not.
   */
  readonly arrivals: number | null;
  /**
   * For how long it has been known that our packets do not arrive, in milliseconds: the far end reports without a word of
   * them, or none leave. 0 while they may.
   */
  readonly unheardFor: number;
  /** The track that is being sent has ended. */
  readonly microphoneLost: boolean;
  /** Null before there is anything to measure. */
  readonly quality: CallQuality | null;
}

export type MicrophoneObservation =
  /** The browser gave the microphone to a call that needs it. */
  | { readonly type: 'microphone-given'; readonly callId: string }
  /** It did not; the call waits until it is resumed or ended. */
  | { readonly type: 'microphone-refused'; readonly callId: string; readonly code: ErrorCode }
  | MicrophoneOutlook;

/** Whether the next call will get the microphone, as far as can be known without asking; told when it may have changed. */
export interface MicrophoneOutlook {
  readonly type: 'microphone-outlook';
  /** Why it will not; null when nothing is known against it. */
  readonly code: ErrorCode | null;
  /** The browser will give it without asking the user. */
  readonly granted: boolean;
}

/** Something was said in a call with an AI assistant. It changes nothing of the call. */
export interface ConversationObservation {
  readonly type: 'conversation';
  readonly callId: string;
  readonly message: ConversationMessage;
}

/** Something went wrong that is no transition by itself. */
export interface ProblemObservation {
  readonly type: 'problem';
  readonly severity: 'warning' | 'error';
  readonly code: ErrorCode;
  readonly sdkCode: number | null;
  readonly message: string | null;
  readonly callId: string | null;
  /** True when the call concerned cannot go on. */
  readonly fatal: boolean;
}
