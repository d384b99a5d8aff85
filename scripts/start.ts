/** `npm start`: builds what has changed, then serves the demo with its gateway until it is stopped. */
import { spawn } from 'node:child_process';
import { needsBuild } from './freshness.ts';
import { run } from './tools.ts';

if (needsBuild()) run('scripts/build.ts');
const gateway = spawn(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', 'demo/gateway/main.ts', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.on('SIGINT', () => {});
process.on('SIGTERM', () => gateway.kill('SIGTERM'));
gateway.on('exit', (code) => process.exit(code ?? 0));
