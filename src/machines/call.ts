import type { CallIdentity, CallObservation, CallProgress } from '../contract/observations.ts';
import {
  enter,
  isBeyondRecovery,
  judge,
  listen,
  mediaWakeAt,
  replaced,
  sampleDue,
  withPeer,
  withSample,
} from './call-media.ts';
import { causeOfBye, end, givenUp, letGo, type CallStep, type Signaling } from './call-ending.ts';
import { isLive, type CallMachine } from './call-state.ts';
import { microphoneLive } from './call-view.ts';
import { earliest } from './earliest.ts';
import { fail, report, type Effect } from './effects.ts';
import { confirm, expire, isHoldAsked, NOBODY, pendingWakeAt } from './pending.ts';
import { REATTACH_DEADLINE, UNLISTED_DEADLINE, UNLISTED_SILENCE } from './times.ts';

const NO_SIGNALING: Signaling = { connected: false, readyAt: null, givenUp: false };

/** How often a refused hold that nobody pressed is asked for again. */
export const HOLDS_AGAIN = 2;

/** What the SDK port tells of this call. Whatever a superseded object says is ignored. */
export function observe(call: CallMachine, event: CallObservation, at: number, signaling: Signaling): CallStep {
  if (!isLive(call)) return only(call);
  if (event.type === 'call-forgotten') return givenUp(call, at, { cause: 'error', error: 'session-lost' }, signaling);
  if (event.object < call.object) return only(call);
  switch (event.type) {
    case 'call-appeared':
      return event.object === call.object ? only(call) : appeared(call, event, at, signaling);
    case 'call-progress':
      return progressed({ ...call, identity: merged(call.identity, event.identity) }, event, at, signaling);
    case 'call-ended':
      return event.byServer
        ? end(call, at, { cause: causeOfBye(call, event.raw, at), raw: event.raw })
        : givenUp(call, at, { cause: 'error', raw: event.raw, error: 'media-failed' }, signaling);
    case 'hold-failed':
      return holdFailed(call, at, signaling);
    case 'peer-changed':
      return only(withPeer(call, event.peer, at));
    case 'sampled':
      return only(withSample(call, event.sample, at));
  }
}

/** A new object of the SDK's knows less at first than the one before. */
function merged(known: CallIdentity, news: CallIdentity): CallIdentity {
  return {
    telnyxCallControlId: news.telnyxCallControlId ?? known.telnyxCallControlId,
    telnyxSessionId: news.telnyxSessionId ?? known.telnyxSessionId,
    telnyxLegId: news.telnyxLegId ?? known.telnyxLegId,
  };
}

function appeared(
  call: CallMachine,
  event: Extract<CallObservation, { type: 'call-appeared' }>,
  at: number,
  signaling: Signaling,
): CallStep {
  const identity = merged(call.identity, event.identity);
  const known: CallMachine = { ...call, object: event.object, identity, microphoneProblem: null };
  if (!event.attach) return only(known);
  // The SDK answers whatever is attached; a call that nobody answered must not be.
  if (call.stage !== 'answered') return letGo(known, at, { cause: 'error', error: 'session-lost' }, signaling);
  return {
    state: replaced(
      {
        ...known,
        recoveredCallId: call.id,
        attachments: call.attachments + 1,
        reattachBy: null,
        reattached: true,
        unlisted: false,
        orphaned: false,
      },
      at,
    ),
    effects: [microphone(known)],
  };
}

function progressed(
  call: CallMachine,
  { progress }: { readonly progress: CallProgress },
  at: number,
  signaling: Signaling,
): CallStep {
  switch (progress) {
    case 'accepted':
      return accepted(call);
    case 'ringing':
      return call.stage === 'new' ? accepted({ ...call, stage: 'ringing' }) : only(call);
    case 'recovering':
      return only(enter(call, at));
    case 'answered':
      return answered(call, at, signaling);
    case 'held':
      return held(call, at);
  }
}

function accepted(call: CallMachine): CallStep {
  const { pending, effects } = confirm(call.pending, 'dial');
  return { state: { ...call, accepted: true, microphoneProblem: null, pending }, effects };
}

