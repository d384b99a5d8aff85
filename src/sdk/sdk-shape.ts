import type { SdkReport } from './network-report.ts';

/**
 * The part of the SDK (2.27.10) that the adapter relies on, in its own words: wider than its public types, which leave
 * out `host`, `connection` and the fields that the field notes say to set.
 */
export interface SdkModule {
  readonly TelnyxRTC: SdkConstructor;
  readonly PreCallDiagnostic: new (options: SdkDiagnosticOptions) => { run(): Promise<SdkReport> };
}

/** Of a client it uses these four, and of a call its id, state, peer and `hangup`. */
export interface SdkDiagnosticOptions {
  readonly client: {
    readonly iceServers: readonly RTCIceServer[] | undefined;
    newCall(): Pick<SdkCall, 'id' | 'state' | 'peer'> & { hangup(): Promise<void> };
    on(): void;
    off(): void;
  };
  readonly destinationNumber: string;
  readonly durationMs: number;
  readonly statsSampleIntervalMs: number;
  readonly ice: boolean;
  readonly network: boolean;
  readonly microphone: boolean;
  readonly mode: 'full';
}

export interface SdkConstructor {
  new (options: SdkOptions): SdkClient;
  /** Hears every instance, and the events keyed to a call id, which an instance's own `on` never sees. */
  on(event: 'telnyx.error' | 'telnyx.warning', listener: (event: SdkProblem) => void): void;
  readonly prototype: { readonly __logger: SdkLogger };
}

/** Of the library `loglevel`: a level that is set makes its methods anew, by the factory. */
export interface SdkLogger {
  methodFactory: (...about: never[]) => (...printed: unknown[]) => void;
  setLevel(level: string, persist: boolean): void;
}

export interface SdkOptions {
  login_token?: string | undefined;
  login?: string | undefined;
  password?: string | undefined;
  anonymous_login?: { target_type: string; target_id: string } | undefined;
  host?: string | undefined;
  region?: string | undefined;
  iceServers?: RTCIceServer[] | undefined;
  keepConnectionAliveOnSocketClose: boolean;
  hangupOnBeforeUnload: boolean;
  maxReconnectAttempts: number;
  /** Asks for another server than the last. */
  skipLastVoiceSdkId?: boolean;
  mediaPermissionsRecovery: { enabled: boolean; timeout: number };
  enableCallReports: boolean;
  debug: boolean;
}

/** The part of a `WebSocket` by which the SDK reads it and writes to it. */
export interface SdkSocket {
  send: (data: string) => void;
  onmessage: ((event: MessageEvent) => void) | null;
}

export interface SdkConnection {
  readonly _wsClient: SdkSocket | null;
  readonly socketGeneration: number;
  readonly lastInboundAt: number;
  readonly connected: boolean;
  previousGatewayState: string;
}

export interface SdkClient {
  readonly options: SdkOptions;
  readonly connection: SdkConnection | null;
  readonly connected: boolean;
  readonly sessionid: string;
  readonly iceServers: readonly RTCIceServer[] | undefined;
  authenticationRequiredErrorCode: number | null;
  /** Taken for the calls that the server brings back, which the SDK answers by itself. */
  micId?: string | undefined;
  /** Plays calls that have no element of their own. */
  remoteElement: HTMLMediaElement | null;
  connect: () => Promise<void>;
  /** Sends a request; settles with its answer. */
  execute: (message: unknown) => Promise<unknown>;
  login(callbacks: { onSuccess: () => void; onError: () => void }): Promise<void>;
  disconnect(): Promise<void>;
  socketDisconnect(): void;
  clearReconnectToken(): void;
  getIsRegistered(): Promise<boolean>;
  newCall(options: Record<string, unknown>): SdkCall;
  on(event: string, listener: (payload: never) => void): void;
  off(event: string, listener: (payload: never) => void): void;
}

export interface SdkDeviceLog {
  readonly _stopped: boolean;
  _startDeviceChangeListener: () => void;
}

export interface SdkCall {
  readonly id: string;
  readonly state: string;
  readonly direction: string | undefined;
  readonly cause: string | undefined;
  readonly causeCode: number | undefined;
  readonly sipCode: number | null | undefined;
  readonly sipReason: string | null | undefined;
  readonly localStream: MediaStream | null | undefined;
  readonly options: {
    readonly attach?: boolean;
    /** Read by the peer that is made next; without it the SDK asks the browser. */
    localStream?: MediaStream | null;
    readonly destinationNumber?: string;
    readonly remoteCallerName?: string;
    readonly remoteCallerNumber?: string;
    readonly telnyxCallControlId?: string;
    readonly telnyxSessionId?: string;
    readonly telnyxLegId?: string;
  };
  readonly peer: { readonly instance: RTCPeerConnection | null | undefined } | null | undefined;
  /** Of an active call. */
  readonly _mediaDeviceCollector?: SdkDeviceLog | null;
  answer(params: { remoteElement: HTMLAudioElement }): Promise<void>;
  hangup(params?: Record<string, unknown>, execute?: boolean): Promise<void>;
  hold(): Promise<boolean>;
  unhold(): Promise<boolean>;
  dtmf(digits: string): void;
  /** Of the session, not of the call: the message names none. */
  sendConversationMessage(message: string, attachments: readonly string[]): Promise<unknown>;
  muteAudio(): void;
  unmuteAudio(): void;
}

/** An error or warning event; `error` and `warning` share their fields. */
export interface SdkProblem {
  readonly error?: SdkProblemBody;
  readonly warning?: SdkProblemBody;
  readonly callId?: string;
  readonly sessionId?: string;
  /** The SDK waits for the microphone of a call that the server brought back, until `resume` or `reject` is called. */
  readonly recoverable?: boolean;
  readonly resume?: () => void;
}

export interface SdkProblemBody {
  readonly code: number;
  readonly name: string;
  readonly message: string;
  readonly originalError?: { readonly name?: string; readonly message?: string };
}

export interface SdkNotification {
  readonly type: string;
  readonly call?: SdkCall;
}

/** Of an AI assistant; it names no call. */
export interface SdkConversationEvent {
  readonly params?: Record<string, unknown>;
}

/** Inbound requests only: the SDK does not show responses, nor what it sends. */
export interface SdkMessage {
  readonly method?: string;
  readonly params?: Record<string, unknown>;
}
