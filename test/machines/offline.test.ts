import { expect } from 'chai';
import { stepConnection } from '../../src/machines/connection.ts';
import type { Surroundings } from '../../src/machines/connection-attempt.ts';
import { connectionWakeAt, type ConnectionMachine } from '../../src/machines/connection-state.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import { connection, HELD, inWords, THEN } from '../support/machines.ts';

const AROUND: Surroundings = {
  token: HELD,
  credentials: 'provided-token',
  healthyCall: false,
  inCall: false,
  audioLost: false,
  liveCall: false,
  mine: true,
};

const step = (machine: ConnectionMachine, event: MachineEvent, at: number): ConnectionMachine =>
  stepConnection(machine, event, at, AROUND).state;

describe('connection: registered while the browser says that it is offline', () => {
  const asked = step(connection({ name: 'ready' }), { type: 'offline' }, THEN);

  it('asks again when what it heard may have been on its way before', () => {
    const straggler = step(asked, { type: 'heard', heardAt: THEN + 5 }, THEN + 4000);
    const believed = step(straggler, { type: 'tick' }, THEN + 4000);
    expect(inWords(believed, THEN + 4000)).to.equal('ready');
    expect(connectionWakeAt(believed)).to.equal(THEN + 4005);
    const doubted = step(believed, { type: 'tick' }, THEN + 4005);
    expect(inWords(doubted, THEN + 4005)).to.equal('ready, probing +4000');
    const over = step(doubted, { type: 'tick' }, THEN + 8005);
    expect(inWords(over, THEN + 8005)).to.equal('offline #1 offline');
  });

  it('asks again at once when the straggler is older than that', () => {
    const straggler = step(asked, { type: 'heard', heardAt: THEN + 5 }, THEN + 5000);
    const doubted = step(straggler, { type: 'tick' }, THEN + 5000);
    expect(inWords(doubted, THEN + 5000)).to.equal('ready, probing +4000');
  });

  it('goes on asking, and stays connected, for as long as the socket answers', () => {
    const answered = step(asked, { type: 'probe-answered', probe: 1 }, THEN + 50);
    expect(connectionWakeAt(answered)).to.equal(THEN + 4050);
    expect(inWords(step(answered, { type: 'tick' }, THEN + 4049), THEN + 4049)).to.equal('ready');
    const again = step(answered, { type: 'tick' }, THEN + 4050);
    expect(inWords(again, THEN + 4050)).to.equal('ready, probing +4000');
  });

  it('has no more to ask once the browser is online', () => {
    const online = step(asked, { type: 'online' }, THEN + 20);
    const answered = step(online, { type: 'probe-answered', probe: 2 }, THEN + 50);
    expect(connectionWakeAt(answered)).to.equal(null);
  });
});
