/**
 * What can be made to go wrong, for one user, one session or everybody. Some faults happen once, others last until
 * their time is over or they are restored.
 */
import { ENDINGS } from './causes.ts';
import { GARBAGE_KINDS, garbage } from './garbage.ts';
import type { GarbageKind } from './garbage.ts';
import { isObject } from './jsonrpc.ts';
import { endCall, legsOf } from './legs.ts';
import type { Draft, GatewayState, Socket } from './state.ts';

interface Scope {
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
    | { fault: 'stop-media'; direction: 'in' | 'out' | 'both' | 'path' }
  );

export type FaultName = Fault['fault'];

/** An abrupt end of the TCP connection; the client reports it as close code 1006. */
const ABNORMAL = 1006;

/**
 * Reads a fault as tests and the demo describe it: `{fault, user?, session?, forMs?, ...parameters}`.
 * @throws Error that names the field that is wrong
 */
export function readFault(value: unknown, at: number): Fault | { fault: 'restore'; user: string | null } {
  if (!isObject(value)) throw new Error('A fault is a JSON object');
  const forMs = number(value, 'forMs', null, 0, 86_400_000);
  const scope = {
    user: string(value, 'user'),
    session: string(value, 'session'),
    until: forMs === null ? null : at + forMs,
  };
  const { fault } = value;
  switch (fault) {
    case 'close':
      return { ...scope, fault, code: number(value, 'code', ABNORMAL, 1000, 4999) };
    case 'black-hole':
      return { ...scope, fault, connections: oneOf(value, 'connections', ['hang', 'open', 'allow'] as const) };
    case 'refuse':
      return { ...scope, fault, status: number(value, 'status', 503, 400, 599) };
    case 'expire-tokens':
      return { ...scope, fault };
    case 'login-error':
      return {
        ...scope,
        fault,
        code: number(value, 'code', -32001, -99_999, 99_999),
        message: string(value, 'message') ?? 'Login Incorrect',
        times: number(value, 'times', forMs === null ? 1 : Number.MAX_SAFE_INTEGER, 1, Number.MAX_SAFE_INTEGER),
      };
    case 'forget-session':
      return { ...scope, fault, close: value['close'] !== false };
    case 'garbage':
      return {
        ...scope,
        fault,
        kinds: value['kind'] === undefined ? [...GARBAGE_KINDS] : [oneOf(value, 'kind', GARBAGE_KINDS)],
        count: number(value, 'count', 1, 1, 1000),
      };
    case 'token-error':
      return { ...scope, fault, status: number(value, 'status', 500, 400, 599) };
    case 'stop-media':
      return { ...scope, fault, direction: oneOf(value, 'direction', ['both', 'in', 'out', 'path'] as const) };
    case 'restore':
      return { fault, user: scope.user };
    default:
      throw new Error(`Unknown fault ${JSON.stringify(fault)}`);
  }
}

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
      forget(draft, fault);
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
    case 'refuse':
    case 'login-error':
    case 'token-error':
    case 'stop-media':
      draft.state.faults.push(fault);
  }
}

/** Ends the lasting faults of one user, or all of them. */
export function restore(draft: Draft, user: string | null): void {
  draft.effects.push({ type: 'record', entry: { kind: 'fault', name: 'restore', user } });
  draft.state.faults = draft.state.faults.filter((fault) => user !== null && fault.user !== user);
  releaseSockets(draft);
}

/** Ends the faults whose time is over. */
export function expireFaults(draft: Draft): void {
  const { faults } = draft.state;
  draft.state.faults = faults.filter((fault) => fault.until === null || fault.until > draft.at);
  if (draft.state.faults.length < faults.length) releaseSockets(draft);
}

export type Admission = { kind: 'accept' } | { kind: 'refuse'; status: number } | { kind: 'hang' } | { kind: 'mute' };

/** Decides on a connection attempt before the WebSocket handshake, and again when a login names the user. */
export function admit(
  state: GatewayState,
  who: { user: string | null; voiceSdkId: string | null },
  at: number,
): Admission {
  const session = who.voiceSdkId === null ? undefined : sessionByVoiceId(state, who.voiceSdkId);
  const user = who.user ?? session?.user ?? null;
  for (const fault of state.faults) {
    if (fault.until !== null && fault.until <= at) continue;
    if (!covers(fault, user, session?.id ?? null)) continue;
    if (fault.fault === 'refuse') return { kind: 'refuse', status: fault.status };
    if (fault.fault === 'black-hole' && fault.connections === 'hang') return { kind: 'hang' };
    if (fault.fault === 'black-hole' && fault.connections === 'open') return { kind: 'mute' };
  }
  return { kind: 'accept' };
}

