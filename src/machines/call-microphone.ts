import type { ErrorCode } from '../contract/errors.ts';
import { end, hangUp, type CallStep, type Signaling } from './call-ending.ts';
import { isLive, type CallMachine } from './call-state.ts';
import { localCause } from './causes.ts';
import { startClock } from './pending.ts';
import { MICROPHONE_DEADLINE, MICROPHONE_DEADLINE_DIALLING, SETUP_DEADLINE } from './times.ts';

const UNMENDABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'insecure-context',
  'permissions-policy',
  'unsupported-browser',
]);

/** Whether asking again can be of use without loading the page anew. */
export function isMendable(code: ErrorCode): boolean {
  return !UNMENDABLE.has(code);
}

/** The user has decided: from here on the setup has its deadline. */
export function microphoneGiven(call: CallMachine, at: number): CallStep {
  if (!isLive(call)) return only(call);
  const pending = startClock(call.pending, at + SETUP_DEADLINE);
  const media = { ...call.media, outbound: { ...call.media.outbound, lost: false } };
  return only({ ...call, microphone: true, microphoneProblem: null, pending, media });
}

/** Nothing ends yet: what is wrong can often be put right while somebody waits. */
export function microphoneRefused(call: CallMachine, code: ErrorCode, at: number): CallStep {
  const dialling = !call.accepted;
  if (!isLive(call) || !needsMicrophone(call)) return only(call);
  // Nobody waits at the other end yet, and nothing can be put right here.
  if (dialling && !isMendable(code)) return end(call, at, { cause: 'error', error: code });
  const wait = dialling ? MICROPHONE_DEADLINE_DIALLING : MICROPHONE_DEADLINE;
  const deadline = call.microphoneProblem ? call.microphoneProblem.deadline : at + wait;
  return only({ ...call, microphoneProblem: { code, deadline, retrying: false } });
}

/** While it is dialled or answered; anew when the server brings it back, and when it has ended in mid-call. */
function needsMicrophone({ stage, accepted, media, pending, microphoneProblem }: CallMachine): boolean {
  if (stage === 'answered') return media.recovery !== null || microphoneProblem !== null;
  return !accepted || pending.some(({ command }) => command === 'answer');
}

/** Asks for the microphone again, if the call waits for it and it is not being asked for already. */
export function resumeMicrophone(call: CallMachine): CallStep {
  const problem = call.microphoneProblem;
  if (problem === null || problem.retrying) return only(call);
  return {
    state: { ...call, microphoneProblem: { ...problem, retrying: true } },
    effects: [{ type: 'resume-microphone', callId: call.id }],
  };
}

/** The user gives up getting the microphone, and so the call. Whoever dialled is told why. */
export function rejectMicrophone(call: CallMachine, at: number, signaling: Signaling): CallStep {
  const problem = call.microphoneProblem;
  if (problem === null) return only(call);
  if (call.accepted) return hangUp(call, at, signaling);
  return end(call, at, { cause: localCause(call.direction, false), error: problem.code });
}

function only(call: CallMachine): CallStep {
  return { state: call, effects: [] };
}
