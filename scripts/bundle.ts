/**
 * The bundle for script tags: one self-contained ES module, and beside it the SDK as a chunk of its own, which is
 * fetched only when a client first connects. Made from the npm build in dist.
 */
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { InputOption, OutputOptions, Plugin, RollupOptions } from 'rollup';
import { minify, minifyTemplates } from './minify.ts';

const isSdk = (id: string) => /[\\/]node_modules[\\/]@telnyx[\\/]webrtc[\\/]/.test(id);
/** What is of no use without the SDK comes with it: one request, on the way to the first connection. */
const ENGINE = /[\\/]dist[\\/]page-engine\.js$/;
const OWN = '?engine';
/** So are the views of what there is only once the phone is connected. */
const PHONE_VIEW = /[\\/]elements[\\/](call|media-recovery)[\\/]lazy[\\/]/;
const isEngine = (id: string) => ENGINE.test(id) || PHONE_VIEW.test(id) || id.endsWith(OWN);

/** The texts of a language, or what all but English have in common. */
const isLanguage = (id: string) => /[\\/]localization[\\/]lazy[\\/]/.test(id);

/** Whether a file of the bundle is the SDK's chunk. */
export const isSdkChunk = (fileName: string) => fileName.startsWith('telnyx-webrtc-');

/** What a file imports at once, however far, beside itself. */
function atOnce(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;(]*?"(\.[^"]+)";$/gm)) {
    atOnce(resolve(dirname(file), name), known);
  }
  return known;
}

/** Styles, then texts, then folder by folder. */
const kind = (file: string) =>
  /[\\/]styles[\\/]|\.styles\./.test(file) ? 0 : /[\\/]localization[\\/]en[\\/]/.test(file) ? 1 : 2;

/** What resembles each other stands together in the bundle, since gzip looks back no further than 32 KB. */
const together: Plugin = {
  name: 'together',
  transform(code, id) {
    if (!/[\\/]dist[\\/]all\.js$/.test(id)) return null;
    const files = [...atOnce(id)].filter((file) => file !== id);
    const order = files
      .map((file) => ({ file, key: `${kind(file)} ${dirname(file)} ${file}` }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    return { code: `${order.map(({ file }) => `import ${JSON.stringify(file)};`).join('\n')}\n${code}`, map: null };
  },
};

/**
 * Firefox remembers for as long as a page lives that a module could not be fetched: what is fetched later is asked for
 * under another address each time. `_attempt` is what the source calls it.
 */
const askAnew: Plugin = {
  name: 'ask-anew',
  renderDynamicImport: ({ targetModuleId }) =>
    /[\\/]lazy[\\/]|page-engine\.js$/.test(targetModuleId ?? '')
      ? { left: 'import(', right: " + (_attempt ? '?' + _attempt : ''))" }
      : null,
};

const COPY = '?for=';
/** What is small, and holds nothing. */
const SHARED =
  /[\\/](redaction|kept-calls|selectors[\\/](ending|current-call|live-calls|refusal|status|timer)|en[\\/]lazy[\\/]quality)\.js$/;
/** What only those ask for that are fetched by themselves. */
const THEIRS = /[\\/](lazy[\\/][^\\/]+|selectors[\\/]announcement)\.js$/;

/**
 * What is fetched by itself imports nothing; of a small module that it has in common with another that is fetched later
 * it gets a copy, or else it would fetch that one, or a third.
 */
const ownCopies: Plugin = {
  name: 'own-copies',
  resolveId(source, importer = '') {
    const [asking = '', reader = asking] = importer.split(COPY);
    const wanted = resolve(dirname(asking), source);
    return THEIRS.test(reader) && source.startsWith('.') && SHARED.test(wanted) ? wanted + COPY + reader : null;
  },
  load: (id) => (id.includes(COPY) ? readFileSync(id.slice(0, id.indexOf(COPY)), 'utf8') : null),
};

/**
 * The engine, with the views beside it, is fetched by itself, too, and imports nothing: of what it has in common with
 * what is there at once it gets a copy. None of that holds anything: what the page has one of is handed in.
 */
const engineCopies: Plugin = {
  name: 'engine-copies',
  resolveId: (source, importer = '') =>
    isEngine(importer) && source.startsWith('.') ? `${resolve(dirname(importer), source)}${OWN}` : null,
  resolveDynamicImport: (source, importer) =>
    isEngine(importer) && typeof source === 'string' && source.startsWith('.')
      ? resolve(dirname(importer), source) + (/[\\/]sdk[\\/]/.test(importer) ? OWN : '')
      : null,
  load: (id) => (id.endsWith(OWN) ? readFileSync(id.slice(0, -OWN.length), 'utf8') : null),
};

/** Rollup's options for a bundle; also for those that are only measured and never written. */
export function bundleOptions(
  input: InputOption,
  plugins: readonly Plugin[] = [],
): Omit<RollupOptions, 'output'> & { output: OutputOptions } {
  return {
    input,
    output: {
      dir: 'dist/cdn',
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: ({ moduleIds }) =>
        moduleIds.some(isSdk)
          ? 'telnyx-webrtc-[hash:6].js'
          : moduleIds.some(isLanguage)
            ? 'language-[name]-[hash:6].js'
            : '[name]-[hash:6].js',
      manualChunks: (id) => (isSdk(id) || isEngine(id) ? 'telnyx-webrtc' : null),
      sourcemap: true,
    },
    plugins: [
      ...plugins,
      together,
      askAnew,
      engineCopies,
      ownCopies,
      nodeResolve({ browser: true }),
      minifyTemplates,
      ...minify,
    ],
    onwarn({ code, ids, message }) {
      if (code === 'CIRCULAR_DEPENDENCY' && ids?.every((id) => id.includes('node_modules'))) return;
      // Rollup goes on after an import that it cannot resolve, and the bundle would fail in the browser.
      throw new Error(message);
    },
  };
}
