/** Builds `dist` anew: the ES modules and types of the npm package, then the bundle for script tags. */
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { buildSync } from 'esbuild';
import { run } from './tools.ts';

rmSync('dist', { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
rewriteTypeImports();
ownLocalize();
run('node_modules/rollup/dist/bin/rollup', ['-c', '--silent']);

/** TypeScript rewrites `./x.ts` to `./x.js` in what it emits, but not in the types, where older compilers refuse it. */
function rewriteTypeImports(): void {
  for (const file of globSync('dist/**/*.d.ts')) {
    const types = readFileSync(file, 'utf8');
    const rewritten = types.replace(/((?:from|import\(?)\s*(['"])\.[^'"\n]*)\.ts\2/g, '$1.js$2');
    if (rewritten !== types) writeFileSync(file, rewritten);
  }
}

/**
 * `@lit/localize` can be set up once in a page, and a page that uses it does so by itself: the package has a copy of
 * its own.
 */
function ownLocalize(): void {
  const file = 'dist/localization/lazy/messages.js';
  buildSync({
    entryPoints: [file],
    outfile: file,
    allowOverwrite: true,
    bundle: true,
    format: 'esm',
    target: 'es2022',
  });
}