function answered(call: CallMachine, at: number, signaling: Signaling): CallStep {
  if (call.stage === 'new') {
    // The documents know no way from new to active but through ringing.
    const ringing = accepted({ ...call, stage: 'ringing' });
    return {
      ...ringing,
      raise: [
        { type: 'call-progress', callId: call.id, object: call.object, progress: 'answered', identity: call.identity },
      ],
    };
  }
  if (call.stage === 'ringing') {
    // The SDK can answer by itself; a call that rings here waits for the user.
    if (call.direction === 'inbound' && !call.answerAsked) {
      return letGo(call, at, { cause: 'error', error: 'session-lost' }, signaling);
    }
    const { pending, effects } = confirm(call.pending, 'answer');
    const active = listen({ ...call, stage: 'answered', answeredAt: at, microphoneProblem: null, pending }, at);
    return { state: active, effects: [...effects, microphone(active)] };
  }
  const unholding = call.pending.some((entry) => entry.command === 'unhold' && !entry.waits);
  if (call.held && unholding) {
    const { pending, effects } = confirm(call.pending, 'unhold');
    const resumed = listen({ ...call, held: false, holdUnsure: false, pending }, at);
    return { state: resumed, effects: [...effects, microphone(resumed)] };
  }
  // The SDK can fall back to active after a restart of ICE or a re-attach; the hold is still meant.
  if (call.held) return { state: judge(call, at), effects: [{ type: 'hold', callId: call.id }] };
  // Shown as not held, it must not be held at the server.
  const resume: readonly Effect[] = call.holdUnsure && !call.background ? [{ type: 'unhold', callId: call.id }] : [];
  return {
    state: judge({ ...call, holdUnsure: call.holdUnsure && call.background }, at),
    effects: [...resume, microphone(call)],
  };
}

function held(call: CallMachine, at: number): CallStep {
  if (call.stage !== 'answered') return only(call);
  const { pending, effects } = confirm(call.pending, 'hold');
  const onHold: CallMachine = { ...call, held: true, holdsRefused: 0, holdUnsure: false, pending };
  return { state: judge(onHold, at), effects: [...effects, microphone(onHold)] };
}

function holdFailed(call: CallMachine, at: number, signaling: Signaling): CallStep {
  const refused = call.pending.filter((entry) => isHoldAsked([entry]));
  if (call.held && refused.length === 0) return holdLost(call, at, signaling);
  const back: CallMachine = {
    ...call,
    holdUnsure: call.holdUnsure || refused.length > 0 || !signaling.connected,
    holdsRefused: call.holdsRefused + (refused.some(({ ticket }) => ticket === NOBODY) ? 1 : 0),
    pending: call.pending.filter((entry) => !refused.includes(entry)),
  };
  return {
    state: back,
    effects: [...refused.map((entry) => fail(entry.ticket, 'command-timeout')), ...retuned(call, back)],
  };
}

/**
 * A call that was recovered could not be held again. What cannot be is not shown in the end; but whoever pressed hold
 * does not speak unawares.
 */
function holdLost(call: CallMachine, at: number, { connected }: Signaling): CallStep {
  // Once it is connected again, so is the question.
  if (!connected) return only(call);
  if (call.holdsRefused < HOLDS_AGAIN) {
    return {
      state: { ...call, holdsRefused: call.holdsRefused + 1 },
      effects: [{ type: 'hold', callId: call.id }],
    };
  }
  return {
    state: listen({ ...call, held: false, micMuted: true }, at),
    effects: [report('command-timeout', { severity: 'warning', callId: call.id })],
  };
}

/** The socket is gone. Audio may go on; what needed an answer from the server will not get it. */
export function signalingLost(call: CallMachine, at: number): CallStep {
  if (!isLive(call)) return only(call);
  // An invite in flight never settles in the SDK.
  if (!call.accepted) return letGo(call, at, { cause: 'error', error: 'not-connected' }, NO_SIGNALING);
  const state: CallMachine = {
    ...call,
    holdUnsure: call.holdUnsure || isHoldAsked(call.pending),
    microphoneProblem: null,
    pending: [],
    reattachBy: null,
    reattached: false,
    unlisted: false,
    orphaned: false,
  };
  return {
    state,
    effects: [...call.pending.map(({ ticket }) => fail(ticket, 'not-connected')), ...retuned(call, state)],
  };
}

