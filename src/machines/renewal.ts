import type { ErrorCode } from '../contract/errors.ts';
import { wait } from './backoff.ts';
import { isPutAway } from './connection.ts';
import type { ConnectionMachine } from './connection-state.ts';
import { earliest } from './earliest.ts';
import { report, type Effect, type Step } from './effects.ts';
import type { CredentialKind, MachineEvent } from './events.ts';
import { READY_DEADLINE, TOKEN_DEADLINE } from './times.ts';
import { isByToken, type TokenMachine } from './token.ts';

/**
 * Signing in anew on the live socket: with a fresh token before the one that the session stands on ends, and with other
 * credentials as soon as they are given. Whatever goes wrong here drops nothing: the session stands as it stood.
 */
export interface RenewalMachine {
  readonly phase:
    | { readonly name: 'resting' }
    | { readonly name: 'fetching' | 'signing-in'; readonly deadline: number }
    | { readonly name: 'waiting'; readonly until: number };
  /** The credentials have been replaced since the session signed in. */
  readonly outdated: boolean;
  /** When the token that the session stands on ends, and when it is to be renewed or its end announced; told once. */
  readonly expiresAt: number | null;
  readonly renewAt: number | null;
  readonly failures: number;
  readonly refusals: number;
  /** What this renewal has told of last. */
  readonly complained: ErrorCode | null;
}

export const RESTING: RenewalMachine = {
  phase: { name: 'resting' },
  outdated: false,
  expiresAt: null,
  renewAt: null,
  failures: 0,
  refusals: 0,
  complained: null,
};

/** Enough to outlast `RENEWAL_LEAD`; a renewal without an end to wait for gives up too. */
const MAX_FAILURES = 13;
/** A server that refuses one fresh token after another is not to draw on. */
const MAX_REFUSALS = 2;

/** What the renewal needs to know of the rest, as it is after the event. */
export interface AroundRenewal {
  readonly connection: ConnectionMachine;
  readonly token: TokenMachine;
  readonly credentials: CredentialKind;
  /** The event opens a socket, and so leads to a login with the credentials of now. */
  readonly opened: boolean;
}

type Result = Step<RenewalMachine>;

export function stepRenewal(before: RenewalMachine, event: MachineEvent, at: number, around: AroundRenewal): Result {
  if (isPutAway(around.connection)) return { state: RESTING, effects: [] };
  const noted = note(before, event, around);
  const taken = isReady(around) ? take(noted, event, at, around) : { state: rest(noted), effects: [] };
  const due = goOn(taken.state, at, around);
  return { state: due.state, effects: [...taken.effects, ...due.effects] };
}

/** When the renewal next needs to be looked at, or null. */
export function renewalWakeAt(
  { phase, expiresAt, renewAt }: RenewalMachine,
  connection: ConnectionMachine,
  credentials: CredentialKind,
): number | null {
  const announces = credentials === 'static-token' ? renewAt : null;
  if (connection.phase.name !== 'ready') return announces;
  if (phase.name === 'fetching' || phase.name === 'signing-in') return earliest(phase.deadline, announces);
  const next = phase.name === 'waiting' ? phase.until : credentials === 'provided-token' ? renewAt : null;
  return earliest(connection.online ? next : null, announces, expiresAt);
}

function isReady({ connection }: AroundRenewal): boolean {
  return connection.phase.name === 'ready';
}

function note(machine: RenewalMachine, event: MachineEvent, around: AroundRenewal): RenewalMachine {
  const replaced = event.type === 'configured' && event.token === 'replaced';
  const noted = replaced ? { ...rest(machine), outdated: true } : machine;
  return around.opened ? standOn(around) : noted;
}

/** What a session that signs in now has of its token. */
function standOn({ token: { expiresAt, renewAt } }: AroundRenewal): RenewalMachine {
  return { ...RESTING, expiresAt, renewAt };
}

function rest(machine: RenewalMachine): RenewalMachine {
  return { ...RESTING, outdated: machine.outdated, expiresAt: machine.expiresAt, renewAt: machine.renewAt };
}

