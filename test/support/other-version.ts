/** Builds bundles as another version of the package would be. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup, type Plugin } from 'rollup';
import { bundleOptions } from '../../scripts/bundle.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** What the other version says in place of what this one does, so that it shows which one is at work. */
const CHANGES: readonly (readonly [from: RegExp, to: string])[] = [
  [/'Reconnect now'/g, "'Reconnect at once'"],
  [/'phone\.label': 'Phone'/g, "'phone.label': 'Other phone'"],
];

export interface OtherVersion {
  /** Holds `all.js`, with every element, and `notices.js`, with two of them alone. */
  readonly folder: string;
  remove(): void;
}

/** Needs the npm build in `dist`. */
export async function buildOtherVersion(): Promise<OtherVersion> {
  const folder = mkdtempSync(join(tmpdir(), 'telnyx-elements-'));
  // Inside the project, so that its imports are found like any other's.
  const entries = join(ROOT, 'dist', 'other-version');
  const changes: Plugin = {
    name: 'other-version',
    transform: (code) => ({
      code: CHANGES.reduce((changed, [from, to]) => changed.replace(from, to), code),
      map: null,
    }),
  };
  try {
    mkdirSync(entries, { recursive: true });
    const notices = join(entries, 'notices.js');
    writeFileSync(
      notices,
      `import '../elements/call-status/telnyx-call-status.js';
import '../elements/reconnect-banner/telnyx-reconnect-banner.js';
export { getClient } from '../index.js';
`,
    );
    for (const [name, input] of Object.entries({ all: join(ROOT, 'dist', 'all.js'), notices })) {
      const { output, ...options } = bundleOptions({ [name]: input });
      // Not minified: that takes longer than all else, and nothing here depends on it.
      const bundle = await rollup({ ...options, plugins: [changes, nodeResolve({ browser: true })] });
      await bundle.write({ ...output, sourcemap: false, dir: join(folder, name) });
      await bundle.close();
    }
  } finally {
    rmSync(entries, { recursive: true, force: true });
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
