/**
 * The gateway's whole memory as plain data, what happens to it (inputs) and what it asks of the world (effects).
 * No socket, timer, clock or peer connection in here or in any file of this folder.
 */
import type { Conversation } from './assistant.ts';
import type { Fault } from './faults.ts';
import type { GatewayStateName } from './registration.ts';
import type { RpcId } from './jsonrpc.ts';
import type { Origination } from './originate.ts';
import type { CustomHeader } from './params.ts';

/** Times are epoch milliseconds, durations milliseconds. */
export interface Settings {
  /** How long a session without a socket keeps its calls. */
  reattachWindowMs: number;
  /** How often the server pings; Telnyx does about every 15 s. */
  pingEveryMs: number;
  /** A socket from which nothing came for so long is taken for dead. */
  socketSilenceMs: number;
  /** How long a service rings before it answers. */
  ringMs: number;
  /** How long a call rings before it ends as not answered; 0 for ever. */
  noAnswerMs: number;
  /** Gives each session a `call_report_id`, as Telnyx does: the SDK then posts its reports. */
  callReports: boolean;
  /** The ids of the AI assistants that can be called without a token. */
  assistants: readonly string[];
}

export interface Socket {
  id: string;
  voiceSdkId: string;
  /** `user` of the signaling URL's query: scopes faults before anybody has logged in. */
  hint: string | null;
  session: string | null;
  lastFrameAt: number;
  nextPingAt: number;
  /** Black-holed: the shell neither reads nor writes it. */
  held: boolean;
}

export interface Session {
  id: string;
  user: string;
  voiceSdkId: string;
  /** Null while the socket is lost and the session waits to be taken up again. */
  socket: string | null;
  detachedAt: number | null;
  createdAt: number;
  reattaches: number;
  /** What the client was last told of its registration; only a registered one is rung. */
  registration: GatewayStateName;
}

export type Service = 'echo' | 'tone' | 'speech' | 'none';
export type FarEnd = { kind: 'leg'; leg: string } | { kind: 'service'; service: Service };
export type Phase = 'new' | 'ringing' | 'early' | 'active';
export type LegAction = 'ring' | 'early' | 'answer' | 'hangup' | 'replace' | 'no-answer';

export interface Leg {
  /** The dialog's `callID`. */
  id: string;
  session: string;
  user: string;
  /** Seen from the client. */
  direction: 'inbound' | 'outbound';
  phase: Phase;
  held: boolean;
  far: FarEnd;
  remoteName: string;
  remoteNumber: string;
  headers: CustomHeader[];
  telnyxCallControlId: string;
  telnyxSessionId: string;
  telnyxLegId: string;
  /** Our description for an outbound leg, until it has been sent. */
  localSdp: string | null;
  sdpSent: boolean;
  /** An attach was offered and not yet answered. */
  attaching: boolean;
  /** The path that its media took is gone; a restart of ICE finds another. */
  pathLost: boolean;
  startedAt: number;
  answeredAt: number | null;
  reattachedAt: number[];
  dtmf: string;
  /** With an AI assistant; null on other legs. */
  conversation: Conversation | null;
  due: { at: number; action: LegAction }[];
}

export interface GatewayState {
  settings: Settings;
  sockets: Map<string, Socket>;
  sessions: Map<string, Session>;
  legs: Map<string, Leg>;
  faults: Fault[];
  /** Frames of a slow gateway, on their way; in the order of sending for each socket. */
  outbox: { at: number; socket: string; text: string }[];
  /** User, or `*` for everybody, to the time before which issued tokens are no longer good. */
  tokensRevokedAt: Map<string, number>;
}

export type MediaPurpose = 'invite' | 'attach' | { update: RpcId; socket: string; trickle: boolean };

export interface Ending {
  cause: string;
  causeCode: number;
  sipCode: number | null;
  sipReason: string | null;
}

/** What the shell found out about the credentials of a login. */
export type Verdict =
  | { ok: true; user: string; issuedAt: number | null }
  | { ok: false; reason: 'expired' | 'invalid'; user: string | null };

export interface LoginRequest {
  socket: string;
  id: RpcId;
  sessid: string | null;
  reconnection: boolean;
}

export type Credentials =
  | { kind: 'token'; token: string }
  | { kind: 'password'; login: string; password: string }
  | { kind: 'anonymous'; target: string };

export type Input =
  | { type: 'socket-open'; socket: string; voiceSdkId: string | null; hint: string | null; held: boolean }
  | { type: 'frame'; socket: string; text: string }
  | { type: 'socket-closed'; socket: string }
  | { type: 'verified'; login: LoginRequest; verdict: Verdict }
  | { type: 'media-ready'; leg: string; purpose: MediaPurpose; sdp: string }
  | { type: 'media-failed'; leg: string; purpose: MediaPurpose; message: string }
  | { type: 'fault'; fault: Fault }
  | { type: 'restore'; user: string | null }
  | { type: 'originate'; call: Origination }
  | { type: 'transfer'; callControlId: string; to: string }
  | { type: 'join'; callControlId: string; consultation: string }
  | { type: 'wake' };

export type Effect =
  | { type: 'send'; socket: string; text: string }
  | { type: 'close'; socket: string; code: number; reason: string }
  /** Drops the TCP connection without a closing handshake (the client sees 1006). */
  | { type: 'terminate'; socket: string }
  | { type: 'hold'; socket: string }
  | { type: 'release'; socket: string }
  | { type: 'verify'; login: LoginRequest; credentials: Credentials }
  | { type: 'media-answer'; leg: string; purpose: MediaPurpose; sdp: string }
  | { type: 'media-offer'; leg: string; purpose: MediaPurpose }
  | { type: 'media-accept'; leg: string; sdp: string }
  | { type: 'media-candidate'; leg: string; candidate: string; sdpMid: string | null; sdpMLineIndex: number | null }
  | { type: 'media-close'; leg: string }
  | { type: 'record'; entry: Entry };

/** What the truth remembers; the shell adds nothing to it but the time. */
export type Entry =
  | {
      kind: 'login';
      socket: string;
      user: string | null;
      sessid: string | null;
      reconnection: boolean;
      code: number | null;
      reattached: string[];
    }
  | { kind: 'bye'; leg: string; user: string; from: 'client' | 'server'; ending: Ending }
  | { kind: 'leg-ended'; leg: Leg; ending: Ending }
  | { kind: 'session-ended'; session: Session; reason: string }
  | { kind: 'refused'; socket: string; method: string | null; code: number; message: string }
  | { kind: 'fault'; name: string; user: string | null };

/** A step in progress: handlers change `state`, which is a copy of their own, and push effects in order. */
export interface Draft {
  state: GatewayState;
  at: number;
  newId: () => string;
  effects: Effect[];
}

export const DEFAULT_SETTINGS: Settings = {
  reattachWindowMs: 60_000,
  pingEveryMs: 15_000,
  socketSilenceMs: 60_000,
  ringMs: 300,
  noAnswerMs: 0,
  callReports: true,
  assistants: ['assistant-demo'],
};

export function initialState(settings: Partial<Settings> = {}): GatewayState {
  return {
    settings: { ...DEFAULT_SETTINGS, ...settings },
    sockets: new Map(),
    sessions: new Map(),
    legs: new Map(),
    faults: [],
    outbox: [],
    tokensRevokedAt: new Map(),
  };
}
