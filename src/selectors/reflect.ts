import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';
import { isLive } from './current-call.ts';

/** The attributes that every element carries; read-only for the page. */
export const STATE_ATTRIBUTES = [
  'connection-state',
  'connection-reason',
  'call-state',
  'call-direction',
  'call-cause',
  'mic-muted',
  'remote-media',
] as const;

export type StateAttribute = (typeof STATE_ATTRIBUTES)[number];

/** The value of each state attribute; null where it is absent. */
export function reflect(
  { connection }: ClientSnapshot,
  call: CallSnapshot | null,
): Record<StateAttribute, string | null> {
  return {
    'connection-state': connection.state,
    'connection-reason': connection.state === 'connected' ? null : connection.reason,
    'call-state': call?.state ?? null,
    'call-direction': call?.direction ?? null,
    'call-cause': call?.cause ?? null,
    'mic-muted': call?.micMuted && isLive(call) ? '' : null,
    'remote-media': call && isLive(call) ? call.remoteMedia : null,
  };
}
