import type { CallSnapshot } from '../../contract/snapshots.ts';
import { isToAssistant } from '../../selectors/assistant.ts';

/** What stands in the place of a name and a number. Only an assistant is called without one. */
export const nameless = (call: CallSnapshot | null): 'phone.unknown' | 'phone.assistant' =>
  call && !isToAssistant(call) ? 'phone.unknown' : 'phone.assistant';
