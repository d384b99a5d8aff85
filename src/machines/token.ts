import type { CredentialKind, MachineEvent } from './events.ts';
import { TOKEN_MARGIN } from './times.ts';

/** What is known of the token at hand; the token itself never enters the state. */
export interface TokenMachine {
  readonly held: boolean;
  /** Epoch milliseconds; null when it does not say. */
  readonly expiresAt: number | null;
}

export const NO_TOKEN: TokenMachine = { held: false, expiresAt: null };

export function stepToken(machine: TokenMachine, event: MachineEvent): TokenMachine {
  switch (event.type) {
    case 'token-ready':
      return { held: true, expiresAt: event.expiresAt };
    // A token that was refused is of no more use, whatever it says of itself.
    case 'login-failed':
    case 'configured':
      return NO_TOKEN;
    case 'disconnect':
      return event.forget ? NO_TOKEN : machine;
    default:
      return machine;
  }
}

/** Whether an attempt can start with what is at hand, needs a fresh token first, or cannot start at all. */
export function tokenDecision(
  token: TokenMachine,
  credentials: CredentialKind,
  at: number,
): 'use' | 'fetch' | 'not-configured' {
  switch (credentials) {
    case 'none':
      return 'not-configured';
    case 'password':
    case 'anonymous':
      return 'use';
    case 'provided-token':
    case 'static-token':
      return token.held && (token.expiresAt === null || token.expiresAt - at > TOKEN_MARGIN) ? 'use' : 'fetch';
  }
}
