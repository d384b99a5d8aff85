/** A gateway and a browser, with a page for each user. */
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { startGateway } from '../../../demo/gateway/gateway.ts';
import type { Gateway, TruthLeg } from '../../../demo/gateway/gateway.ts';
import { launch } from '../browsers.ts';
import type { BrowserName, BrowserOptions } from '../browsers.ts';
import { Heartbeat, latenessIn } from './heartbeat.ts';
import { inject } from './inject.ts';
import { PhonePage } from './phone-page.ts';
import { until } from './until.ts';

/** The browser under test, as the test command says. */
export const BROWSER: BrowserName = process.env['BROWSER'] === 'firefox' ? 'firefox' : 'chromium';

/** Where every server has it. */
export const BUNDLE = '/dist/cdn/telnyx-elements.js';
const MAIN_ELEMENTS = ['telnyx-call-status', 'telnyx-reconnect-banner', 'telnyx-media-recovery']
  .map((tag) => element(tag))
  .join('');

/**
 * Opening a page keeps a core of a small machine busy; what is measured meanwhile on others would say more about that
 * than about the phone.
 */
const inTurn = pLimit(2);

/** Between two words of a synthetic microphone, in milliseconds. */
const LONGEST_PAUSE = 600;

export interface StageOptions extends BrowserOptions {
  /** More folders for the gateway to serve, by URL prefix. */
  folders?: Record<string, string>;
}

/** Attributes over the usual ones; null leaves one out. */
export type PhoneAttributes = Readonly<Record<string, string | null>>;

export interface OpenOptions {
  /** Of `<telnyx-phone>`. */
  attributes?: PhoneAttributes;
  /** What the page consists of, instead of a phone and the main elements beside it. */
  markup?: string;
  /** Its module scripts, in their order; the built bundle alone by default. Each exports `getClient`. */
  scripts?: readonly string[];
  /** Seconds that a token is good for. */
  ttl?: number;
  /** Where the page is, from its scheme to its port; the gateway's `localhost` by default. */
  origin?: string;
  /** Whether to wait until it is connected. Default true. */
  connect?: boolean;
  /** What is to be done with the page before anything is loaded. */
  prepare?: (page: Page) => Promise<unknown>;
}

export class Stage {
  readonly gateway: Gateway;
  readonly browser: Browser;
  readonly #pages: PhonePage[] = [];
  readonly #heartbeat = new Heartbeat();

  readonly #context: BrowserContext;

  constructor(gateway: Gateway, browser: Browser, context: BrowserContext = browser.defaultBrowserContext()) {
    this.gateway = gateway;
    this.browser = browser;
    this.#context = context;
  }

  static async start({ folders = {}, ...options }: StageOptions = {}): Promise<Stage> {
    return new Stage(await gateway(folders), await launch(BROWSER, { sparing: true, ...options }));
  }

  /**
   * The same browser, with a gateway, a profile and pages of its own. In Firefox scenes that shared one would hold each
   * other up: it opens one socket at a time to all ports of a host, and delays those to a host and port after one of
   * them has failed.
   */
  async scene(): Promise<Stage> {
    return new Stage(await gateway(), this.browser, await this.browser.createBrowserContext());
  }

  /** The same gateway, in another browser; to be closed by `closeBrowser()`. */
  async beside(options: BrowserOptions): Promise<Stage> {
    return new Stage(this.gateway, await launch(BROWSER, { sparing: true, ...options }));
  }

  /** Opens a user's page. Each has a window of its own: pages behind others are hidden, and treated as such. */
  open(user: string, options: OpenOptions = {}): Promise<PhonePage> {
    return inTurn(() => this.#open(user, options));
  }

  async #open(user: string, options: OpenOptions): Promise<PhonePage> {
    const { origin = this.gateway.url.replace('127.0.0.1', 'localhost'), scripts = [BUNDLE], connect = true } = options;
    const { markup = this.phone(user, options.attributes, options.ttl) + MAIN_ELEMENTS } = options;
    const phone = new PhonePage(user, await this.newPage());
    this.#pages.push(phone);
    await inject(phone.page);
    await options.prepare?.(phone.page);
    const query = new URLSearchParams({ markup });
    for (const script of scripts) query.append('script', script);
    await phone.page.goto(`${origin}/harness/index.html?${query.toString()}`);
    if (scripts.length > 0) await until(`${user}'s page is ready`, () => phone.look('harness.ready'));
    if (connect) await phone.connectionState('connected');
    return phone;
  }

  /** A page without anything, in a window of its own. */
  newPage(): Promise<Page> {
    return this.#context.newPage({ type: 'window' });
  }

  /** A user's phone, as markup. */
  phone(user: string, attributes: PhoneAttributes = {}, ttl = 3600): string {
    return element('telnyx-phone', {
      'token-url': `/token?user=${user}&ttl=${ttl}`,
      host: `${this.gateway.wsUrl}?user=${user}`,
      ...attributes,
    });
  }

