import type { ClientConfiguration, TokenProvider } from '../contract/configuration.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { CredentialKind } from '../machines/events.ts';
import type { SessionCredentials } from '../sdk/port.ts';
import { jwtTimes, type TokenTimes } from './jwt.ts';

export type TokenResult =
  /** `known`: the same as the one before. */
  | ({ readonly ok: true; readonly known: boolean } & TokenTimes)
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string | null; readonly final: boolean };

const NO_TIMES: TokenTimes = { issuedAt: null, expiresAt: null };

type Secrets = Pick<ClientConfiguration, 'tokenUrl' | 'loginToken' | 'login' | 'password' | 'assistantId'>;

/** Keeps the credentials, in memory alone, and has tokens fetched. Nothing of it is ever shown, logged or stored. */
export class Credentials {
  #provider: TokenProvider | null = null;
  #secrets: Secrets = {};
  #token: string | null = null;
  #fetching: AbortController | null = null;

  get tokenProvider(): TokenProvider | null {
    return this.#provider;
  }

  set tokenProvider(provider: TokenProvider | null) {
    this.#provider = provider;
    this.#token = null;
  }

  /** Returns whether that is anything new. */
  set({ tokenUrl, loginToken, login, password, assistantId }: Secrets): boolean {
    const secrets = { tokenUrl, loginToken, login, password, assistantId } as Secrets;
    if (JSON.stringify(secrets) === JSON.stringify(this.#secrets)) return false;
    this.#secrets = secrets;
    this.#token = null;
    return true;
  }

  get kind(): CredentialKind {
    const { tokenUrl, loginToken, login, password, assistantId } = this.#secrets;
    if (this.#provider !== null || tokenUrl) return 'provided-token';
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

  /** Has a token, fetched where it can be. A request still under way is abandoned for this one, and answers null. */
  async token(): Promise<TokenResult | null> {
    this.#fetching?.abort();
    const fetching = new AbortController();
    this.#fetching = fetching;
    const secrets = this.#secrets;
    const provider = this.#provider;
    const answer = await this.#ask(fetching.signal);
    if (fetching.signal.aborted) return null;
    // What was asked for by the configuration before is somebody else's by now.
    if (secrets !== this.#secrets || provider !== this.#provider) return this.token();
    // Nor is any needed when the page has come to sign in in another way.
    if (this.kind !== 'provided-token' && this.kind !== 'static-token') return { ok: true, known: false, ...NO_TIMES };
    if (typeof answer !== 'string') return answer;
    const times = jwtTimes(answer);
    if (times === undefined) return failure('token-invalid', null, true);
    const known = answer === this.#token;
    this.#token = answer;
    return { ok: true, known, ...times };
  }

  async #ask(signal: AbortSignal): Promise<string | TokenResult> {
    const { tokenUrl, loginToken = '' } = this.#secrets;
    try {
      if (this.#provider !== null) return tokenFrom(await this.#provider());
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

/** A page's provider is not checked by any compiler. */
function tokenFrom(answer: unknown): string | TokenResult {
  if (typeof answer === 'string') return answer.trim();
  return failure('token-invalid', 'client.tokenProvider answered with something that is no string.', true);
}

function tokenOf(body: string): string | TokenResult {
  if (!/^[{"]/.test(body)) return body;
  try {
    const parsed: unknown = JSON.parse(body);
    const token = typeof parsed === 'string' ? parsed : (parsed as { token?: unknown }).token;
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
