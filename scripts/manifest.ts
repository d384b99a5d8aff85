/** Checks that custom-elements.json says what the source says. */
import { readFileSync } from 'node:fs';
import { run } from './tools.ts';

const OUTPUT = 'reports/manifest';

run('node_modules/@custom-elements-manifest/analyzer/cem.js', [
  'analyze',
  '--config',
  'custom-elements-manifest.config.mjs',
  '--outdir',
  OUTPUT,
]);
const read = (path: string) => JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
if (read(`${OUTPUT}/custom-elements.json`) !== read('custom-elements.json')) {
  console.error('custom-elements.json is out of date: run "npm run analyze" and commit it.');
  process.exitCode = 1;
}
