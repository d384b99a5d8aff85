import type { ConnectionState } from '../../src/contract/states.ts';
import type { Happening } from './world.ts';

const SECOND = 1000;

/** Where asking to connect begins anew. */
const ASKS_ANEW: ReadonlySet<ConnectionState> = new Set<ConnectionState>(['idle', 'disconnecting', 'disconnected']);

/** Judges how often is logged in, and with what. */
export class Logins {
  #refusals = 0;
  #registeredAt: number | null = null;
  /** Which credentials the session was last signed in with anew. */
  #signedIn: number | null = null;

  see(happening: Happening, byToken: boolean): void {
    const { event, at, before, after } = happening;
    const asked = event.type === 'connect' || event.type === 'reconnect-now';
    if (asked && ASKS_ANEW.has(before.connection.state)) this.#refusals = 0;
    if (after.connection.state === 'connected' && before.connection.state !== 'connected') this.#registeredAt = at;
    this.#refused(happening);
    this.#inPlace(happening, byToken);
  }

  /** 7: a login that was refused is tried once more, with another token; a second refusal is final. */
  #refused({ event, at, before, after }: Happening): void {
    const was = before.connection.state;
    if (was === 'connected' && after.connection.state === 'reconnecting' && event.type !== 'login-failed')
      this.#refusals = 0;
    if (event.type !== 'login-failed' || before === after) return;
    const stood = was === 'connected' && this.#registeredAt !== null && at - this.#registeredAt >= 60 * SECOND;
    this.#refusals = stood ? 1 : this.#refusals + 1;
    if (this.#refusals >= 2 && after.connection.reason !== 'auth') fail('a second refusal is not final');
    if (this.#refusals >= 2 && after.connection.state !== 'disconnected') fail('a third login');
  }

  /** 7: on a live socket no token is signed in with twice. */
  #inPlace({ event, after, effects }: Happening, byToken: boolean): void {
    if (event.type === 'configured' || (event.type === 'token-ready' && !event.known)) this.#signedIn = null;
    for (const effect of effects) {
      if (effect.type === 'open-socket') this.#signedIn = null;
      if (effect.type !== 'sign-in') continue;
      if (after.connection.state !== 'connected') fail('signed in anew on no socket');
      if (byToken && this.#signedIn === effect.serial) fail('a second login with one token');
      this.#signedIn = effect.serial;
    }
  }
}

function fail(message: string): never {
  throw new Error(message);
}
