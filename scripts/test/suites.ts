/** Which test files belong to which runner: by their place and ending alone, so that a new file is picked up. */
import { globSync } from 'node:fs';

const drivesBrowser = /^test\/(?:integration|pages)\//;
const isComponentTest = (file: string) => file.endsWith('.browser.test.ts');

function testFiles(): string[] {
  return globSync('test/**/*.test.ts')
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

const isPackageTest = (file: string) => file.startsWith('test/package/');

/** Run in Node alone, on the source. */
export const nodeTests = () =>
  testFiles().filter((file) => !isComponentTest(file) && !drivesBrowser.test(file) && !isPackageTest(file));

/** Run in Node alone, on what was built. */
export const packageTests = () => testFiles().filter(isPackageTest);

/** Run in a browser, by the web test runner. */
export const componentTests = () => testFiles().filter(isComponentTest);

/** Run in Node and drive a browser: the whole stack on the real SDK and the gateway. */
export const integrationTests = () => testFiles().filter((file) => drivesBrowser.test(file));
