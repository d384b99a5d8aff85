/** Texts that are the same as in English, by language. */
export const SAME_AS_ENGLISH: Readonly<Record<string, readonly string[]>> = {
  de: ['Offline', 'Filter', 'Jitter'],
  fr: ['Messages', 'Pause', 'Assistant', 'Conversation'],
  it: ['Jitter'],
  nl: ['Jitter'],
};
