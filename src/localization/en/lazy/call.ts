/** What the phone says in and after a call, beside the names of what can be done without it; see `CallExtras`. */
export const CALL = {
  'phone.mute': 'Mute',
  'phone.unmute': 'Unmute',
  'phone.hold': 'Hold',
  'phone.resume': 'Resume',
  'phone.keypad': 'Keypad',
  'phone.hide-keypad': 'Hide keypad',
  'phone.transfer': 'Transfer',
  'phone.transfer-to': 'Transfer to',
  'phone.connect': 'Connect with {party}',
  'phone.cancel': 'Cancel',
  'phone.dialled': 'Keys pressed',
  'phone.call-back': 'Call back',
  'phone.close': 'Close',
} as const;
