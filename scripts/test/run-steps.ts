import pLimit from 'p-limit';
import type { Verdict } from './judge.ts';
import type { Step } from './steps.ts';

export interface Taken {
  verdict: Verdict;
  output: string;
  seconds: number;
}

/** How many calm steps run side by side. */
const AT_ONCE = 2;

const failure = (why: string): Taken => ({ verdict: { passed: 0, failures: [why] }, output: '', seconds: 0 });

/**
 * Takes the steps, calm ones that follow each other side by side, and tells what became of each in their order. A step
 * that needs one that has failed is not taken.
 */
export async function* runSteps(
  steps: readonly Step[],
  take: (step: Step) => Promise<Omit<Taken, 'seconds'>>,
): AsyncGenerator<readonly [Step, Taken]> {
  const beside = pLimit(AT_ONCE);
  const begun = new Map<string, Promise<Taken>>();

  const timed = async (step: Step): Promise<Taken> => {
    const before = performance.now();
    return { ...(await take(step)), seconds: (performance.now() - before) / 1000 };
  };
  const begin = async (step: Step): Promise<Taken> => {
    for (const need of step.needs) {
      const needed = await begun.get(need);
      if (needed && needed.verdict.failures.length > 0) return failure(`not run, for want of: ${need}`);
    }
    return beside(() => timed(step));
  };

  const start = (step: Step): Promise<Taken> => {
    const outcome = begun.get(step.id) ?? begin(step);
    begun.set(step.id, outcome);
    return outcome;
  };

  for (const [index, step] of steps.entries()) {
    const outcome = start(step);
    for (const next of step.calm ? steps.slice(index + 1) : []) {
      if (!next.calm) break;
      void start(next);
    }
    yield [step, await outcome];
  }
}
