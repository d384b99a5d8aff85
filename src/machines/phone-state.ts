import type { DevicesSnapshot } from '../contract/devices.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { Signaling } from './call-ending.ts';
import type { CallMachine } from './call-state.ts';
import type { ConnectionMachine } from './connection-state.ts';
import type { CredentialKind } from './events.ts';
import { RESTING, type RenewalMachine } from './renewal.ts';
import type { TabMachine } from './lazy/tab.ts';
import type { TabRules } from './tab-state.ts';
import { NO_TOKEN, type TokenMachine } from './token.ts';

/** How many calls that are over are remembered by name; a server brings back those of the last minutes at most. */
const KEEP_TOMBSTONES = 100;

/** The whole phone as one value. */
export interface PhoneMachine {
  readonly connection: ConnectionMachine;
  readonly token: TokenMachine;
  readonly renewal: RenewalMachine;
  readonly credentials: CredentialKind;
  /** One tab of the site alone has the phone. */
  readonly singleTab: boolean;
  /** The phone connects by itself where it can. */
  readonly auto: boolean;
  readonly tab: TabMachine;
  /** What moves it; null until that is fetched. */
  readonly tabRules: TabRules | null;
  /** Oldest first. */
  readonly calls: readonly CallMachine[];
  readonly lastActiveCallId: string | null;
  /** Why the next call will not have the microphone, as far as that is known; null otherwise. */
  readonly microphone: ErrorCode | null;
  /** The browser keeps sound back that is to be heard. */
  readonly playbackBlocked: boolean;
  readonly devices: DevicesSnapshot | null;
  /** Calls that are over for the user: whatever the server brings back under these ids is hung up. */
  readonly tombstones: readonly string[];
}

/** `connection`: as far as it has got without the rest. */
export function initialPhone(connection: ConnectionMachine): PhoneMachine {
  return {
    connection,
    token: NO_TOKEN,
    renewal: RESTING,
    credentials: 'none',
    singleTab: false,
    auto: false,
    tab: { name: 'off' },
    tabRules: null,
    calls: [],
    lastActiveCallId: null,
    microphone: null,
    playbackBlocked: false,
    devices: null,
    tombstones: [],
  };
}

/** What the calls need to know of the connection. */
export function signalingOf(connection: ConnectionMachine): Signaling {
  const { name } = connection.phase;
  const connected = name === 'ready';
  return { connected, readyAt: connected ? connection.readyAt : null, givenUp: name === 'closed' };
}

export function find(phone: PhoneMachine, id: string): CallMachine | undefined {
  return phone.calls.find((call) => call.id === id);
}

/** These calls are over, whatever the server may bring back. */
export function bury(phone: PhoneMachine, ids: readonly string[]): PhoneMachine {
  const fresh = ids.filter((id) => !phone.tombstones.includes(id));
  return fresh.length === 0 ? phone : { ...phone, tombstones: [...phone.tombstones, ...fresh].slice(-KEEP_TOMBSTONES) };
}
