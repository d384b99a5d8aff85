/** Under this name the tab's storage keeps the calls of a page that is left. */
export const KEPT_KEY = 'telnyx-elements:calls';

/** Where the storage is blocked nothing is kept; that is told of when it connects. */
export function mayHaveCalls(): boolean {
  try {
    return sessionStorage.getItem(KEPT_KEY) !== null;
  } catch {
    return false;
  }
}
