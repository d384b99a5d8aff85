/** `npm run test:random`: plays random sequences in both browsers; see CONTRIBUTING.md for its options. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { needsBuild } from './freshness.ts';

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium,firefox' },
    minutes: { type: 'string' },
    'at-once': { type: 'string' },
    seed: { type: 'string' },
    steps: { type: 'string' },
    sequences: { type: 'string' },
    tries: { type: 'string' },
  },
});

const run = (script: string, args: readonly string[] = [], env: Record<string, string> = {}): boolean =>
  spawnSync(process.execPath, [script, ...args], { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

if (!run('scripts/browsers.ts') || (needsBuild() && !run('scripts/build.ts'))) process.exit(1);

const { browser: browsers, ...options } = values;
const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
const good = browsers.split(',').map((browser) => run('test/random/run.ts', args, { BROWSER: browser }));
process.exitCode = good.every(Boolean) ? 0 : 1;
