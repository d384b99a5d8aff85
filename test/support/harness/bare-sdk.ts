/** The SDK alone on pages, against the gateway: what it does without this project. */
import type { Page } from 'puppeteer-core';
import type { Gateway, TruthLeg } from '../../../demo/gateway/gateway.ts';
import { sideBySide } from './side-by-side.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

type BareScenario = (bare: BareSdk) => Promise<void>;

/** Describes what the SDK does alone; the scenarios run side by side, as others do. */
export function bareSdk(title: string, scenarios: Readonly<Record<string, BareScenario>>): void {
  const played = Object.entries(scenarios).map(([name, scenario]) => [name, alone(scenario)] as const);
  sideBySide(title, Object.fromEntries(played), { timeout: 120_000 });
}

const alone =
  (scenario: BareScenario) =>
  async (stage: Stage): Promise<void> => {
    const bare = new BareSdk(stage);
    try {
      await scenario(bare);
    } finally {
      await bare.close();
    }
  };

export class BareSdk {
  readonly gateway: Gateway;
  readonly #stage: Stage;
  readonly #pages: Page[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
    this.gateway = stage.gateway;
  }

  /** A window of its own, so a fresh session storage, on which the SDK has been started. */
  async start(user: string, ttl?: number): Promise<Page> {
    const page = await this.#stage.newPage();
    this.#pages.push(page);
    await page.goto(`${this.gateway.url}/bare/index.html`);
    await this.on(page, 'globalThis.bareReady');
    const token = await this.gateway.token(user, ttl);
    await page.evaluate(`bare.start('${this.gateway.wsUrl}?user=${user}', '${token}')`);
    return page;
  }

  async startReady(user: string): Promise<Page> {
    const page = await this.start(user);
    await this.on(page, 'bare.readies.length === 1');
    return page;
  }

  /** Dials; returns the call's id. */
  async dial(page: Page, number: string): Promise<string> {
    return (await page.evaluate(`bare.dial('${number}')`)) as string;
  }

  /** Calls, and waits until the call is active and its path is there; returns its id. */
  async talk(page: Page, number = '9196'): Promise<string> {
    const id = await this.dial(page, number);
    await this.on(page, `bare.state('${id}') === 'active'`);
    await this.on(page, `bare.call('${id}').peer.instance.connectionState === 'connected'`);
    return id;
  }

  /** Waits for a state of the page's newest call. */
  callState(page: Page, state: string): Promise<void> {
    return this.on(page, `bare.state() === '${state}'`);
  }

  /** Waits for what the page knows. */
  async on(page: Page, condition: string, within?: number): Promise<void> {
    await until(condition, () => page.evaluate(`Boolean(${condition})`), within);
  }

  /** Waits for what the gateway knows. */
  async truly(what: string, holds: () => boolean, within?: number): Promise<void> {
    await until(what, holds, within);
  }

  /** What the gateway knows of a call. */
  leg(id: string): TruthLeg {
    const found = this.gateway.truth().legs.find((each) => each.id === id);
    if (!found) throw new Error(`There is no leg ${id}`);
    return found;
  }

  /** What the gateway knows of the user's newest call. */
  legOf(user: string, window?: { since: number }): TruthLeg {
    return this.#stage.leg(user, window);
  }

  connects(user: string): { at: number; outcome: string }[] {
    return this.#stage.connects(user);
  }

  logins(user: string): { at: number; code: number | null }[] {
    return this.#stage.logins(user);
  }

  async close(): Promise<void> {
    await Promise.all(this.#pages.map((page) => page.close()));
  }
}
