import { globSync, statSync } from 'node:fs';

const SOURCES = ['src/**/*.ts', 'package-lock.json', 'rollup.config.mjs', 'tsconfig.json', 'tsconfig.build.json'];
/** The last file that a build writes. */
const LAST_BUILT = 'dist/cdn/telnyx-elements.js';

/** Whether anything has changed since `dist` was built. */
export function needsBuild(): boolean {
  const built = statSync(LAST_BUILT, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return globSync(SOURCES).some((file) => statSync(file).mtimeMs > built);
}
