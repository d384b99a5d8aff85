import pLimit from 'p-limit';
import type { BrowserOptions } from '../browsers.ts';
import { SharedBrowser } from './shared-browser.ts';
import type { Stage } from './stage.ts';

export type Scenario = (stage: Stage) => Promise<void>;

export interface SideBySideOptions {
  browser?: BrowserOptions;
  /** For one scenario, milliseconds. */
  timeout?: number;
}

/** How many scenarios a small machine plays side by side without being late. */
const AT_ONCE = 6;

const inTurn = pLimit(AT_ONCE);

/** Each queues the scenarios of a group, in the order in which they are reported. */
const queued: (() => void)[] = [];

/**
 * Describes tests that mostly wait, and so run at the same time as each other and as those of the groups that follow:
 * each on pages and with users of its own, on a gateway of its own. Each is reported as a test of its own, when its turn
 * comes; all before it are over by then, so that it is waited for no longer than it takes.
 */
export function sideBySide(
  title: string,
  scenarios: Readonly<Record<string, Scenario>>,
  { browser: options = {}, timeout = 60_000 }: SideBySideOptions = {},
): void {
  const browser = SharedBrowser.for(Object.keys(scenarios).length, options);
  const outcomes = new Map<string, Promise<void>>();
  queued.push(() => {
    for (const [name, scenario] of Object.entries(scenarios)) {
      const outcome = inTurn(() => browser.use(scenario));
      outcome.catch(() => undefined);
      outcomes.set(name, outcome);
    }
  });

  describe(title, function () {
    this.timeout(timeout);
    before(() => queued.splice(0).forEach((queue) => queue()));
    for (const name of Object.keys(scenarios)) it(name, () => outcomes.get(name));
    after(() => browser.closed());
  });
}
