/** What is said below a number while it is entered. */
export const NUMBERS = {
  'numbers.long': 'Longer than a number can be',
  'numbers.short': 'Shorter than a number can be',
  'numbers.unknown': 'This may not be a real number',
  'numbers.then': 'then {digits}',
} as const;