/** What came of the fetching or the login under way. */
function take(machine: RenewalMachine, event: MachineEvent, at: number, around: AroundRenewal): Result {
  const { phase } = machine;
  const { token } = around;
  if (phase.name === 'fetching') {
    switch (event.type) {
      case 'token-ready':
        if (!token.held) return failed(machine, 'token-expired', null, at, around);
        // The same again, while it lasts, says nothing but that there is no other yet.
        return event.known && !machine.outdated ? failed(machine, null, null, at, around) : signIn(machine, at, around);
      case 'token-failed':
        return failed(machine, event.code, event.message, at, around);
      case 'tick':
        if (at >= phase.deadline) return failed(machine, 'token-fetch-failed', null, at, around);
    }
  }
  if (phase.name === 'signing-in') {
    if (event.type === 'signed-in' && event.serial === token.serial) {
      if (event.accepted) return only(standOn(around));
      return failed({ ...machine, refusals: machine.refusals + 1 }, 'auth-failed', null, at, around);
    }
    if (event.type === 'tick' && at >= phase.deadline) return failed(machine, null, null, at, around);
  }
  return only(machine);
}

/** What is due by now. */
function goOn(machine: RenewalMachine, at: number, around: AroundRenewal): Result {
  const { phase, renewAt, expiresAt } = machine;
  const { credentials, connection } = around;
  const due = renewAt !== null && at >= renewAt;
  if (credentials === 'static-token' && due && expiresAt !== null) {
    const next = goOn({ ...machine, renewAt: null }, at, around);
    return { state: next.state, effects: [{ type: 'token-expiring', expiresAt }, ...next.effects] };
  }
  const busy = phase.name === 'fetching' || phase.name === 'signing-in';
  if (!isReady(around) || busy) return only(machine);
  if (connection.online && credentials !== 'none') {
    const starts =
      phase.name === 'waiting' ? at >= phase.until : machine.outdated || (credentials === 'provided-token' && due);
    if (starts) return start(machine, at, around);
  }
  if (expiresAt === null || at < expiresAt) return only(machine);
  const over: RenewalMachine = { ...rest(machine), expiresAt: null, renewAt: null };
  return { state: over, effects: complain(machine, 'token-expired', null) };
}

function start(machine: RenewalMachine, at: number, around: AroundRenewal): Result {
  if (!isByToken(around.credentials)) return signIn(machine, at, around);
  return {
    state: { ...machine, phase: { name: 'fetching', deadline: at + TOKEN_DEADLINE } },
    effects: [{ type: 'fetch-token' }],
  };
}

function signIn(machine: RenewalMachine, at: number, { token }: AroundRenewal): Result {
  return {
    state: { ...machine, phase: { name: 'signing-in', deadline: at + READY_DEADLINE } },
    effects: [{ type: 'sign-in', serial: token.serial }],
  };
}

/** Another try is announced, as long as the token lasts and there is anything to be hoped for. */
function failed(
  machine: RenewalMachine,
  code: ErrorCode | null,
  message: string | null,
  at: number,
  { credentials, connection }: AroundRenewal,
): Result {
  const failures = machine.failures + 1;
  const until = at + wait(failures, connection.seed).delay;
  const hopeless =
    credentials !== 'provided-token' ||
    failures >= MAX_FAILURES ||
    machine.refusals >= MAX_REFUSALS ||
    (machine.expiresAt !== null && until >= machine.expiresAt);
  const effects = complain(machine, code, message);
  const next: RenewalMachine = { ...machine, failures, complained: code ?? machine.complained };
  return {
    state: hopeless
      ? { ...next, phase: { name: 'resting' }, outdated: false, renewAt: null }
      : { ...next, phase: { name: 'waiting', until } },
    effects,
  };
}

/** A renewal tells of a trouble once, and again only of another. */
function complain({ complained }: RenewalMachine, code: ErrorCode | null, message: string | null): Effect[] {
  return code === null || code === complained ? [] : [report(code, { severity: 'warning', message })];
}

function only(state: RenewalMachine): Result {
  return { state, effects: [] };
}
