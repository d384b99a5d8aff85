import { expect } from 'chai';
import type { ErrorCode } from '../../src/contract/errors.ts';
import { stepConnection } from '../../src/machines/connection.ts';
import type { Surroundings } from '../../src/machines/connection-attempt.ts';
import type { ConnectionMachine } from '../../src/machines/connection-state.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import { NO_TOKEN } from '../../src/machines/token.ts';
import { connection, HELD, SOCKET, THEN } from '../support/machines.ts';

const AROUND: Surroundings = {
  token: NO_TOKEN,
  credentials: 'provided-token',
  healthyCall: false,
  inCall: false,
  audioLost: false,
  liveCall: false,
  mine: true,
};

/** Plays events one after the other, each at its time or a minute after the one before; returns the codes told. */
function told(before: ConnectionMachine, events: readonly MachineEvent[]): ErrorCode[] {
  let machine = before;
  const codes: ErrorCode[] = [];
  events.forEach((event, index) => {
    const around = event.type === 'token-ready' ? { ...AROUND, token: HELD } : AROUND;
    const { state, effects } = stepConnection(machine, event, THEN + index * 60_000, around);
    machine = state;
    for (const effect of effects) if (effect.type === 'report') codes.push(effect.code);
  });
  return codes;
}

const tick: MachineEvent = { type: 'tick' };
const noToken: MachineEvent = { type: 'token-failed', code: 'token-fetch-failed', message: null, final: false };
const token: MachineEvent = { type: 'token-ready', issuedAt: null, expiresAt: null, known: false };
const lost: MachineEvent = { type: 'socket-lost', socket: SOCKET };
const opening: MachineEvent = { type: 'socket-opening', socket: SOCKET };
const registered: MachineEvent = { type: 'registered', socket: SOCKET };

describe('connection: what is told of attempts that fail', () => {
  const fetching = connection({ name: 'preparing', deadline: THEN + 10_000 }, { established: false, attempt: 1 });

  it('is told once, however often a token cannot be fetched', () => {
    expect(told(fetching, [noToken, tick, noToken, tick, noToken])).to.deep.equal(['token-fetch-failed']);
  });

  it('is told once, however often the server does not answer', () => {
    expect(told(fetching, [token, opening, lost, tick, token, opening, lost])).to.deep.equal(['connect-timeout']);
  });

  it('is told again when the reason is another', () => {
    expect(told(fetching, [token, opening, lost, tick, noToken, tick, noToken])).to.deep.equal([
      'connect-timeout',
      'token-fetch-failed',
    ]);
  });

  it('is told anew in the next outage', () => {
    const outage = [lost, tick, noToken, tick, token, opening, registered];
    const ready = connection({ name: 'ready' });
    expect(told(ready, [...outage, ...outage])).to.deep.equal(['token-fetch-failed', 'token-fetch-failed']);
  });

  it('is nothing of the lost socket itself, which the connection state tells', () => {
    expect(told(connection({ name: 'ready' }), [lost, tick, token, opening, lost])).to.deep.equal([]);
  });
});
