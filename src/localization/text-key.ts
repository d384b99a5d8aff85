import type { ErrorCode } from '../contract/errors.ts';
import type { ANNOUNCEMENTS } from './en/announcements.ts';
import type { CALL_LIST } from './en/call-list.ts';
import type { CALL } from './en/lazy/call.ts';
import type { CHECK } from './en/lazy/check.ts';
import type { DEVICES } from './en/lazy/devices.ts';
import type { FLOATING } from './en/lazy/floating.ts';
import type { HISTORY } from './en/lazy/history.ts';
import type { INSPECTOR } from './en/lazy/inspector.ts';
import type { MEDIA_RECOVERY } from './en/lazy/media-recovery.ts';
import type { NOTIFY } from './en/lazy/notify.ts';
import type { NUMBERS } from './en/lazy/numbers.ts';
import type { QUALITY } from './en/lazy/quality.ts';
import type { TRANSCRIPT } from './en/lazy/transcript.ts';
import type { NOTICE } from './en/notice.ts';
import type { PHONE } from './en/phone.ts';
import type { STATUS } from './en/status.ts';

type English = typeof ANNOUNCEMENTS &
  typeof CALL_LIST &
  typeof CALL &
  typeof CHECK &
  typeof DEVICES &
  typeof FLOATING &
  typeof HISTORY &
  typeof INSPECTOR &
  typeof MEDIA_RECOVERY &
  typeof NOTICE &
  typeof NOTIFY &
  typeof NUMBERS &
  typeof PHONE &
  typeof QUALITY &
  typeof STATUS &
  typeof TRANSCRIPT;

type Counted = {
  [Key in keyof English]: English[Key] extends `${string}{count}${string}` ? Key : never;
}[keyof English];

/** The key of a text: of those that are shown, of errors by their codes, and `key#one` and so on of what is counted. */
export type TextKey = keyof English | ErrorCode | `${Counted}#${Intl.LDMLPluralRule}`;
