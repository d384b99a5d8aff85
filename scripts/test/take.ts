import { rmSync, writeFileSync } from 'node:fs';
import { judge, readReport, type Verdict } from './judge.ts';
import { runCommand, type Outcome } from './run-command.ts';
import { withSecondTry, worthASecondTry } from './second-try.ts';
import type { Step } from './steps.ts';

/**
 * Runs a step, and its files in which something failed once more alone, where it has such tests.
 * @param echo whether the output is shown as it comes
 */
export async function take(step: Step, echo: boolean): Promise<{ verdict: Verdict; output: string }> {
  const { command, id, tests } = step;
  if (tests?.files.length === 0) return { verdict: { passed: 0, failures: [] }, output: '' };
  // A report of an earlier run must not be taken for this one's.
  if (tests) rmSync(tests.report, { force: true });
  const name = id.replaceAll(/[:/]/g, '-');
  const first = await runCommand({ ...command, log: `reports/${name}.log` }, echo);
  const second = await secondTry(step, `reports/${name}-again.log`, echo);
  return { verdict: judge(step, second ?? first), output: first.output + (second?.output ?? '') };
}

/** Null when there is none. */
async function secondTry({ tests }: Step, log: string, echo: boolean): Promise<Outcome | null> {
  const report = tests && readReport(tests.report);
  const files = report ? worthASecondTry(report) : [];
  if (!tests?.again || !report || files.length === 0) return null;
  const outcome = await runCommand({ ...tests.again(files), log }, echo);
  const again = readReport(tests.report) ?? { files: [] };
  writeFileSync(tests.report, JSON.stringify(withSecondTry(report, again), null, 2));
  return outcome;
}
