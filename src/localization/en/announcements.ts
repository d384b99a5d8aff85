/** What a screen reader is told without being asked; the call's endings come from the status texts. */
export const ANNOUNCEMENTS = {
  'announce.incoming': 'Incoming call from {party}',
  'announce.waiting': 'Call waiting: {party}',
  'announce.unknown': 'an unknown caller',
  'announce.sound-off': 'Sound is off. Press any key to turn it on',
  'announce.muted': 'Microphone muted',
  'announce.unmuted': 'Microphone on',
} as const;
