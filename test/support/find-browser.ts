/** Where this machine keeps its browsers. */
import { existsSync, globSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type BrowserName = 'chromium' | 'firefox';

export const BROWSER_NAMES: readonly BrowserName[] = ['chromium', 'firefox'];

/** The variable that names the executable of each browser. */
export const PATH_VARIABLES: Record<BrowserName, string> = { chromium: 'CHROME_PATH', firefox: 'FIREFOX_PATH' };

const USUAL_PLACES: Record<BrowserName, readonly string[]> = {
  chromium: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  firefox: [
    '/usr/bin/firefox',
    '/usr/bin/firefox-esr',
    '/snap/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
};

/**
 * The browser's executable: what its variable names, else the first of the usual places that exists, else the newest
 * Chromium that Playwright has downloaded (its Firefox is a patched one that does not speak WebDriver BiDi).
 * @returns the absolute path, or null if this machine has no such browser
 */
export function findBrowser(name: BrowserName): string | null {
  const chosen = process.env[PATH_VARIABLES[name]];
  if (chosen) return existsSync(chosen) ? chosen : null;
  const installed = USUAL_PLACES[name].find((path) => existsSync(path));
  return installed ?? (name === 'chromium' ? playwrightChromium() : null);
}

function playwrightChromium(): string | null {
  const caches = [
    process.env['PLAYWRIGHT_BROWSERS_PATH'],
    join(homedir(), '.cache', 'ms-playwright'),
    join(homedir(), 'Library', 'Caches', 'ms-playwright'),
    join(homedir(), 'AppData', 'Local', 'ms-playwright'),
  ];
  const executables = ['chrome-linux*/chrome', 'chrome-mac*/*.app/Contents/MacOS/*', 'chrome-win*/chrome.exe'];
  for (const cwd of caches) {
    if (!cwd || !existsSync(cwd)) continue;
    const found = globSync(
      executables.map((path) => `chromium-*/${path}`),
      { cwd },
    );
    const revision = (path: string) => Number(/^chromium-(\d+)/.exec(path)?.[1] ?? 0);
    const newest = found.sort((a, b) => revision(b) - revision(a))[0];
    if (newest) return join(cwd, newest);
  }
  return null;
}
