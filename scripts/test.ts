/**
 * The test command: checks and tests in order, a line for each, and at the end `N passed, N failed`, counted from the
 * reports of the runners. See CONTRIBUTING.md for its options.
 */
import { needsBuild } from './freshness.ts';
import { runSteps } from './test/run-steps.ts';
import { parseOptions, selectSteps } from './test/selection.ts';
import { allSteps } from './test/steps.ts';
import { take } from './test/take.ts';

const options = parseOptions(process.argv.slice(2));
const chosen = (file: string) => options.paths.length === 0 || options.paths.some((part) => file.includes(part));
const steps = selectSteps(allSteps(chosen), options.only, (id) => id === 'build' && !needsBuild());

const started = performance.now();
const failed = new Map<string, readonly string[]>();
const again: string[] = [];
let passed = 0;
for await (const [step, { verdict, output, seconds }] of runSteps(steps, (step) => take(step, options.verbose))) {
  const good = verdict.failures.length === 0;
  passed += verdict.passed;
  again.push(...(verdict.again ?? []).map((line) => `${step.title}: ${line}`));
  if (!good) failed.set(step.title, verdict.failures);
  if (!good && !options.verbose) console.log(output);
  const files = step.tests?.files.length;
  const count = files
    ? ` (${verdict.passed} passed, ${verdict.failures.length} failed)`
    : files === 0
      ? ' (no files)'
      : '';
  console.log(`${good ? 'ok    ' : 'FAILED'} ${seconds.toFixed(1).padStart(6)} s  ${step.title}${count}`);
}

const failures = [...failed].flatMap(([title, lines]) => lines.map((line) => `${title}: ${line}`));
if (again.length > 0)
  console.log(`\nFailed at first, and passed when run again alone:\n${again.map((line) => `  ${line}`).join('\n')}`);
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
console.log(`\n${Math.round((performance.now() - started) / 1000)} s in all`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
