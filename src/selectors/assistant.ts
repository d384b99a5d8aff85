import type { ClientConfiguration } from '../contract/configuration.ts';
import type { CallSnapshot } from '../contract/snapshots.ts';

/** Whether calls go to an AI assistant, whatever is dialled. A token comes before `assistant-id`. */
export const isAssisted = ({ assistantId, tokenUrl }: ClientConfiguration): boolean =>
  Boolean(assistantId) && !tokenUrl;

/** The call was made to nobody in particular, which is how an assistant is called. */
export const isToAssistant = ({ direction, remoteNumber, remoteName }: CallSnapshot): boolean =>
  direction === 'outbound' && remoteNumber === '' && remoteName === '';
