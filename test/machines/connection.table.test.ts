import { expect } from 'chai';
import { stepConnection } from '../../src/machines/connection.ts';
import type { Surroundings } from '../../src/machines/connection-attempt.ts';
import { connectionWakeAt, type ConnectionMachine } from '../../src/machines/connection-state.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import { effectInWords, HELD, IN, inWords, NOW, progress, SOCKET } from '../support/machines.ts';

const AROUND: Surroundings = {
  token: HELD,
  credentials: 'provided-token',
  healthyCall: false,
  inCall: false,
  audioLost: false,
  liveCall: false,
  mine: true,
};

const stale = SOCKET - 1;

const EVENTS = {
  connect: { type: 'connect' },
  'reconnect-now': { type: 'reconnect-now' },
  disconnect: { type: 'disconnect', forget: false },
  forget: { type: 'disconnect', forget: true },
  release: { type: 'release' },
  'session-closed': { type: 'session-closed' },
  loaded: { type: 'loaded' },
  'load-failed': { type: 'load-failed', code: 'sdk-load-failed', final: false },
  'load-impossible': { type: 'load-failed', code: 'unsupported-browser', final: true },
  'token-ready': { type: 'token-ready', issuedAt: null, expiresAt: null, known: false },
  'token-failed': { type: 'token-failed', code: 'token-fetch-failed', message: null, final: false },
  'token-refused': { type: 'token-failed', code: 'token-expired', message: null, final: true },
  'socket-opening': { type: 'socket-opening', socket: SOCKET + 1 },
  'socket-open': { type: 'socket-open', socket: SOCKET },
  'old socket-open': { type: 'socket-open', socket: stale },
  registered: { type: 'registered', socket: SOCKET },
  'old registered': { type: 'registered', socket: stale },
  'socket-lost': { type: 'socket-lost', socket: SOCKET },
  'old socket-lost': { type: 'socket-lost', socket: stale },
  'login-failed': { type: 'login-failed', socket: SOCKET, sdkCode: 46_001, message: null },
  'old login-failed': { type: 'login-failed', socket: stale, sdkCode: 46_001, message: null },
  'server-closed': { type: 'server-closed', socket: SOCKET },
  'old server-closed': { type: 'server-closed', socket: stale },
  unregistered: { type: 'unregistered', socket: SOCKET, pending: false },
  'old unregistered': { type: 'unregistered', socket: stale, pending: false },
  registering: { type: 'unregistered', socket: SOCKET, pending: true },
  reattaching: { type: 'reattaching', socket: SOCKET, callIds: [] },
  offline: { type: 'offline' },
  online: { type: 'online' },
  woke: { type: 'woke' },
  'network-changed': { type: 'network-changed' },
  cached: { type: 'cached' },
  heard: { type: 'heard', heardAt: NOW },
  'probe-answered': { type: 'probe-answered', probe: 3 },
  configured: { type: 'configured', maxAttempts: 4, credentials: 'provided-token', token: 'kept' },
  'a call': progress('answered'),
  'early tick': { type: 'tick' },
  'tick when due': { type: 'tick' },
} as const satisfies Record<string, MachineEvent>;

type EventName = keyof typeof EVENTS;

/** What it was, with nothing to do. */
const SAME = 'same';

