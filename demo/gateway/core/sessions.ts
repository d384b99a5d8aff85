/** Logins, registration, and what becomes of a session whose socket is lost. */
import { isServed } from './assistant.ts';
import { ENDINGS } from './causes.ts';
import { admit, loginFault } from './admission.ts';
import { CODES, Refusal, isObject } from './jsonrpc.ts';
import type { Params, RpcId } from './jsonrpc.ts';
import { endCall, legsOf } from './legs.ts';
import { optionalText, text } from './params.ts';
import { bringBack } from './reattach.ts';
import { reply, replyError, request } from './send.ts';
import type { Credentials, Draft, Input, LoginRequest, Session, Socket, Verdict } from './state.ts';

const MAX_TOKEN_LENGTH = 8_192;
const EXPIRED = 'Authentication Required: the token has expired';

/** A new socket: it keeps the `voice_sdk_id` it brings if this server gave it, and gets a fresh one otherwise. */
export function openSocket(draft: Draft, input: Input & { type: 'socket-open' }): void {
  const { socket: id, voiceSdkId, hint, held } = input;
  const known = voiceSdkId !== null && [...draft.state.sessions.values()].some((s) => s.voiceSdkId === voiceSdkId);
  draft.state.sockets.set(id, {
    id,
    voiceSdkId: known ? voiceSdkId : draft.newId(),
    hint,
    session: null,
    lastFrameAt: draft.at,
    nextPingAt: draft.at + draft.state.settings.pingEveryMs,
    held,
  });
  if (held) draft.effects.push({ type: 'hold', socket: id });
}

/** The socket is gone; its session keeps its calls for the re-attach window. */
export function closeSocket(draft: Draft, id: string): void {
  const socket = draft.state.sockets.get(id);
  if (!socket) return;
  draft.state.sockets.delete(id);
  const session = sessionOf(draft, socket);
  if (session) detach(draft, session);
}

export function sessionOf(draft: Draft, socket: Socket): Session | null {
  return socket.session === null ? null : (draft.state.sessions.get(socket.session) ?? null);
}

/** `login` and `anonymous_login`: reads the credentials, and has the shell check them. */
export function requestLogin(draft: Draft, socket: Socket, id: RpcId, method: string, params: Params): void {
  const login: LoginRequest = {
    socket: socket.id,
    id,
    sessid: optionalText(params, 'sessid', 128),
    reconnection: params['reconnection'] === true,
  };
  draft.effects.push({ type: 'verify', login, credentials: readCredentials(method, params) });
}

function readCredentials(method: string, params: Params): Credentials {
  if (method === 'anonymous_login') {
    const kind = text(params, 'target_type');
    if (kind !== 'ai_assistant') throw new Refusal(CODES.invalidParams, `Invalid params: unknown target "${kind}"`);
    return { kind: 'anonymous', target: text(params, 'target_id', 128) };
  }
  if (params['userVariables'] !== undefined && !isObject(params['userVariables'])) {
    throw new Refusal(CODES.invalidParams, 'Invalid params: "userVariables" must be an object');
  }
  const token = optionalText(params, 'login_token', MAX_TOKEN_LENGTH);
  if (token !== null) return { kind: 'token', token };
  return { kind: 'password', login: text(params, 'login'), password: text(params, 'passwd') };
}

