import { PhoneError } from '../contract/errors.ts';

const MAX_LENGTH = 256;
const NUMBER = /^\+?[0-9*#]{1,32}$/;
/** What people write between digits and no network wants, and the invisible marks that come along when they paste. */
const SEPARATORS = /[\s().\-/\u00ad\u2010-\u2015\u2212\p{Cf}]/gu;
const SIP = /^sips?:[^\s@]+@[^\s@]+$|^sips?:[^\s@]+$/i;
const USER = /^[\p{L}_][\p{L}\p{N}._~!$&'*+=-]*(@[^\s@]+)?$/u;

/**
 * What to call, from what was typed or pasted: a number without its separators, a SIP address, or a user name.
 * Throws `PhoneError` `invalid-destination` for anything else.
 */
export function normalizeDestination(input: string): string {
  const text = input.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '');
  if (text === '')
    throw new PhoneError('invalid-destination', { message: 'There is no number to call. Enter one first.' });
  if (text.length > MAX_LENGTH) {
    throw new PhoneError('invalid-destination', {
      message: 'That is too long to be a number or an address. Check it and try again.',
    });
  }
  const number = text.replace(SEPARATORS, '');
  if (NUMBER.test(number)) return number;
  if (SIP.test(text) || USER.test(text)) return text;
  throw new PhoneError('invalid-destination');
}
