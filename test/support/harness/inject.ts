import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';

const DIST = new URL('../../../dist/', import.meta.url);

// The recorder comes before what counts timers and listeners: its own are not the page's.
const PARTS = ['recorder.js', 'microphone.js', 'devices.js', 'resources.js', 'user.js'];

let script: Promise<string> | undefined;

/** Puts the harness, `globalThis.harness`, into every document that the page will have, before its first script. */
export async function inject(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(await (script ??= makeScript()));
}

/** What there is to listen to and to look at, as the built package names it, and then the parts. */
async function makeScript(): Promise<string> {
  const [{ CLIENT_EVENTS: EVENTS }, { STATE_ATTRIBUTES: STATE }, ...parts] = await Promise.all([
    built('contract/events.js'),
    built('selectors/reflect.js'),
    ...PARTS.map((part) => readFile(join(import.meta.dirname, 'page', part), 'utf8')),
  ]);
  return [`globalThis.harness = ${JSON.stringify({ EVENTS, STATE })};`, ...parts].join('\n');
}

function built(file: string): Promise<Record<string, readonly string[]>> {
  return import(new URL(file, DIST).href) as Promise<Record<string, readonly string[]>>;
}
