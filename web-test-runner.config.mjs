/**
 * Component tests in one real browser: `BROWSER=chromium` (the default) or `BROWSER=firefox`.
 * `WTR_REPORT` names the file that the counts are written to; `GATEWAY_URL` is handed to the tests as
 * `window.testEnvironment.gatewayUrl`.
 */
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { fileURLToPath } from 'node:url';
import { pageProblems, testPage } from './scripts/test/page-problems.ts';
import { jsonReporter } from './scripts/test/wtr-reporter.ts';
import { launchOptions } from './test/support/browsers.ts';

const name = process.env.BROWSER === 'firefox' ? 'firefox' : 'chromium';
const report = process.env.WTR_REPORT;

export default {
  files: ['test/**/*.browser.test.ts'],
  nodeResolve: { exportConditions: ['browser', 'development'] },
  browsers: [chromeLauncher({ puppeteer, launchOptions: launchOptions(name), concurrency: 1 })],
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  testFramework: { config: { ui: 'bdd', timeout: 5_000, forbidOnly: true, forbidPending: true } },
  plugins: [
    pageProblems(),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
  testRunnerHtml: (testFramework) => testPage(testFramework, { gatewayUrl: process.env.GATEWAY_URL ?? null }),
  reporters: [defaultReporter({ reportTestProgress: false }), ...(report ? [jsonReporter(report)] : [])],
};
