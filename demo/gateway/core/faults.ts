/**
 * What can be made to go wrong, for one user, one session or everybody. Some faults happen once, others last until
 * their time is over or they are restored; what the lasting ones do to logins and connections is in `admission.ts`.
 */
import { ENDINGS } from './causes.ts';
import { covers, userOf } from './admission.ts';
import { garbage } from './garbage.ts';
import type { GarbageKind } from './garbage.ts';
import { endCall, legsOf } from './legs.ts';
import type { Impairment } from './routes.ts';
import { pushState } from './registration.ts';
import type { GatewayStateName } from './registration.ts';
import { request } from './send.ts';
import type { Draft, Leg, Session, Socket } from './state.ts';

export interface Scope {
  user: string | null;
  session: string | null;
  /** Epoch milliseconds when a lasting fault ends by itself; null until it is restored. */
  until: number | null;
}

export type Fault = Scope &
  (
    | { fault: 'close'; code: number }
    | { fault: 'black-hole'; connections: 'hang' | 'open' | 'allow' }
    | { fault: 'refuse'; status: number }
    | { fault: 'expire-tokens' }
    | { fault: 'login-error'; code: number; message: string; times: number }
    | { fault: 'forget-session'; close: boolean }
    | { fault: 'garbage'; kinds: GarbageKind[]; count: number }
    | { fault: 'token-error'; status: number }
    | { fault: 'stop-media'; direction: 'in' | 'out' | 'both' | 'path'; untilRestart: boolean }
    | { fault: 'impair'; direction: 'in' | 'out' | 'both'; impairment: Impairment }
    | { fault: 'slow'; ms: number }
    | { fault: 'punt'; call: string | null; sessions: 'kept' | 'forgotten' }
    | { fault: 'gateway-state'; state: GatewayStateName }
    | { fault: 'registration'; state: GatewayStateName; times: number }
    | {
        fault: 'reattach';
        list: 'missing' | 'partial' | 'empty';
        calls: 'lost' | 'kept';
        keep: 'oldest' | 'newest';
        times: number;
      }
    | { fault: 'hold'; outcome: 'refused' | 'unanswered'; times: number }
    | { fault: 'restart' }
  );

export type FaultName = Fault['fault'];

/** An abrupt end of the TCP connection; the client reports it as close code 1006. */
export const ABNORMAL = 1006;

/** Makes a fault happen; a lasting one is remembered. */
export function inject(draft: Draft, fault: Fault): void {
  draft.effects.push({ type: 'record', entry: { kind: 'fault', name: fault.fault, user: fault.user } });
  switch (fault.fault) {
    case 'close':
      for (const socket of socketsIn(draft, fault)) disconnect(draft, socket, fault.code);
      // "Closed for a while" is what a client sees of a server that is not there for a while.
      if (fault.until !== null) draft.state.faults.push({ ...fault, fault: 'refuse', status: 503 });
      return;
    case 'black-hole':
      for (const socket of socketsIn(draft, fault)) {
        socket.held = true;
        draft.effects.push({ type: 'hold', socket: socket.id });
      }
      draft.state.faults.push(fault);
      return;
    case 'expire-tokens':
      draft.state.tokensRevokedAt.set(fault.user ?? '*', draft.at);
      return;
    case 'forget-session':
      forget(draft, fault, fault.close);
      return;
    case 'garbage':
      for (const socket of socketsIn(draft, fault)) {
        for (let round = 0; round < fault.count; round++) {
          for (const kind of fault.kinds) {
            draft.effects.push({ type: 'send', socket: socket.id, text: garbage(kind, draft.newId) });
          }
        }
      }
      return;
    case 'punt':
      for (const session of sessionsIn(draft, fault)) punt(draft, session, fault.call);
      if (fault.sessions === 'forgotten') forget(draft, fault, false);
      return;
    case 'gateway-state':
      for (const session of sessionsIn(draft, fault)) pushState(draft, session, fault.state);
      return;
    case 'restart':
      for (const socket of socketsIn(draft, fault)) disconnect(draft, socket, ABNORMAL);
      forget(draft, fault, false);
      if (fault.until !== null) draft.state.faults.push({ ...fault, fault: 'refuse', status: 503 });
      return;
    case 'stop-media':
      if (!fault.untilRestart) draft.state.faults.push(fault);
      else for (const leg of legsIn(draft, fault)) leg.pathLost = true;
      return;
    case 'impair':
    case 'refuse':
    case 'slow':
    case 'login-error':
    case 'token-error':
    case 'registration':
    case 'reattach':
    case 'hold':
      draft.state.faults.push(fault);
  }
}

/** Ends the lasting faults of one user, or all of them. */
export function restore(draft: Draft, user: string | null): void {
  draft.effects.push({ type: 'record', entry: { kind: 'fault', name: 'restore', user } });
  draft.state.faults = draft.state.faults.filter((fault) => user !== null && fault.user !== user);
  for (const leg of draft.state.legs.values()) if (user === null || leg.user === user) leg.pathLost = false;
  releaseSockets(draft);
}

/** Ends the faults whose time is over. */
export function expireFaults(draft: Draft): void {
  const { faults } = draft.state;
  draft.state.faults = faults.filter((fault) => fault.until === null || fault.until > draft.at);
  if (draft.state.faults.length < faults.length) releaseSockets(draft);
}

function disconnect(draft: Draft, socket: Socket, code: number): void {
  if (code === ABNORMAL) draft.effects.push({ type: 'terminate', socket: socket.id });
  else draft.effects.push({ type: 'close', socket: socket.id, code, reason: 'Closed by the gateway' });
}

/** Asks the client to go; the SDK treats one that names a call differently. */
function punt(draft: Draft, session: Session, call: string | null): void {
  if (session.socket === null) return;
  const named = call === 'newest' ? (legsOf(draft, session).at(-1)?.id ?? null) : call;
  request(draft, session.socket, 'telnyx_rtc.punt', named === null ? {} : { callID: named });
}

/** As after a restart of the server: it knows neither session nor calls, and tells this client nothing. */
function forget(draft: Draft, scope: Scope, close: boolean): void {
  const sockets = socketsIn(draft, scope);
  const sessions = sessionsIn(draft, scope);
  for (const session of sessions) session.socket = null;
  for (const session of sessions) {
    for (const leg of legsOf(draft, session)) endCall(draft, leg, ENDINGS.restarted, false);
    draft.state.sessions.delete(session.id);
    draft.effects.push({
      type: 'record',
      entry: { kind: 'session-ended', session: { ...session }, reason: 'forgotten' },
    });
  }
  for (const socket of sockets) {
    socket.session = null;
    if (close) disconnect(draft, socket, ABNORMAL);
  }
}

function releaseSockets(draft: Draft): void {
  for (const socket of draft.state.sockets.values()) {
    if (!socket.held) continue;
    const user = userOf(draft.state, socket);
    const still = draft.state.faults.some(
      (fault) => fault.fault === 'black-hole' && covers(fault, user, socket.session),
    );
    if (still) continue;
    socket.held = false;
    draft.effects.push({ type: 'release', socket: socket.id });
  }
}

function socketsIn(draft: Draft, scope: Scope): Socket[] {
  return [...draft.state.sockets.values()].filter((socket) =>
    covers(scope, userOf(draft.state, socket), socket.session),
  );
}

function sessionsIn(draft: Draft, scope: Scope): Session[] {
  return [...draft.state.sessions.values()].filter((session) => covers(scope, session.user, session.id));
}

function legsIn(draft: Draft, scope: Scope): Leg[] {
  return [...draft.state.legs.values()].filter((leg) => covers(scope, leg.user, leg.session));
}
