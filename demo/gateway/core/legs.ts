/** The life of a leg: made, progressed, answered, ended; a call is two legs, or a leg and a service. */
import { greet } from './assistant.ts';
import { toLeg } from './send.ts';
import type { Draft, Ending, FarEnd, Leg, Session } from './state.ts';
import type { CustomHeader } from './params.ts';

export interface NewLeg {
  id: string;
  session: Session;
  direction: 'inbound' | 'outbound';
  far: FarEnd;
  remoteName: string;
  remoteNumber: string;
  headers: CustomHeader[];
  telnyxSessionId: string;
}

export function makeLeg(draft: Draft, from: NewLeg): Leg {
  const { session, ...rest } = from;
  const leg: Leg = {
    ...rest,
    session: session.id,
    user: session.user,
    phase: 'new',
    held: false,
    telnyxCallControlId: `v3:${draft.newId()}`,
    telnyxLegId: draft.newId(),
    localSdp: null,
    sdpSent: false,
    attaching: false,
    pathLost: false,
    startedAt: draft.at,
    answeredAt: null,
    reattachedAt: [],
    dtmf: '',
    conversation: null,
    due: [],
  };
  draft.state.legs.set(leg.id, leg);
  return leg;
}

export function farLeg(draft: Draft, leg: Leg): Leg | null {
  return leg.far.kind === 'leg' ? (draft.state.legs.get(leg.far.leg) ?? null) : null;
}

export function legsOf(draft: Draft, session: Session): Leg[] {
  return [...draft.state.legs.values()].filter((leg) => leg.session === session.id);
}

/** Tells an outbound leg that it rings; later calls do nothing. */
export function ring(draft: Draft, leg: Leg): void {
  if (leg.phase !== 'new') return;
  leg.phase = 'ringing';
  toLeg(draft, leg, 'telnyx_rtc.ringing');
}

/** Sends early media to an outbound leg whose peer is ready. */
export function earlyMedia(draft: Draft, leg: Leg): void {
  if (leg.phase === 'active' || leg.localSdp === null || leg.sdpSent) return;
  leg.phase = 'early';
  leg.sdpSent = true;
  toLeg(draft, leg, 'telnyx_rtc.media', { sdp: leg.localSdp });
}

/** Marks a leg answered; an outbound one is told as soon as its description is ready. */
export function answer(draft: Draft, leg: Leg): void {
  if (leg.answeredAt !== null) return;
  leg.answeredAt = draft.at;
  leg.due = leg.due.filter(({ action }) => action === 'hangup' || action === 'replace');
  if (leg.direction === 'inbound') leg.phase = 'active';
  else deliverAnswer(draft, leg);
}

/** The answer travels once both exist: the far end's consent and our description. */
export function deliverAnswer(draft: Draft, leg: Leg): void {
  if (leg.answeredAt === null || leg.phase === 'active') return;
  if (!leg.sdpSent && leg.localSdp === null) return;
  leg.phase = 'active';
  greet(draft, leg);
  // After early media or a re-attach the client has its description already.
  toLeg(draft, leg, 'telnyx_rtc.answer', leg.sdpSent ? {} : { sdp: leg.localSdp });
  leg.sdpSent = true;
}

/** Ends a leg from the server's side: bye to the client if there is a socket, peer closed, remembered. */
export function endLeg(draft: Draft, leg: Leg, ending: Ending, options: { tell: boolean }): void {
  if (!draft.state.legs.delete(leg.id)) return;
  if (options.tell) {
    const { cause, causeCode, sipCode, sipReason } = ending;
    draft.effects.push({
      type: 'record',
      entry: { kind: 'bye', leg: leg.id, user: leg.user, from: 'server', ending },
    });
    toLeg(draft, leg, 'telnyx_rtc.bye', {
      cause,
      causeCode,
      ...(sipCode === null ? {} : { sipCode, sipReason }),
    });
  }
  draft.effects.push({ type: 'media-close', leg: leg.id });
  draft.effects.push({ type: 'record', entry: { kind: 'leg-ended', leg: { ...leg }, ending } });
}

/** Ends the whole call of which this leg is one side; the far end is told `farEnding`. */
export function endCall(draft: Draft, leg: Leg, ending: Ending, tell: boolean, farEnding: Ending = ending): void {
  const far = farLeg(draft, leg);
  endLeg(draft, leg, ending, { tell });
  if (far) endLeg(draft, far, farEnding, { tell: true });
}
