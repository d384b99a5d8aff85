import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';
import { isIncoming, isLive } from './current-call.ts';

/** The calls that there is something to be done about, whoever calls first; without those that the page shows itself. */
export function liveCalls({ calls }: ClientSnapshot): readonly CallSnapshot[] {
  const shown = calls.filter((call) => isLive(call) && !(isIncoming(call) && call.shownByPage));
  return [...shown.filter(isIncoming), ...shown.filter((call) => !isIncoming(call))];
}

/** The call that is spoken in, or would be if its audio came back; null while all are held. */
export function spokenIn({ calls, lastActiveCallId }: ClientSnapshot): CallSnapshot | null {
  return calls.find(({ id, held }) => id === lastActiveCallId && !held) ?? null;
}
