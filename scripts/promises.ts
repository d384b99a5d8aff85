/** Fails unless every promise of docs/promises.md names a test that passed in the last run, in both browsers. */
import { readFileSync } from 'node:fs';
import { readPromises, unproven } from './test/promises.ts';
import type { RunReport } from './test/report.ts';

const read = (...names: string[]): RunReport => ({
  files: names.flatMap((name) => (JSON.parse(readFileSync(`reports/${name}.json`, 'utf8')) as RunReport).files),
});

const promises = readPromises(readFileSync('docs/promises.md', 'utf8'));
const faults = unproven(promises, {
  node: read('node', 'package'),
  chromium: read('browser-chromium', 'integration-chromium'),
  firefox: read('browser-firefox', 'integration-firefox'),
});
for (const fault of faults) console.log(fault);
console.log(`${promises.length} promises, ${faults.length} of them not proven`);
if (faults.length > 0) process.exitCode = 1;
