import { expect } from 'chai';
import type { ErrorCode } from '../../src/contract/errors.ts';
import { stepConnection } from '../../src/machines/connection.ts';
import type { Surroundings } from '../../src/machines/connection-attempt.ts';
import { viewConnection, type ConnectionMachine } from '../../src/machines/connection-state.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import { effectInWords, HELD, IN, inWords, NOW, SOCKET, THEN } from '../support/machines.ts';

const AROUND: Surroundings = {
  token: HELD,
  credentials: 'provided-token',
  healthyCall: false,
  inCall: false,
  audioLost: false,
  liveCall: false,
  mine: true,
};
const closing: MachineEvent = { type: 'server-closed', socket: SOCKET };
const registered: MachineEvent = { type: 'registered', socket: SOCKET };

/** The server takes the phone in and, after so many milliseconds, sends it away; in words, as often as asked. */
function sendAway(times: number, after = 50, around: Partial<Surroundings> = {}): string[] {
  let machine: ConnectionMachine = { ...IN.ready, readyAt: NOW, maxAttempts: 3 };
  let at = NOW;
  return Array.from({ length: times }, () => {
    at += after;
    const { state, effects } = stepConnection(machine, closing, at, { ...AROUND, ...around });
    machine = stepConnection(registering(state), registered, at, AROUND).state;
    return [inWords(state, at), effects.map(effectInWords).join(', ')].join(' > ');
  });
}

function registering({ attempt, dismissals, complained, seed }: ConnectionMachine): ConnectionMachine {
  return { ...IN.registering, attempt, dismissals, complained, seed, maxAttempts: 3 };
}

describe('connection: sent away by the server', () => {
  it('says so, and when it tries again', () => {
    const { state } = stepConnection(IN.ready, closing, NOW, AROUND);
    expect(viewConnection(state)).to.include({ state: 'reconnecting', reason: 'server', attempt: 1, lostAt: NOW });
  });

  it('as soon as it was let in, waits longer each time, and gives up', () => {
    expect(sendAway(4)).to.deep.equal([
      'waiting #1 server ~1s > drop-socket, warn server-closed',
      'waiting #2 server ~2s > drop-socket, warn server-closed',
      'waiting #3 server ~4s > drop-socket, warn server-closed',
      'closed exhausted: server-closed > drop-socket, report! server-closed',
    ]);
  });

  it('goes on trying while a call can be heard', () => {
    expect(sendAway(5, 50, { healthyCall: true }).at(-1)).to.equal(
      'waiting #5 server ~16s > drop-socket, warn server-closed',
    );
  });

  it('after a while, begins anew', () => {
    expect(new Set(sendAway(6, 60_000))).to.deep.equal(
      new Set(['waiting #1 server ~1s > drop-socket, warn server-closed']),
    );
  });

  it('an outage of another kind in between begins anew', () => {
    const sent = { ...IN.ready, readyAt: NOW, dismissals: 2 };
    expect(stepConnection(sent, { type: 'cached' }, NOW, AROUND).state.dismissals).to.equal(0);
    expect(stepConnection({ ...IN.closed, dismissals: 2 }, { type: 'connect' }, NOW, AROUND).state.dismissals).to.equal(
      0,
    );
  });

  it('while the browser is offline, waits for the network', () => {
    const { state, effects } = stepConnection({ ...IN.ready, online: false }, closing, NOW, AROUND);
    expect(inWords(state, NOW)).to.equal('offline #1 offline');
    expect(effects.map(effectInWords)).to.deep.equal(['drop-socket', 'warn server-closed']);
  });

  it('keeps its reason when the network comes back before the next attempt', () => {
    const { state } = stepConnection(IN.ready, closing, NOW, AROUND);
    expect(inWords(stepConnection(state, { type: 'online' }, NOW, AROUND).state, NOW)).to.equal(
      'waiting #1 server <0.5s',
    );
  });

  it('is told once an outage', () => {
    const { state } = stepConnection(IN.ready, closing, NOW, AROUND);
    const again = stepConnection({ ...IN.registering, complained: state.complained }, closing, NOW, AROUND);
    expect(again.effects.map(effectInWords)).to.deep.equal(['drop-socket']);
  });
});

