import { TelnyxEvent, type ClientEventMap, type ClientEventName } from '../contract/events.ts';

/**
 * Dispatches an event on each target, with one `detail`: a page listens in one place, and an element's own listeners
 * hear it too, though nothing bubbles. False when anybody prevented the default.
 */
export function dispatchEverywhere<Name extends ClientEventName>(
  targets: Iterable<EventTarget>,
  name: Name,
  detail: ClientEventMap[Name],
): boolean {
  Object.freeze(detail);
  let allowed = true;
  for (const target of targets) allowed = target.dispatchEvent(new TelnyxEvent(name, detail)) && allowed;
  return allowed;
}
