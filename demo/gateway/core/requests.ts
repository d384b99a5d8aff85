/** Sorts a client's frame to its handler. Whatever is wrong with it ends as a JSON-RPC error, never as an exception. */
import { converse } from './assistant.ts';
import * as calls from './calls.ts';
import type { Call } from './calls.ts';
import { CODES, Refusal, readFrame } from './jsonrpc.ts';
import type { Params, RpcId } from './jsonrpc.ts';
import { optionalText } from './params.ts';
import { answerRegistration } from './registration.ts';
import { reply, replyError } from './send.ts';
import { requestLogin, sessionOf } from './sessions.ts';
import type { Draft, Socket } from './state.ts';

const CALL_HANDLERS = new Map<string, (call: Call) => void>([
  ['telnyx_rtc.invite', calls.invite],
  ['telnyx_rtc.answer', calls.answerInvite],
  ['telnyx_rtc.attach', calls.attach],
  ['telnyx_rtc.bye', calls.bye],
  ['telnyx_rtc.modify', calls.modify],
  ['telnyx_rtc.info', calls.info],
  ['telnyx_rtc.candidate', calls.candidate],
  ['telnyx_rtc.endOfCandidates', calls.endOfCandidates],
  ['ai_conversation', converse],
]);

/** Accepted and dropped: the SDK's own diagnostics. */
const REPORTS = new Set(['debug_report_start', 'debug_report_data', 'debug_report_stop']);

export function receive(draft: Draft, socketId: string, text: string): void {
  const socket = draft.state.sockets.get(socketId);
  if (!socket) return;
  socket.lastFrameAt = draft.at;
  // The SDK's speed test is not JSON; Telnyx's server measures it, this one has nothing to measure.
  if (text.startsWith('#SP')) return;
  const frame = readFrame(text);
  if (frame.kind === 'response') return;
  if (frame.kind === 'invalid') {
    refuse(draft, socket, frame.id, null, frame.error.code, frame.error.message);
    return;
  }
  const id = frame.kind === 'request' ? frame.id : null;
  // A handler that throws must leave nothing half done.
  const before = { state: structuredClone(draft.state), effects: draft.effects.length };
  try {
    dispatch(draft, socket, id, frame.method, frame.params);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    draft.state = before.state;
    draft.effects.length = before.effects;
    const again = draft.state.sockets.get(socketId);
    if (again) refuse(draft, again, id, frame.method, error.code, error.message);
  }
}

function dispatch(draft: Draft, socket: Socket, id: RpcId | null, method: string, params: Params): void {
  if (method === 'login' || method === 'anonymous_login') {
    if (id === null) throw new Refusal(CODES.invalidRequest, 'Invalid request: a login needs an "id"');
    requestLogin(draft, socket, id, method, params);
    return;
  }
  if (REPORTS.has(method)) {
    if (id !== null) reply(draft, socket.id, id, {});
    return;
  }
  const handler = CALL_HANDLERS.get(method);
  if (!handler && method !== 'telnyx_rtc.ping' && method !== 'telnyx_rtc.gatewayState') {
    throw new Refusal(CODES.methodNotFound, `Method not found: ${method}`);
  }
  const session = sessionOf(draft, socket);
  if (!session) throw new Refusal(CODES.authenticationRequired, 'Authentication Required');
  if (handler) {
    const sessid = optionalText(params, 'sessid', 128);
    if (sessid !== null && sessid !== session.id) throw new Refusal(CODES.noSuchDialog, 'SESSION DOES NOT EXIST');
    handler({ draft, socket, session, id, params });
    return;
  }
  if (id === null) return;
  if (method === 'telnyx_rtc.ping') {
    reply(draft, socket.id, id, { message: 'pong', sessid: session.id });
    return;
  }
  answerRegistration(draft, socket, session, id);
}

function refuse(
  draft: Draft,
  socket: Socket,
  id: RpcId | null,
  method: string | null,
  code: number,
  message: string,
): void {
  draft.effects.push({ type: 'record', entry: { kind: 'refused', socket: socket.id, method, code, message } });
  // A notification gets no answer, not even an error; something without a readable id does.
  if (method === null || id !== null) replyError(draft, socket.id, id, code, message);
}
