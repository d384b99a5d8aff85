/** Keys of new texts that wait for somebody who speaks the languages; until then they are English everywhere. */
export const UNTRANSLATED: readonly string[] = [];
