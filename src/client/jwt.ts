/**
 * When a JWT expires, in epoch milliseconds; null when it does not say; undefined when it is no JWT. Reads base64url,
 * as JWTs are written: the SDK's own reading knows only base64 and so misses the expiry of most.
 */
export function jwtExpiry(token: string): number | null | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (!header || !payload || !signature || rest.length > 0) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof claims !== 'object' || claims === null) return undefined;
    const { exp } = claims as { exp?: unknown };
    return typeof exp === 'number' && Number.isFinite(exp) ? exp * 1000 : null;
  } catch {
    return undefined;
  }
}
