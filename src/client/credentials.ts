import type { ErrorCode } from '../contract/errors.ts';
import type { SessionCredentials } from '../sdk/port.ts';
import { jwtTimes, type TokenTimes } from './jwt.ts';
import type { Secrets } from './secrets.ts';

export type TokenResult =
  /** `known`: the same as the one before. */
  | ({ readonly ok: true; readonly known: boolean } & TokenTimes)
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string | null; readonly final: boolean };

const NO_TIMES: TokenTimes = { issuedAt: null, expiresAt: null };

/** What to sign in with, and the token at hand, in memory alone. Nothing of it is ever shown, logged or stored. */
export class Credentials {
  readonly #secrets: Secrets;
  /** A token counts as long as the secrets are those that it was had with. */
  #token: { readonly text: string; readonly of: object } | null = null;
  #fetching: AbortController | null = null;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** What to sign in with now; null while there is nothing. */
  get current(): SessionCredentials | null {
    const { kind, said } = this.#secrets;
    const { login = '', password = '', assistantId = '' } = said;
    const token = this.#atHand;
    switch (kind) {
      case 'provided-token':
      case 'static-token':
        return token === null ? null : { kind: 'token', token };
      case 'password':
        return { kind: 'password', login, password };
      case 'anonymous':
        return { kind: 'anonymous', assistantId };
      case 'none':
        return null;
    }
  }

  get #atHand(): string | null {
    return this.#token?.of === this.#secrets.edition ? this.#token.text : null;
  }

  /** Has a token, fetched where it can be. A request still under way is abandoned for this one, and answers null. */
  async token(): Promise<TokenResult | null> {
    this.#fetching?.abort();
    const fetching = new AbortController();
    this.#fetching = fetching;
    const { said, provider } = this.#secrets;
    const answer = await this.#ask(fetching.signal);
    if (fetching.signal.aborted) return null;
    // What was asked for by the configuration before is somebody else's by now.
    if (said !== this.#secrets.said || provider !== this.#secrets.provider) return this.token();
    // Nor is any needed when the page has come to sign in in another way.
    const { kind, edition } = this.#secrets;
    if (kind !== 'provided-token' && kind !== 'static-token') return { ok: true, known: false, ...NO_TIMES };
    if (typeof answer !== 'string') return answer;
    const times = jwtTimes(answer);
    if (times === undefined) return failure('token-invalid', null, true);
    const known = answer === this.#atHand;
    this.#token = { text: answer, of: edition };
    return { ok: true, known, ...times };
  }

  /** Drops the token, and whatever is still to come of a request. */
  forget(): void {
    this.#fetching?.abort();
    this.#token = null;
  }

  async #ask(signal: AbortSignal): Promise<string | TokenResult> {
    const { provider, said } = this.#secrets;
    const { tokenUrl, loginToken = '' } = said;
    try {
      if (provider !== null) return tokenFrom(await provider());
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
