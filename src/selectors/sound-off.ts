import type { ClientSnapshot } from '../contract/snapshots.ts';

/** What cannot be heard because the browser keeps sound back: a call, or one that rings. Null while nothing is. */
export function soundOff({ calls, playbackBlocked }: ClientSnapshot): 'call' | 'ring' | null {
  if (!playbackBlocked) return null;
  return calls.some(({ state, answeredAt }) => state !== 'destroyed' && answeredAt !== null) ? 'call' : 'ring';
}
