/** What the system says of a call, and what is said of that. */
export const NOTIFY = {
  'notify.offer': 'Notify me of calls',
  'notify.blocked': 'Notifications are blocked. Allow them for this site in the settings of the browser.',
  'notify.incoming': 'Incoming call. Press here to go to the phone.',
  'notify.unknown': 'Unknown caller',
} as const;
