import { Curtain } from './curtain.ts';
import { Stage } from './stage.ts';
import type { BrowserOptions } from '../browsers.ts';

export type Scenario = (stage: Stage) => Promise<void>;

export interface SideBySideOptions {
  browser?: BrowserOptions;
  /** For one scenario, milliseconds. */
  timeout?: number;
}

/**
 * Describes tests that mostly wait, and so run at the same time: each on pages and with users of its own, in one browser
 * and on one gateway. Each is reported as a test of its own.
 */
export function sideBySide(
  title: string,
  scenarios: Readonly<Record<string, Scenario>>,
  { browser = {}, timeout = 60_000 }: SideBySideOptions = {},
): void {
  describe(title, function () {
    this.timeout(timeout);
    let stage: Stage;
    const outcomes = new Map<string, Promise<{ error: unknown } | null>>();

    before(async () => {
      stage = await Stage.start(browser);
      const curtain = new Curtain(Object.keys(scenarios).length);
      for (const [name, scenario] of Object.entries(scenarios)) {
        outcomes.set(name, play(scenario, await stage.scene(curtain)));
      }
    });
    after(async () => {
      await Promise.all(outcomes.values());
      await stage.end();
    });

    for (const name of Object.keys(scenarios)) {
      it(name, async () => {
        const outcome = await outcomes.get(name);
        if (outcome) throw outcome.error;
      });
    }
  });
}

async function play(scenario: Scenario, scene: Stage): Promise<{ error: unknown } | null> {
  try {
    await scenario(scene);
    await scene.endScene();
    return null;
  } catch (error) {
    await scene.endScene().catch(() => undefined);
    return { error };
  }
}
