import { readFileSync } from 'node:fs';
import type { RunReport } from './report.ts';
import type { Outcome } from './run-command.ts';
import type { Step } from './steps.ts';

export interface Verdict {
  /** Tests that really ran and passed; a check that is no test counts only when it fails. */
  passed: number;
  /** A line for each failure. */
  failures: string[];
  /** A line for each test that failed at first, in a file that passed at the second try. */
  again?: string[];
}

/** What a step's outcome means, by the runner's own report. */
export function judge(step: Step, outcome: Outcome): Verdict {
  if (!step.tests) return { passed: 0, failures: outcome.ok ? [] : [outcome.reason] };
  const report = readReport(step.tests.report);
  if (!report) return { passed: 0, failures: [`no report of what ran: ${outcome.reason}`] };
  return judgeRun(step.tests.files, report, outcome);
}

/**
 * A run is good when every file ran at least one test, none failed, none was skipped, and the runner says so too.
 * @param files what should have run
 */
export function judgeRun(
  files: readonly string[],
  report: RunReport,
  outcome: Pick<Outcome, 'ok' | 'reason'>,
): Verdict {
  let passed = 0;
  const failures: string[] = [];
  const tries: string[] = [];
  for (const { file, passed: count, failed, pending, again = [] } of report.files) {
    passed += count;
    if (failed.length === 0) tries.push(...again.map((title) => `${file}: ${title}`));
    failures.push(...failed.map((title) => `${file}: ${title}`));
    failures.push(...pending.map((title) => `${file}: skipped: ${title}`));
  }
  const ran = new Set(report.files.filter((file) => file.passed + file.failed.length > 0).map(({ file }) => file));
  for (const file of files) if (!ran.has(file)) failures.push(`${file}: no test ran`);
  if (!outcome.ok && failures.length === 0) failures.push(outcome.reason);
  return { passed, failures, again: tries };
}

export function readReport(path: string): RunReport | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as RunReport;
  } catch {
    return null;
  }
}
