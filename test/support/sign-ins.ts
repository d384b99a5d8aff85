import type { Happening } from './world.ts';

/** Judges the logins on a live socket: no token is signed in with twice, and none in a session that is not there. */
export class SignIns {
  /** Which credentials the session was last signed in with anew. */
  #signedIn: number | null = null;

  see({ event, after, effects }: Happening, byToken: boolean): void {
    if (event.type === 'configured' || (event.type === 'token-ready' && !event.known)) this.#signedIn = null;
    for (const effect of effects) {
      if (effect.type === 'open-socket') this.#signedIn = null;
      if (effect.type !== 'sign-in') continue;
      if (after.connection.state !== 'connected') throw new Error('signed in anew on no socket');
      if (byToken && this.#signedIn === effect.serial) throw new Error('a second login with one token');
      this.#signedIn = effect.serial;
    }
  }
}
