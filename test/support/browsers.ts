/**
 * Starts the browsers that whole-page tests drive: Chromium over the DevTools protocol, Firefox over WebDriver BiDi.
 */
import puppeteer from 'puppeteer-core';
import type { Browser, LaunchOptions } from 'puppeteer-core';
import { findBrowser, PATH_VARIABLES } from './find-browser.ts';
import type { BrowserName } from './find-browser.ts';

export { BROWSER_NAMES, findBrowser } from './find-browser.ts';
export type { BrowserName } from './find-browser.ts';

export interface BrowserOptions {
  /** Gives the page a synthetic microphone and grants it without a prompt. Default true. */
  fakeMicrophone?: boolean;
  /** Lets audio play before the first user gesture. Default true. */
  autoplay?: boolean;
  /** Default true. */
  headless?: boolean;
  /** Lets the browser keep pages in its back/forward cache, as it does for its users. Default false. */
  pageCache?: boolean;
  /** Slows the timers of hidden pages down, as browsers do, and Chromium's most of all after 5 s already. Default false. */
  throttling?: boolean;
  /** Paints little, and rarely: where nobody looks, Firefox spends a third of its time on that. Default false. */
  sparing?: boolean;
  /** More command line arguments, after ours. */
  args?: string[];
  /** More Firefox preferences, over ours; ignored by Chromium. */
  firefoxPreferences?: Record<string, string | number | boolean>;
}

/**
 * Starts a fresh browser with an empty profile; the caller closes it.
 * @throws Error if the browser cannot be found, naming the variable that points to it
 */
export async function launch(name: BrowserName, options: BrowserOptions = {}): Promise<Browser> {
  return puppeteer.launch(launchOptions(name, options));
}

/**
 * What puppeteer needs to start the browser; the web test runner starts the same ones.
 * @throws Error if the browser cannot be found, naming the variable that points to it
 */
export function launchOptions(name: BrowserName, options: BrowserOptions = {}): LaunchOptions {
  const executablePath = findBrowser(name);
  if (!executablePath) {
    throw new Error(`No ${name} found. Install it, or set ${PATH_VARIABLES[name]} to its executable.`);
  }
  return name === 'chromium' ? chromiumOptions(executablePath, options) : firefoxOptions(executablePath, options);
}

const UNTHROTTLED = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

function chromiumOptions(executablePath: string, options: BrowserOptions): LaunchOptions {
  const { throttling = false, pageCache = false } = options;
  const args = [
    '--disable-background-networking',
    '--disable-dev-shm-usage',
    // A hidden or covered page would get throttled timers, which the real-time tests would measure instead of ours.
    ...(throttling ? ['--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/5'] : UNTHROTTLED),
  ];
  // Chromium refuses to start its sandbox as root.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  if (options.fakeMicrophone ?? true) {
    args.push('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream');
  }
  if (options.autoplay ?? true) args.push('--autoplay-policy=no-user-gesture-required');
  return {
    browser: 'chrome',
    executablePath,
    headless: options.headless ?? true,
    args: [...args, ...(options.args ?? [])],
    ignoreDefaultArgs: [...(pageCache ? ['--disable-back-forward-cache'] : []), ...(throttling ? UNTHROTTLED : [])],
  };
}

function firefoxOptions(executablePath: string, options: BrowserOptions): LaunchOptions {
  const { fakeMicrophone: fake = true, sparing = false } = options;
  return {
    browser: 'firefox',
    executablePath,
    headless: options.headless ?? true,
    args: options.args ?? [],
    ...(sparing ? { env: { ...process.env, MOZ_HEADLESS_WIDTH: '480', MOZ_HEADLESS_HEIGHT: '400' } } : {}),
    extraPrefsFirefox: {
      'media.navigator.streams.fake': fake,
      'media.navigator.permission.disabled': fake,
      // 0 lets audio play without a gesture, 1 blocks it.
      'media.autoplay.default': (options.autoplay ?? true) ? 0 : 1,
      // The gateway cannot resolve the mDNS names that would otherwise stand for the loopback address.
      'media.peerconnection.ice.obfuscate_host_addresses': false,
      // Firefox leaves loopback out of its candidates by default; machines without a network have nothing else.
      'media.peerconnection.ice.loopback': true,
      'dom.timeout.enable_budget_timer_throttling': options.throttling ?? false,
      'dom.min_background_timeout_value': options.throttling ? 1000 : 4,
      ...(sparing ? { 'layout.frame_rate': 10, 'ui.prefersReducedMotion': 1 } : {}),
      ...(options.pageCache ? { 'fission.bfcacheInParent': true } : {}),
      ...options.firefoxPreferences,
    },
  };
}