  /** Opens `agent`'s page and `customer`'s, on two origins; the agent calls and the customer answers. */
  async call(agentName: string, customerName: string): Promise<{ agent: PhonePage; customer: PhonePage }> {
    const [agent, customer] = await Promise.all([
      this.open(agentName, { origin: this.gateway.url }),
      this.open(customerName),
    ]);
    await agent.dial(customerName);
    await customer.callState('ringing');
    await customer.press('Answer');
    await Promise.all([agent.callState('active'), customer.callState('active')]);
    return { agent, customer };
  }

  /** What the gateway knows of the user's newest leg. */
  leg(user: string, window: { since?: number; until?: number } = {}): TruthLeg {
    const leg = this.gateway.truth(window).legs.findLast((each) => each.user === user);
    if (!leg) throw new Error(`${user} has no leg`);
    return leg;
  }

  /**
   * Waits until silence is all that comes from the newest leg: a page sends what was said until the press for a tenth of
   * a second after it, and keeps the last bit of that for the first packet of the next microphone. Returns since when.
   */
  async hushed(user: string): Promise<number> {
    const sent = (): TruthLeg['in'] => this.leg(user, { since: Date.now() - LONGEST_PAUSE }).in;
    await this.truly(`nothing but silence comes from ${user}`, () => sent().voice === 0 && sent().packets > 20);
    return Date.now();
  }

  /** The user's connects, as the gateway saw them. */
  connects(user: string, since = 0): { at: number; outcome: string }[] {
    return this.gateway
      .truth()
      .connects.filter((connect) => connect.user === user && connect.at >= since)
      .map(({ at, outcome }) => ({ at, outcome }));
  }

  logins(user: string): { at: number; code: number | null }[] {
    return this.gateway
      .truth()
      .logins.filter((login) => login.user === user)
      .map(({ at, code }) => ({ at, code }));
  }

  /**
   * Takes the page's network away. Firefox refuses new connections only, so the gateway falls silent on the open one; in
   * Chromium it would not know otherwise that nothing arrives.
   */
  async goOffline(page: PhonePage): Promise<void> {
    this.gateway.fault({ fault: 'black-hole', user: page.user });
    await page.page.setOfflineMode(true);
  }

  /** Gives the network back; resolves with the time at which the browser told the page. */
  async goOnline(page: PhonePage): Promise<number> {
    this.gateway.fault({ fault: 'restore', user: page.user });
    await page.page.setOfflineMode(false);
    const told = await page.until('the browser says that it is online', () => {
      const last = page.log.network.at(-1);
      return last?.online === true ? last : undefined;
    });
    return told.at;
  }

  /**
   * By how much this machine was late with what it had to do around a moment, in the page and here: a busy one cannot be
   * more punctual than that, whatever runs on it.
   */
  lateness(page: PhonePage, from: number, to: number): number {
    return latenessIn([page.log.late, this.#heartbeat.late], from, to);
  }

  /** Waits for what the gateway knows. */
  truly<T>(what: string, holds: () => T, within?: number): Promise<NonNullable<T>> {
    return until(what, holds, within);
  }

  /** Closes the pages opened so far, and fails if anything went wrong on one of them. */
  async closePages(pages: readonly PhonePage[] = this.#pages): Promise<void> {
    try {
      for (const page of pages) await page.expectNoProblems();
    } finally {
      await Promise.all(pages.map(({ page }) => page.close()));
      for (const page of [...pages]) this.#pages.splice(this.#pages.indexOf(page), 1);
    }
  }

  /** Closes a page as its user would, so that it is asked first whether it may be. */
  async leave(page: PhonePage): Promise<void> {
    await page.expectNoProblems();
    this.#pages.splice(this.#pages.indexOf(page), 1);
    await page.page.close({ runBeforeUnload: true });
  }

  /** Closes a page without asking it, or one that has crashed: it can no longer say what went wrong there. */
  async lose(page: PhonePage): Promise<void> {
    this.#pages.splice(this.#pages.indexOf(page), 1);
    await page.page.close();
  }

  /** Ends what the scene has of its own; fails if anything went wrong that no test has looked at. */
  async endScene(): Promise<void> {
    try {
      await this.closePages();
    } finally {
      this.#heartbeat.stop();
      await this.gateway.close();
      if (this.#context !== this.browser.defaultBrowserContext()) await this.#context.close();
    }
    const { crashes } = this.gateway.truth().counts;
    if (crashes > 0) throw new Error(`The gateway failed on ${crashes} inputs`);
  }

  async closeBrowser(): Promise<void> {
    try {
      await this.closePages();
    } finally {
      this.#heartbeat.stop();
      await this.browser.close();
    }
  }

  async end(): Promise<void> {
    try {
      await this.endScene();
    } finally {
      await this.browser.close();
    }
  }
}

/** What every gateway of ours serves beside the project itself: the page of the tests, and the SDK alone. */
const FOLDERS = {
  '/harness/': join(import.meta.dirname, 'page'),
  '/bare/': join(import.meta.dirname, 'bare'),
  '/sdk/': join(import.meta.dirname, '../../../node_modules/@telnyx/webrtc/lib'),
};

function gateway(folders: Record<string, string> = {}): Promise<Gateway> {
  return startGateway({ port: 0, folders: { ...FOLDERS, ...folders } });
}

function element(tag: string, attributes: PhoneAttributes = {}): string {
  const set = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${String(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`);
  return `<${tag}${set.join('')}></${tag}>`;
}
