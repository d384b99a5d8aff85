/** Under this name the tab's storage keeps the calls of a page that is left. */
export const KEPT_KEY = 'telnyx-elements:calls';