/** For each state, what each event makes of it: the next state, and after `>` what is to be done, in this order. */
const TABLE: Record<keyof typeof IN, Record<string, string>> = {
  idle: {
    'connect, reconnect-now': 'opening #1 +8000 > open-socket',
    disconnect: 'closing to disconnected +8000 > close-session',
    forget: 'closing to disconnected +8000 > close-session forget',
    'release, session-closed, loaded, load-failed, load-impossible, token-ready, token-failed, token-refused': SAME,
    'socket-opening, socket-open, old socket-open, registered, old registered, socket-lost, old socket-lost': SAME,
    'login-failed, offline, online, woke, network-changed, heard, probe-answered, configured, a call, cached': SAME,
    'early tick, tick when due': SAME,
    'old login-failed, old server-closed, old unregistered, server-closed': SAME,
    'unregistered, registering, reattaching': SAME,
  },
  claiming: {
    disconnect: 'closing to disconnected +8000 > close-session',
    forget: 'closing to disconnected +8000 > close-session forget',
    release: 'closing to idle +8000 > close-session',
    'load-failed, tick when due': 'waiting #3 signaling ~4s > report sdk-load-failed',
    'load-impossible': 'closed signaling: unsupported-browser > drop-socket, report! unsupported-browser',
    offline: 'offline #2 offline',
    configured: 'opening #2 signaling +8000 > open-socket',
    'connect, reconnect-now, session-closed, loaded': SAME,
    'token-ready, token-failed, token-refused, socket-opening, socket-open, old socket-open': SAME,
    'registered, old registered, socket-lost, old socket-lost, login-failed': SAME,
    'online, woke, network-changed, heard, probe-answered, a call, cached': SAME,
    'early tick': SAME,
    'old login-failed, old server-closed, old unregistered, server-closed': SAME,
    'unregistered, registering, reattaching': SAME,
  },
  loading: {
    loaded: 'opening #2 signaling +8000 > open-socket',
    'load-failed': 'waiting #3 signaling ~4s > report sdk-load-failed',
    'load-impossible': 'closed signaling: unsupported-browser > drop-socket, report! unsupported-browser',
    disconnect: 'closing to disconnected +8000 > close-session',
    forget: 'closing to disconnected +8000 > close-session forget',
    release: 'closing to idle +8000 > close-session',
    offline: 'offline #2 offline > drop-socket',
    'tick when due': 'waiting #3 signaling ~4s > report sdk-load-failed',
    'connect, reconnect-now, session-closed, token-ready, token-failed, token-refused': SAME,
    'socket-opening, socket-open, old socket-open, registered, old registered, socket-lost, old socket-lost': SAME,
    'login-failed, online, woke, network-changed, heard, probe-answered, configured, a call, cached, early tick': SAME,
    'old login-failed, old server-closed, old unregistered, server-closed': SAME,
    'unregistered, registering, reattaching': SAME,
  },
  fetching: {
    'token-ready': 'opening #2 signaling +8000 > open-socket',
    'token-failed': 'waiting #3 signaling ~4s > report token-fetch-failed',
    'token-refused': 'closed auth: token-expired > drop-socket, report! token-expired',
    disconnect: 'closing to disconnected +8000 > close-session',
    forget: 'closing to disconnected +8000 > close-session forget',
    release: 'closing to idle +8000 > close-session',
    offline: 'offline #2 offline > drop-socket',
    'tick when due': 'waiting #3 signaling ~4s > report token-fetch-failed',
    'connect, reconnect-now, session-closed, loaded, load-failed, load-impossible': SAME,
    'socket-opening, socket-open, old socket-open, registered, old registered, socket-lost, old socket-lost': SAME,
    'login-failed, online, woke, network-changed, heard, probe-answered, configured, a call, cached, early tick': SAME,
    'old login-failed, old server-closed, old unregistered, server-closed': SAME,
    'unregistered, registering, reattaching': SAME,
  },
  opening: {
    'socket-open': 'registering #2 signaling +15000',
    registered: 'ready',
    'socket-lost': 'waiting #3 signaling ~4s',
    disconnect: 'closing to disconnected +8000 > close-session',
    forget: 'closing to disconnected +8000 > close-session forget',
    release: 'closing to idle +8000 > close-session',
    offline: 'offline #2 offline > drop-socket',
    'tick when due': 'waiting #3 signaling ~4s > drop-socket',
    'connect, reconnect-now, session-closed, loaded, load-failed, load-impossible': SAME,
    'token-ready, token-failed, token-refused, socket-opening': SAME,
    'old socket-open, old registered, old socket-lost, login-failed': SAME,
    'online, woke, network-changed, heard, probe-answered, configured, a call, cached, early tick': SAME,
    'server-closed, unregistered': 'waiting #3 server ~4s > drop-socket, warn server-closed',
    registering: SAME,
    'old login-failed, old server-closed, old unregistered, reattaching': SAME,
  },
  registering: {
    registered: 'ready',
    'socket-lost': 'waiting #3 signaling ~4s',
    'login-failed': 'preparing #2 auth +10000 > drop-socket, fetch-token',
    disconnect: 'closing to disconnected +8000 > close-session',
    forget: 'closing to disconnected +8000 > close-session forget',
    release: 'closing to idle +8000 > close-session',
    offline: 'offline #2 offline > drop-socket',
    'tick when due': 'waiting #3 signaling ~4s > drop-socket',
    'connect, reconnect-now, session-closed, loaded, load-failed, load-impossible': SAME,
    'token-ready, token-failed, token-refused, socket-opening': SAME,
    'socket-open, old socket-open, old registered, old socket-lost': SAME,
    'online, woke, network-changed, heard, probe-answered, configured, a call, cached, early tick': SAME,
    'server-closed': 'waiting #3 server ~4s > drop-socket, warn server-closed',
    'unregistered, registering': 'registering #2 signaling +14900, asking +2000',
    'old login-failed, old server-closed, old unregistered, reattaching': SAME,
  },
  asking: {
    registered: 'ready',
    'socket-lost': 'waiting #3 signaling ~4s',
    'login-failed': 'preparing #2 auth +10000 > drop-socket, fetch-token',
    disconnect: 'closing to disconnected +8000 > close-session',
    forget: 'closing to disconnected +8000 > close-session forget',
    release: 'closing to idle +8000 > close-session',
    offline: 'offline #2 offline > drop-socket',
    'tick when due': 'registering #2 signaling +13000 > probe',
    'connect, reconnect-now, session-closed, loaded, load-failed, load-impossible': SAME,
    'token-ready, token-failed, token-refused, socket-opening': SAME,
    'socket-open, old socket-open, old registered, old socket-lost': SAME,
    'online, woke, network-changed, heard, probe-answered, configured, a call, cached, early tick': SAME,
    'server-closed': 'waiting #3 server ~4s > drop-socket, warn server-closed',
    'unregistered, registering': SAME,
    'old login-failed, old server-closed, old unregistered, reattaching': SAME,
  },
  ready: {
    'socket-lost': 'waiting #1 signaling ~1s',
    'login-failed': 'preparing #1 auth +10000 > drop-socket, fetch-token',
    disconnect: 'closing to disconnected +8000 > close-session',
    forget: 'closing to disconnected +8000 > close-session forget',
    release: 'closing to idle +8000 > close-session',
    'offline, woke, network-changed': 'ready, probing +4000 > probe',
    online: 'ready, probing +1000 > probe',
    'connect, reconnect-now, session-closed, loaded, load-failed, load-impossible': SAME,
    'token-ready, token-failed, token-refused, socket-opening': SAME,
    'socket-open, old socket-open, registered, old registered, old socket-lost': SAME,
    cached: 'waiting #1 signaling ~1s > drop-socket',
    'heard, probe-answered, configured, a call, early tick, tick when due': SAME,
    'server-closed, unregistered': 'waiting #1 server ~1s > drop-socket, warn server-closed',
    registering: SAME,
    'old login-failed, old server-closed, old unregistered, reattaching': SAME,
  },
  probing: {
    'probe-answered': 'ready',
    'tick when due': 'opening #1 signaling +8000 > drop-socket, open-socket',
    'socket-lost': 'waiting #1 signaling ~1s',
    'login-failed': 'preparing #1 auth +10000 > drop-socket, fetch-token',
    disconnect: 'closing to disconnected +8000 > close-session',
    forget: 'closing to disconnected +8000 > close-session forget',
    release: 'closing to idle +8000 > close-session',
    online: 'ready, probing +1000 > probe',
    'offline, woke, network-changed': SAME,
    'connect, reconnect-now, session-closed, loaded, load-failed, load-impossible': SAME,
    'token-ready, token-failed, token-refused, socket-opening': SAME,
    'socket-open, old socket-open, registered, old registered, old socket-lost': SAME,
    cached: 'waiting #1 signaling ~1s > drop-socket',
    'heard, configured, a call, early tick': SAME,
    'server-closed, unregistered': 'waiting #1 server ~1s > drop-socket, warn server-closed',
    registering: SAME,
    'old login-failed, old server-closed, old unregistered, reattaching': SAME,
  },
  waiting: {
    'reconnect-now, woke, network-changed, tick when due': 'opening #2 signaling +8000 > open-socket',
    online: 'waiting #2 signaling <0.5s',
    offline: 'offline #2 offline',
    disconnect: 'closing to disconnected +8000 > close-session',
    forget: 'closing to disconnected +8000 > close-session forget',
    release: 'closing to idle +8000 > close-session',
    'connect, session-closed, loaded, load-failed, load-impossible': SAME,
    'token-ready, token-failed, token-refused, socket-opening, socket-open, old socket-open': SAME,
    'registered, old registered, socket-lost, old socket-lost, login-failed': SAME,
    'heard, probe-answered, configured, a call, cached, early tick': SAME,
    'old login-failed, old server-closed, old unregistered, server-closed': SAME,
    'unregistered, registering, reattaching': SAME,
  },
  offline: {
    online: 'waiting #2 signaling <0.5s',
    disconnect: 'closing to disconnected +8000 > close-session',
    forget: 'closing to disconnected +8000 > close-session forget',
    release: 'closing to idle +8000 > close-session',
    'connect, reconnect-now, session-closed, loaded, load-failed, load-impossible': SAME,
    'token-ready, token-failed, token-refused, socket-opening, socket-open, old socket-open': SAME,
    'registered, old registered, socket-lost, old socket-lost, login-failed, offline, woke, network-changed': SAME,
    'heard, probe-answered, configured, a call, cached, early tick, tick when due': SAME,
    'old login-failed, old server-closed, old unregistered, server-closed': SAME,
    'unregistered, registering, reattaching': SAME,
  },
  closing: {
    'session-closed': 'closed user',
    'tick when due': 'closed user > drop-socket',
    'connect, reconnect-now': 'closing to connect +7900',
    forget: 'closing to disconnected +7900 > close-session forget',
    'disconnect, release, loaded, load-failed, load-impossible': SAME,
    'token-ready, token-failed, token-refused, socket-opening, socket-open, old socket-open': SAME,
    'registered, old registered, socket-lost, old socket-lost, login-failed': SAME,
    'offline, online, woke, network-changed, heard, probe-answered, configured, a call, cached, early tick': SAME,
    'old login-failed, old server-closed, old unregistered, server-closed': SAME,
    'unregistered, registering, reattaching': SAME,
  },
  releasing: {
    'session-closed': 'idle',
    'tick when due': 'idle > drop-socket',
    'connect, reconnect-now': 'closing to connect +7900',
    disconnect: 'closing to disconnected +7900',
    forget: 'closing to disconnected +7900 > close-session forget',
    'release, loaded, load-failed, load-impossible': SAME,
    'token-ready, token-failed, token-refused, socket-opening, socket-open, old socket-open': SAME,
    'registered, old registered, socket-lost, old socket-lost, login-failed': SAME,
    'offline, online, woke, network-changed, heard, probe-answered, configured, a call, cached, early tick': SAME,
    'old login-failed, old server-closed, old unregistered, server-closed': SAME,
    'unregistered, registering, reattaching': SAME,
  },
  reopening: {
    'session-closed': 'opening #1 +8000 > open-socket',
    'tick when due': 'opening #1 +8000 > drop-socket, open-socket',
    disconnect: 'closing to disconnected +7900',
    forget: 'closing to disconnected +7900 > close-session forget',
    release: 'closing to idle +7900',
    'connect, reconnect-now, loaded, load-failed, load-impossible': SAME,
    'token-ready, token-failed, token-refused, socket-opening, socket-open, old socket-open': SAME,
    'registered, old registered, socket-lost, old socket-lost, login-failed': SAME,
    'offline, online, woke, network-changed, heard, probe-answered, configured, a call, cached, early tick': SAME,
    'old login-failed, old server-closed, old unregistered, server-closed': SAME,
    'unregistered, registering, reattaching': SAME,
  },
  closed: {
    'connect, reconnect-now': 'opening #1 +8000 > open-socket',
    disconnect: 'closing to disconnected +8000 > close-session',
    forget: 'closing to disconnected +8000 > close-session forget',
    'release, session-closed, loaded, load-failed, load-impossible, token-ready, token-failed, token-refused': SAME,
    'socket-opening, socket-open, old socket-open, registered, old registered, socket-lost, old socket-lost': SAME,
    'login-failed, offline, online, woke, network-changed, heard, probe-answered, configured, a call, cached': SAME,
    'early tick, tick when due': SAME,
    'old login-failed, old server-closed, old unregistered, server-closed': SAME,
    'unregistered, registering, reattaching': SAME,
  },
};

