/** Everything that happens by itself, as deadlines in the state: the shell has one timer, set to the next of them. */
import { converseOn } from './assistant.ts';
import { ENDINGS } from './causes.ts';
import { expireFaults } from './faults.ts';
import { answer, earlyMedia, deliverAnswer, endCall, ring } from './legs.ts';
import { deliver, request } from './send.ts';
import { closeSocket, endSession } from './sessions.ts';
import type { Draft, GatewayState, Leg, LegAction } from './state.ts';

/** Does what is due at `draft.at`. */
export function runDeadlines(draft: Draft): void {
  expireFaults(draft);
  deliver(draft);
  for (const leg of [...draft.state.legs.values()]) {
    const due = leg.due.filter((each) => each.at <= draft.at);
    leg.due = leg.due.filter((each) => each.at > draft.at);
    for (const { action } of due) if (draft.state.legs.has(leg.id)) act(draft, leg, action);
    if (draft.state.legs.has(leg.id)) converseOn(draft, leg);
  }
  const { pingEveryMs, reattachWindowMs, socketSilenceMs } = draft.state.settings;
  for (const session of [...draft.state.sessions.values()]) {
    if (session.detachedAt !== null && session.detachedAt + reattachWindowMs <= draft.at) {
      endSession(draft, session, 'not taken up again in time');
    }
  }
  for (const socket of [...draft.state.sockets.values()]) {
    // An unauthenticated socket may stay open for as long as it likes, as at Telnyx.
    if (socket.session !== null && socket.lastFrameAt + socketSilenceMs <= draft.at) {
      draft.effects.push({ type: 'terminate', socket: socket.id });
      closeSocket(draft, socket.id);
      continue;
    }
    if (socket.session === null || socket.nextPingAt > draft.at) continue;
    socket.nextPingAt = draft.at + pingEveryMs;
    request(draft, socket.id, 'telnyx_rtc.ping', { serno: draft.at });
  }
}

/** When {@link runDeadlines} has something to do next; null for never. */
export function wakeAt(state: GatewayState): number | null {
  const { reattachWindowMs, socketSilenceMs } = state.settings;
  const times: number[] = [];
  for (const fault of state.faults) if (fault.until !== null) times.push(fault.until);
  for (const frame of state.outbox) times.push(frame.at);
  for (const { due, conversation } of state.legs.values()) {
    times.push(...[...due, ...(conversation?.due ?? [])].map(({ at }) => at));
    if (conversation?.hearsAt != null) times.push(conversation.hearsAt);
  }
  for (const session of state.sessions.values()) {
    if (session.detachedAt !== null) times.push(session.detachedAt + reattachWindowMs);
  }
  for (const socket of state.sockets.values()) {
    if (socket.session !== null) times.push(socket.nextPingAt, socket.lastFrameAt + socketSilenceMs);
  }
  return times.length === 0 ? null : Math.min(...times);
}

function act(draft: Draft, leg: Leg, action: LegAction): void {
  switch (action) {
    case 'ring': {
      ring(draft, leg);
      return;
    }
    case 'early': {
      // Without a description yet there is nothing to send; the answer brings it.
      earlyMedia(draft, leg);
      return;
    }
    case 'answer':
      answer(draft, leg);
      {
        deliverAnswer(draft, leg);
        return;
      }
    case 'hangup': {
      endCall(draft, leg, ENDINGS.normal, true);
      return;
    }
    case 'replace': {
      endCall(draft, leg, ENDINGS.replaced, true);
      return;
    }
    case 'no-answer': {
      endCall(draft, leg, ENDINGS.noAnswer, true);
      return;
    }
  }
}
