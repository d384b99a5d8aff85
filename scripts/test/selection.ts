import { parseArgs } from 'node:util';
import type { Step } from './steps.ts';

export interface Options {
  /** Ids of steps, or what stands before the colon in them; empty for all. */
  only: string[];
  /** Parts of paths; only test files with one of them run; empty for all. */
  paths: string[];
  /** Whether the output of every step is shown as it comes. */
  verbose: boolean;
}

/** `--only=node,browser:firefox`, `--verbose`, and parts of the paths of test files. */
export function parseOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { only: { type: 'string', default: '' }, verbose: { type: 'boolean', default: false } },
  });
  return { only: values.only.split(',').filter(Boolean), paths: positionals, verbose: values.verbose };
}

/**
 * The chosen steps, with those that they need.
 * @param have whether what a needed step makes is there already, so that it can be left out
 * @throws Error if `only` names a step that does not exist
 */
export function selectSteps(steps: readonly Step[], only: readonly string[], have: (id: string) => boolean): Step[] {
  if (only.length === 0) return [...steps];
  const matches = (step: Step, name: string) => step.id === name || step.id.startsWith(`${name}:`);
  const unknown = only.find((name) => !steps.some((step) => matches(step, name)));
  if (unknown !== undefined) {
    throw new Error(`There is no step "${unknown}". The steps: ${steps.map(({ id }) => id).join(' ')}`);
  }
  const chosen = new Set(steps.filter((step) => only.some((name) => matches(step, name))));
  for (const step of [...chosen]) {
    for (const need of step.needs) {
      const needed = steps.find(({ id }) => id === need);
      if (needed && !have(need)) chosen.add(needed);
    }
  }
  return steps.filter((step) => chosen.has(step));
}
