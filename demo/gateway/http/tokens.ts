/** Login tokens: real JWTs, signed with a key that lives as long as the gateway. */
import { randomBytes } from 'node:crypto';
import { SignJWT, decodeJwt, errors, jwtVerify } from 'jose';
import type { Credentials, Verdict } from '../core/state.ts';
import { ANONYMOUS } from '../core/assistant.ts';

export interface TokenRequest {
  /** From now; zero or less makes a token that has expired already. */
  ttlSeconds: number;
  /** How far the clock by which it is issued, and checked later, is ahead of this machine's. */
  clockSeconds?: number;
  /** Any text, as one more claim. */
  note?: string | undefined;
}

export class Tokens {
  private readonly key = randomBytes(32);
  private readonly passwords: Readonly<Record<string, string>>;

  /** @param passwords user to password, for logins without a token */
  constructor(passwords: Readonly<Record<string, string>>) {
    this.passwords = passwords;
  }

  /** @param at epoch milliseconds */
  issue(user: string, { ttlSeconds, clockSeconds = 0, note }: TokenRequest, at: number): Promise<string> {
    // `iat` keeps its fraction, so that revoking the tokens of a moment spares those issued in the same second later.
    const now = at / 1_000 + clockSeconds;
    const claims = { sub: user, iat: now, exp: Math.ceil(now + ttlSeconds), clock: clockSeconds, note };
    return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(this.key);
  }

  /** Never rejects: whatever is wrong with the credentials is the verdict. */
  async verify(credentials: Credentials): Promise<Verdict> {
    switch (credentials.kind) {
      case 'anonymous':
        return { ok: true, user: `${ANONYMOUS}${credentials.target}`, issuedAt: null };
      case 'password': {
        const { login, password } = credentials;
        const good = Object.hasOwn(this.passwords, login) && this.passwords[login] === password;
        return good ? { ok: true, user: login, issuedAt: null } : { ok: false, reason: 'invalid', user: null };
      }
      case 'token':
        return this.verifyToken(credentials.token);
    }
  }

  private async verifyToken(token: string): Promise<Verdict> {
    try {
      const clockSeconds = Number(decodeJwt(token)['clock'] ?? 0);
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: ['HS256'],
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(Date.now() + clockSeconds * 1_000),
      });
      if (!payload.sub) return { ok: false, reason: 'invalid', user: null };
      const issuedAt = payload.iat === undefined ? null : (payload.iat - clockSeconds) * 1_000;
      return { ok: true, user: payload.sub, issuedAt };
    } catch (error) {
      // The signature has been checked before the expiry is, so the subject can be believed.
      if (error instanceof errors.JWTExpired) {
        return { ok: false, reason: 'expired', user: error.payload.sub ?? null };
      }
      return { ok: false, reason: 'invalid', user: null };
    }
  }
}
