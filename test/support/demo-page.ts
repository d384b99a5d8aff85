/** One of the pages in demo/pages, as its visitor has it, and the gateway behind it. */
import type { Page } from 'puppeteer-core';
import type { Gateway, GatewayOptions } from '../../demo/gateway/gateway.ts';
import type { BrowserOptions } from './browsers.ts';
import { Demo } from './demo.ts';
import { until } from './harness/until.ts';

interface Options {
  readonly browser?: BrowserOptions;
  readonly gateway?: Omit<GatewayOptions, 'port'>;
  /** Runs before anything of the page. */
  readonly script?: string;
}

export class DemoPage {
  readonly page: Page;
  /** The names of the files that it asked for. */
  readonly requests: string[] = [];
  readonly #demo: Demo;

  private constructor(demo: Demo, page: Page) {
    this.#demo = demo;
    this.page = page;
    page.on('request', (request) => this.requests.push(request.url().replace(/^.*\//, '')));
  }

  /** Resolves once the element that the selector names is there. */
  static async open(name: string, ready: string, { browser, gateway, script }: Options = {}): Promise<DemoPage> {
    const demo = await Demo.start(browser, gateway);
    const own = new DemoPage(demo, await demo.newPage(1280, 900));
    const { page } = own;
    if (script) await page.evaluateOnNewDocument(script);
    await demo.show(page, `pages/${name}.html`);
    await page.waitForSelector(ready);
    return own;
  }

  get gateway(): Gateway {
    return this.#demo.gateway;
  }

  /** What the page has printed that was not meant to be. */
  get complaints(): readonly string[] {
    return this.#demo.complaints;
  }

  close(): Promise<void> {
    return this.#demo.close();
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
