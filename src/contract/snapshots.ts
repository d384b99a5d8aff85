import type {
  CallCause,
  CallCommand,
  CallDirection,
  CallState,
  ConnectionReason,
  ConnectionState,
  LocalMedia,
  QualityLevel,
  RemoteMedia,
} from './states.ts';
import type { DevicesSnapshot } from './devices.ts';
import type { ErrorCode } from './errors.ts';

/** The signaling connection at one moment. Frozen; times are epoch milliseconds. */
export interface ConnectionSnapshot {
  readonly state: ConnectionState;
  readonly reason: ConnectionReason | null;
  /** The attempt under way or announced, from 1; 0 when nothing is being attempted. */
  readonly attempt: number;
  /** After how many attempts it gives up. */
  readonly maxAttempts: number;
  /** When the next attempt starts; null while one is under way or none is due. */
  readonly nextAttemptAt: number | null;
  /** When the present outage began (it stays while attempts come and go); null while there is none. */
  readonly lostAt: number | null;
  /** When the connection was last made anew after an outage; null before the first. */
  readonly restoredAt: number | null;
  /** The error behind `disconnected`; null otherwise. */
  readonly error: ErrorCode | null;
}

/** One call at one moment. Frozen; times are epoch milliseconds. */
export interface CallSnapshot {
  /** Never changes, also when the SDK replaces its object. */
  readonly id: string;
  /** The id under which the call was recovered, once it was. */
  readonly recoveredCallId: string | null;
  readonly telnyxCallControlId: string | null;
  readonly telnyxSessionId: string | null;
  readonly telnyxLegId: string | null;
  readonly direction: CallDirection;
  readonly state: CallState;
  /** Dialled, or the invite came. */
  readonly startedAt: number;
  /** First active; the timer counts from here. */
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly remoteNumber: string;
  readonly remoteName: string;
  readonly micMuted: boolean;
  readonly held: boolean;
  /** Another call is spoken in: nothing of this one is heard, and nothing is said into it. */
  readonly background: boolean;
  /** Commands not yet confirmed. */
  readonly pending: readonly CallCommand[];
  readonly cause: CallCause | null;
  readonly sipCode: number | null;
  readonly sipReason: string | null;
  /** The error that ended it; null where it ended without one of ours. */
  readonly error: ErrorCode | null;
  readonly remoteMedia: RemoteMedia | null;
  /** Audio has come before the answer: the network's own ringback, or an announcement. */
  readonly earlyMedia: boolean;
  /** `stalled`: the other side cannot hear us. What cannot be known counts as `flowing`. */
  readonly localMedia: LocalMedia | null;
  /** The microphone ended in mid-call: unplugged, or not permitted any more. `mediaRecovery` offers to try again. */
  readonly microphoneLost: boolean;
  /** True while audio is known to cross: peer connected, packets arriving (or held). */
  readonly mediaHealthy: boolean;
  /** When the present loss of media began; null while there is none. */
  readonly mediaLostAt: number | null;
  /** How many times the server has brought it back after the connection was lost. */
  readonly attachments: number;
  /** How many times its audio has come back after it was lost. */
  readonly recoveries: number;
  readonly quality: CallQuality | null;
  /** The page shows this incoming call itself (`preventDefault()` on `telnyx-incoming-call`): elements need not. */
  readonly shownByPage: boolean;
}

/** The microphone cannot be had, and what depends on that waits. Frozen; times are epoch milliseconds. */
export interface MediaRecoverySnapshot {
  /** The call that waits; null when it is known ahead that the next call will miss it. */
  readonly callId: string | null;
  readonly cause: ErrorCode;
  /** When the call ends by itself; null without a call, and in mid-call, which goes on. */
  readonly deadline: number | null;
  /** It is being tried again; the browser may be asking the user. */
  readonly retrying: boolean;
}

/** Measured once a second; null where the browser does not tell, and while there is nothing to measure. */
export interface CallQuality {
  /** Share of inbound packets lost in the last five seconds, 0 to 1. */
  readonly loss: number | null;
  /** The same of ours, as the other side reports it. */
  readonly lossSent: number | null;
  /** Milliseconds. */
  readonly jitter: number | null;
  /** Milliseconds. */
  readonly roundTrip: number | null;
  /** Mean opinion score, 1 to 4.5, of the direction that is worse: estimated by ITU-T G.107 from the numbers above. */
  readonly mos: number | null;
  /** The score in a word: worse after two seconds, better only after five, so that it does not flicker. */
  readonly level: QualityLevel | null;
}

/** Everything the elements show, at one moment. Frozen; equal parts keep their identity between snapshots. */
export interface ClientSnapshot {
  readonly connection: ConnectionSnapshot;
  /** Live calls and recently ended ones, oldest first. */
  readonly calls: readonly CallSnapshot[];
  /** The live call that was last active; null without one. Lets every element agree on the current call. */
  readonly lastActiveCallId: string | null;
  /** Null while nothing is known to be wrong with the microphone. */
  readonly mediaRecovery: MediaRecoverySnapshot | null;
  /** The browser keeps sound back that is to be heard now, until something is pressed on the page. */
  readonly playbackBlocked: boolean;
  /** Null until somebody looks (`client.devices.watch()`), or a call begins. */
  readonly devices: DevicesSnapshot | null;
}