/** What an event may touch without its being a change of state. */
function withoutMarks(machine: ConnectionMachine): object {
  return { ...machine, heardAt: 0, online: true, maxAttempts: 0, socket: 0 };
}

describe('connection: every state and event', () => {
  for (const [name, rows] of Object.entries(TABLE) as [keyof typeof IN, Record<string, string>][]) {
    const before = IN[name];

    it(`${name}: names every event once`, () => {
      const named = Object.keys(rows).flatMap((events) => events.split(', '));
      expect(named.toSorted()).to.deep.equal(Object.keys(EVENTS).toSorted());
    });

    for (const [events, expected] of Object.entries(rows)) {
      for (const event of events.split(', ') as EventName[]) {
        it(`${name}, ${event}: ${expected}`, () => {
          const at = event === 'tick when due' ? (connectionWakeAt(before) ?? NOW) : NOW;
          const { state, effects } = stepConnection(before, EVENTS[event], at, AROUND);
          const words = [inWords(state, at), effects.map(effectInWords).join(', ')].filter((part) => part !== '');
          expect(words.join(' > ')).to.equal(expected === SAME ? inWords(before, at) : expected);
          if (expected === SAME) expect(withoutMarks(state)).to.deep.equal(withoutMarks(before));
        });
      }
    }
  }
});

describe('connection: what is noted in every state', () => {
  for (const [name, before] of Object.entries(IN)) {
    it(`${name}: whether the browser is online, and how many attempts are allowed`, () => {
      const step = (machine: ConnectionMachine, event: EventName): ConnectionMachine =>
        stepConnection(machine, EVENTS[event], NOW, AROUND).state;
      expect(step(before, 'offline').online).to.equal(false);
      expect(step(step(before, 'offline'), 'online').online).to.equal(true);
      expect(step(before, 'configured').maxAttempts).to.equal(4);
      expect(step(before, 'heard').heardAt).to.equal(NOW);
    });
  }

  it('takes the number of a new socket only while one is being opened', () => {
    for (const before of Object.values(IN)) {
      const { state } = stepConnection(before, EVENTS['socket-opening'], NOW, AROUND);
      expect(state.socket).to.equal(before.phase.name === 'opening' ? SOCKET + 1 : before.socket);
    }
  });
});
