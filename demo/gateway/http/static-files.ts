/** Serves the folders that it is given and nothing else. */
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { javaScriptOf } from './typescript.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
};

export interface StaticFile {
  path: string;
  type: string;
  size: number;
}

/**
 * Finds the file behind a URL path.
 * @param folders URL prefix (`/demo/`) to directory
 * @returns null if there is none, or if it lies outside the folder, symbolic links followed
 */
export async function findFile(
  folders: Readonly<Record<string, string>>,
  pathname: string,
): Promise<StaticFile | null> {
  const found = Object.entries(folders).find(([prefix]) => pathname.startsWith(prefix));
  if (!found) return null;
  const [prefix, folder] = found;
  let relative: string;
  try {
    relative = decodeURIComponent(pathname.slice(prefix.length));
  } catch {
    return null;
  }
  if (/[\0\\]/.test(relative) || relative.split('/').some((part) => part.startsWith('.'))) return null;
  try {
    const root = await realpath(resolve(folder));
    let path = await realpath(join(root, relative));
    if ((await stat(path)).isDirectory()) path = await realpath(join(path, 'index.html'));
    if (!path.startsWith(root + sep)) return null;
    const { size } = await stat(path);
    return { path, size, type: TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream' };
  } catch {
    return null;
  }
}

export async function sendFile(response: ServerResponse, file: StaticFile, withBody: boolean): Promise<void> {
  if (file.path.endsWith('.ts')) return sendScript(response, file, withBody);
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': file.size,
    // Whoever is developing wants the file as it is now.
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  if (!withBody) {
    response.end();
    return;
  }
  createReadStream(file.path)
    .on('error', () => response.destroy())
    .pipe(response);
}

async function sendScript(response: ServerResponse, { path, type }: StaticFile, withBody: boolean): Promise<void> {
  const script = await javaScriptOf(path);
  response.writeHead(200, {
    'content-type': type,
    'content-length': Buffer.byteLength(script),
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  response.end(withBody ? script : '');
}
