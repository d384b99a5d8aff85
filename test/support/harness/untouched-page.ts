/** A page on which nobody has pressed anything. */
import type { ConsoleMessage, Page } from 'puppeteer-core';
import type { PhoneAttributes, Stage } from './stage.ts';
import { BUNDLE } from './stage.ts';
import { until } from './until.ts';

/** What such a page says of itself. */
export interface Told {
  readonly connection: string;
  /** The state of the newest call. */
  readonly call: string | null;
  readonly playbackBlocked: boolean;
  /** The sounds that are on: tones that were begun, and what plays. */
  readonly tones: number;
  readonly playing: number;
  /** Whether the browser counts the page as one that was used. */
  readonly used: boolean;
  /** The words on its elements. */
  readonly words: string;
  readonly errors: readonly string[];
}

const MARK = 'told:';

/**
 * Browsers count what a driver evaluates in a page as a press of its user, so nothing is: the page says by itself, again
 * and again, how things stand there.
 */
export class UntouchedPage {
  readonly page: Page;
  #told: Told | null = null;

  private constructor(page: Page) {
    this.page = page;
    page.on('console', (message: ConsoleMessage) => {
      const text = message.text();
      if (text.startsWith(MARK)) this.#told = JSON.parse(text.slice(MARK.length)) as Told;
    });
  }

  static async open(
    stage: Stage,
    user: string,
    attributes: PhoneAttributes = {},
    { markup = '', answers = false }: { markup?: string; answers?: boolean } = {},
  ): Promise<UntouchedPage> {
    const untouched = new UntouchedPage(await stage.newPage());
    const query = new URLSearchParams({ markup: stage.phone(user, attributes) + markup, script: BUNDLE });
    if (answers) query.set('answers', '');
    const origin = stage.gateway.url.replace('127.0.0.1', 'localhost');
    await untouched.page.goto(`${origin}/untouched/index.html?${query.toString()}`);
    return untouched;
  }

  until(what: string, holds: (told: Told) => boolean, within?: number): Promise<Told> {
    return until(
      () => `${what}: ${JSON.stringify(this.#told)}`,
      () => (this.#told && holds(this.#told) ? this.#told : undefined),
      within,
    );
  }
}
