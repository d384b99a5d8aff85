/** What the phone says, and the elements that are parts of it. */
export const PHONE = {
  'phone.label': 'Phone',
  'phone.keys': 'Dial pad',
  'phone.controls': 'Call controls',
  'phone.number': 'Number to call',
  'phone.placeholder': 'Enter a number',
  'phone.call': 'Call',
  'phone.call-again': 'Call again',
  'phone.delete': 'Delete last digit',
  'phone.answer': 'Answer',
  'phone.reject': 'Reject',
  'phone.hang-up': 'Hang up',
  'phone.dismiss': 'Dismiss',
  'phone.unknown': 'Unknown caller',
  'phone.star': 'Star',
  'phone.pound': 'Pound',
} as const;
