/** Writing to clients: every frame carries the `voice_sdk_id` by which the SDK finds its way back to this server. */
import { slowness } from './admission.ts';
import type { RpcId } from './jsonrpc.ts';
import type { Draft, Leg } from './state.ts';

/** Answers a request; does nothing if the socket is gone. */
export function reply(draft: Draft, socket: string, id: RpcId, result: unknown): void {
  write(draft, socket, { id, result });
}

export function replyError(draft: Draft, socket: string, id: RpcId | null, code: number, message: string): void {
  write(draft, socket, { id, error: { code, message } });
}

/** A request of the server's own. */
export function request(draft: Draft, socket: string, method: string, params: object): void {
  write(draft, socket, { id: draft.newId(), method, params });
}

/** A request about a leg, to wherever its session is now; lost if it is nowhere, as on a real line. */
export function toLeg(draft: Draft, leg: Leg, method: string, params: object = {}): void {
  const socket = draft.state.sessions.get(leg.session)?.socket;
  if (!socket) return;
  request(draft, socket, method, {
    callID: leg.id,
    ...params,
    telnyx_call_control_id: leg.telnyxCallControlId,
    telnyx_session_id: leg.telnyxSessionId,
    telnyx_leg_id: leg.telnyxLegId,
  });
}

function write(draft: Draft, socketId: string, message: object): void {
  const socket = draft.state.sockets.get(socketId);
  if (!socket) return;
  const text = JSON.stringify({ jsonrpc: '2.0', ...message, voice_sdk_id: socket.voiceSdkId });
  const delay = slowness(draft, socket);
  // What is said later must not arrive earlier, also when the gateway is quick again.
  const before = draft.state.outbox.findLast((each) => each.socket === socketId);
  if (delay === 0 && before === undefined) draft.effects.push({ type: 'send', socket: socketId, text });
  else draft.state.outbox.push({ at: Math.max(draft.at + delay, before?.at ?? 0), socket: socketId, text });
}

/** Sends what has been on its way for long enough. */
export function deliver(draft: Draft): void {
  for (const { at, socket, text } of draft.state.outbox) {
    if (at <= draft.at) draft.effects.push({ type: 'send', socket, text });
  }
  draft.state.outbox = draft.state.outbox.filter(({ at, socket }) => at > draft.at && draft.state.sockets.has(socket));
}
