import type { CallProgress, Observation, RawCause } from '../contract/observations.ts';
import { translateProblem } from './problems.ts';
import type { CallSignal, Signal } from './signals.ts';

/** What has to be remembered between signals to understand the next. */
export interface Memory {
  readonly calls: Readonly<Record<string, CallMemory>>;
}

interface CallMemory {
  /** The newest object seen. */
  readonly object: number;
  /** What the server's bye said, once it came: the SDK's own end of a call carries made-up causes. */
  readonly bye: RawCause | null;
}

export const NOTHING_SEEN: Memory = { calls: {} };

const GARBLED: Observation = {
  type: 'problem',
  severity: 'error',
  code: 'protocol-error',
  sdkCode: null,
  message: null,
  callId: null,
  fatal: false,
};

export interface Translation {
  readonly memory: Memory;
  readonly observations: readonly Observation[];
}

/** The SDK's states that say something new. `trying` is the server's answer to the invite; `early` is audio while it rings. */
const PROGRESS: Readonly<Record<string, CallProgress>> = {
  trying: 'accepted',
  early: 'ringing',
  active: 'answered',
  held: 'held',
  recovering: 'recovering',
};

const ENDS = new Set(['hangup', 'destroy']);

/**
 * What the SDK said, in our words. Takes what was said in one turn of the event loop together, since the order of the
 * SDK's own handlers and ours flips between reconnects: a bye may be heard after the hang-up that it caused.
 */
export function translate(memory: Memory, signals: readonly Signal[]): Translation {
  let known = signals.reduce(rememberBye, memory);
  const observations: Observation[] = [];
  for (const signal of signals) {
    observations.push(...translateOne(known, signal));
    known = rememberObject(known, signal);
  }
  return { memory: known, observations };
}

function translateOne(memory: Memory, signal: Signal): readonly Observation[] {
  switch (signal.kind) {
    case 'socket-open':
      return [{ type: 'socket-open', socket: signal.socket }];
    case 'socket-closed':
      return [{ type: 'socket-lost', socket: signal.socket }];
    case 'ready':
      return [{ type: 'registered', socket: signal.socket }];
    case 'garbled':
      return [GARBLED];
    case 'punt':
    case 'failed':
      return [{ type: 'server-closed', socket: signal.socket }];
    case 'unregistered':
    case 'registering':
      return [{ type: 'unregistered', socket: signal.socket, pending: signal.kind === 'registering' }];
    case 'reattaching':
      return [{ type: 'reattaching', socket: signal.socket, callIds: signal.callIds }];
    case 'call':
      return translateCall(memory, signal.call);
    case 'message':
      return translateMessage(memory, signal);
    case 'microphone': {
      const { callId, code } = signal;
      return [code === null ? { type: 'microphone-given', callId } : { type: 'microphone-refused', callId, code }];
    }
    case 'outlook':
      return [{ type: 'microphone-outlook', code: signal.code, granted: signal.granted }];
    case 'conversation':
      return [{ type: 'conversation', callId: signal.callId, message: signal.message }];
    case 'peer':
      return [{ type: 'peer-changed', callId: signal.callId, object: signal.object, peer: signal.state }];
    default:
      return translateProblem(
        signal.kind,
        signal.problem,
        signal.socket,
        (callId) => memory.calls[callId]?.object ?? 0,
      );
  }
}

function translateCall(memory: Memory, call: CallSignal): readonly Observation[] {
  const before = memory.calls[call.callId];
  const about = { callId: call.callId, object: call.object };
  const observations: Observation[] = [];
  if (call.object > (before?.object ?? 0)) {
    observations.push({
      type: 'call-appeared',
      ...about,
      direction: call.direction === 'outbound' ? 'outbound' : 'inbound',
      attach: call.attach,
      remoteNumber: call.remoteNumber,
      remoteName: call.remoteName,
      identity: call.identity,
    });
  }
  const progress = PROGRESS[call.state];
  if (progress !== undefined) observations.push({ type: 'call-progress', ...about, progress, identity: call.identity });
  if (ENDS.has(call.state)) {
    const bye = before?.bye ?? null;
    observations.push({ type: 'call-ended', ...about, byServer: bye !== null, raw: bye ?? call.raw });
  }
  return observations;
}

/** The SDK changes no state when the other side rings; only the message tells. */
function translateMessage(memory: Memory, signal: Extract<Signal, { kind: 'message' }>): readonly Observation[] {
  const object = signal.callId === null ? undefined : memory.calls[signal.callId]?.object;
  if (signal.method !== 'telnyx_rtc.ringing' || signal.callId === null || object === undefined) return [];
  return [
    {
      type: 'call-progress',
      callId: signal.callId,
      object,
      progress: 'ringing',
      identity: signal.identity,
    },
  ];
}

function rememberBye(memory: Memory, signal: Signal): Memory {
  if (signal.kind !== 'message' || signal.method !== 'telnyx_rtc.bye' || signal.callId === null) return memory;
  return remember(memory, signal.callId, { bye: signal.raw });
}

function rememberObject(memory: Memory, signal: Signal): Memory {
  return signal.kind === 'call' && signal.call.object > (memory.calls[signal.call.callId]?.object ?? 0)
    ? remember(memory, signal.call.callId, { object: signal.call.object })
    : memory;
}

function remember(memory: Memory, callId: string, news: Partial<CallMemory>): Memory {
  const before = memory.calls[callId] ?? { object: 0, bye: null };
  return { calls: { ...memory.calls, [callId]: { ...before, ...news } } };
}
