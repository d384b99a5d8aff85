import type { NetworkCheck } from '../contract/check.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { SignalingMessageDetail } from '../contract/events.ts';
import type { MediaSample, Observation } from '../contract/observations.ts';

/** How a session signs in. */
export type SessionCredentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'password'; readonly login: string; readonly password: string }
  | { readonly kind: 'anonymous'; readonly assistantId: string };

/** By what a session is taken up again, as far as a server allows it; a login is needed beside it. */
export type SessionIdentity = Readonly<Record<string, string>>;

export interface SessionOptions {
  readonly credentials: SessionCredentials;
  readonly host: string | null;
  readonly region: string | null;
  /** Null: the SDK's own. */
  readonly iceServers: readonly RTCIceServer[] | null;
  readonly callReports: boolean;
  readonly debug: boolean;
  /** Hears every message both ways, without its secrets. Without it nothing is read along. */
  readonly onMessage?: (message: SignalingMessageDetail) => void;
  /** The tab is a copy of another that is open: what is stored of a session is the other's. */
  readonly copy?: boolean;
  /** The session to take up: another tab's that let go of it. Null for this tab's own. */
  readonly identity?: SessionIdentity | null;
  /** Hears that the microphone of a call has ended and another is sent in its place: the name of the one that ended. */
  readonly onMicrophoneReplaced?: (label: string) => void;
  /** The call of the page before that the server is to bring back, and where it is then heard. */
  readonly resumed?: { readonly callId: string; readonly audio: HTMLAudioElement } | null;
}

export interface DialRequest {
  readonly callId: string;
  readonly destination: string;
  readonly callerNumber: string | null;
  readonly callerName: string | null;
  readonly customHeaders: readonly { readonly name: string; readonly value: string }[];
  readonly clientState: string | null;
  readonly preferredCodecs: readonly RTCRtpCodec[];
  readonly audio: HTMLAudioElement;
}

/** A call that only measures the way there and back. */
export interface NetworkRequest {
  readonly callId: string;
  readonly destination: string;
  readonly callerNumber: string | null;
  readonly callerName: string | null;
  /** What is sent: a microphone that is switched off. */
  readonly stream: MediaStream;
  /** Aborting it hangs up. */
  readonly signal: AbortSignal;
}

/**
 * What the phone needs of a signaling and media stack; the SDK's adapter and the scripted fake of the gallery implement
 * it. Nothing here throws for a call or socket that is no more, and nothing of what it tells comes inside a call to it.
 */
export interface Session {
  /** Starts one attempt to connect and sign in; returns the number of the socket that observations will name. */
  connect(): number;
  /** Gives up the present socket. What it still says carries its number. */
  dropSocket(): void;
  setCredentials(credentials: SessionCredentials): void;
  /**
   * Signs in anew on the open socket, with credentials that hold for the next connect too; calls, socket and session
   * stay. Resolves whether the server took them; may never settle on a dead socket.
   */
  signIn(credentials: SessionCredentials): Promise<boolean>;
  /** Resolves true when the server answers that this client is registered. May never settle on a dead socket. */
  probe(): Promise<boolean>;
  /** When anything was last heard from the server; epoch milliseconds, 0 for never. */
  heardAt(): number;
  /** What takes up the session elsewhere; null while there is nothing to take up. */
  identity(): SessionIdentity | null;
  /** Nobody listens any more: whatever it still hears concerns no one. */
  release(): void;
  /** Ends the session; settles within seconds whatever the network does. `forget` drops what a reconnect would need. */
  close(options: { readonly forget: boolean }): Promise<void>;

  /**
   * Asks for the microphone, tells whether it was given, and begins the call with it. Throws, or tells of a problem,
   * when the call cannot even be begun.
   */
  dial(request: DialRequest): void;
  /** Asks for the microphone, tells whether it was given, and answers with it. */
  answer(callId: string, audio: HTMLAudioElement): void;
  /**
   * Asks for the microphone again for a call to which it was refused, or of which it has ended, and goes on with the call
   * when it is given. With null it is let go of at once, and the outlook told.
   */
  resumeMicrophone(callId: string | null): void;
  /** Lets go of the microphone at once; with `bye` the server is told. */
  hangup(callId: string, bye: boolean): void;
  /** Says bye for a page that is about to be gone, before anything else and once; the hang-up follows if there is time. */
  leave(callId: string): void;
  /** Tells the server of a hang-up that happened while it could not be told. */
  lateBye(callId: string): void;
  hold(callId: string): void;
  unhold(callId: string): void;
  sendDigits(callId: string, digits: string): void;
  /** Writes to the AI assistant. Rejects when it is not taken; may never settle on a dead socket. */
  say(callId: string, text: string): Promise<void>;
  /** Whether the local track may carry voice; holds for every track the call will have. */
  setMicrophone(callId: string, live: boolean): void;
  /**
   * Takes this microphone from now on, null for the system's default, and sends it in the calls that go on. Resolves with
   * null, or with why it cannot be had: then those go on with the one that they have. A call that comes later takes the
   * default where the wanted one cannot be had. `quietly`: nothing is sent in its place for which the browser might ask
   * the user.
   */
  useMicrophone(deviceId: string | null, quietly?: boolean): Promise<ErrorCode | null>;
  /** What is sent in the call; null when there is nothing. */
  microphoneOf(callId: string): MediaStreamTrack | null;
  /**
   * Measures the connection in a call of which nothing else is told. Resolves when the call is over; with the signal
   * aborted, at once, with what is then of no use. Leaves the stream to whom it belongs.
   */
  checkNetwork(request: NetworkRequest): Promise<{
    readonly network: NetworkCheck;
    /** What a call would suffer from. */
    readonly warnings: readonly ErrorCode[];
  }>;
  /** Null when there is nothing to look at. */
  sample(callId: string): Promise<{ readonly object: number; readonly sample: MediaSample } | null>;
}

export type SessionFactory = (
  options: SessionOptions,
  observe: (observations: readonly Observation[]) => void,
) => Session;

/** Loads the SDK; rejects when it cannot be had. */
export type SdkLoader = () => Promise<SessionFactory>;
