/** What a screen reader is told without being asked; the call's endings come from the status texts. */
export const ANNOUNCEMENTS = {
  'announce.incoming': 'Incoming call from {party}',
  'announce.waiting': 'Call waiting: {party}',
  'announce.unknown': 'an unknown caller',
  'announce.sound-off': 'Sound is off. Press any key to turn it on',
  'announce.device-lost': '{device} is gone. The phone goes on with another device.',
  'announce.device-back': '{device} is there again, and is used again.',
  'announce.device': 'A device',
  'announce.muted': 'Microphone muted',
  'announce.unmuted': 'Microphone on',
} as const;
