import { spread } from './backoff.ts';
import { close, closed } from './connection-close.ts';
import type { ConnectionMachine } from './connection-state.ts';
import { begin, awaitNetwork, failed, final, only, type Alive, type Go, type Result } from './connection-trying.ts';
import { report } from './effects.ts';
import type { MachineEvent } from './events.ts';

/**
 * The connection while no socket is being opened or used: not wanted, waiting for its time, its code or the network,
 * closing and closed. All of it is the same before the SDK is there and after, but for what an attempt begins with.
 */
export function stepResting(machine: ConnectionMachine, event: MachineEvent, at: number, alive: Alive, go: Go): Result {
  const { phase } = machine;
  switch (event.type) {
    case 'configured':
      return only({ ...machine, maxAttempts: event.maxAttempts });
    case 'connect':
      return connect(machine, at, go);
    case 'reconnect-now':
      return phase.name === 'waiting' ? go(machine, at) : connect(machine, at, go);
    case 'disconnect':
      return close(machine, at, 'disconnected', event.forget);
    case 'release':
      return alive.liveCall || phase.name === 'closed' ? only(machine) : close(machine, at, 'idle', false);
    case 'session-closed':
      return phase.name === 'closing' ? closed(machine, at, go) : only(machine);
    case 'load-failed':
      if (!isLoading(machine) && phase.name !== 'claiming') return only(machine);
      return event.final ? final(machine, 'signaling', event.code) : failed(machine, at, alive, [report(event.code)]);
    case 'offline':
      return wentOffline({ ...machine, online: false });
    case 'online':
      return cameOnline({ ...machine, online: true }, at);
    case 'woke':
    case 'network-changed':
      return phase.name === 'waiting' ? go(machine, at) : only(machine);
    case 'tick':
      return tick(machine, at, alive, go);
    default:
      return only(machine);
  }
}

/** The SDK's code is being had. A load that was given up can still end, while something else is waited for. */
export function isLoading({ phase, loaded }: ConnectionMachine): boolean {
  return phase.name === 'preparing' && !loaded;
}

function connect(machine: ConnectionMachine, at: number, go: Go): Result {
  switch (machine.phase.name) {
    case 'idle':
    case 'closed':
      return begin(machine, at, go);
    case 'closing':
      return only({ ...machine, phase: { ...machine.phase, then: 'connect' } });
    default:
      return only(machine);
  }
}

function wentOffline(machine: ConnectionMachine): Result {
  const { name } = machine.phase;
  if (name === 'preparing') return { state: awaitNetwork(machine), effects: [{ type: 'drop-socket' }] };
  return only(name === 'waiting' || name === 'claiming' ? awaitNetwork(machine) : machine);
}

function cameOnline(machine: ConnectionMachine, at: number): Result {
  if (machine.phase.name !== 'offline' && machine.phase.name !== 'waiting') return only(machine);
  const { delay, seed } = spread(machine.seed);
  const until = machine.phase.name === 'waiting' ? Math.min(machine.phase.until, at + delay) : at + delay;
  return only({
    ...machine,
    seed,
    reason: machine.reason === 'offline' ? 'signaling' : machine.reason,
    attempt: Math.max(1, machine.attempt),
    phase: { name: 'waiting', until },
  });
}

function tick(machine: ConnectionMachine, at: number, alive: Alive, go: Go): Result {
  const { phase } = machine;
  switch (phase.name) {
    case 'waiting':
      return at >= phase.until ? go(machine, at) : only(machine);
    case 'claiming':
    case 'preparing':
      return at >= phase.deadline ? failed(machine, at, alive, [report('sdk-load-failed')]) : only(machine);
    case 'closing':
      return at >= phase.deadline ? closed(machine, at, go, [{ type: 'drop-socket' }]) : only(machine);
    default:
      return only(machine);
  }
}
