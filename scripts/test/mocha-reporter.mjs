/**
 * Mocha's spec reporter, which also writes what really ran to the file that `MOCHA_REPORT` names, as a `RunReport`
 * (scripts/test/report.ts).
 */
import Mocha from 'mocha';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { setTimeout } from 'node:timers';

/** How long after its last test a run may take to end, in milliseconds. */
const WIND_UP = 20_000;

/** What is known of a failure at the end of a long run, in a line. */
const inALine = (message) => message.replaceAll(/\s+/g, ' ').slice(0, 400);

class CountingReporter extends Mocha.reporters.Spec {
  #files = new Map();
  #since = Date.now();

  constructor(runner, options) {
    super(runner, options);
    runner.on('pass', (test) => {
      const report = this.#of(test);
      report.passed += 1;
      report.titles.push(test.titlePath().join(' › '));
    });
    runner.on('fail', (test, error) => this.#of(test).failed.push(`${test.fullTitle()}: ${inALine(error.message)}`));
    runner.on('pending', (test) => this.#of(test).pending.push(test.fullTitle()));
    // What stands before a test is done for it.
    runner.on('test end', (test) => {
      const now = Date.now();
      this.#of(test).seconds += (now - this.#since) / 1000;
      this.#since = now;
    });
  }

  done(failures, finish) {
    const path = process.env.MOCHA_REPORT;
    if (path) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify({ files: [...this.#files.values()] }, null, 2));
    }
    finish?.(failures);
    // What a test has left open would keep the run from ending, and say nothing until its time is over.
    setTimeout(() => {
      console.error(`Not over ${WIND_UP / 1000} s after its last test. Left open: ${process.getActiveResourcesInfo()}`);
      process.exit(1);
    }, WIND_UP).unref();
  }

  #of(test) {
    const file = relative('.', test.file ?? test.parent?.file ?? 'unknown');
    let report = this.#files.get(file);
    if (!report) this.#files.set(file, (report = { file, seconds: 0, passed: 0, titles: [], failed: [], pending: [] }));
    return report;
  }
}

// Mocha loads reporters by require(), which takes this for the module.
export { CountingReporter as 'module.exports' };
