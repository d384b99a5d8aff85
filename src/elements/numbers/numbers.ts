import type { PhoneClient } from '../../contract/client.ts';
import type { ClientConfiguration } from '../../contract/configuration.ts';
import { writeWith } from '../../controllers/written.ts';
import { isolated, language, lookup } from '../../localization/localize.ts';
import { LazyPart } from '../../persist.ts';
import type { Change, Edited } from './lazy/typed.ts';

/** What says where numbers without a country code are at home, the first that is there. */
export type NumberSettings = Pick<ClientConfiguration, 'defaultCountry' | 'callerNumber' | 'lang'>;

/** What to call, and the keys that are pressed when somebody has answered; a comma is a pause. */
export interface DialPlan {
  readonly destination: string;
  readonly keys: string;
}

/** What there is to say of a number. */
export interface Hint {
  readonly text: string;
  /** It is to be looked at again before it is called; it can be called all the same. */
  readonly doubtful: boolean;
}

/** What is known of phone numbers: how they are written, and which there can be. */
export interface PhoneNumbers {
  /** What a field shows after a change. */
  edit(change: Change, settings: NumberSettings): Edited;
  /** As it is shown while it is entered. */
  typed(number: string, settings: NumberSettings): string;
  /** As people write it: of this country as they do there, of another with its code. What is no number stays as it is. */
  show(number: string, settings: NumberSettings): string;
  /** What there is to say of a number that is entered; `left`: nobody is entering more of it now. */
  hint(number: string, settings: NumberSettings, left: boolean): Hint | null;
  /** A number that can be called from anywhere with its country code, anything else as it was typed. */
  plan(destination: string, settings: NumberSettings): DialPlan;
  /**
   * Presses keys in a call when it is answered; resolves when that is done, the call is over, or it is not wanted any
   * more. `told` hears what was pressed just now, and what is still to be pressed.
   */
  pressLater(
    client: PhoneClient,
    callId: string,
    keys: string,
    wanted: () => boolean,
    told: (pressed: string, rest: string) => void,
  ): Promise<void>;
  /** A local number behind the digits in whose context it stands, if the two are a number then. */
  inContext(number: string, context: string): string;
}

/** What they are made with; see `lazyView`. */
const kit = { isolated, language, lookup };

export type NumbersKit = typeof kit;

/** They are large, so they are fetched when somebody enters a number, or one is to be shown. */
export const phoneNumbers = new LazyPart<PhoneNumbers>(
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  async (_attempt) => {
    const numbers = (await import('./lazy/phone-numbers.ts')).createPhoneNumbers(kit);
    writeWith((number, client) => numbers.show(number, settingsOf(client)));
    return numbers;
  },
);

/** Whether there is more to write of a number than its digits. */
export const isLong = (number: string): boolean => /^\+?\d{6,}$/.test(number);

export const settingsOf = ({ configuration }: PhoneClient): NumberSettings => ({
  ...configuration,
  lang: configuration.lang ?? document.documentElement.lang,
});

/** Whether there is more to it than to call it as it stands: keys to press, or a country code that is missing. */
const NEEDS_PLAN = /^\+?\d.*[,;px]|^[^+\p{L}]*(\d[^\d\p{L}]*){7}/iu;

/** How long, in milliseconds, somebody who wants to call waits for that to be found out. */
const PATIENCE = 3000;

/** What to call. A promise only where more has to be known of numbers than is. */
export function planOf(destination: string, client: PhoneClient): DialPlan | Promise<DialPlan> {
  const plan = (): DialPlan => phoneNumbers.value?.plan(destination, settingsOf(client)) ?? { destination, keys: '' };
  if (phoneNumbers.value || !NEEDS_PLAN.test(destination.trim())) return plan();
  return Promise.race([phoneNumbers.fetch(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]).then(plan);
}
