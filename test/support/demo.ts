/** The demo's pages in a browser of their own, and the gateway behind them. */
import type { Browser, Page } from 'puppeteer-core';
import { startGateway } from '../../demo/gateway/gateway.ts';
import type { Gateway, GatewayOptions } from '../../demo/gateway/gateway.ts';
import { launch } from './browsers.ts';
import type { BrowserOptions } from './browsers.ts';
import { BROWSER } from './harness/stage.ts';

/** In the middle of fading in, nothing has the contrast, or the place, that it is about to have. */
export const STILL: BrowserOptions = {
  args: BROWSER === 'chromium' ? ['--force-prefers-reduced-motion'] : [],
  firefoxPreferences: { 'ui.prefersReducedMotion': 1 },
};

export class Demo {
  readonly gateway: Gateway;
  /** What the pages have printed that was not meant to be. */
  readonly complaints: string[] = [];
  readonly #browser: Browser;

  private constructor(gateway: Gateway, browser: Browser) {
    this.gateway = gateway;
    this.#browser = browser;
  }

  static async start(browser: BrowserOptions = {}, gateway: Omit<GatewayOptions, 'port'> = {}): Promise<Demo> {
    return new Demo(await startGateway({ port: 0, ...gateway }), await launch(BROWSER, browser));
  }

  /** In a window of its own: what is behind others is hidden, and treated as such. */
  async newPage(width: number, height: number): Promise<Page> {
    const page = await this.#browser.newPage({ type: 'window' });
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    await page.setViewport({ width, height });
    return page;
  }

  /** Shows what is at this path in the demo's folder. */
  async show(page: Page, path: string): Promise<void> {
    await page.goto(`${this.gateway.url}/demo/${path}`);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.gateway.close();
  }
}
