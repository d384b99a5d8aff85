/** What a floating phone says beside what the phone in it does. */
export const FLOATING = {
  'floating.open': 'Open the phone',
  'floating.minimise': 'Minimise',
  'floating.move': 'Move to another corner',
  'floating.missed': 'Missed calls: {count}',
  'floating.hint': 'Arrow keys move it, Home puts it back.',
} as const;
