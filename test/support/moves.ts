/** Where everything may go in one step. */
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import type { ConnectionState } from '../../src/contract/states.ts';

export const CONNECTION_MOVES: Readonly<Record<ConnectionState, readonly ConnectionState[]>> = {
  idle: ['connecting', 'disconnecting', 'disconnected'],
  connecting: ['connected', 'disconnected', 'disconnecting'],
  connected: ['reconnecting', 'disconnecting', 'disconnected'],
  reconnecting: ['connected', 'disconnected', 'disconnecting'],
  disconnecting: ['disconnected', 'idle', 'connecting'],
  disconnected: ['connecting', 'disconnecting'],
};

export const CALL_MOVES: Readonly<Record<CallSnapshot['state'], readonly CallSnapshot['state'][]>> = {
  new: ['ringing', 'destroyed'],
  ringing: ['active', 'destroyed'],
  active: ['held', 'reconnecting', 'destroyed'],
  held: ['active', 'reconnecting', 'destroyed'],
  reconnecting: ['active', 'held', 'destroyed'],
  destroyed: [],
};
