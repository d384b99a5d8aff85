/** What is said when the microphone cannot be had: what is wrong, and what to do about it in this browser. */
export const MEDIA_RECOVERY = {
  'media.label': 'Microphone',
  'media.mic-denied': 'The microphone is blocked',
  'media.mic-denied.chromium':
    'Press the icon left of the address, switch the microphone on, and the phone goes on by itself.',
  'media.mic-denied.firefox':
    'Press the crossed-out microphone left of the address and take the block away. Then try again, and allow it.',
  'media.mic-denied.safari':
    'In the menu left of the address, open the settings for this website and allow the microphone. Then try again.',
  'media.mic-denied.other': 'Allow the microphone for this site in the settings of the browser. Then try again.',
  'media.mic-dismissed': 'The microphone is not allowed yet',
  'media.mic-dismissed.advice': 'Try again, and choose “Allow” when the browser asks.',
  'media.mic-missing': 'No microphone found',
  'media.mic-missing.advice': 'Plug one in or switch it on. As soon as it is there, the phone goes on by itself.',
  'media.mic-busy': 'The microphone is in use',
  'media.mic-busy.advice': 'Another program uses it. Close it there, then try again.',
  'media.mic-lost': 'Your microphone has stopped',
  'media.mic-lost.advice': 'They cannot hear you. Plug it in or allow it, then try again.',
  'media.insecure-context': 'This page is not secure',
  'media.insecure-context.advice': 'Browsers give the microphone only to secure pages. Open this page over https.',
  'media.permissions-policy': 'This frame may not use the microphone',
  'media.permissions-policy.advice': 'The page around it has to allow that, with allow="microphone" on the frame.',
  'media.unsupported-browser': 'No microphone in this browser',
  'media.unsupported-browser.advice': 'Use a current Chrome, Edge, Firefox or Safari.',
  'media.reject-in': 'The call is rejected in {seconds}.',
  'media.end-in': 'The call ends in {seconds}.',
  'media.resume': 'Try again',
  'media.reject': 'Reject',
  'media.end': 'End call',
  'media.dismiss': 'Dismiss',
} as const;
