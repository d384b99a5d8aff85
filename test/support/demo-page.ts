/** One of the pages in demo/pages, as its visitor has it, and the gateway behind it. */
import type { Browser, Page } from 'puppeteer-core';
import { startGateway } from '../../demo/gateway/gateway.ts';
import type { Gateway, GatewayOptions } from '../../demo/gateway/gateway.ts';
import { launch } from './browsers.ts';
import type { BrowserOptions } from './browsers.ts';
import { BROWSER } from './harness/stage.ts';
import { until } from './harness/until.ts';

interface Options {
  readonly browser?: BrowserOptions;
  readonly gateway?: Omit<GatewayOptions, 'port'>;
  /** Runs before anything of the page. */
  readonly script?: string;
}

export class DemoPage {
  readonly gateway: Gateway;
  readonly page: Page;
  /** What the page has printed that was not meant to be. */
  readonly complaints: string[] = [];
  /** The names of the files that it asked for. */
  readonly requests: string[] = [];
  readonly #browser: Browser;

  private constructor(gateway: Gateway, browser: Browser, page: Page) {
    this.gateway = gateway;
    this.#browser = browser;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('request', (request) => this.requests.push(request.url().replace(/^.*\//, '')));
  }

  /** Resolves once the element that the selector names is there. */
  static async open(name: string, ready: string, options: Options = {}): Promise<DemoPage> {
    const gateway = await startGateway({ port: 0, ...options.gateway });
    const browser = await launch(BROWSER, options.browser);
    const demo = new DemoPage(gateway, browser, await browser.newPage());
    await demo.page.setViewport({ width: 1280, height: 900 });
    if (options.script) await demo.page.evaluateOnNewDocument(options.script);
    await demo.page.goto(`${gateway.url}/demo/pages/${name}.html`);
    await demo.page.waitForSelector(ready);
    return demo;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.gateway.close();
  }

  /** By how much the page is wider than a window of this width; in CSS pixels. */
  async overflowAt(width: number): Promise<number> {
    await this.page.setViewport({ width, height: 900 });
    return this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }

  /** What an element says, in the letters of its shadow root. */
  said(tag: string): Promise<string> {
    return this.page.$eval(tag, ({ shadowRoot }) =>
      [...shadowRoot!.children]
        .map((child) => (child as HTMLElement).innerText)
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
  }

  says(tag: string, words: RegExp): Promise<unknown> {
    return until(`${tag} says ${words}`, async () => words.test(await this.said(tag)));
  }
}
