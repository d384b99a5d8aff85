import type { CallIdentity, PeerState } from '../contract/observations.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { CallQuality } from '../contract/snapshots.ts';
import type { CallCause, CallDirection } from '../contract/states.ts';
import { NOTHING_SENT, type Outbound } from './call-outbound.ts';
import type { Pending } from './pending.ts';

/** How far the dialogue with the other side has come; media is kept apart. */
export type Stage = 'new' | 'ringing' | 'answered' | 'ended';

export interface Recovery {
  readonly since: number;
  /** Whether packets were arriving before; then they must again. */
  readonly packetsExpected: boolean;
  /** The inbound count that a packet must exceed to be news. */
  readonly packetsAt: number;
}

/** What is known of a call's peer connection and packets. */
export interface Media {
  readonly peer: PeerState;
  readonly peerSince: number;
  /** Since when the peer has not been connected; null while it is. */
  readonly apartSince: number | null;
  readonly inboundPackets: number;
  /** When the inbound count last grew, or counting began. */
  readonly inboundAt: number;
  /** The peer has been connected. */
  readonly met: boolean;
  /** What has arrived on the path in all, when that was last seen to change, and whether it has been too long. */
  readonly arrivals: number | null;
  readonly aliveAt: number;
  readonly pathDead: boolean;
  /** At least one packet has arrived. */
  readonly inboundSeen: boolean;
  /** No packet for as long as tells. */
  readonly stalled: boolean;
  readonly outbound: Outbound;
  readonly recovery: Recovery | null;
  /** When the packets were last asked for. */
  readonly sampledAt: number;
  readonly quality: CallQuality | null;
}

/** The browser does not give the microphone, and the call waits for it. */
export interface MicrophoneProblem {
  readonly code: ErrorCode;
  /** When it ends the call; null in mid-call, which goes on without it. */
  readonly deadline: number | null;
  readonly retrying: boolean;
}

export interface CallMachine {
  readonly id: string;
  /** The SDK's object that counts, from 1; what an earlier one says is stale. 0 before the first. */
  readonly object: number;
  readonly direction: CallDirection;
  readonly remoteNumber: string;
  readonly remoteName: string;
  readonly identity: CallIdentity;
  readonly stage: Stage;
  /** The server has taken the invite. */
  readonly accepted: boolean;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly micMuted: boolean;
  /** The browser has given the microphone. */
  readonly microphone: boolean;
  readonly microphoneProblem: MicrophoneProblem | null;
  readonly held: boolean;
  /** Another call is spoken in: nothing of this one is heard, and nothing is said into it. */
  readonly background: boolean;
  /** How many times in a row the server refused a hold that nobody pressed: after a recovery, or for another call. */
  readonly holdsRefused: number;
  /** The server may have heard a hold, or its end, whose answer never came. */
  readonly holdUnsure: boolean;
  /** The user has asked to answer; without that, nothing makes an incoming call an answered one. */
  readonly answerAsked: boolean;
  readonly pending: readonly Pending[];
  readonly media: Media;
  /** After a reconnect: until when the server may bring the call back. */
  readonly reattachBy: number | null;
  /** The server has brought it back on the present socket; it can do so before it says that the phone is registered. */
  readonly reattached: boolean;
  /** The server named the calls that it brings back, and this one was not among them. */
  readonly unlisted: boolean;
  /** The server returned without bringing it back; it lives as long as its audio does. */
  readonly orphaned: boolean;
  readonly recoveredCallId: string | null;
  /** How many times the server has brought it back. */
  readonly attachments: number;
  readonly recoveries: number;
  /** Hung up while the server could not be told. */
  readonly byeOwed: boolean;
  /** When the page's backend took its transfer, if it did. */
  readonly handedOverAt: number | null;
  /** The page shows this incoming call itself. */
  readonly shownByPage: boolean;
  readonly cause: CallCause | null;
  readonly sipCode: number | null;
  readonly sipReason: string | null;
  /** The error that ended it. */
  readonly error: ErrorCode | null;
}

export const NO_IDENTITY: CallIdentity = { telnyxCallControlId: null, telnyxSessionId: null, telnyxLegId: null };

export function newCall(
  id: string,
  at: number,
  about: Pick<CallMachine, 'direction' | 'remoteNumber' | 'remoteName' | 'object' | 'identity' | 'stage'>,
): CallMachine {
  return {
    id,
    ...about,
    accepted: about.direction === 'inbound',
    startedAt: at,
    answeredAt: null,
    endedAt: null,
    micMuted: false,
    microphone: false,
    microphoneProblem: null,
    held: false,
    background: false,
    holdsRefused: 0,
    holdUnsure: false,
    answerAsked: false,
    pending: [],
    media: {
      peer: 'new',
      peerSince: at,
      apartSince: at,
      inboundPackets: 0,
      inboundAt: at,
      met: false,
      arrivals: null,
      aliveAt: at,
      pathDead: false,
      inboundSeen: false,
      stalled: false,
      outbound: NOTHING_SENT,
      recovery: null,
      sampledAt: at,
      quality: null,
    },
    reattachBy: null,
    reattached: false,
    unlisted: false,
    orphaned: false,
    recoveredCallId: null,
    attachments: 0,
    recoveries: 0,
    byeOwed: false,
    handedOverAt: null,
    shownByPage: false,
    cause: null,
    sipCode: null,
    sipReason: null,
    error: null,
  };
}

export function isLive(call: CallMachine): boolean {
  return call.stage !== 'ended';
}
