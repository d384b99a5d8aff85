/** The protocol core: one input in, the next state and the effects out. */
import { runDeadlines } from './clock.ts';
import { inject, restore } from './faults.ts';
import { mediaFailed, mediaReady } from './media-results.ts';
import { originate } from './originate.ts';
import { receive } from './requests.ts';
import { closeSocket, completeLogin, openSocket } from './sessions.ts';
import { join, transfer } from './transfer.ts';
import type { Draft, Effect, GatewayState, Input } from './state.ts';

export interface Step {
  state: GatewayState;
  effects: Effect[];
}

/**
 * Pure: the given state is left as it was.
 * @param at epoch milliseconds
 * @param newId makes an id that nobody has had; the only thing asked of the outside
 */
export function step(state: GatewayState, input: Input, at: number, newId: () => string): Step {
  const draft: Draft = { state: structuredClone(state), at, newId, effects: [] };
  apply(draft, input);
  runDeadlines(draft);
  return { state: draft.state, effects: draft.effects };
}

function apply(draft: Draft, input: Input): void {
  switch (input.type) {
    case 'socket-open': {
      openSocket(draft, input);
      return;
    }
    case 'frame': {
      receive(draft, input.socket, input.text);
      return;
    }
    case 'socket-closed': {
      closeSocket(draft, input.socket);
      return;
    }
    case 'verified': {
      completeLogin(draft, input.login, input.verdict);
      return;
    }
    case 'media-ready': {
      mediaReady(draft, input.leg, input.purpose, input.sdp);
      return;
    }
    case 'media-failed': {
      mediaFailed(draft, input.leg, input.purpose, input.message);
      return;
    }
    case 'fault': {
      inject(draft, input.fault);
      return;
    }
    case 'restore': {
      restore(draft, input.user);
      return;
    }
    case 'originate': {
      originate(draft, input.call);
      return;
    }
    case 'transfer': {
      transfer(draft, input.callControlId, input.to);
      return;
    }
    case 'join': {
      join(draft, input.callControlId, input.consultation);
      return;
    }
    case 'wake':
      return;
  }
}
