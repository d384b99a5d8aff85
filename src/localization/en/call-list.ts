/** What a list of calls says when there is nothing in it. */
export const CALL_LIST = {
  'calls.label': 'Calls',
  'calls.none': 'No calls',
} as const;
