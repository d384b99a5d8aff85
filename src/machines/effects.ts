import type { ErrorCode } from '../contract/errors.ts';
import type { KeptCalls } from './kept-calls.ts';

/** How a command's promise settles. `overtaken` is an `AbortError`. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'overtaken' }
  | {
      readonly kind: 'failed';
      readonly code: ErrorCode;
      readonly message: string | null;
      readonly sdkCode: number | null;
    };

/** What the machines ask the shell to do. The shell does it and reports; it decides nothing. */
export type Effect =
  | { readonly type: 'load' }
  | { readonly type: 'fetch-token' }
  /** A login with the credentials of now, on the live socket. */
  | { readonly type: 'sign-in'; readonly serial: number }
  | { readonly type: 'token-expiring'; readonly expiresAt: number }
  | { readonly type: 'open-socket' }
  /** Close the socket that is, without a word to the machine: it has moved on. */
  | { readonly type: 'drop-socket' }
  | { readonly type: 'probe'; readonly probe: number }
  | { readonly type: 'close-session'; readonly forget: boolean }
  /** Has what decides which tab has the phone fetched. */
  | { readonly type: 'tab-rules' }
  /**
   * Asks for the phone, or goes on asking; looks whether another tab has it; asks that tab to hand it over; takes it;
   * lets go of it, or stops asking.
   */
  | { readonly type: 'tab'; readonly act: 'ask' | 'look' | 'take' | 'steal' | 'let-go' }
  /** Gives the phone to another tab, and asks for it anew. */
  | { readonly type: 'hand-over'; readonly to: string; readonly kept: KeptCalls | null }
  | { readonly type: 'dial'; readonly callId: string }
  | { readonly type: 'answer'; readonly callId: string }
  /** Asks for the microphone again: for the call, or to see whether the next one will have it. */
  | { readonly type: 'resume-microphone'; readonly callId: string | null }
  /** `bye` says whether the server is to be told now; without it only this side's media are let go. */
  | { readonly type: 'hangup'; readonly callId: string; readonly bye: boolean }
  /** Tells the server of a hang-up that it could not be told of when it happened. */
  | { readonly type: 'late-bye'; readonly callId: string }
  | { readonly type: 'hold' | 'unhold'; readonly callId: string }
  | { readonly type: 'digits'; readonly callId: string; readonly digits: string; readonly ticket: number }
  | { readonly type: 'transfer'; readonly callId: string; readonly ticket: number }
  /** Whether the local track may carry voice. */
  | { readonly type: 'microphone'; readonly callId: string; readonly live: boolean }
  | { readonly type: 'sample'; readonly callId: string }
  | { readonly type: 'settle'; readonly ticket: number; readonly outcome: Outcome }
  | {
      readonly type: 'report';
      readonly severity: 'warning' | 'error';
      readonly code: ErrorCode;
      readonly sdkCode: number | null;
      readonly message: string | null;
      readonly callId: string | null;
      readonly fatal: boolean;
    };

export type ReportEffect = Extract<Effect, { type: 'report' }>;

export function report(code: ErrorCode, options: Partial<Omit<ReportEffect, 'type' | 'code'>> = {}): ReportEffect {
  return {
    type: 'report',
    severity: 'error',
    code,
    sdkCode: null,
    message: null,
    callId: null,
    fatal: false,
    ...options,
  };
}

export function settle(ticket: number, outcome: Outcome): Effect {
  return { type: 'settle', ticket, outcome };
}

export function fail(
  ticket: number,
  code: ErrorCode,
  message: string | null = null,
  sdkCode: number | null = null,
): Effect {
  return settle(ticket, { kind: 'failed', code, message, sdkCode });
}

/** What every machine returns. `raise` events are handled next, each making a state of its own that can be seen. */
export interface Step<State, Event = never> {
  readonly state: State;
  readonly effects: readonly Effect[];
  readonly raise?: readonly Event[];
}
