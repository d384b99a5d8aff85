import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner-core';
import type { FileReport, RunReport } from './report.ts';

/** Writes what really ran to `path`, as a `RunReport`. */
export function jsonReporter(path: string): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const report: RunReport = { files: sessions.map(fileReport) };
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify(report, null, 2));
    },
  };
}

function fileReport(session: TestSession): FileReport {
  const report: FileReport = { file: relative('.', session.testFile), passed: 0, titles: [], failed: [], pending: [] };
  if (session.testResults) addSuite(report, session.testResults, []);
  for (const error of session.errors) report.failed.push(error.message.split('\n', 2).join(' '));
  for (const path of session.request404s) report.failed.push(`not found: ${path}`);
  return report;
}

function addSuite(report: FileReport, suite: TestSuiteResult, path: string[]): void {
  for (const test of suite.tests) {
    const title = [...path, test.name].join(' › ');
    if (test.skipped) report.pending.push(title);
    else if (test.passed) {
      report.passed += 1;
      report.titles.push(title);
    } else report.failed.push(test.error ? `${title}: ${test.error.message.split('\n', 1).join('')}` : title);
  }
  for (const child of suite.suites) addSuite(report, child, [...path, child.name]);
}
