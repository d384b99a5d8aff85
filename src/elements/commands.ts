import { TelnyxRequestEvent, type RequestEventMap, type RequestEventName } from '../contract/events.ts';
import type { PhoneError } from '../contract/errors.ts';
import type { PhoneClient } from '../contract/client.ts';

/** Asks the page whether what was pressed may be done; false when it was prevented. */
export const request = <Name extends RequestEventName>(
  element: EventTarget,
  name: Name,
  detail: RequestEventMap[Name],
): boolean => element.dispatchEvent(new TelnyxRequestEvent(name, detail));

/**
 * Waits for a command and says whether it was done; `fail` hears why not, unless a later command overtook it or the
 * user gave it up.
 */
export async function settle(command: Promise<unknown>, fail: (error: PhoneError) => void): Promise<boolean> {
  try {
    await command;
    return true;
  } catch (error) {
    if ((error as Error).name !== 'AbortError') fail(error as PhoneError);
    return false;
  }
}

/** Calls, if the page allows it, and says whether the call was made. */
export async function dial(
  element: EventTarget & { readonly client: PhoneClient },
  destination: string,
  fail: (error: PhoneError) => void,
  signal?: AbortSignal,
): Promise<boolean> {
  if (!request(element, 'telnyx-dial-request', { destination })) return false;
  return settle(element.client.dial(destination, signal ? { signal } : {}), fail);
}
