/** Number entry without the numbers: what in a field counts, where the caret belongs, what is dialled after the answer. */

/** What people write between digits, and the marks that nobody sees and that come along when they paste. */
const BETWEEN = /[\s().\-/\u00ad\u2010-\u2015\u2212\p{Cf}]/gu;

/** Nothing but what a number is written with; `*` and `#` are for the exchange, and nobody groups their digits. */
const NUMBER = /^\+?\d+$/;

/** Digits that a whole number has, and internal ones have not: from here on they are grouped. */
const GROUPED_FROM = 6;

/** A number, and after a comma, a `p`, an `x`, `ext` or `;ext=` the keys that are pressed when somebody has answered. */
const WITH_KEYS =
  /^(\+?[\d\s().\-/\u00ad\u2010-\u2015\u2212\p{Cf}]+?)\s*(?:([,p][\s,p\d*#]*)|(?:;?ext[.=:]?|x)\s*(\d[\s,p\d*#]*))$/iu;

/** What is left of a text when it is a number, else null. */
export function plainNumber(text: string): string | null {
  const plain = text.replace(BETWEEN, '');
  return NUMBER.test(plain) ? plain : null;
}

export const isGrouped = (plain: string): boolean => plain.startsWith('+') || plain.length >= GROUPED_FROM;

/** A number, and the keys that are pressed after the answer, where a comma is a pause; null when there are none. */
export function splitKeys(text: string): { number: string; keys: string } | null {
  const [, number = '', paused, extension = ''] = WITH_KEYS.exec(text.trim()) ?? [];
  // Whoever answers has to say so before an extension can be dialled.
  const keys = (paused ?? (extension && `,${extension}`)).replace(/\s/g, '').replace(/p/gi, ',');
  return /[\d*#]/.test(keys) ? { number: number.trim(), keys } : null;
}

/** What somebody has done to the text of a field. */
export interface Change {
  readonly text: string;
  /** Where the caret is. */
  readonly caret: number;
  /** The text before. */
  readonly before: string;
  /** The key that deletes backwards was pressed. */
  readonly backspace: boolean;
}

/** The digits that stand before the caret. */
const digitsBefore = (text: string, caret: number): number => text.slice(0, caret).replace(/[^\d+]/g, '').length;

/** The place after so many digits. */
function placeAfter(text: string, digits: number): number {
  let found = 0;
  for (let place = 0; place < text.length; place++) {
    if (found === digits) return place;
    if (/[\d+]/.test(text.charAt(place))) found++;
  }
  return text.length;
}

export interface Edited {
  /** What was entered: of a number, the digits alone. */
  readonly number: string;
  /** As it is shown. */
  readonly shown: string;
  readonly caret: number;
}

/** What is shown after a change, and where the caret is then: behind the digit that it was behind. */
export function edit({ text, caret, before, backspace }: Change, group: (plain: string) => string): Edited {
  const plain = plainNumber(text);
  if (plain === null) return { number: text, shown: text, caret };
  let digits = digitsBefore(text, caret);
  let number = plain;
  // Only what stood between two digits was deleted, and would be back at once: the digit before it is meant.
  if (backspace && digits > 0 && before.length > text.length && plainNumber(before) === plain) {
    number = plain.slice(0, digits - 1) + plain.slice(digits);
    digits -= 1;
  }
  const shown = group(number);
  return { number, shown, caret: digits === number.length ? shown.length : placeAfter(shown, digits) };
}
