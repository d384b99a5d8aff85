import type { CallSnapshot, ConnectionSnapshot } from '../contract/snapshots.ts';
import { ending, type Ending } from './ending.ts';

export type ConnectionStatus =
  | 'idle'
  | 'connecting'
  | 'connected'
  | 'reconnecting'
  | 'offline'
  | 'disconnecting'
  | 'disconnected'
  | 'signed-out'
  | 'elsewhere';

export type CallStatus =
  | 'calling'
  | 'ringing'
  | 'incoming'
  | 'answering'
  | 'active'
  | 'no-sound'
  | Unheard
  | 'held'
  | 'recovering'
  | 'moved'
  | Ending;

/** The other side does not hear us; `silent`: nor we them. */
export type Unheard = 'silent' | 'unheard';

/** The connection in a word or two. */
export function connectionStatus({ state, reason }: ConnectionSnapshot): ConnectionStatus {
  if ((state === 'reconnecting' || state === 'connecting') && reason === 'offline') return 'offline';
  if (state === 'disconnected' && reason === 'auth') return 'signed-out';
  if (state === 'disconnected' && reason === 'elsewhere') return reason;
  return state;
}

/** The call in a word or two; with the connection, whether it went on in another tab. */
export function callStatus(call: CallSnapshot, connection?: ConnectionSnapshot): CallStatus {
  switch (call.state) {
    case 'new':
      return call.direction === 'inbound' ? 'incoming' : 'calling';
    case 'ringing':
      if (call.direction === 'outbound') return 'ringing';
      return call.pending.includes('answer') ? 'answering' : 'incoming';
    case 'active':
      return unheard(call) ?? (call.remoteMedia === 'stalled' ? 'no-sound' : 'active');
    case 'held':
      return 'held';
    case 'reconnecting':
      return 'recovering';
    default: {
      const end = ending(call) ?? 'ended';
      return end === 'transferred' && connection?.reason === 'elsewhere' ? 'moved' : end;
    }
  }
}

/** Null while there is nothing to say of our own voice. */
export function unheard({ state, localMedia, remoteMedia }: CallSnapshot): Unheard | null {
  if (state !== 'active' || localMedia !== 'stalled') return null;
  return remoteMedia === 'stalled' ? 'silent' : 'unheard';
}

/** Who is at the other end: the name where there is one, and the number where it says more than the title does. */
export function party({ remoteName, remoteNumber }: CallSnapshot): { title: string; subtitle: string } {
  const title = remoteName || remoteNumber;
  return { title, subtitle: remoteNumber === title ? '' : remoteNumber };
}

/** good: all is well · busy: under way · warning: mends itself, or needs a look · bad: over, and not as meant. */
export type Tone = 'neutral' | 'good' | 'busy' | 'warning' | 'bad';

const CALL_TONES: Partial<Record<CallStatus, Tone>> = {
  calling: 'busy',
  ringing: 'busy',
  incoming: 'busy',
  answering: 'busy',
  active: 'good',
  'no-sound': 'warning',
  silent: 'warning',
  unheard: 'warning',
  held: 'warning',
  recovering: 'warning',
  'not-found': 'bad',
  'no-microphone': 'bad',
  failed: 'bad',
  lost: 'bad',
};

const CONNECTION_TONES: Partial<Record<ConnectionStatus, Tone>> = {
  connecting: 'busy',
  connected: 'good',
  reconnecting: 'warning',
  offline: 'warning',
};

/** How things stand, for a colour; never said by colour alone. */
export function statusTone(connection: ConnectionSnapshot, call: CallSnapshot | null): Tone {
  if (call) return CALL_TONES[callStatus(call)] ?? 'neutral';
  const { state, reason } = connection;
  if (state === 'disconnected' && reason !== null && reason !== 'user' && reason !== 'elsewhere') return 'bad';
  return CONNECTION_TONES[connectionStatus(connection)] ?? 'neutral';
}
