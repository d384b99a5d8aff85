import { expect } from 'chai';
import { canDial } from '../../src/selectors/dial.ts';
import type { ConnectionSnapshot } from '../../src/contract/snapshots.ts';
import { aConnection } from '../support/snapshots.ts';

describe('whether a number can be called', () => {
  for (const [connection, possible] of [
    [{ state: 'idle' }, true],
    [{ state: 'connecting' }, true],
    [{ state: 'connected' }, true],
    [{ state: 'disconnected', reason: null }, true],
    [{ state: 'disconnected', reason: 'user' }, false],
    [{ state: 'disconnected', reason: 'exhausted' }, false],
    [{ state: 'disconnected', reason: 'auth' }, false],
    [{ state: 'disconnected', reason: 'elsewhere' }, false],
    [{ state: 'disconnecting', reason: 'user' }, false],
    [{ state: 'reconnecting', reason: 'signaling' }, false],
  ] as [Partial<ConnectionSnapshot>, boolean][]) {
    it(`is ${possible} while ${connection.state} ${connection.reason ?? ''}`, () => {
      expect(canDial(aConnection(connection))).to.equal(possible);
    });
  }
});