/** The shell's verdict on a login: refuses it, takes up the old session, or opens a new one. */
export function completeLogin(draft: Draft, login: LoginRequest, verdict: Verdict): void {
  const socket = draft.state.sockets.get(login.socket);
  if (!socket) return;
  const user = verdict.user;
  socket.hint ??= user;
  const fail = (code: number, message: string): void => {
    record(draft, login, user, code, []);
    replyError(draft, socket.id, login.id, code, message);
  };
  // A session that is on its socket already stays there: these faults are about connecting.
  if (user !== null && socket.session === null && !admitLate(draft, socket, user)) return;
  const fault = user === null ? null : loginFault(draft, user);
  if (fault) {
    fail(fault.code, fault.message);
    return;
  }
  if (!verdict.ok) {
    if (verdict.reason === 'expired') fail(CODES.authenticationRequired, EXPIRED);
    else fail(CODES.loginIncorrect, 'Login Incorrect');
    return;
  }
  if (!isServed(draft.state, verdict.user)) {
    // Nor one that is not open to those who come without a token.
    fail(CODES.loginIncorrect, 'Login Incorrect');
    return;
  }
  if (isRevoked(draft, verdict.user, verdict.issuedAt)) {
    fail(CODES.authenticationRequired, EXPIRED);
    return;
  }
  const current = sessionOf(draft, socket);
  if (current?.user === verdict.user) {
    // New credentials on a live session change nothing about its calls, so nothing is announced again.
    record(draft, login, verdict.user, null, []);
    reply(draft, socket.id, login.id, { message: 'logged in', sessid: current.id });
    return;
  }
  if (current) endSession(draft, current, 'replaced by another login on the socket');
  const session = takeUp(draft, socket, login, verdict.user);
  const listed = bringBack(draft, session);
  record(draft, login, verdict.user, null, listed ?? []);
  reply(draft, socket.id, login.id, { message: 'logged in', sessid: session.id });
  request(draft, socket.id, 'telnyx_rtc.clientReady', listed === null ? {} : { reattached_sessions: listed });
  for (const leg of legsOf(draft, session)) {
    leg.attaching = false;
    draft.effects.push({ type: 'media-offer', leg: leg.id, purpose: 'attach' });
  }
}

/** The old session if client and server agree on it, else a new one. */
function takeUp(draft: Draft, socket: Socket, login: LoginRequest, user: string): Session {
  const old = login.sessid === null ? undefined : draft.state.sessions.get(login.sessid);
  if (old?.user === user && old.voiceSdkId === socket.voiceSdkId) {
    const former = old.socket;
    if (former !== null && former !== socket.id) {
      // A session lives on one socket; the one before is half-open or a copy of the page.
      draft.state.sockets.delete(former);
      draft.effects.push({ type: 'terminate', socket: former });
    }
    old.socket = socket.id;
    old.detachedAt = null;
    old.reattaches += 1;
    old.registration = 'REGED';
    socket.session = old.id;
    // Re-inserted, so that the newest registration is the last.
    draft.state.sessions.delete(old.id);
    draft.state.sessions.set(old.id, old);
    return old;
  }
  const session: Session = {
    id: draft.newId(),
    user,
    voiceSdkId: socket.voiceSdkId,
    socket: socket.id,
    detachedAt: null,
    createdAt: draft.at,
    reattaches: 0,
    registration: 'REGED',
  };
  draft.state.sessions.set(session.id, session);
  socket.session = session.id;
  return session;
}

/** Faults on a user whom the upgrade could not yet name strike at the login. */
function admitLate(draft: Draft, socket: Socket, user: string): boolean {
  const admission = admit(draft.state, { user, voiceSdkId: null }, draft.at);
  if (admission.kind === 'refuse') {
    draft.state.sockets.delete(socket.id);
    draft.effects.push({ type: 'terminate', socket: socket.id });
    return false;
  }
  if (admission.kind === 'accept') return true;
  socket.held = true;
  draft.effects.push({ type: 'hold', socket: socket.id });
  return false;
}

function isRevoked(draft: Draft, user: string, issuedAt: number | null): boolean {
  if (issuedAt === null) return false;
  const { tokensRevokedAt } = draft.state;
  return issuedAt <= Math.max(tokensRevokedAt.get(user) ?? 0, tokensRevokedAt.get('*') ?? 0);
}

/** Keeps the session and its calls, without a socket. */
export function detach(draft: Draft, session: Session): void {
  session.socket = null;
  session.detachedAt = draft.at;
}

/** Ends a session and its calls; the client is told only if its socket lives. */
export function endSession(draft: Draft, session: Session, reason: string): void {
  for (const leg of legsOf(draft, session)) endCall(draft, leg, ENDINGS.lost, true);
  draft.state.sessions.delete(session.id);
  draft.effects.push({ type: 'record', entry: { kind: 'session-ended', session: { ...session }, reason } });
}

function record(
  draft: Draft,
  login: LoginRequest,
  user: string | null,
  code: number | null,
  reattached: string[],
): void {
  const { socket, sessid, reconnection } = login;
  draft.effects.push({
    type: 'record',
    entry: { kind: 'login', socket, user, sessid, reconnection, code, reattached },
  });
}
