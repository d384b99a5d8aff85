import type { CallSnapshot } from '../contract/snapshots.ts';
import type { CallState, RemoteMedia } from '../contract/states.ts';
import { localMediaOf } from './call-outbound.ts';
import { isLive, type CallMachine } from './call-state.ts';
import { isHolding } from './pending.ts';

export function callStateOf(call: CallMachine): CallState {
  switch (call.stage) {
    case 'ended':
      return 'destroyed';
    case 'answered':
      if (call.media.recovery !== null) return 'reconnecting';
      return call.held ? 'held' : 'active';
    default:
      return call.stage;
  }
}

/** Null while the question does not arise: before the answer, on hold, after the end. */
function remoteMediaOf(call: CallMachine): RemoteMedia | null {
  if (call.stage !== 'answered' || call.held) return null;
  return call.media.stalled ? 'stalled' : 'flowing';
}

/**
 * Whether the local track may carry voice: never while muted, held or about to be held, or while another call is spoken
 * in. The voice stops with the press,
 * not with the server's word; it returns only with that.
 */
export function microphoneLive(call: CallMachine): boolean {
  return isLive(call) && !call.micMuted && !call.held && !call.background && !isHolding(call.pending);
}

/** The machine as the page sees it. */
export function viewCall(call: CallMachine): CallSnapshot {
  return Object.freeze({
    id: call.id,
    recoveredCallId: call.recoveredCallId,
    ...call.identity,
    direction: call.direction,
    state: callStateOf(call),
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    remoteNumber: call.remoteNumber,
    remoteName: call.remoteName,
    micMuted: call.micMuted,
    held: call.held,
    background: call.background,
    pending: Object.freeze(call.pending.map((entry) => entry.command)),
    cause: call.cause,
    sipCode: call.sipCode,
    sipReason: call.sipReason,
    error: call.error,
    remoteMedia: remoteMediaOf(call),
    earlyMedia: call.stage === 'ringing' && call.media.inboundSeen,
    localMedia: localMediaOf(call),
    microphoneLost: isLive(call) && call.media.outbound.lost,
    mediaHealthy: mediaHealthy(call),
    mediaLostAt: call.media.recovery?.since ?? null,
    attachments: call.attachments,
    recoveries: call.recoveries,
    quality: call.media.quality,
    shownByPage: call.shownByPage,
  });
}

/** Audio is known to cross, or would if the call were not held. */
export function mediaHealthy(call: CallMachine): boolean {
  return (
    call.stage === 'answered' &&
    call.media.recovery === null &&
    call.media.peer === 'connected' &&
    (call.held || !call.media.stalled)
  );
}
