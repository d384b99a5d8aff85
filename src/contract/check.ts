import type { ErrorCode } from './errors.ts';
import type { QualityLevel } from './states.ts';

/** What a check is doing. `microphone`: the browser gives it, and may ask the user first · `measuring`. */
export type CheckStep = 'microphone' | 'measuring';

export interface CheckOptions {
  /**
   * A number that answers and sends back what it hears, an echo test for instance: the connection is measured in a call
   * to it, which is heard by nobody and shown by nothing. Without one, only the microphone is checked.
   */
  readonly destination?: string;
  /** Aborting it ends the check at once. */
  readonly signal?: AbortSignal;
  /** Hears how far it is, and how loud it is in the microphone, from 0 to 1, some twenty times a second. */
  readonly listener?: (step: CheckStep, level: number | null) => void;
}

/** What came of the microphone. */
export interface MicrophoneCheck {
  /** Why it cannot be had; null when it can. */
  readonly cause: ErrorCode | null;
  /** The loudest that was heard, from 0 to 1; null where nothing could be measured. */
  readonly level: number | null;
  /** Nothing was heard that could be a voice. */
  readonly silent: boolean;
}

/** Which ways to a server the browser has found. */
export interface IceCandidateCounts {
  readonly host: number;
  readonly srflx: number;
  readonly prflx: number;
  readonly relay: number;
}

/** What came of the connection, over the five seconds of a call; null where the browser does not tell. */
export interface NetworkCheck {
  /** Why there is nothing to judge by: `no-answer`, `invalid-destination`, or `media-failed`; null when there is. */
  readonly cause: ErrorCode | null;
  /** Share of packets lost, 0 to 1, in the direction in which it is more. */
  readonly loss: number | null;
  /** Milliseconds, on average. */
  readonly jitter: number | null;
  /** Milliseconds, on average. */
  readonly roundTrip: number | null;
  /** Mean opinion score, 1 to 4.5, as that of a call. */
  readonly mos: number | null;
  /** The score in a word, as that of a call. */
  readonly level: QualityLevel | null;
  /** The audio goes by a TURN server. */
  readonly relay: boolean | null;
  readonly candidates: IceCandidateCounts | null;
  /** What the SDK remarks on the ways that were found, in its own codes: `ice_only_host_candidates` and the like. */
  readonly remarks: readonly string[];
}

/** What `client.check()` has found out before a call. Frozen. */
export interface PreCallCheck {
  readonly microphone: MicrophoneCheck;
  /** Null without a destination, and where there was no microphone to call with. */
  readonly network: NetworkCheck | null;
  /** What a call would suffer from: `mic-quiet`, `high-latency`, `high-jitter`, `high-loss`, `low-quality`. */
  readonly warnings: readonly ErrorCode[];
}
