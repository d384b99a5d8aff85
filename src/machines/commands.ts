import type { CallCommand } from '../contract/states.ts';
import { microphone, retuned } from './call.ts';
import { hangUp, type CallStep, type Signaling } from './call-ending.ts';
import { resumeMicrophone } from './call-microphone.ts';
import { isLive, type CallMachine } from './call-state.ts';
import { fail, settle, type Effect } from './effects.ts';
import type { CallCommandEvent } from './events.ts';
import { begin, isHolding, type Pending } from './pending.ts';
import { COMMAND_DEADLINE, SETUP_DEADLINE } from './times.ts';

const DONE = { kind: 'done' } as const;

/**
 * What the user or the page asks of a call. Its promise, `ticket`, settles here, when confirmed or when late. `taken`:
 * another call is spoken in, and what would have this one heard waits until that is held.
 */
export function command(
  call: CallMachine,
  asked: CallCommandEvent,
  ticket: number,
  at: number,
  signaling: Signaling,
  taken = false,
): CallStep {
  if (!isLive(call)) {
    const over = asked.name === 'hangup' || asked.name === 'reject';
    return { state: call, effects: [settle(ticket, over ? DONE : { kind: 'overtaken' })] };
  }
  switch (asked.name) {
    case 'mute':
    case 'unmute':
      return mute(call, asked.name === 'mute', ticket);
    case 'hangup':
    case 'reject':
      return withSettled(hangUp(call, at, signaling), ticket);
    default:
      return signaling.connected
        ? connected(call, asked, ticket, at, taken)
        : { state: call, effects: [fail(ticket, 'not-connected')] };
  }
}

function connected(
  call: CallMachine,
  asked: Exclude<CallCommandEvent, { name: 'mute' | 'unmute' }>,
  ticket: number,
  at: number,
  taken: boolean,
): CallStep {
  switch (asked.name) {
    case 'answer':
      return answer(call, ticket, at, taken);
    case 'hold':
    case 'unhold':
      return hold(call, asked.name, ticket, at, taken);
    case 'dtmf':
      return onAnswered(call, 'dtmf', ticket, at, { type: 'digits', callId: call.id, digits: asked.digits, ticket });
    default:
      // The end of a call has been seen to, so this is `transfer`.
      return onAnswered(call, 'transfer', ticket, at, { type: 'transfer', callId: call.id, ticket });
  }
}

function mute(call: CallMachine, micMuted: boolean, ticket: number): CallStep {
  const state: CallMachine = { ...call, micMuted };
  return { state, effects: [microphone(state), settle(ticket, DONE)] };
}

function answer(call: CallMachine, ticket: number, at: number, taken: boolean): CallStep {
  if (call.stage === 'answered') return { state: call, effects: [settle(ticket, DONE)] };
  if (call.direction === 'outbound') {
    return {
      state: call,
      effects: [fail(ticket, 'invalid-option', 'An outbound call is answered by the other side.')],
    };
  }
  const asking = call.pending.find((entry) => entry.command === 'answer');
  const waits = asking === undefined ? taken : asking.waits === true;
  const { pending, effects } = begin(call.pending, 'answer', ticket, answerDeadline(call, at), waits);
  if (waits) return { state: { ...call, pending }, effects };
  const answering: CallMachine = { ...call, answerAsked: true, pending };
  if (asking === undefined) return { state: answering, effects: [...effects, { type: 'answer', callId: call.id }] };
  const again = resumeMicrophone(answering);
  return { ...again, effects: [...effects, ...again.effects] };
}

/** Null until the browser has given the microphone: people may take their time. */
function answerDeadline({ microphone }: CallMachine, at: number): number | null {
  return microphone ? at + SETUP_DEADLINE : null;
}

export function hold(call: CallMachine, name: 'hold' | 'unhold', ticket: number, at: number, taken = false): CallStep {
  const wanted = name === 'hold';
  const waits = taken && !wanted;
  const settled = call.held === wanted && !isHolding(call.pending) && !(waits && call.background);
  if (settled) return { state: call, effects: [settle(ticket, DONE)] };
  const step = onAnswered(call, name, ticket, at, { type: name, callId: call.id }, waits);
  return { state: step.state, effects: [...retuned(call, step.state), ...step.effects] };
}

function onAnswered(
  call: CallMachine,
  name: CallCommand,
  ticket: number,
  at: number,
  effect: Effect,
  waits = false,
): CallStep {
  if (call.stage !== 'answered') {
    return { state: call, effects: [fail(ticket, 'invalid-option', 'The call is not answered yet.')] };
  }
  const { pending, effects } = begin(call.pending, name, ticket, at + COMMAND_DEADLINE, waits);
  return { state: { ...call, pending }, effects: waits ? effects : [...effects, effect] };
}

/** What has waited for another call to be held is begun. */
export function beginWaiting(call: CallMachine, { command, ticket }: Pending, at: number): CallStep {
  const free = { ...call, pending: call.pending.filter((entry) => entry.ticket !== ticket) };
  if (command === 'dial') {
    const { pending } = begin(free.pending, 'dial', ticket, null);
    return { state: { ...call, pending }, effects: [{ type: 'dial', callId: call.id }] };
  }
  if (command === 'answer') return answer(free, ticket, at, false);
  const step = hold(free, 'unhold', ticket, at);
  return { ...step, effects: [...retuned(call, step.state), ...step.effects] };
}

function withSettled(step: CallStep, ticket: number): CallStep {
  return { ...step, effects: [...step.effects, settle(ticket, DONE)] };
}

/** The shell has carried out what only it can (digits sent, transfer handed over), or could not. */
export function commandSettled(
  call: CallMachine,
  ticket: number,
  outcome: { readonly kind: 'done' } | { readonly kind: 'failed'; readonly effect: Effect },
  at: number,
): CallStep {
  const settled = call.pending.find((entry) => entry.ticket === ticket);
  const done = outcome.kind === 'done';
  // Digits are sent at once, so what is done after its deadline is a transfer.
  const taken = done && settled?.command !== 'dtmf';
  const state = {
    ...call,
    handedOverAt: taken ? at : call.handedOverAt,
    pending: call.pending.filter((entry) => entry.ticket !== ticket),
  };
  if (!settled) return { state: done ? state : call, effects: [] };
  return { state, effects: [done ? settle(ticket, DONE) : outcome.effect] };
}
