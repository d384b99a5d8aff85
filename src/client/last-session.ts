/** With this the names begin under which the SDK keeps in the tab which session it was last logged in to. */
const NAMES = 'telnyx-voice-sdk';

/** Has the SDK forget it, also before it is there: only its next login would read that, perhaps another user's. */
export function dropLastSession(): void {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(NAMES)) sessionStorage.removeItem(name);
  } catch {
    // Where the storage is blocked nothing is kept.
  }
}
