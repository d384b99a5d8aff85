/** Who may talk to the gateway: pages of this machine. It has no accounts, so a page from elsewhere must not reach it. */
import type { IncomingMessage, ServerResponse } from 'node:http';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** False for a name that merely resolves to this machine (DNS rebinding). */
export function isLocalHost(host: string | undefined): boolean {
  if (!host) return false;
  return LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase());
}

/** True without an `Origin` (no browser page), and for http(s) pages of this machine on any port. */
export function isLocalOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return true;
  const url = URL.parse(origin);
  return url !== null && /^https?:$/.test(url.protocol) && LOOPBACK_NAMES.has(url.hostname);
}

/** Lets a local page of another port or name read the answer, with its credentials. */
export function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  response.setHeader('vary', 'origin');
  if (origin === undefined) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
}

export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-methods', 'GET, HEAD, POST, OPTIONS');
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '');
  response.setHeader('access-control-max-age', '600');
  response.writeHead(204).end();
}
