/** Takes the pictures of README.md and docs anew, light beside dark, from the gallery's states: `npm run screenshots`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import UPNG from 'upng-js';
import { startGateway } from '../demo/gateway/gateway.ts';
import { launch } from '../test/support/browsers.ts';

const FOLDER = 'docs/images';
/** Few enough for small files, and more than interfaces have. */
const COLOURS = 128;
const SCALE = 1.5;

interface Picture {
  readonly name: string;
  /** Of demo/frame.html, beside each other. */
  readonly panes: readonly string[];
  /** What has come into the phone when it looks as it is to look; parts are fetched, and some states take seconds. */
  readonly shows: string;
  readonly width: number;
  readonly height: number;
}

const alone = (name: string, state: string, shows: string, query = ''): Picture => ({
  name,
  panes: ['light', 'dark'].map((theme) => `state=${state}&bare&theme=${theme}${query}`),
  shows,
  width: 352,
  height: 600,
});

const above = (theme: string): Picture => ({
  name: `floating-${theme}`,
  panes: ['state=muted', 'state=incoming&open'].map((query) => `${query}&theme=${theme}`),
  shows: '[part="avatar"], .puck.busy [part="muted"]',
  width: 560,
  height: 620,
});

const PICTURES: readonly Picture[] = [
  alone('idle', 'connected', '[part="dialpad"]'),
  alone('incoming', 'incoming', '[part="avatar"]'),
  alone('in-call', 'quality-excellent', '[part="quality"]'),
  alone('reconnecting', 'talk-waiting', '[part="notice"]'),
  alone('several', 'two-calls', '[part="calls"]'),
  alone('quality', 'quality-poor', '[part="quality-level"]'),
  alone('brand-harbour', 'connected', '[part="dialpad"]', '&brand=harbour'),
  alone('brand-orchard', 'incoming', '[part="avatar"]', '&brand=orchard'),
  above('light'),
  above('dark'),
];

const gateway = await startGateway({ port: 0 });
const browser = await launch('chromium', { args: ['--force-prefers-reduced-motion', '--hide-scrollbars'] });
try {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const page = await browser.newPage();
  for (const picture of PICTURES) await take(page, picture);
} finally {
  await browser.close();
  await gateway.close();
}

/** The panes beside each other: each is a page of its own, in a frame. */
async function take(page: Page, { name, panes, shows, width, height }: Picture): Promise<void> {
  await page.setViewport({ width: width * panes.length, height, deviceScaleFactor: SCALE });
  // A page of the same origin, in which nothing is.
  await page.goto(`${gateway.url}/demo/brands.css`);
  const frames = panes.map(
    (query) =>
      `<iframe src="/demo/frame.html?${query}" style="border: 0; flex: none; inline-size: ${width}px; block-size: ${height}px"></iframe>`,
  );
  const markup = `<body style="margin: 0; display: flex">${frames.join('')}</body>`;
  await page.evaluate(`document.documentElement.innerHTML = ${JSON.stringify(markup)}`);
  await page.waitForFunction(
    `[...document.querySelectorAll('iframe')].every(({ contentDocument: page }) => {
      const root = page?.querySelector('html[data-ready] telnyx-phone')?.shadowRoot;
      return root?.querySelector(${JSON.stringify(shows)});
    })`,
  );
  const png = await page.screenshot({ type: 'png' });
  const { buffer, byteOffset, byteLength } = png;
  const image = UPNG.decode((buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength));
  const [pixels] = UPNG.toRGBA8(image);
  if (pixels === undefined) throw new Error(`There is nothing in the picture "${name}"`);
  const smaller = new Uint8Array(UPNG.encode([pixels], image.width, image.height, COLOURS));
  writeFileSync(`${FOLDER}/${name}.png`, smaller);
  console.log(`${name}.png: ${Math.round(smaller.length / 1024)} KB`);
}
