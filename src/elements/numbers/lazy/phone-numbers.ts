import {
  AsYouType,
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/min';
import { NUMBERS } from '../../../localization/en/lazy/numbers.ts';
import type { Hint, NumbersKit, NumberSettings, PhoneNumbers } from '../numbers.ts';
import { pressLater } from './press-later.ts';
import { edit, isGrouped, plainNumber, splitKeys } from './typed.ts';

type Key = keyof typeof NUMBERS;

/** What is wrong with a number with a country code, by what its length says of it. */
const FAULTS: Readonly<Record<string, Key>> = {
  TOO_LONG: 'numbers.long',
  TOO_SHORT: 'numbers.short',
  NOT_A_NUMBER: 'numbers.short',
  INVALID_LENGTH: 'numbers.unknown',
  INVALID_COUNTRY: 'numbers.unknown',
  UNKNOWN: 'numbers.unknown',
};

/** Digits of the shortest numbers that are written without a country code; internal ones are shorter. */
const WHOLE_FROM = 7;

/** Characters of a plus and the longest country code, and one more. */
const WITH_COUNTRY_CODE = 5;

/** Where numbers without a country code are at home; undefined: nobody has said so. */
function countryOf({ defaultCountry, callerNumber, lang }: NumberSettings): CountryCode | undefined {
  const said = defaultCountry?.toUpperCase();
  if (said && isSupportedCountry(said)) return said;
  const caller = parsePhoneNumberFromString(callerNumber ?? '');
  if (caller?.country) return caller.country;
  try {
    // A language alone is spoken in several countries, and a number called in the wrong one is somebody else's.
    const { region } = new Intl.Locale(lang ?? '');
    return region && isSupportedCountry(region) ? region : undefined;
  } catch {
    return undefined;
  }
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/**
 * The number that is meant, if it is one that can be called from anywhere. Without a country code it has to be written
 * as people write it there: what only could be read as one is as likely to be an internal number.
 */
function whole(plain: string, country: CountryCode | undefined): PhoneNumber | null {
  const number = parsePhoneNumberFromString(plain, country);
  if (!number?.isValid()) return null;
  if (plain.startsWith('+')) return number;
  const written = digitsOf(number.formatNational()) === plain || plain.endsWith(digitsOf(number.number));
  return plain.length >= WHOLE_FROM && written ? number : null;
}

/** Makes what is known of phone numbers; see `PhoneNumbers`. */
export function createPhoneNumbers({ isolated, language, lookup }: NumbersKit): PhoneNumbers {
  const text = (key: Key, values?: Record<string, string>): string => lookup(NUMBERS, key, values);

  const group = (plain: string, settings: NumberSettings): string =>
    isGrouped(plain) ? new AsYouType(countryOf(settings)).input(plain) : plain;

  const countryName = (country: string): string =>
    new Intl.DisplayNames([language()], { type: 'region' }).of(country) ?? country;

  /** What is known of a number; null when that is nothing. */
  function about(plain: string, settings: NumberSettings, left: boolean): Hint | null {
    const number = whole(plain, countryOf(settings));
    if (number) {
      const where = number.country ? countryName(number.country) : '';
      const full = plain.startsWith('+') ? '' : isolated(number.formatInternational());
      const said = [where, full].filter(Boolean).join(' · ');
      return said ? { text: said, doubtful: false } : null;
    }
    // Without a country code it can be a number of the house.
    if (!plain.startsWith('+')) return null;
    const fault = FAULTS[validatePhoneNumberLength(plain) ?? 'UNKNOWN'];
    // While more is entered, all numbers are too short, and few have their country's code yet.
    const early = fault === 'numbers.short' || plain.length < WITH_COUNTRY_CODE;
    return fault && (left || !early) ? { text: text(fault), doubtful: true } : null;
  }

  return {
    edit: (change, settings) => edit(change, (plain) => group(plain, settings)),

    typed(number, settings) {
      const plain = plainNumber(number);
      return plain === null ? number : group(plain, settings);
    },

    show(number, settings) {
      const plain = plainNumber(number);
      const country = countryOf(settings);
      const parsed = plain !== null && isGrouped(plain) ? parsePhoneNumberFromString(plain, country) : undefined;
      if (!parsed?.isPossible() || (plain?.startsWith('+') === false && !whole(plain, country))) return number;
      // Of a number of several countries it is not said whether it is one of this.
      const home = parsed.country === country && country !== undefined;
      return home ? parsed.formatNational() : parsed.formatInternational();
    },

    hint(number, settings, left) {
      const split = splitKeys(number);
      const plain = plainNumber(split?.number ?? number);
      const known = plain === null ? null : about(plain, settings, left);
      const keys = split ? text('numbers.then', { digits: split.keys.replace(/^,+/, '') }) : '';
      const said = [known?.text, keys].filter(Boolean).join(' · ');
      return said ? { text: said, doubtful: known?.doubtful ?? false } : null;
    },

    plan(destination, settings) {
      const split = splitKeys(destination);
      const number = split?.number ?? destination;
      const plain = plainNumber(number);
      const meant = plain === null ? null : whole(plain, countryOf(settings));
      return { destination: meant?.number ?? plain ?? number, keys: split?.keys ?? '' };
    },

    pressLater,

    inContext(number, context) {
      const joined = `${context}${digitsOf(number)}`.replace(/[^\d+]/g, '');
      return parsePhoneNumberFromString(joined)?.isValid() ? joined : number;
    },
  };
}
