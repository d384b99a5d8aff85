import type { SessionIdentity } from './port.ts';
import type { SdkClient } from './sdk-shape.ts';

/** Where the SDK keeps the server and the session that it last logged in to, and until when that is of use. */
const KEYS = ['telnyx-voice-sdk-id', 'telnyx-voice-sdk-session-id'] as const;
const STORED_AT = 'telnyx-voice-sdk-session-id-stored-at';
/** Where it notes the calls of a page that is left. */
const MARKERS = 'telnyx-voice-sdk-active-calls';

/** What takes up this tab's session elsewhere; null while there is none. */
export function sessionIdentity(): SessionIdentity | null {
  const kept = KEYS.map((key) => [key, sessionStorage.getItem(key)] as const);
  return kept.every(([, value]) => value !== null) ? (Object.fromEntries(kept) as SessionIdentity) : null;
}

/** As if this tab had been the one to log in, just now. */
export function takeUp(identity: SessionIdentity): void {
  for (const key of KEYS) sessionStorage.setItem(key, identity[key] ?? '');
  sessionStorage.setItem(STORED_AT, String(Date.now()));
}

/** Two tabs that log in with one session take it, and its calls, from each other. */
export function forgetSession(client: Pick<SdkClient, 'clearReconnectToken'>): void {
  client.clearReconnectToken();
  sessionStorage.removeItem(MARKERS);
}
