/** Another host for the test page: one that compresses as a web server does, and that need not be the gateway's. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FOLDERS = { '/harness/': join(import.meta.dirname, 'page'), '/dist/': join(ROOT, 'dist') };
const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8' };

export interface LocalServer {
  port: number;
  close(): Promise<void>;
}

/** Serves the test page and the bundle, gzipped; not what it `refuses` to, by its path. */
export async function servePages(refuses: (pathname: string) => boolean = () => false): Promise<LocalServer> {
  return listen(createServer((request, response) => void answer(request, response, refuses)));
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  refuses: (pathname: string) => boolean,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (refuses(pathname)) {
    response.writeHead(503, { 'content-type': TYPES[extname(pathname)] }).end();
    return;
  }
  const folder = Object.entries(FOLDERS).find(([prefix]) => pathname.startsWith(prefix));
  try {
    const [prefix = '', directory = ''] = folder ?? [];
    const body = gzipSync(await readFile(join(directory, pathname.slice(prefix.length))), { level: 9 });
    response.writeHead(200, { 'content-type': TYPES[extname(pathname)], 'content-encoding': 'gzip' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

/** Takes every connection and never says a word. */
export async function serveSilence(): Promise<LocalServer> {
  return listen(createTcpServer());
}

async function listen(server: Server): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      // One that was accepted just now would keep the server from closing.
      server.on('connection', (socket: Socket) => socket.destroy());
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
