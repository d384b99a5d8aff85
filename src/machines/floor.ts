import { HOLDS_AGAIN, retuned } from './call.ts';
import { end, hangUp, type CallStep, type Signaling } from './call-ending.ts';
import { isLive, type CallMachine } from './call-state.ts';
import { beginWaiting, hold } from './commands.ts';
import { fail, settle, type Effect } from './effects.ts';
import { NOBODY, type Pending } from './pending.ts';
import { signalingOf, type PhoneMachine } from './phone-state.ts';

/** Spoken in: answered, and not held. */
function speaks(call: CallMachine): boolean {
  return call.stage === 'answered' && !call.held;
}

/** Spoken in, or about to be: its hold is being ended. */
export function takesTurn(call: CallMachine): boolean {
  return call.stage === 'answered' && (!call.held || has(call, 'unhold', false));
}

/** Another call is spoken in, or will not be before its hold is confirmed. */
export function isTaken(calls: readonly CallMachine[], callId: string): boolean {
  return calls.some((call) => call.id !== callId && (takesTurn(call) || isBeingHeld(call)));
}

function isBeingHeld(call: CallMachine): boolean {
  return has(call, 'hold', false);
}

function canBeHeld(call: CallMachine): boolean {
  return takesTurn(call) && !isBeingHeld(call) && !awaitsReturn(call);
}

/** The server is yet to bring it back, and cannot hold it before. */
function awaitsReturn(call: CallMachine | undefined): boolean {
  return call !== undefined && call.reattachBy !== null;
}

function has(call: CallMachine, command: Pending['command'], waits: boolean): boolean {
  return call.pending.some((entry) => entry.command === command && (entry.waits === true) === waits);
}

function waitingOf(call: CallMachine): Pending | undefined {
  return call.pending.find(({ waits }) => waits);
}

/**
 * One call is spoken in at a time. What would have a second one heard waits until the server has confirmed that the
 * first is held; and a call that comes to be answered meanwhile, by the other side, is held in its turn and not heard
 * until it is.
 */
export function keepFloor(
  before: PhoneMachine,
  phone: PhoneMachine,
  at: number,
  take: (step: CallStep) => CallMachine,
): PhoneMachine {
  const signaling = signalingOf(phone.connection);
  const fresh = phone.calls.find((call) => waitingOf(call) !== undefined && !waitedBefore(before, call.id));
  const held = phone.calls.map((call) => {
    const isBack = awaitsReturn(before.calls.find(({ id }) => id === call.id)) && phone.calls.some(waitingOf);
    if (isBack && canBeHeld(call)) return take(hold(call, 'hold', NOBODY, at));
    if (fresh === undefined || call.id === fresh.id) return call;
    const waiting = waitingOf(call);
    if (waiting !== undefined) return take(giveWay(call, waiting, at, signaling));
    return canBeHeld(call) ? take(hold(call, 'hold', NOBODY, at)) : call;
  });
  const begun = held.map((call) => {
    const waiting = waitingOf(call);
    return waiting === undefined ? call : take(goOn(call, waiting, held, at, signaling));
  });
  const lastActiveCallId = lastActive(begun, before.lastActiveCallId);
  const floor = begun.find((call) => call.id === lastActiveCallId && speaks(call));
  const calls = begun.map((call) => {
    const background = floor !== undefined && call.id !== floor.id && isLive(call);
    const placed = background === call.background ? call : take(moved(call, background));
    const mayHold = signaling.connected && placed.reattachBy === null && placed.holdsRefused <= HOLDS_AGAIN;
    return background && mayHold && speaks(placed) && !isBeingHeld(placed) && waitingOf(placed) === undefined
      ? take(hold(placed, 'hold', NOBODY, at))
      : placed;
  });
  return { ...phone, calls, lastActiveCallId };
}

function waitedBefore({ calls }: PhoneMachine, callId: string): boolean {
  const was = calls.find(({ id }) => id === callId);
  return was !== undefined && waitingOf(was) !== undefined;
}

function moved(call: CallMachine, background: boolean): CallStep {
  const state: CallMachine = { ...call, background };
  return { state, effects: retuned(call, state) };
}

/** Begins what waited, once no other call is spoken in; or gives it up, when one goes on being. */
function goOn(
  call: CallMachine,
  waiting: Pending,
  calls: readonly CallMachine[],
  at: number,
  signaling: Signaling,
): CallStep {
  if (!isTaken(calls, call.id)) return beginWaiting(call, waiting, at);
  const others = calls.filter((other) => other.id !== call.id && takesTurn(other) && !isBeingHeld(other));
  if (others.length === 0 || others.some(awaitsReturn)) return { state: call, effects: [] };
  if (others.some((other) => has(other, 'unhold', false))) return giveWay(call, waiting, at, signaling);
  if (waiting.command === 'dial') return end(call, at, { cause: 'error', error: 'hold-failed' });
  return withdrawn(call, waiting, fail(waiting.ticket, 'hold-failed'));
}

/** The user would rather speak in another call. */
function giveWay(call: CallMachine, waiting: Pending, at: number, signaling: Signaling): CallStep {
  if (waiting.command === 'dial') return hangUp(call, at, signaling);
  return withdrawn(call, waiting, settle(waiting.ticket, { kind: 'overtaken' }));
}

function withdrawn(call: CallMachine, { ticket }: Pending, outcome: Effect): CallStep {
  const state: CallMachine = { ...call, pending: call.pending.filter((entry) => entry.ticket !== ticket) };
  return { state, effects: [outcome, ...retuned(call, state)] };
}

/** The call that is spoken in keeps the floor; while one is spoken in, it is never one that is held. */
function lastActive(calls: readonly CallMachine[], before: string | null): string | null {
  const answered = calls.filter((call) => call.stage === 'answered');
  const speaking = answered.filter(speaks);
  const kept = answered.find((call) => call.id === before);
  if (kept !== undefined && (speaks(kept) || speaking.length === 0)) return kept.id;
  return (speaking.at(-1) ?? answered.at(-1))?.id ?? null;
}
