/** The SDK alone on a page, against the gateway: what it does without this project. */
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { startGateway } from '../../demo/gateway/gateway.ts';
import type { Gateway, TruthLeg } from '../../demo/gateway/gateway.ts';
import { launch } from './browsers.ts';
import type { BrowserName } from './browsers.ts';
import { until } from './harness/until.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export class BareSdk {
  readonly gateway: Gateway;
  readonly browser: Browser;

  constructor(gateway: Gateway, browser: Browser) {
    this.gateway = gateway;
    this.browser = browser;
  }

  static async launch(name: BrowserName): Promise<BareSdk> {
    const folders = {
      '/sdk/': join(ROOT, 'node_modules/@telnyx/webrtc/lib'),
      '/bare/': join(ROOT, 'test/integration/bare-sdk'),
    };
    return new BareSdk(await startGateway({ port: 0, folders }), await launch(name));
  }

  /** A window of its own, so a fresh session storage, on which the SDK has been started. */
  async start(user: string): Promise<Page> {
    const page = await this.browser.newPage({ type: 'window' });
    await page.goto(`${this.gateway.url}/bare/index.html`);
    await this.on(page, 'globalThis.bareReady');
    const token = await this.gateway.token(user);
    await page.evaluate(`bare.start('${this.gateway.wsUrl}?user=${user}', '${token}')`);
    return page;
  }

  async startReady(user: string): Promise<Page> {
    const page = await this.start(user);
    await this.on(page, 'bare.readies.length === 1');
    return page;
  }

  /** Calls, and waits until the call is active and its path is there. */
  async talk(page: Page, number = '9196'): Promise<string> {
    const id = (await page.evaluate(`bare.dial('${number}')`)) as string;
    await this.on(page, `bare.state('${id}') === 'active'`);
    await this.on(page, `bare.call('${id}').peer.instance.connectionState === 'connected'`);
    return id;
  }

  /** Waits for what the page knows. */
  async on(page: Page, condition: string, within?: number): Promise<void> {
    await until(condition, () => page.evaluate(`Boolean(${condition})`), within);
  }

  /** Waits for what the gateway knows. */
  async truly(what: string, holds: () => boolean, within?: number): Promise<void> {
    await until(what, holds, within);
  }

  leg(id: string): TruthLeg {
    const found = this.gateway.truth().legs.find((each) => each.id === id);
    if (!found) throw new Error(`There is no leg ${id}`);
    return found;
  }

  logins(user: string): number {
    return this.gateway.truth().logins.filter((login) => login.user === user).length;
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.gateway.close();
  }
}
