/** The steps of the test command, in their order: the fastest first, the two browsers one after the other. */
import type { BrowserName } from '../../test/support/browsers.ts';
import type { Command } from './run-command.ts';
import { componentTests, integrationTests, nodeTests, packageTests } from './suites.ts';

export interface Step {
  /** What `--only` selects by, whole or up to the colon. */
  id: string;
  title: string;
  /** Steps without which this one cannot run. */
  needs: readonly string[];
  /** It takes its time and nothing else, so others of its kind can run beside it. */
  calm?: true;
  command: StepCommand;
  /** Of a test runner: what it must run, and the file that it writes a `RunReport` to. */
  tests?: {
    files: readonly string[];
    report: string;
    /** Runs some of the files alone, and writes the same report; for tests that others can take their time from. */
    again?: (files: readonly string[]) => StepCommand;
  };
}

type StepCommand = Omit<Command, 'log'>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

/** The steps whose reports say which tests passed. */
const WITH_TESTS = [
  'node',
  'package',
  ...BROWSERS.flatMap((browser) => [`browser:${browser}`, `integration:${browser}`]),
];

const bin = (path: string) => `node_modules/${path}`;

function check(
  id: string,
  title: string,
  script: string,
  args: readonly string[],
  needs: readonly string[] = [],
): Step {
  return { id, title, needs, command: { script, args, limit: 10 * MINUTE } };
}

const calm = (...step: Parameters<typeof check>): Step => ({ ...check(...step), calm: true });

const tsc = (config: string) => calm(`types:${config}`, `types (${config})`, bin('typescript/bin/tsc'), ['-p', config]);

interface MochaOptions {
  again?: boolean;
  needs?: readonly string[];
  env?: Record<string, string>;
  /** Of a test, unless it says otherwise; milliseconds. */
  timeout?: number;
  /** Of all of them together; milliseconds. */
  limit?: number;
}

function mocha(id: string, title: string, files: readonly string[], options: MochaOptions = {}): Step {
  const { again = false, needs = [], env = {}, timeout = 5 * SECOND, limit = 10 * MINUTE } = options;
  const report = `reports/${id.replace(':', '-')}.json`;
  const run = (some: readonly string[]): StepCommand => ({
    script: bin('mocha/bin/mocha.js'),
    args: ['--reporter', 'scripts/test/mocha-reporter.mjs', '--timeout', `${timeout}`, ...some],
    limit,
    env: { MOCHA_REPORT: report, ...env },
  });
  return { id, title, needs, command: run(files), tests: { files, report, ...(again && { again: run }) } };
}

function component(browser: BrowserName, files: readonly string[]): Step {
  const report = `reports/browser-${browser}.json`;
  const run = (some: readonly string[]): StepCommand => ({
    script: bin('@web/test-runner/dist/bin.js'),
    args: ['--files', ...some],
    env: { BROWSER: browser, WTR_REPORT: report },
    limit: 5 * MINUTE,
  });
  return {
    id: `browser:${browser}`,
    title: `component tests in ${browser}`,
    needs: ['browsers'],
    command: run(files),
    tests: { files, report, again: run },
  };
}

/**
 * @param chosen whether to run a test file
 */
export function allSteps(chosen: (file: string) => boolean): Step[] {
  const components = componentTests().filter(chosen);
  const integration = integrationTests().filter(chosen);
  return [
    tsc('tsconfig.json'),
    tsc('tsconfig.node.json'),
    tsc('tsconfig.demo.json'),
    tsc('tsconfig.test.json'),
    calm('lint', 'lint', bin('eslint/bin/eslint.js'), ['.', '--max-warnings=0']),
    calm('format', 'format', bin('prettier/bin/prettier.cjs'), ['--check', '.']),
    calm('build', 'build', 'scripts/build.ts', []),
    calm('manifest', 'custom-elements.json is up to date', 'scripts/manifest.ts', []),
    calm('sizes', 'sizes', 'scripts/sizes.ts', [], ['build']),
    { ...mocha('node', 'tests in Node', nodeTests().filter(chosen)), calm: true },
    { ...mocha('package', 'tests of the package', packageTests().filter(chosen), { needs: ['build'] }), calm: true },
    check('browsers', 'browsers', 'scripts/browsers.ts', []),
    ...BROWSERS.map((browser) => component(browser, components)),
    ...BROWSERS.map((browser) =>
      mocha(`integration:${browser}`, `real SDK, gateway and whole pages in ${browser}`, integration, {
        again: true,
        needs: ['build', 'browsers'],
        env: { BROWSER: browser },
        timeout: MINUTE,
        limit: 20 * MINUTE,
      }),
    ),
    check('promises', 'every promise has a test that passed', 'scripts/promises.ts', [], WITH_TESTS),
  ];
}