/** Registered again: the server now has a while to bring the call back. */
export function signalingRestored(call: CallMachine, at: number): CallStep {
  if (!isLive(call)) {
    return call.byeOwed
      ? { state: { ...call, byeOwed: false }, effects: [{ type: 'late-bye', callId: call.id }] }
      : only(call);
  }
  const within = call.unlisted ? UNLISTED_DEADLINE : REATTACH_DEADLINE;
  return only({ ...call, reattachBy: call.reattached ? null : at + within, orphaned: false });
}

/** The server says which calls it brings back; null when it does not. It can bring back others all the same. */
export function unlisted(call: CallMachine, callIds: readonly string[] | null): CallStep {
  if (!isLive(call) || callIds === null || call.reattached) return only(call);
  return only({ ...call, unlisted: !callIds.includes(call.id) });
}

/** What time alone brings about. */
export function tickCall(call: CallMachine, at: number, signaling: Signaling): CallStep {
  if (!isLive(call)) return only(call);
  const { microphoneProblem } = call;
  if (microphoneProblem?.deadline != null && at >= microphoneProblem.deadline) {
    return letGo(call, at, { cause: 'error', error: microphoneProblem.code }, signaling);
  }
  const judged = judge(call, at);
  if (isBeyondRecovery(judged, at, signaling.readyAt)) {
    return letGo(judged, at, { cause: 'error', error: 'media-failed' }, signaling);
  }
  if (isLost(judged, at, signaling)) return letGo(judged, at, { cause: 'error', error: 'session-lost' }, signaling);
  const { pending, effects, expired } = expire(judged.pending, at);
  if (expired.includes('dial')) {
    const over = letGo({ ...judged, pending }, at, { cause: 'error' }, signaling);
    return { ...over, effects: [...effects, ...over.effects] };
  }
  const sampleNow = judged.object > 0 && at >= sampleDue(judged);
  const next: CallMachine = {
    ...judged,
    holdUnsure: judged.holdUnsure || expired.includes('hold') || expired.includes('unhold'),
    holdsRefused: judged.holdsRefused + (expired.includes('hold') ? 1 : 0),
    pending,
    reattachBy: judged.reattachBy !== null && at >= judged.reattachBy ? null : judged.reattachBy,
    orphaned: judged.orphaned || (judged.reattachBy !== null && at >= judged.reattachBy),
    media: sampleNow ? { ...judged.media, sampledAt: at } : judged.media,
  };
  return {
    state: next,
    effects: [
      ...effects,
      ...retuned(call, next),
      ...(sampleNow ? ([{ type: 'sample', callId: call.id }] as const) : []),
    ],
  };
}

/** The server did not bring the call back in time, or never will, and it has no audio that would show it alive. */
function isLost(call: CallMachine, at: number, { givenUp }: Signaling): boolean {
  const due = call.reattachBy !== null && at >= call.reattachBy;
  if (!givenUp && !call.orphaned && !due) return false;
  // Its last packets may be younger than the silence that tells otherwise; but there is a second reason now.
  if (due && call.unlisted && (call.held || at - call.media.inboundAt >= UNLISTED_SILENCE)) return true;
  return call.stage !== 'answered' || call.media.recovery !== null || (call.media.stalled && !call.held);
}

export function callWakeAt(call: CallMachine): number | null {
  if (!isLive(call)) return null;
  const microphoneBy = call.microphoneProblem?.deadline ?? null;
  return earliest(mediaWakeAt(call), pendingWakeAt(call.pending), call.reattachBy, microphoneBy);
}

export function microphone(call: CallMachine): Effect {
  return { type: 'microphone', callId: call.id, live: microphoneLive(call) };
}

/** Tells of the microphone where it changed. */
export function retuned(before: CallMachine, after: CallMachine): readonly Effect[] {
  return microphoneLive(before) === microphoneLive(after) ? [] : [microphone(after)];
}

function only(call: CallMachine): CallStep {
  return { state: call, effects: [] };
}
