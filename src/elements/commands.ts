import { TelnyxRequestEvent, type RequestEventMap, type RequestEventName } from '../contract/events.ts';
import type { PhoneError } from '../contract/errors.ts';
import type { CallSession, PhoneClient } from '../contract/client.ts';

/** Asks the page whether what was pressed may be done; false when it was prevented. */
export const request = <Name extends RequestEventName>(
  element: EventTarget,
  name: Name,
  detail: RequestEventMap[Name],
): boolean => element.dispatchEvent(new TelnyxRequestEvent(name, detail));

/**
 * Waits for a command, and gives what came of it; null if it was not done: `fail` hears why, unless a later command
 * overtook it or the user gave it up.
 */
export async function settle<T>(command: Promise<T>, fail: (error: PhoneError) => void): Promise<T | null> {
  try {
    return await command;
  } catch (error) {
    if ((error as Error).name !== 'AbortError') fail(error as PhoneError);
    return null;
  }
}

/** Calls, if the page allows it; null if the call was not made. */
export async function dial(
  element: EventTarget & { readonly client: PhoneClient },
  destination: string,
  fail: (error: PhoneError) => void,
  signal?: AbortSignal,
): Promise<CallSession | null> {
  if (!request(element, 'telnyx-dial-request', { destination })) return null;
  return settle(element.client.dial(destination, signal ? { signal } : {}), fail);
}
