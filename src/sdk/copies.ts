import type { CallIdentity, RawCause } from '../contract/observations.ts';
import type { Handle } from './handles.ts';
import type { SdkCall, SdkMessage, SdkProblem } from './sdk-shape.ts';
import type { CallSignal, Signal } from './signals.ts';

/** Copies of what the SDK says, made before it changes its objects. */
export function copyCall({ call, object }: Handle, state: string): CallSignal {
  const outbound = call.direction === 'outbound';
  return {
    callId: call.id,
    object,
    state,
    direction: call.direction ?? null,
    attach: call.options.attach === true,
    remoteNumber: (outbound ? call.options.destinationNumber : call.options.remoteCallerNumber) ?? '',
    remoteName: outbound ? '' : (call.options.remoteCallerName ?? ''),
    identity: identityOf(call),
    raw: {
      cause: call.cause ?? null,
      causeCode: call.causeCode ?? null,
      sipCode: call.sipCode ?? null,
      sipReason: call.sipReason ?? null,
    },
  };
}

function identityOf({ options }: SdkCall): CallIdentity {
  return {
    telnyxCallControlId: options.telnyxCallControlId ?? null,
    telnyxSessionId: options.telnyxSessionId ?? null,
    telnyxLegId: options.telnyxLegId ?? null,
  };
}

/** The messages that say what no state of the SDK's says. */
const TELLING = new Set(['telnyx_rtc.ringing', 'telnyx_rtc.bye']);

export function copyMessage({ method, params = {} }: SdkMessage): Extract<Signal, { kind: 'message' }> | null {
  if (method === undefined || !TELLING.has(method)) return null;
  return {
    kind: 'message',
    method,
    callId: text(params['callID']),
    identity: {
      telnyxCallControlId: text(params['telnyx_call_control_id']),
      telnyxSessionId: text(params['telnyx_session_id']),
      telnyxLegId: text(params['telnyx_leg_id']),
    },
    raw: rawCause(params),
  };
}

/** Which calls are about to be brought back, as the server says when it takes a login. */
export function copyReattached(
  { method, params = {} }: SdkMessage,
  socket: number,
): Extract<Signal, { kind: 'reattaching' }> | null {
  if (method !== 'telnyx_rtc.clientReady') return null;
  const listed = params['reattached_sessions'];
  return { kind: 'reattaching', socket, callIds: Array.isArray(listed) ? listed.filter(isText) : null };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function rawCause(params: Record<string, unknown>): RawCause {
  return {
    cause: text(params['cause']),
    causeCode: number(params['causeCode']),
    sipCode: number(params['sipCode']),
    sipReason: text(params['sipReason']),
  };
}

export function copyProblem(
  kind: 'error' | 'warning',
  event: SdkProblem,
  socket: number,
): Extract<Signal, { kind: 'error' | 'warning' }> | null {
  const body = event.error ?? event.warning;
  if (body === undefined) return null;
  return {
    kind,
    socket,
    problem: {
      code: body.code,
      name: body.name,
      message: body.message,
      callId: event.callId ?? null,
      browserError: body.originalError?.name ?? null,
    },
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function number(value: unknown): number | null {
  const parsed = typeof value === 'string' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : null;
}
