/**
 * The bundle for script tags: one self-contained ES module, and beside it the SDK as a chunk of its own, which is
 * fetched only when a client first connects. Made from the npm build in dist.
 */
import { nodeResolve } from '@rollup/plugin-node-resolve';
import type { InputOption, OutputOptions, Plugin, RollupOptions } from 'rollup';
import { minify, minifyTemplates } from './minify.ts';

const isSdk = (id: string) => /[\\/]node_modules[\\/]@telnyx[\\/]webrtc[\\/]/.test(id);
/** What is of no use without the SDK comes with it: one request, on the way to the first connection. */
const isAdapter = (id: string) => /[\\/]dist[\\/]sdk[\\/](?!load\.js)/.test(id);

/** Whether a file of the bundle is the SDK's chunk. */
export const isSdkChunk = (fileName: string) => fileName.startsWith('telnyx-webrtc-');

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
      chunkFileNames: ({ moduleIds }) => (moduleIds.some(isSdk) ? 'telnyx-webrtc-[hash].js' : '[name]-[hash].js'),
      manualChunks: (id) => (isSdk(id) || isAdapter(id) ? 'telnyx-webrtc' : null),
      sourcemap: true,
    },
    plugins: [...plugins, nodeResolve({ browser: true }), minifyTemplates, ...minify],
    onwarn({ code, ids, message }) {
      if (code === 'CIRCULAR_DEPENDENCY' && ids?.every((id) => id.includes('node_modules'))) return;
      // Rollup goes on after an import that it cannot resolve, and the bundle would fail in the browser.
      throw new Error(message);
    },
  };
}
