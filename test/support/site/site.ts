/** Pages made of any markup and any bundles, watched from before their first script. */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { startGateway, type Gateway } from '../../../demo/gateway/gateway.ts';
import { launch, type BrowserName, type BrowserOptions } from '../browsers.ts';
import { isNetworkNoise } from '../harness/noise.ts';
import { until } from '../harness/until.ts';

/** The browser under test, as the test command says. */
export const BROWSER: BrowserName = process.env['BROWSER'] === 'firefox' ? 'firefox' : 'chromium';

const BUNDLE = '/dist/cdn/telnyx-elements.js';
const WATCH = readFileSync(join(import.meta.dirname, 'page', 'watch.js'), 'utf8');

/** What is left on a page, as counted through the browser's own functions. */
export interface Left {
  readonly timers: number;
  readonly listeners: readonly string[];
  readonly sockets: number;
  readonly peers: number;
  readonly microphones: number;
  readonly audio: number;
}

/** An event: where it was heard, its name and its detail. */
export type Heard = readonly [where: string, name: string, detail: Record<string, unknown>];

export interface PageOptions {
  markup?: string;
  /** The module scripts, in their order; the built bundle alone by default. */
  scripts?: readonly string[];
}

export class SitePage {
  readonly page: Page;
  readonly #problems: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => {
      // Firefox reports a refused connection here too.
      const { message } = error as Error;
      if (!isNetworkNoise(message)) this.#problems.push(`page error: ${message}`);
    });
    page.on('console', (message) => {
      const text = message.text();
      // Left to itself, the SDK prints phone numbers.
      if (!isNetworkNoise(text)) this.#problems.push(`console ${message.type()}: ${text}`);
    });
  }

  /** Runs an expression in the page, where `client` is the page's phone and `call` its newest call. */
  run<T = unknown>(expression: string): Promise<T> {
    return this.page.evaluate(`(async () => {
      const client = globalThis.client ??= (await import('${BUNDLE}')).getClient();
      const call = client.calls.at(-1);
      return (${expression});
    })()`) as Promise<T>;
  }

  /** Waits until an expression is true in the page; returns what it is. */
  reached<T = unknown>(expression: string, within?: number): Promise<NonNullable<T>> {
    return until(expression, () => this.run<T>(expression), within);
  }

  /** Runs an expression in which only what is on the page already is used. */
  look<T>(expression: string): Promise<T> {
    return this.page.evaluate(expression) as Promise<T>;
  }

  left(): Promise<Left> {
    return this.look<Left>('site.left()');
  }

  heard(where?: string): Promise<Heard[]> {
    return this.look<Heard[]>('site.heard').then((heard) =>
      where === undefined ? heard : heard.filter(([each]) => each === where),
    );
  }

  async expectNoProblems(): Promise<void> {
    expect([...this.#problems, ...(await this.look<string[]>('site.problems'))], 'problems on the page').to.deep.equal(
      [],
    );
  }
}

export class Site {
  readonly gateway: Gateway;
  readonly browser: Browser;
  #pages: SitePage[] = [];

  private constructor(gateway: Gateway, browser: Browser) {
    this.gateway = gateway;
    this.browser = browser;
  }

  /** @param folders more to serve, by URL prefix */
  static async start(folders: Record<string, string> = {}, options: BrowserOptions = {}): Promise<Site> {
    const gateway = await startGateway({
      port: 0,
      folders: { '/site/': join(import.meta.dirname, 'page'), ...folders },
    });
    return new Site(gateway, await launch(BROWSER, options));
  }

  /** The attributes of a phone that is this user's, as markup. */
  phone(user: string, more = ''): string {
    return `token-url="/token?user=${user}" host="${this.gateway.wsUrl}?user=${user}" ${more}`;
  }

  /** Opens a page, in a window of its own: pages behind others are hidden, and treated as such. */
  async open({ markup = '', scripts = [BUNDLE] }: PageOptions = {}, host = 'localhost'): Promise<SitePage> {
    const page = await this.browser.newPage({ type: 'window' });
    await page.evaluateOnNewDocument(WATCH);
    const opened = new SitePage(page);
    this.#pages.push(opened);
    const query = new URLSearchParams([['markup', markup], ...scripts.map((script) => ['script', script])]);
    await page.goto(`${this.gateway.url.replace('127.0.0.1', host)}/site/index.html?${query.toString()}`);
    return opened;
  }

  /** A user's page that is connected; the other host has a session storage of its own. */
  async connected(user: string, options: PageOptions = {}, host?: string): Promise<SitePage> {
    const markup = `<telnyx-phone ${this.phone(user)}></telnyx-phone>${options.markup ?? ''}`;
    const page = await this.open({ ...options, markup }, host);
    await page.reached(`client.snapshot.connection.state === 'connected'`);
    return page;
  }

  /** Closes the pages opened so far, and fails if anything went wrong on one of them. */
  async closePages(): Promise<void> {
    const pages = this.#pages;
    this.#pages = [];
    try {
      for (const page of pages) await page.expectNoProblems();
    } finally {
      await Promise.all(pages.map(({ page }) => page.close()));
    }
  }

  /** Closes a page as its user would, so that it is asked first whether it may be. */
  async leave(page: SitePage): Promise<void> {
    await page.expectNoProblems();
    this.#pages = this.#pages.filter((each) => each !== page);
    await page.page.close({ runBeforeUnload: true });
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.gateway.close();
    expect(this.gateway.truth().counts.crashes, 'inputs on which the gateway failed').to.equal(0);
  }
}
