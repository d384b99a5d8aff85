import type { MediaSample } from '../contract/observations.ts';
import type { LocalMedia } from '../contract/states.ts';
import type { CallMachine, MicrophoneProblem } from './call-state.ts';
import { UNHEARD } from './times.ts';

/** What is known of our own voice. */
export interface Outbound {
  /** Since when the other side has been meant to hear us; 0 while it is not. */
  readonly since: number;
  /** It has not heard us for as long as tells. */
  readonly stalled: boolean;
  /** The microphone has ended while the call goes on. */
  readonly lost: boolean;
}

export const NOTHING_SENT: Outbound = { since: 0, stalled: false, lost: false };

/** What went unheard on hold, while muted or while media was lost does not count. */
export function withOutbound(call: CallMachine, { unheardFor, microphoneLost }: MediaSample, at: number): Outbound {
  const { peer, recovery, outbound } = call.media;
  const since = isAsked(call) && peer === 'connected' && recovery === null ? outbound.since || at : 0;
  const stalled = since > 0 && Math.min(unheardFor, at - since) >= UNHEARD;
  return { since, stalled, lost: microphoneLost };
}

const MICROPHONE_LOST: MicrophoneProblem = { code: 'mic-lost', deadline: null, retrying: false };

/** A microphone that ends in mid-call is missed from then on, muted or not; the call goes on without it. */
export function missMicrophone(call: CallMachine): CallMachine {
  const { stage, microphoneProblem: problem, media } = call;
  if (stage !== 'answered' || media.recovery !== null) return call;
  if (media.outbound.lost) return problem === null ? { ...call, microphoneProblem: MICROPHONE_LOST } : call;
  return problem?.deadline === null ? { ...call, microphoneProblem: null } : call;
}

/** Nobody is to hear who is muted, holds the line or speaks in another call. */
function isAsked(call: CallMachine): boolean {
  return call.stage === 'answered' && !call.held && !call.micMuted && !call.background;
}

export function localMediaOf(call: CallMachine): LocalMedia | null {
  if (!isAsked(call)) return null;
  const { stalled, lost } = call.media.outbound;
  return stalled || lost ? 'stalled' : 'flowing';
}
