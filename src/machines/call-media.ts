import type { MediaSample, PeerState } from '../contract/observations.ts';
import { NOTHING_SENT, withOutbound } from './call-outbound.ts';
import { earliest } from './earliest.ts';
import type { CallMachine, Media, Recovery } from './call-state.ts';
import {
  DEAD_PATH,
  DISCONNECTED_GRACE,
  MEDIA_DEADLINE,
  SAMPLE_INTERVAL,
  SAMPLE_INTERVAL_RECOVERING,
  SILENT_PEER,
  STALL,
} from './times.ts';

export function withPeer(call: CallMachine, peer: PeerState, at: number): CallMachine {
  if (call.media.peer === peer) return call;
  return judge({ ...call, media: movePeer(call.media, peer, at) }, at);
}

function movePeer(media: Media, peer: PeerState, at: number): Media {
  if (media.peer === peer) return media;
  const apartSince = peer === 'connected' ? null : (media.apartSince ?? at);
  const met = media.met || peer === 'connected';
  return { ...media, peer, peerSince: at, apartSince, met, aliveAt: at, pathDead: false };
}

export function withSample(call: CallMachine, sample: MediaSample, at: number): CallMachine {
  const grew = sample.inboundPackets > call.media.inboundPackets;
  const moved = movePeer(call.media, sample.peer, at);
  const media: Media = {
    ...moved,
    ...look(moved, sample.arrivals, at),
    outbound: withOutbound({ ...call, media: moved }, sample, at),
    inboundPackets: Math.max(sample.inboundPackets, call.media.inboundPackets),
    inboundAt: grew ? at : call.media.inboundAt,
    inboundSeen: call.media.inboundSeen || grew,
    quality: sample.quality,
  };
  return judge({ ...call, media }, at);
}

/** Only what was seen tells of a dead path: a page that was asleep has not looked. */
function look(media: Media, arrivals: number | null, at: number): Pick<Media, 'arrivals' | 'aliveAt' | 'pathDead'> {
  if (arrivals === null || arrivals !== media.arrivals) return { arrivals, aliveAt: at, pathDead: false };
  return { arrivals, aliveAt: media.aliveAt, pathDead: at - media.aliveAt >= DEAD_PATH };
}

/** The server brought the call back on a new peer connection: counting starts anew, on a path that is not there yet. */
export function replaced(call: CallMachine, at: number): CallMachine {
  const media: Media = {
    ...movePeer(call.media, 'new', at),
    inboundPackets: 0,
    quality: null,
    outbound: NOTHING_SENT,
  };
  return enter({ ...call, media }, at, 0);
}

/** Starts an episode of lost media, unless one is running: it is one loss however often the state flaps. */
export function enter(call: CallMachine, at: number, packetsAt = call.media.inboundPackets): CallMachine {
  if (call.stage !== 'answered') return call;
  const { media } = call;
  const recovery: Recovery = {
    since: media.recovery?.since ?? at,
    packetsExpected: media.recovery?.packetsExpected ?? (media.inboundSeen && !call.held && !media.stalled),
    packetsAt,
  };
  return { ...call, media: { ...media, recovery } };
}

/** Looks at what is known: whether packets have stalled, and whether to move into or out of recovery. */
export function judge(before: CallMachine, at: number): CallMachine {
  if (before.stage !== 'answered') return before;
  const stalled = at - before.media.inboundAt >= STALL;
  const call = stalled === before.media.stalled ? before : { ...before, media: { ...before.media, stalled } };
  const { media } = call;
  if (media.recovery === null) return isDown(call, at) ? enter(call, at) : call;
  return isBack(call, media.recovery, at)
    ? {
        ...call,
        recoveries: call.recoveries + 1,
        orphaned: false,
        microphoneProblem: null,
        media: { ...media, recovery: null },
      }
    : call;
}

function isDown({ media, answeredAt }: CallMachine, at: number): boolean {
  switch (media.peer) {
    case 'failed':
    case 'closed':
      return true;
    case 'connected':
      return media.pathDead;
    default:
      // The SDK restarts ICE at once, so that `disconnected` becomes `connecting` in passing.
      return media.apartSince !== null && at >= graceEnd(media, media.apartSince, answeredAt);
  }
}

/** Until when a peer connection may be apart; one that never was connected has as long as is given to a silent path. */
function graceEnd({ met }: Media, apartSince: number, answeredAt: number | null): number {
  return met ? apartSince + DISCONNECTED_GRACE : Math.max(apartSince, answeredAt ?? apartSince) + DEAD_PATH;
}

function isBack(call: CallMachine, recovery: Recovery, at: number): boolean {
  const { media } = call;
  if (media.peer !== 'connected' || isDown(call, at)) return false;
  if (call.held || !recovery.packetsExpected) return true;
  return media.inboundPackets > recovery.packetsAt || at - Math.max(media.peerSince, recovery.since) >= SILENT_PEER;
}

/**
 * Whether media that is lost, or never came about, has had its time. The clock stands while signaling is down: then
 * there is no way to mend it.
 */
export function isBeyondRecovery(call: CallMachine, at: number, readyAt: number | null): boolean {
  const { recovery, apartSince } = call.media;
  if (call.answeredAt === null || readyAt === null) return false;
  if (apartSince === null && !isDown(call, at)) return false;
  const since = Math.min(recovery?.since ?? at, Math.max(apartSince ?? at, call.answeredAt));
  return at - Math.max(since, readyAt) >= MEDIA_DEADLINE;
}

/** Counting begins: with the answer, and with the end of a hold. */
export function listen(call: CallMachine, at: number): CallMachine {
  return { ...call, media: { ...call.media, inboundAt: at, stalled: false } };
}

export function sampleDue(call: CallMachine): number {
  const closely = call.media.recovery !== null || (call.unlisted && call.reattachBy !== null);
  return call.media.sampledAt + (closely ? SAMPLE_INTERVAL_RECOVERING : SAMPLE_INTERVAL);
}

/** The next time at which packets are to be counted, a grace runs out or silence starts to tell. */
export function mediaWakeAt(call: CallMachine): number | null {
  if (call.object === 0) return null;
  const { media } = call;
  if (call.stage !== 'answered') return sampleDue(call);
  const apart = media.recovery === null ? media.apartSince : null;
  const grace = apart === null ? null : graceEnd(media, apart, call.answeredAt);
  return earliest(sampleDue(call), grace, media.stalled ? null : media.inboundAt + STALL);
}
