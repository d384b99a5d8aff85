import type { ErrorCode } from '../contract/errors.ts';
import type { Observation } from '../contract/observations.ts';
import type { ProblemSignal } from './signals.ts';

/** The SDK's numbers that mean something to us; the rest is said better by a transition, or is noise. */
const ERRORS: Readonly<Record<number, { readonly code: ErrorCode; readonly fatal: boolean }>> = {
  40001: { code: 'media-failed', fatal: true },
  40002: { code: 'media-failed', fatal: true },
  40003: { code: 'media-failed', fatal: true },
  40004: { code: 'media-failed', fatal: true },
  40005: { code: 'protocol-error', fatal: true },
  42001: { code: 'mic-denied', fatal: true },
  42002: { code: 'mic-missing', fatal: true },
  42003: { code: 'mic-busy', fatal: true },
  44002: { code: 'invalid-destination', fatal: true },
  45004: { code: 'server-closed', fatal: false },
  49001: { code: 'media-failed', fatal: true },
};

/**
 * What its warnings say that no state does. That nothing arrives, or leaves, our own count of packets says, and ICE the
 * peer connection's state; and who is silent at the other end has a right to be.
 */
const WARNINGS: Readonly<Record<number, ErrorCode>> = {
  31001: 'high-latency',
  31002: 'high-jitter',
  31003: 'high-loss',
  31004: 'low-quality',
  31005: 'mic-quiet',
};

/** What a call suffers from, by the SDK's number; undefined for a warning of another kind. */
export function warningOf(code: number): ErrorCode | undefined {
  return WARNINGS[code];
}

const LOGIN_FAILED = new Set([46001, 46002, 46003]);

export function isLoginFailure(code: number): boolean {
  return LOGIN_FAILED.has(code);
}

/** The browser did not even make a socket (an insecure one on a secure page), so that no close will ever tell. */
const NO_SOCKET_MADE = 45001;
const HOLD_FAILED = 44001;
const SESSION_NOT_REATTACHED = 48501;
/** The SDK has found its socket dead and is closing it; the close itself can take another 5 s to be told. */
const SIGNALING_RECOVERY_REQUIRED = 36003;

/** `DOMException` names of getUserMedia. The SDK's three numbers blur busy and blocked. */
export const BROWSER_ERRORS: Readonly<Record<string, ErrorCode>> = {
  NotAllowedError: 'mic-denied',
  NotFoundError: 'mic-missing',
  OverconstrainedError: 'mic-missing',
  NotReadableError: 'mic-busy',
  AbortError: 'mic-busy',
  SecurityError: 'permissions-policy',
};

export function translateProblem(
  kind: 'error' | 'warning',
  problem: ProblemSignal,
  socket: number,
  objectOf: (callId: string) => number,
): readonly Observation[] {
  const { code, callId, message } = problem;
  if (kind === 'warning') {
    if (code === SIGNALING_RECOVERY_REQUIRED) return [{ type: 'socket-lost', socket }];
    const warned = warningOf(code);
    if (warned === undefined) return [];
    return [{ type: 'problem', severity: 'warning', code: warned, sdkCode: code, message: null, callId, fatal: false }];
  }
  if (code === NO_SOCKET_MADE) return [{ type: 'socket-lost', socket }];
  if (isLoginFailure(code)) return [{ type: 'login-failed', socket, sdkCode: code, message }];
  if (code === SESSION_NOT_REATTACHED) return callId === null ? [] : [{ type: 'call-forgotten', callId }];
  if (code === HOLD_FAILED) return callId === null ? [] : [{ type: 'hold-failed', callId, object: objectOf(callId) }];
  const known = ERRORS[code];
  if (known === undefined) return [];
  const browser = problem.browserError === null ? undefined : BROWSER_ERRORS[problem.browserError];
  const media = code >= 42000 && code < 43000;
  return [
    {
      type: 'problem',
      severity: known.fatal ? 'error' : 'warning',
      code: media ? (browser ?? known.code) : known.code,
      sdkCode: code,
      message: null,
      callId,
      fatal: known.fatal && callId !== null,
    },
  ];
}
