import type { RawCause } from '../contract/observations.ts';
import type { CallCause } from '../contract/states.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { CallMachine } from './call-state.ts';
import { localCause, serverCause } from './causes.ts';
import { fail, report, settle, type Effect, type Step } from './effects.ts';
import type { MachineEvent } from './events.ts';
import type { Pending } from './pending.ts';
import { TRANSFER_WINDOW } from './times.ts';

/** What a call needs to know of the connection. */
export interface Signaling {
  readonly connected: boolean;
  /** When the present session was registered; null while there is none. */
  readonly readyAt: number | null;
  /** Nobody is trying to connect any more. */
  readonly givenUp: boolean;
}

export type CallStep = Step<CallMachine, MachineEvent>;

export interface Ending {
  readonly cause: CallCause;
  readonly raw?: RawCause;
  /** What to tell the page beside the end itself. */
  readonly error?: ErrorCode;
  readonly message?: string | null;
  readonly sdkCode?: number | null;
}

/** What the server's bye means: it lets go of a call that was transferred as if the other side had hung up. */
export function causeOfBye({ pending, handedOverAt }: CallMachine, raw: RawCause, at: number): CallCause {
  const cause = serverCause(raw);
  const transferred =
    pending.some(({ command }) => command === 'transfer') ||
    (handedOverAt !== null && at - handedOverAt < TRANSFER_WINDOW);
  return transferred && cause === 'normal' ? 'replaced' : cause;
}

/** The SDK gave the call up, mostly without a word to the server, which may keep its side until it is told. */
export function givenUp(call: CallMachine, at: number, ending: Ending, signaling: Signaling): CallStep {
  const over = end(call, at, ending);
  if (!call.accepted) return over;
  return signaling.connected
    ? { ...over, effects: [...over.effects, { type: 'late-bye', callId: call.id }] }
    : { ...over, state: { ...over.state, byeOwed: true } };
}

/** Ends a call that the server may still have: it is told to let go of it, now or as soon as it can be. */
export function letGo(call: CallMachine, at: number, ending: Ending, signaling: Signaling): CallStep {
  const over = end(call, at, ending, signaling.connected);
  return { ...over, state: { ...over.state, byeOwed: !signaling.connected } };
}

/** Ends the call for good. `bye`: the server still has it and is to be told now. */
export function end(call: CallMachine, at: number, ending: Ending, bye = false): CallStep {
  const { cause, raw, error } = ending;
  const waiting = error !== undefined && call.pending.some(({ command }) => command === 'dial' || command === 'answer');
  const over: CallMachine = {
    ...call,
    stage: 'ended',
    endedAt: at,
    cause,
    sipCode: raw?.sipCode ?? null,
    sipReason: raw?.sipReason ?? null,
    error: error ?? null,
    microphoneProblem: null,
    pending: [],
    reattachBy: null,
    media: { ...call.media, recovery: null },
  };
  return {
    state: over,
    effects: [
      { type: 'microphone', callId: call.id, live: false },
      ...call.pending.map((entry) => settleAtEnd(entry, ending)),
      ...(raw === undefined || bye ? ([{ type: 'hangup', callId: call.id, bye }] as const) : []),
      // A promise that fails tells the page by itself.
      ...(error === undefined || waiting
        ? []
        : [
            report(error, {
              callId: call.id,
              message: ending.message ?? null,
              sdkCode: ending.sdkCode ?? null,
              fatal: true,
            }),
          ]),
    ],
  };
}

function settleAtEnd({ ticket, command }: Pending, { cause, error, message, sdkCode }: Ending): Effect {
  if (error !== undefined && (command === 'dial' || command === 'answer')) return fail(ticket, error, message, sdkCode);
  // The server ended it in its own way; that is an answer too.
  const done = command === 'dial' || (command === 'transfer' && cause === 'replaced');
  if (done) return settle(ticket, { kind: 'done' });
  return settle(ticket, { kind: 'overtaken' });
}

/** The user's own end: at once, whatever the connection does; the server hears of it when it can. */
export function hangUp(call: CallMachine, at: number, signaling: Signaling): CallStep {
  const cause = localCause(call.direction, call.stage === 'answered');
  const pending = call.pending.map(({ ticket }) => settle(ticket, { kind: 'overtaken' }));
  const over = end({ ...call, pending: [] }, at, { cause }).state;
  return {
    state: { ...over, byeOwed: !signaling.connected },
    effects: [
      { type: 'microphone', callId: call.id, live: false },
      { type: 'hangup', callId: call.id, bye: signaling.connected },
      ...pending,
    ],
  };
}
