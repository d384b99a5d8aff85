/** What the lasting faults do to those who come: connections, logins and requests for tokens. */
import type { Scope } from './faults.ts';
import type { Draft, GatewayState, Leg, Session, Socket } from './state.ts';

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

/** What becomes of the next hold of this leg, which is not done then; used up by one. */
export function holdFault(draft: Draft, leg: Leg): 'refused' | 'unanswered' | null {
  for (const fault of draft.state.faults) {
    if (fault.fault !== 'hold' || !covers(fault, leg.user, leg.session)) continue;
    fault.times -= 1;
    if (fault.times <= 0) draft.state.faults = draft.state.faults.filter((each) => each !== fault);
    return fault.outcome;
  }
  return null;
}

/** By how many milliseconds what is sent to this socket is late. */
export function slowness({ state, at }: Draft, socket: Socket): number {
  const user = userOf(state, socket);
  const delays = state.faults.map((fault) =>
    fault.fault === 'slow' && (fault.until === null || fault.until > at) && covers(fault, user, socket.session)
      ? fault.ms
      : 0,
  );
  return Math.max(0, ...delays);
}

/** Whose socket it is, as far as that is known: by its login, else by its address. */
export function userOf(state: GatewayState, socket: Socket): string | null {
  const session = socket.session === null ? undefined : state.sessions.get(socket.session);
  return session?.user ?? socket.hint;
}

export function covers(scope: Scope, user: string | null, session: string | null): boolean {
  if (scope.session !== null && scope.session !== session) return false;
  return scope.user === null || scope.user === user;
}

function sessionByVoiceId(state: GatewayState, voiceSdkId: string): Session | undefined {
  return [...state.sessions.values()].find((session) => session.voiceSdkId === voiceSdkId);
}
