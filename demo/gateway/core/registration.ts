/** Whether a session is registered with the network behind the gateway, and what its client is told of that. */
import { covers } from './admission.ts';
import type { RpcId } from './jsonrpc.ts';
import { reply, request } from './send.ts';
import type { Draft, Session, Socket } from './state.ts';

/** The states that Telnyx's gateway reports; the SDK knows these and no others. */
export const GATEWAY_STATES = [
  'REGED',
  'UNREGED',
  'NOREG',
  'FAILED',
  'FAIL_WAIT',
  'TIMEOUT',
  'REGISTER',
  'TRYING',
  'EXPIRED',
  'UNREGISTER',
] as const;

export type GatewayStateName = (typeof GATEWAY_STATES)[number];

export function isRegistered(state: GatewayStateName): boolean {
  return state === 'REGED' || state === 'REGISTER';
}

/** `telnyx_rtc.gatewayState`: the answer by which the SDK becomes ready, unless a fault has it say something else. */
export function answerRegistration(draft: Draft, socket: Socket, session: Session, id: RpcId): void {
  session.registration = faultyState(draft, session) ?? 'REGED';
  reply(draft, socket.id, id, {
    message: 'gateway state',
    sessid: session.id,
    params: {
      state: session.registration,
      dc: 'local',
      region: 'loopback',
      ...(draft.state.settings.callReports ? { call_report_id: session.id } : {}),
    },
  });
}

/** Tells the client of a change that it did not ask about. */
export function pushState(draft: Draft, session: Session, state: GatewayStateName): void {
  session.registration = state;
  if (session.socket !== null) request(draft, session.socket, 'telnyx_rtc.gatewayState', { state });
}

/** What a `registration` fault says; used up by one. */
function faultyState(draft: Draft, session: Session): GatewayStateName | null {
  for (const fault of draft.state.faults) {
    if (fault.fault !== 'registration' || !covers(fault, session.user, session.id)) continue;
    fault.times -= 1;
    if (fault.times <= 0) draft.state.faults = draft.state.faults.filter((each) => each !== fault);
    return fault.state;
  }
  return null;
}
