import type { CallCommand } from '../contract/states.ts';
import { fail, settle, type Effect } from './effects.ts';
import { earliest } from './earliest.ts';

/** A command on its way; its promise waits under `ticket`. */
export interface Pending {
  readonly command: CallCommand;
  readonly ticket: number;
  /** Null while the browser asks for the microphone: people may take their time. */
  readonly deadline: number | null;
  /** Not begun yet: another call is spoken in, and is put on hold first. */
  readonly waits?: boolean;
}

/** The ticket of what no promise waits for: the hold of one call for the sake of another. */
export const NOBODY = 0;

/** The commands that a later one makes pointless. The end of the call is never pending, and overtakes them all. */
const OVERTAKES: Readonly<Partial<Record<CallCommand, readonly CallCommand[]>>> = {
  answer: ['answer'],
  hold: ['hold', 'unhold'],
  unhold: ['hold', 'unhold'],
  transfer: ['transfer'],
};

export interface PendingChange {
  readonly pending: readonly Pending[];
  readonly effects: readonly Effect[];
}

/** Adds a command; those it overtakes settle with an abort. */
export function begin(
  pending: readonly Pending[],
  command: CallCommand,
  ticket: number,
  deadline: number | null,
  waits = false,
): PendingChange {
  const overtaken = pending.filter((entry) => OVERTAKES[command]?.includes(entry.command) === true);
  return {
    pending: [...pending.filter((entry) => !overtaken.includes(entry)), entryOf(command, ticket, deadline, waits)],
    effects: overtaken.map((entry) => settle(entry.ticket, { kind: 'overtaken' })),
  };
}

function entryOf(command: CallCommand, ticket: number, deadline: number | null, waits: boolean): Pending {
  return waits ? { command, ticket, deadline: null, waits } : { command, ticket, deadline };
}

/** Takes out every pending command of the given kinds, done. */
export function confirm(pending: readonly Pending[], ...commands: readonly CallCommand[]): PendingChange {
  const done = pending.filter((entry) => commands.includes(entry.command));
  if (done.length === 0) return { pending, effects: [] };
  return {
    pending: pending.filter((entry) => !done.includes(entry)),
    effects: done.map((entry) => settle(entry.ticket, { kind: 'done' })),
  };
}

/** A hold or its end is on its way: what is now may change yet. */
export function isHolding(pending: readonly Pending[]): boolean {
  return pending.some(({ command }) => command === 'hold' || command === 'unhold');
}

/** The server has been asked to hold the call, or to end its hold. */
export function isHoldAsked(pending: readonly Pending[]): boolean {
  return isHolding(pending.filter(({ waits }) => !waits));
}

/** The user has decided: what waited for that has its deadline from here on. */
export function startClock(pending: readonly Pending[], deadline: number): readonly Pending[] {
  return pending.map((entry) => (entry.deadline === null && !entry.waits ? { ...entry, deadline } : entry));
}

/** Takes out those whose time is up. */
export function expire(
  pending: readonly Pending[],
  at: number,
): PendingChange & { readonly expired: readonly CallCommand[] } {
  const late = pending.filter((entry) => entry.deadline !== null && at >= entry.deadline);
  if (late.length === 0) return { pending, effects: [], expired: [] };
  return {
    pending: pending.filter((entry) => !late.includes(entry)),
    effects: late.map((entry) => fail(entry.ticket, 'command-timeout')),
    expired: late.map((entry) => entry.command),
  };
}

export function pendingWakeAt(pending: readonly Pending[]): number | null {
  return earliest(...pending.map((entry) => entry.deadline));
}
