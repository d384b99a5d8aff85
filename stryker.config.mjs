/** Mutation testing of the pure core, on demand: `npm run test:mutation`. The report goes to reports/mutation. */
// Every mutant runs the tests that reach it, and random play reaches all: a few sequences do here.
process.env.PROPERTY_RUNS ??= '20';

export default {
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner'],
  mochaOptions: { spec: ['test/machines/**/*.test.ts', 'test/selectors/**/*.test.ts'] },
  mutate: ['src/machines/**/*.ts', 'src/selectors/**/*.ts'],
  ignorePatterns: ['/dist', '/reports', '/coverage', '/demo', '/.ci'],
  coverageAnalysis: 'perTest',
  // Of all mutants; below `break` the command fails.
  thresholds: { high: 95, low: 85, break: 85 },
  reporters: ['clear-text', 'html'],
  clearTextReporter: { allowColor: false, logTests: false },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  concurrency: 2,
  tempDirName: '.stryker-tmp',
  allowConsoleColors: false,
};