/** The same for a socket that is dropped. */
function drop(times: number, after = 50, around: Partial<Surroundings> = {}, online = true): string[] {
  let machine: ConnectionMachine = { ...IN.ready, readyAt: NOW, maxAttempts: 3, online };
  let at = NOW;
  return Array.from({ length: times }, () => {
    at += after;
    const step = stepConnection(machine, { type: 'socket-lost', socket: SOCKET }, at, { ...AROUND, ...around });
    machine = { ...stepConnection(registering(step.state), registered, at, AROUND).state, online };
    return [inWords(step.state, at), ...step.effects.map(effectInWords)].join(' > ');
  });
}

describe('connection: dropped', () => {
  it('as soon as it was let in, again and again, waits longer each time and gives up', () => {
    expect(drop(6)).to.deep.equal([
      'waiting #1 signaling ~1s',
      'waiting #1 signaling ~1s',
      'waiting #1 signaling ~1s',
      'waiting #2 signaling ~2s',
      'waiting #3 signaling ~4s',
      'closed exhausted: server-closed > drop-socket > report! server-closed',
    ]);
  });

  it('after a while, begins anew', () => {
    expect(new Set(drop(9, 60_000))).to.deep.equal(new Set(['waiting #1 signaling ~1s']));
  });

  it('in a call, or by a network that is gone, is brought back as soon as ever', () => {
    expect(new Set(drop(9, 50, { liveCall: true }))).to.deep.equal(new Set(['waiting #1 signaling ~1s']));
    expect(new Set(drop(9, 50, {}, false))).to.deep.equal(new Set(['offline #1 offline']));
  });

  it('and sent away in turns gives up all the same', () => {
    const once = stepConnection({ ...IN.ready, readyAt: NOW, dismissals: 2 }, closing, NOW, AROUND).state;
    expect(once.dismissals).to.equal(3);
    const twice = { ...IN.ready, readyAt: NOW, dismissals: 3 };
    expect(stepConnection(twice, { type: 'socket-lost', socket: SOCKET }, NOW, AROUND).state.dismissals).to.equal(4);
  });
});

describe('connection: not registered yet', () => {
  const asked = stepConnection(IN.asking, { type: 'tick' }, THEN + 2000, AROUND);

  it('asks again after two seconds, as often as it takes', () => {
    expect(asked.effects.map(effectInWords)).to.deep.equal(['probe']);
    const again = stepConnection(
      asked.state,
      { type: 'unregistered', socket: SOCKET, pending: false },
      THEN + 2010,
      AROUND,
    );
    expect(inWords(again.state, THEN + 2010)).to.equal('registering #2 signaling +12990, asking +2000');
  });

  it('is registered when the server says so, and not when the question is answered', () => {
    expect(stepConnection(asked.state, { type: 'probe-answered', probe: 0 }, NOW, AROUND).state).to.equal(asked.state);
    expect(inWords(stepConnection(asked.state, registered, NOW, AROUND).state, NOW)).to.equal('ready');
  });

  it('has no more than the fifteen seconds of any login', () => {
    const late = stepConnection(IN.asking, { type: 'tick' }, THEN + 15_000, AROUND);
    expect(inWords(late.state, THEN + 15_000)).to.equal('waiting #3 signaling ~4s');
  });
});

describe('connection: why it gave up', () => {
  const rows: [what: string, before: ConnectionMachine, event: MachineEvent, at: number, error: ErrorCode][] = [
    ['refused', IN.opening, { type: 'socket-lost', socket: SOCKET }, NOW, 'exhausted'],
    ['a connect that hangs', IN.opening, { type: 'tick' }, THEN + 8000, 'connect-timeout'],
    ['a login that hangs', IN.registering, { type: 'tick' }, THEN + 15_000, 'connect-timeout'],
    ['sent away', IN.registering, closing, NOW, 'server-closed'],
  ];
  for (const [what, before, event, at, error] of rows) {
    it(`${what}: ${error}`, () => {
      const { state } = stepConnection({ ...before, attempt: 10 }, event, at, AROUND);
      expect(viewConnection(state)).to.include({ state: 'disconnected', reason: 'exhausted', error });
    });
  }
});
