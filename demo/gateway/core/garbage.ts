/** Messages that no client should receive, for finding out what it makes of them. */

export const GARBAGE_KINDS = [
  'not-json',
  'null',
  'array',
  'number',
  'empty-object',
  'unknown-method',
  'unknown-call',
  'wrong-shapes',
  'huge',
] as const;

export type GarbageKind = (typeof GARBAGE_KINDS)[number];

const HUGE_LENGTH = 1_048_576;

/** One frame of the kind. `invite` without a description and the like are among the `wrong-shapes`. */
export function garbage(kind: GarbageKind, newId: () => string): string {
  switch (kind) {
    case 'not-json':
      return '\u0000{"jsonrpc": "2.0", "method": telnyx_rtc.bye';
    case 'null':
      return 'null';
    case 'array':
      return '[{"jsonrpc":"2.0"},[],null]';
    case 'number':
      return '42';
    case 'empty-object':
      return '{}';
    case 'unknown-method':
      return message(newId, 'telnyx_rtc.nonsense', { callID: newId() });
    case 'unknown-call':
      return message(newId, 'telnyx_rtc.answer', { callID: newId(), sdp: 'v=0\r\n' });
    case 'wrong-shapes':
      return message(newId, 'telnyx_rtc.bye', { callID: { toString: 1 }, cause: [], causeCode: 'x', sipCode: {} });
    case 'huge':
      return message(newId, 'telnyx_rtc.nonsense', { filler: 'x'.repeat(HUGE_LENGTH) });
  }
}

function message(newId: () => string, method: string, params: object): string {
  return JSON.stringify({ jsonrpc: '2.0', id: newId(), method, params });
}