/** The HTTP status with which the token endpoint fails for this user; null if it works. */
export function tokenFault(state: GatewayState, user: string, at: number): number | null {
  for (const fault of state.faults) {
    if (fault.fault !== 'token-error' || (fault.until !== null && fault.until <= at)) continue;
    if (covers(fault, user, null)) return fault.status;
  }
  return null;
}

/** The login error that is due for this user, used up by one. */
export function loginFault(draft: Draft, user: string): { code: number; message: string } | null {
  for (const fault of draft.state.faults) {
    if (fault.fault !== 'login-error' || !covers(fault, user, null)) continue;
    fault.times -= 1;
    if (fault.times <= 0) draft.state.faults = draft.state.faults.filter((each) => each !== fault);
    return { code: fault.code, message: fault.message };
  }
  return null;
}

export function covers(scope: Scope, user: string | null, session: string | null): boolean {
  if (scope.session !== null && scope.session !== session) return false;
  return scope.user === null || scope.user === user;
}

function disconnect(draft: Draft, socket: Socket, code: number): void {
  if (code === ABNORMAL) draft.effects.push({ type: 'terminate', socket: socket.id });
  else draft.effects.push({ type: 'close', socket: socket.id, code, reason: 'Closed by the gateway' });
}

/** As after a restart of the server: it knows neither session nor calls, and tells this client nothing. */
function forget(draft: Draft, fault: Fault & { fault: 'forget-session' }): void {
  const sockets = socketsIn(draft, fault);
  for (const session of [...draft.state.sessions.values()]) {
    if (!covers(fault, session.user, session.id)) continue;
    for (const leg of legsOf(draft, session)) endCall(draft, leg, ENDINGS.restarted, false);
    draft.state.sessions.delete(session.id);
    draft.effects.push({
      type: 'record',
      entry: { kind: 'session-ended', session: { ...session }, reason: 'forgotten' },
    });
  }
  for (const socket of sockets) {
    socket.session = null;
    if (fault.close) disconnect(draft, socket, ABNORMAL);
  }
}

function releaseSockets(draft: Draft): void {
  for (const socket of draft.state.sockets.values()) {
    if (!socket.held) continue;
    const session = socket.session === null ? null : (draft.state.sessions.get(socket.session) ?? null);
    const user = session?.user ?? socket.hint;
    const still = draft.state.faults.some(
      (fault) => fault.fault === 'black-hole' && covers(fault, user, session?.id ?? null),
    );
    if (still) continue;
    socket.held = false;
    draft.effects.push({ type: 'release', socket: socket.id });
  }
}

function socketsIn(draft: Draft, scope: Scope): Socket[] {
  return [...draft.state.sockets.values()].filter((socket) => {
    const session = socket.session === null ? null : (draft.state.sessions.get(socket.session) ?? null);
    return covers(scope, session?.user ?? socket.hint, session?.id ?? null);
  });
}

function sessionByVoiceId(state: GatewayState, voiceSdkId: string) {
  return [...state.sessions.values()].find((session) => session.voiceSdkId === voiceSdkId);
}

function string(value: Record<string, unknown>, name: string): string | null {
  const field = value[name];
  if (field === undefined || field === null) return null;
  if (typeof field !== 'string' || field === '' || field.length > 256) throw new Error(`"${name}" must be a string`);
  return field;
}

function number<T extends number | null>(
  value: Record<string, unknown>,
  name: string,
  fallback: T,
  min: number,
  max: number,
): number | T {
  const field = value[name];
  if (field === undefined || field === null) return fallback;
  if (typeof field !== 'number' || !Number.isInteger(field) || field < min || field > max) {
    throw new Error(`"${name}" must be an integer from ${min} to ${max}`);
  }
  return field;
}

/** The first of the allowed values is the default. */
function oneOf<T extends string>(value: Record<string, unknown>, name: string, allowed: readonly [T, ...T[]]): T {
  const field = value[name];
  if (field === undefined) return allowed[0];
  const found = allowed.find((each) => each === field);
  if (found === undefined) throw new Error(`"${name}" must be one of ${allowed.join(', ')}`);
  return found;
}
