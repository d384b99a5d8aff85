import { TelnyxRequestEvent, type RequestEventMap, type RequestEventName } from '../contract/events.ts';
import type { PhoneError } from '../contract/errors.ts';
import type { PhoneClient } from '../contract/client.ts';

/** Asks the page whether what was pressed may be done; false when it was prevented. */
export const request = <Name extends RequestEventName>(
  element: EventTarget,
  name: Name,
  detail: RequestEventMap[Name],
): boolean => element.dispatchEvent(new TelnyxRequestEvent(name, detail));

/** Waits for a command; `fail` hears why it failed, unless a later command overtook it or the user cancelled it. */
export async function settle(command: Promise<unknown>, fail: (error: PhoneError) => void): Promise<void> {
  try {
    await command;
  } catch (error) {
    if ((error as Error).name !== 'AbortError') fail(error as PhoneError);
  }
}

/** Calls, if the page allows it. */
export async function dial(
  element: EventTarget & { readonly client: PhoneClient },
  destination: string,
  fail: (error: PhoneError) => void,
  signal?: AbortSignal,
): Promise<void> {
  if (!request(element, 'telnyx-dial-request', { destination })) return;
  await settle(element.client.dial(destination, signal ? { signal } : {}), fail);
}
