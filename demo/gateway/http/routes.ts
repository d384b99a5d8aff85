/** The gateway's HTTP interface: tokens, truth, faults, reports and pages. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { allowOrigin, answerPreflight, isLocalHost, isLocalOrigin } from './access.ts';
import { findFile, sendFile } from './static-files.ts';
import type { TokenRequest } from './tokens.ts';

export interface Backend {
  folders: Readonly<Record<string, string>>;
  /** @returns the token, or the status with which the endpoint is to fail */
  issueToken(user: string, request: TokenRequest): Promise<string | number>;
  truth(window: { since: number | null; until: number | null }): unknown;
  /** @throws Error with what is wrong with the fault */
  fault(value: unknown): void;
  /** Calls a registered user. */
  call(user: string, from: { number?: string; name?: string }): void;
  /** @throws Error if there is no such call */
  transfer(call: string, to: string): void;
  /** @throws Error if there is no such call */
  join(call: string, consultation: string): void;
  countReport(): void;
}

const MAX_BODY = 65_536;
const DEFAULT_TTL_SECONDS = 3_600;
const MAX_TTL_SECONDS = 366 * 86_400;
/** Of a caller's number or name, characters. */
const MAX_PARTY = 128;
const USER = /^[\w.+-]{1,64}$/;

/** Answers one request; never rejects. */
export async function serve(backend: Backend, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await route(backend, request, response);
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    sendError(response, error instanceof HttpError ? error.status : 500, error instanceof Error ? error.message : '');
  }
}

async function route(backend: Backend, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isLocalHost(request.headers.host) || !isLocalOrigin(request.headers.origin)) {
    throw new HttpError(403, 'Only pages of this machine');
  }
  allowOrigin(request, response);
  if (request.method === 'OPTIONS') {
    answerPreflight(request, response);
    return;
  }
  const url = URL.parse(request.url ?? '/', 'http://localhost');
  if (!url) throw new HttpError(400, 'No such address');
  switch (url.pathname) {
    case '/token':
      allowMethods(request, response, 'POST');
      return sendToken(backend, url, response);
    case '/truth':
      allowMethods(request, response, 'GET');
      {
        sendJson(response, backend.truth({ since: time(url, 'since'), until: time(url, 'until') }));
        return;
      }
    case '/faults':
      allowMethods(request, response, 'POST');
      return injectFault(backend, request, response);
    case '/calls':
      allowMethods(request, response, 'POST');
      callUser(backend, request, url, response);
      return;
    case '/transfer':
      allowMethods(request, response, 'POST');
      transferCall(backend, request, url, response);
      return;
    case '/call_report':
    case '/call_recording':
      allowMethods(request, response, 'POST');
      backend.countReport();
      request.resume();
      {
        sendJson(response, {});
        return;
      }
    case '/':
      return void response.writeHead(302, { location: '/demo/' }).end();
    default: {
      allowMethods(request, response, 'GET', 'HEAD');
      const file = await findFile(backend.folders, url.pathname);
      if (!file) throw new HttpError(404, 'Not found');
      return sendFile(response, file, request.method === 'GET');
    }
  }
}

async function sendToken(backend: Backend, url: URL, response: ServerResponse): Promise<void> {
  const user = url.searchParams.get('user') ?? '';
  if (!USER.test(user)) throw new HttpError(400, '"user" must be a plain name');
  const ttlSeconds = seconds(url, 'ttl', DEFAULT_TTL_SECONDS);
  const clockSeconds = seconds(url, 'clock', 0);
  const note = url.searchParams.get('note') ?? undefined;
  const token = await backend.issueToken(user, { ttlSeconds, clockSeconds, note });
  if (typeof token === 'number') throw new HttpError(token, 'No token');
  sendJson(response, { token });
}

function callUser(backend: Backend, request: IncomingMessage, url: URL, response: ServerResponse): void {
  request.resume();
  const user = url.searchParams.get('user') ?? '';
  if (!USER.test(user)) throw new HttpError(400, '"user" must be a plain name');
  const [number, name] = ['number', 'name'].map((key) => url.searchParams.get(key)?.slice(0, MAX_PARTY));
  backend.call(user, { ...(number ? { number } : {}), ...(name ? { name } : {}) });
  sendJson(response, { ok: true });
}

function transferCall(backend: Backend, request: IncomingMessage, url: URL, response: ServerResponse): void {
  request.resume();
  const [call = '', to, consultation] = ['call', 'to', 'with'].map((name) => url.searchParams.get(name) ?? '');
  if (!to && !consultation) throw new HttpError(400, '"to" or "with" must say where the call is to go');
  try {
    if (consultation) backend.join(call, consultation);
    else backend.transfer(call, to?.slice(0, MAX_PARTY) ?? '');
  } catch (error) {
    throw new HttpError(404, error instanceof Error ? error.message : '');
  }
  sendJson(response, { ok: true });
}

async function injectFault(backend: Backend, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A content type that a page elsewhere cannot send without asking first.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) throw new HttpError(415, 'JSON, please');
  const body = await readBody(request);
  try {
    backend.fault(JSON.parse(body));
  } catch (error) {
    throw new HttpError(400, error instanceof Error ? error.message : 'Bad fault');
  }
  sendJson(response, { ok: true });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new HttpError(413, 'Too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function allowMethods(request: IncomingMessage, response: ServerResponse, ...methods: string[]): void {
  if (methods.includes(request.method ?? '')) return;
  response.setHeader('allow', methods.join(', '));
  throw new HttpError(405, `Use ${methods.join(' or ')}`);
}

function time(url: URL, name: string): number | null {
  const value = url.searchParams.get(name);
  if (value === null) return null;
  const number = Number(value);
  if (!Number.isFinite(number)) throw new HttpError(400, `"${name}" must be epoch milliseconds`);
  return number;
}

function seconds(url: URL, name: string, otherwise: number): number {
  const value = Number(url.searchParams.get(name) ?? otherwise);
  if (!Number.isFinite(value) || Math.abs(value) > MAX_TTL_SECONDS)
    throw new HttpError(400, `"${name}" must be seconds`);
  return value;
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

function sendError(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ error: message }));
}

class HttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
