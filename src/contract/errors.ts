import type { LATER_MESSAGES } from './later-errors.ts';

/** What went wrong before what runs the phone was there: with each code, a sentence for a page that has no better one. */
export const EARLY_MESSAGES = {
  'not-configured':
    'The phone has no credentials. Set token-url, login-token, login and password, assistant-id, or client.tokenProvider.',
  'config-conflict': 'Another element has configured the phone differently, and stays. Make the two equal.',
  'invalid-option': 'An option has a value that cannot be used. Correct it and try again.',
  'connect-timeout': 'The server could not be reached in time. Check the network and the host, then reconnect.',
  offline: 'The browser is offline. The phone connects again when the network is back.',
  exhausted: 'The phone could not reconnect and has stopped trying. Check the network, then reconnect.',
  'sdk-load-failed': 'A part of the phone could not be loaded. Check the network and the content security policy.',
} as const;

export type ErrorCode = keyof typeof EARLY_MESSAGES | keyof typeof LATER_MESSAGES;

const messages: Partial<Record<ErrorCode, string>> = { ...EARLY_MESSAGES };

/** Puts in the sentences of the other codes, which come with what they are about. */
export const learnMessages = (more: typeof LATER_MESSAGES): void => void Object.assign(messages, more);

/** What happened and what to do about it, in English. */
export const explain = (code: ErrorCode): string => messages[code] ?? code;

export interface PhoneErrorOptions {
  /** Says what exactly was wrong, in place of the code's general sentence. */
  message?: string;
  /** The SDK's own number, where it had one. */
  sdkCode?: number | null;
  /** The call concerned, if it is about one. */
  callId?: string | null;
  cause?: unknown;
}

/**
 * What every rejected command and every `telnyx-error` carries: a code of the contract and a sentence that helps.
 * Recognise it by `code`, not by `instanceof`: several copies of the package can share a page.
 */
export class PhoneError extends Error {
  readonly code: ErrorCode;
  readonly sdkCode: number | null;
  readonly callId: string | null;

  constructor(code: ErrorCode, options: PhoneErrorOptions = {}) {
    super(options.message ?? explain(code), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PhoneError';
    this.code = code;
    this.sdkCode = options.sdkCode ?? null;
    this.callId = options.callId ?? null;
  }
}
