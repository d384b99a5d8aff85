import type { ConnectionSnapshot } from '../contract/snapshots.ts';

/**
 * A phone that is not connected yet connects to call; one that has lost its connection has to find it first, and one that
 * was disconnected on purpose stays so until it is told to connect.
 */
export const canDial = ({ state, reason }: ConnectionSnapshot): boolean =>
  state !== 'reconnecting' && state !== 'disconnecting' && (state !== 'disconnected' || reason === null);
