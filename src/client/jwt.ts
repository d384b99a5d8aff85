/** In epoch milliseconds, by the issuer's clock; null where the token does not say. */
export interface TokenTimes {
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
}

/**
 * When a JWT was issued and when it expires; undefined when it is no JWT. Reads base64url, as JWTs are written: the
 * SDK's own reading knows only base64 and so misses the expiry of many.
 */
export function jwtTimes(token: string): TokenTimes | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (!header || !payload || !signature || rest.length > 0) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof claims !== 'object' || claims === null) return undefined;
    const { iat, exp } = claims as { iat?: unknown; exp?: unknown };
    return { issuedAt: milliseconds(iat), expiresAt: milliseconds(exp) };
  } catch {
    return undefined;
  }
}

function milliseconds(seconds: unknown): number | null {
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds * 1000 : null;
}
