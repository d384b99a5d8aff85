import type { CredentialKind, MachineEvent } from './events.ts';
import { RENEWAL_FLOOR, RENEWAL_LEAD, SAME_AGE, TOKEN_MARGIN } from './times.ts';

/**
 * What is known of the token at hand; the token itself never enters the state. All times are epoch milliseconds by this
 * computer's clock, which can be hours off.
 */
export interface TokenMachine {
  /** It can be logged in with. */
  readonly held: boolean;
  /** When it came; null while none has. */
  readonly receivedAt: number | null;
  /** When it ends, and when it nears its end; null when nobody knows. */
  readonly expiresAt: number | null;
  readonly renewAt: number | null;
  /** How old it seemed as it came; null when it does not say when it was issued. */
  readonly age: number | null;
  /** By this clock it had ended as it came: what the server says of it is the truth. */
  readonly doubtful: boolean;
  readonly refused: boolean;
  /** Counts tokens and changes of credentials, so that the answer to a login that was superseded is known as one. */
  readonly serial: number;
}

export const NO_TOKEN: TokenMachine = {
  held: false,
  receivedAt: null,
  expiresAt: null,
  renewAt: null,
  age: null,
  doubtful: false,
  refused: false,
  serial: 0,
};

export function stepToken(machine: TokenMachine, event: MachineEvent, at: number): TokenMachine {
  switch (event.type) {
    case 'token-ready':
      return received(machine, event, at);
    // A token that was refused is of no more use, whatever it says of itself.
    case 'login-failed':
      return { ...machine, held: false, refused: true };
    case 'signed-in':
      return event.accepted || event.serial !== machine.serial ? machine : { ...machine, held: false, refused: true };
    case 'configured':
      return event.token === 'kept' ? machine : none(machine);
    case 'disconnect':
      return event.forget ? none(machine) : machine;
    // Whoever asks anew may have seen to it that the same token is taken now.
    case 'connect':
    case 'reconnect-now':
      return machine.refused || isOver(machine, at) ? none(machine) : machine;
    default:
      return machine;
  }
}

function none({ serial }: TokenMachine): TokenMachine {
  return { ...NO_TOKEN, serial: serial + 1 };
}

/**
 * A token's end is its `exp`, as long as this computer's clock makes sense of it. It makes none when the token was
 * issued in the future (the clock is behind), when it has ended as it comes, and when it seems as old as the one before
 * did (the clock is ahead: of two tokens fetched one after the other at least the second is fresh). Then its lifetime,
 * `exp` less `iat`, counts from when it came: so a good token is neither refused for ever nor renewed in a loop. Whether
 * it is good, the server decides, once: one that was refused, or has come to its end, is not taken a second time, and
 * one that ends before it begins is not taken at all.
 */
function received(
  machine: TokenMachine,
  { issuedAt, expiresAt, known }: Extract<MachineEvent, { type: 'token-ready' }>,
  at: number,
): TokenMachine {
  if (known && machine.receivedAt !== null && at >= machine.receivedAt) {
    return { ...machine, held: !machine.refused && !isOver(machine, at) };
  }
  const age = issuedAt === null ? null : at - issuedAt;
  const doubtful = expiresAt !== null && expiresAt <= at;
  const token: TokenMachine = {
    ...NO_TOKEN,
    held: true,
    receivedAt: at,
    age,
    doubtful,
    serial: machine.serial + 1,
  };
  if (expiresAt === null || (age === null && doubtful)) return token;
  const lifetime = expiresAt - (issuedAt ?? at);
  if (lifetime <= 0) return { ...token, held: false };
  const sameAge = age !== null && machine.age !== null && Math.abs(age - machine.age) <= SAME_AGE;
  const wrongClock = age !== null && (age < 0 || doubtful || sameAge);
  const end = wrongClock ? at + lifetime : expiresAt;
  const quarter = lifetime / 4;
  const soonest = at + Math.min(RENEWAL_FLOOR, quarter, (end - at) / 2);
  const renewAt = Math.max(end - Math.min(RENEWAL_LEAD, quarter), soonest);
  return { ...token, expiresAt: Math.floor(end), renewAt: Math.floor(renewAt) };
}

function isOver({ expiresAt }: TokenMachine, at: number): boolean {
  return expiresAt !== null && at >= expiresAt;
}

export function isByToken(credentials: CredentialKind): boolean {
  return credentials === 'provided-token' || credentials === 'static-token';
}

/** Whether an attempt can start with what is at hand, needs a fresh token first, or cannot start at all. */
export function tokenDecision(
  { held, receivedAt, expiresAt }: TokenMachine,
  credentials: CredentialKind,
  at: number,
): 'use' | 'fetch' | 'not-configured' {
  if (credentials === 'none') return 'not-configured';
  if (!isByToken(credentials)) return 'use';
  // A clock that was set back says nothing of how much time is left.
  const lasts = expiresAt === null || (expiresAt - at > TOKEN_MARGIN && at >= (receivedAt ?? at));
  return held && lasts ? 'use' : 'fetch';
}
