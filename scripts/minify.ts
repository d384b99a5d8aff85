/** What makes the bundle small, beside Rollup's own shaking of its tree. */
import terserModule from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import type { Plugin } from 'rollup';

// Its types are off by a `default` for Node's resolution, and right for a bundler's.
const terser = terserModule as unknown as (options: object) => Plugin;

const NOTICE = '/*! Contains Lit, copyright Google LLC, BSD-3-Clause: https://lit.dev */';

/** Each finds what the other leaves: together one per cent less than the better one alone. */
export const minify: readonly Plugin[] = [
  {
    name: 'esbuild',
    async renderChunk(code) {
      const { code: smaller, map } = await transform(code, {
        minify: true,
        target: 'es2022',
        format: 'esm',
        legalComments: 'none',
        sourcemap: 'external',
      });
      return { code: smaller, map };
    },
  },
  // Without `unsafe_arrows`: the SDK depends on what arrow functions lack, and could not log in.
  terser({ module: true, ecma: 2020, compress: { passes: 3 } }),
  {
    name: 'notice',
    // Last, where it moves nothing that the source map speaks of.
    renderChunk: (code, { isEntry }) => (isEntry ? { code: `${code.trimEnd()}\n${NOTICE}\n`, map: null } : null),
  },
];

const CSS = /\bcss`((?:[^`\\$]|\\.|\$\{[^}]*\})*)`/g;

/** Takes the layout out of the styles in our own modules; what they say stays. */
export const minifyStyles: Plugin = {
  name: 'styles',
  transform(code, id) {
    if (id.includes('node_modules') || !code.includes('css`')) return null;
    const smaller = code.replace(CSS, (_all, styles: string) => `css\`${compact(styles)}\``);
    return { code: smaller, map: null };
  },
};

function compact(styles: string): string {
  return styles
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/([{;][\w-]+): /g, '$1:')
    .replace(/;\}/g, '}')
    .trim();
}
