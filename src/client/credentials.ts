import type { ClientConfiguration, TokenProvider } from '../contract/configuration.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { CredentialKind } from '../machines/events.ts';
import type { SessionCredentials } from '../sdk/port.ts';
import { jwtExpiry } from './jwt.ts';

export type TokenResult =
  | { readonly ok: true; readonly expiresAt: number | null }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string | null; readonly final: boolean };

type Secrets = Pick<ClientConfiguration, 'tokenUrl' | 'loginToken' | 'login' | 'password' | 'assistantId'>;

/** Keeps the credentials, in memory alone, and has tokens fetched. Nothing of it is ever shown, logged or stored. */
export class Credentials {
  tokenProvider: TokenProvider | null = null;
  #secrets: Secrets = {};
  #token: string | null = null;
  #fetching: AbortController | null = null;

  set(secrets: Secrets): void {
    this.#secrets = secrets;
    this.#token = null;
  }

  forget(): void {
    this.#fetching?.abort();
    this.#token = null;
    const { tokenUrl, assistantId } = this.#secrets;
    this.#secrets = {
      ...(tokenUrl === undefined ? {} : { tokenUrl }),
      ...(assistantId === undefined ? {} : { assistantId }),
    };
  }

  get kind(): CredentialKind {
    const { tokenUrl, loginToken, login, password, assistantId } = this.#secrets;
    if (this.tokenProvider !== null || tokenUrl) return 'provided-token';
    if (loginToken) return 'static-token';
    if (login && password) return 'password';
    return assistantId ? 'anonymous' : 'none';
  }

  /** What to sign in with now; null while there is nothing. */
  get current(): SessionCredentials | null {
    const { login = '', password = '', assistantId = '' } = this.#secrets;
    switch (this.kind) {
      case 'provided-token':
      case 'static-token':
        return this.#token === null ? null : { kind: 'token', token: this.#token };
      case 'password':
        return { kind: 'password', login, password };
      case 'anonymous':
        return { kind: 'anonymous', assistantId };
      case 'none':
        return null;
    }
  }

  /** Has a token, fetched where it can be. A request still under way is abandoned for this one. */
  async token(now: () => number): Promise<TokenResult> {
    this.#fetching?.abort();
    this.#fetching = new AbortController();
    const { signal } = this.#fetching;
    const answer = await this.#ask(signal);
    if (signal.aborted) return failure('token-fetch-failed', 'The request was abandoned.', false);
    if (typeof answer !== 'string') return answer;
    const expiresAt = jwtExpiry(answer);
    if (expiresAt === undefined) return failure('token-invalid', null, true);
    if (expiresAt !== null && expiresAt <= now()) return failure('token-expired', null, true);
    this.#token = answer;
    return { ok: true, expiresAt };
  }

  async #ask(signal: AbortSignal): Promise<string | TokenResult> {
    const { tokenUrl, loginToken = '' } = this.#secrets;
    try {
      if (this.tokenProvider !== null) return (await this.tokenProvider()).trim();
      return tokenUrl ? await fetchToken(tokenUrl, signal) : loginToken.trim();
    } catch (error) {
      return failure('token-fetch-failed', `No access token could be fetched: ${reasonOf(error)}`, false);
    }
  }
}

function failure(code: ErrorCode, message: string | null, final: boolean): TokenResult {
  return { ok: false, code, message, final };
}

/** Too many requests, and a time-out, pass; any other refusal stays one however often it is asked. */
const PASSING = new Set([408, 425, 429]);

async function fetchToken(url: string, signal: AbortSignal): Promise<string | TokenResult> {
  const response = await fetch(url, { method: 'POST', credentials: 'same-origin', signal });
  if (!response.ok) {
    const final = response.status < 500 && !PASSING.has(response.status);
    return failure(
      'token-fetch-failed',
      `The token URL answered with status ${String(response.status)}. Check that it is right and that you are signed in.`,
      final,
    );
  }
  return tokenOf((await response.text()).trim());
}

function tokenOf(body: string): string | TokenResult {
  if (!body.startsWith('{')) return body;
  try {
    const { token } = JSON.parse(body) as { token?: unknown };
    if (typeof token === 'string') return token.trim();
  } catch {
    // Falls through: what is not JSON has no token either.
  }
  return failure(
    'token-invalid',
    'The token URL answered without a "token". It should answer {"token": "<JWT>"} or the bare JWT.',
    true,
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'the request failed.';
}
