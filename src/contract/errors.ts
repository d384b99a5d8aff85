/** Every error code of the public surface, with the sentence that a page shows if it has no better one. */
export const ERROR_MESSAGES = {
  'not-configured':
    'The phone has no credentials. Set token-url, login-token, login and password, or client.tokenProvider.',
  'config-conflict': 'Another element has configured the phone differently, and stays. Make the two equal.',
  'invalid-destination': 'That is not a number, SIP address or user name. Check it and try again.',
  'invalid-option': 'An option has a value that cannot be used. Correct it and try again.',
  'not-connected': 'The phone is not connected, so this cannot be done now. Reconnect first.',
  'command-timeout': 'The server did not confirm in time. Nothing was changed; try again.',
  'hold-failed': 'The call in progress could not be put on hold, so it goes on as it was. Try again, or end it first.',
  'connect-timeout': 'The server could not be reached in time. Check the network and the host, then reconnect.',
  'protocol-error': 'The server sent something that could not be understood. It was ignored.',
  'token-fetch-failed': 'No access token could be fetched. Check the token URL and try again.',
  'token-invalid': 'The access token is no valid JWT. Check what the token URL answers.',
  'token-expired': 'The access token has expired and there is no fresh one. Sign in again.',
  'auth-failed': 'The server refused the credentials. Check them and sign in again.',
  offline: 'The browser is offline. The phone connects again when the network is back.',
  exhausted: 'The phone could not reconnect and has stopped trying. Check the network, then reconnect.',
  'session-lost': 'The server no longer knows this call, so it has ended. Call again.',
  'server-closed':
    'The server closed the connection, or could not register the phone. Reconnect if it does not by itself.',
  'open-elsewhere': 'The phone is open in another tab. Use it there, or take it over.',
  'mic-denied': 'The browser may not use the microphone. Allow it in the site settings, then try again.',
  'mic-dismissed': 'The browser asked for the microphone and got no answer. Try again, and allow it.',
  'mic-missing': 'No microphone was found. Plug one in, then try again.',
  'mic-busy': 'Another program is using the microphone. Close it, then try again.',
  'mic-lost': 'The microphone has stopped. Plug it in or allow it again, then try again.',
  'insecure-context': 'The microphone works only on a secure page. Open this page over https.',
  'permissions-policy': 'The page around this frame must allow it the microphone (allow="microphone").',
  'unsupported-browser': 'This browser cannot make calls. Use a current Chrome, Edge, Firefox or Safari.',
  'storage-blocked': 'The browser blocks session storage, which calls need. Allow it for this site.',
  'playback-blocked': 'The browser keeps the sound back until you press something on the page.',
  'sound-failed': 'The page’s own sound for ringing could not be played, so the built-in one is. Check its URL.',
  'media-failed': 'The audio connection could not be made or was lost. Call again.',
  'high-latency': 'The connection is slow, so each of you hears the other late. A better network would help.',
  'high-jitter': 'The audio comes irregularly and may be choppy. A better network would help.',
  'high-loss': 'Much of the audio is lost on the way and may be choppy. A better network would help.',
  'low-quality': 'The call sounds bad, as far as can be measured. A better network would help.',
  'mic-quiet': 'Hardly any sound comes from your microphone. Check that it is the right one, and not muted.',
  'device-lost': 'A device that was in use is gone. The phone goes on with another one.',
  'device-back': 'The chosen device is there again, and is used again.',
  'speaker-failed': 'That speaker cannot be used, so nothing was changed. Choose another one.',
  'sdk-load-failed': 'A part of the phone could not be loaded. Check the network and the content security policy.',
} as const;

export type ErrorCode = keyof typeof ERROR_MESSAGES;

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
    super(options.message ?? ERROR_MESSAGES[code], options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PhoneError';
    this.code = code;
    this.sdkCode = options.sdkCode ?? null;
    this.callId = options.callId ?? null;
  }
}
