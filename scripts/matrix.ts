/**
 * `npm run test:matrix`: plays the whole fault matrix in both browsers; see CONTRIBUTING.md for its options. With
 * `--write` the figures go to docs/matrix.md.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { markdown } from '../test/matrix/report.ts';
import type { Played } from '../test/matrix/report.ts';
import { needsBuild } from './freshness.ts';

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium,firefox' },
    fault: { type: 'string', default: '' },
    state: { type: 'string', default: '' },
    'at-once': { type: 'string', default: '6' },
    write: { type: 'boolean', default: false },
  },
});

const run = (script: string, args: readonly string[] = [], env: Record<string, string> = {}): boolean =>
  spawnSync(process.execPath, [script, ...args], { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

if (!run('scripts/browsers.ts') || (needsBuild() && !run('scripts/build.ts'))) process.exit(1);

const browsers = values.browser.split(',');
const cells = ['--fault', values.fault, '--state', values.state, '--at-once', values['at-once']];
const good = browsers.map((browser) => run('test/matrix/run.ts', cells, { BROWSER: browser }));
const played = browsers.flatMap(
  (browser) => JSON.parse(readFileSync(`reports/matrix-${browser}.json`, 'utf8')) as Played[],
);
const failed = played.filter(({ problems }) => problems.length > 0).length;
if (values.write) {
  const filepath = 'docs/matrix.md';
  writeFileSync(filepath, await format(markdown(played, browsers), { ...(await resolveConfig(filepath)), filepath }));
}
console.log(`${played.length - failed} cells passed, ${failed} failed`);
process.exitCode = good.every(Boolean) && failed === 0 ? 0 : 1;
