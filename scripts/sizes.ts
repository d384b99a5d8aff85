/**
 * Holds the sizes of what a page fetches until it is connected, the SDK's chunk apart, against their limits: gzipped,
 * in kilobytes of 1024 bytes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';
import { bundleOptions, isSdkChunk } from './bundle.ts';
import { BUNDLE, STATUS_AND_BANNER } from './size-limits.ts';
import type { SizeLimit } from './size-limits.ts';

interface Size extends SizeLimit {
  name: string;
  /** Of each file: its name and its gzipped bytes. */
  files: Map<string, number>;
}

const KB = 1024;
/**
 * What comes after the connection: the sounds of ringing, what is said to screen readers, what an inspector shows, what it
 * takes to float, another language than English, the calls that are over, and the devices, unless one was chosen before.
 * Or only with an attribute: the record of kept calls, which tab has the phone, links that are called, what the system
 * tells of calls. Or when somebody enters a number: what is known of numbers.
 */
const isFetchedLater = (name: string) =>
  /^(language|quality-view|check-view|voice|floating|devices|device-view|transcript-view|ringer|kept-record|single-tab|inspector-view|call-history|history-view|notify-view|phone-numbers|tel-links)-/.test(
    name,
  );
const isFetchedApart = (name: string) => isSdkChunk(name) || isFetchedLater(name);
const gzipped = (code: string | Uint8Array) => gzipSync(code, { level: 9 }).length;

/** Everything in dist/cdn but the SDK, and what is fetched later. */
function scriptTagBundle(): Map<string, number> {
  const names = readdirSync('dist/cdn').filter((name) => name.endsWith('.js') && !isFetchedApart(name));
  return new Map(names.map((name) => [name, gzipped(readFileSync(`dist/cdn/${name}`))]));
}

/** What a bundler makes of a page that imports just these elements from the package. */
async function bundleOf(tags: readonly string[]): Promise<Map<string, number>> {
  const entry: Plugin = {
    name: 'entry',
    resolveId: (id) => (id === 'entry' ? id : null),
    load: (id) => (id === 'entry' ? tags.map((tag) => `import 'telnyx-elements/${tag}.js';`).join('\n') : null),
  };
  const options = bundleOptions('entry', [entry]);
  const bundle = await rollup(options);
  const { output } = await bundle.generate(options.output);
  await bundle.close();
  const chunks = output.filter((file) => file.type === 'chunk').filter(({ fileName }) => !isFetchedApart(fileName));
  return new Map(chunks.map(({ fileName, code }) => [fileName, gzipped(code)]));
}

const sizes: Size[] = [
  { name: 'telnyx-elements.js', files: scriptTagBundle(), ...BUNDLE },
  {
    name: 'telnyx-call-status + telnyx-reconnect-banner',
    files: await bundleOf(['telnyx-call-status', 'telnyx-reconnect-banner']),
    ...STATUS_AND_BANNER,
  },
];

const kilobytes = (bytes: number) => `${(bytes / KB).toFixed(2)} KB`.padStart(9);
for (const { name, files, limit, target } of sizes) {
  const total = [...files.values()].reduce((sum, size) => sum + size, 0);
  const verdict =
    total > limit ? 'TOO BIG' : total > target ? `ok, above the target of ${kilobytes(target).trim()}` : 'ok';
  console.log(`${kilobytes(total)} of ${kilobytes(limit)}  ${name}: ${verdict}`);
  for (const [file, size] of files) console.log(`${kilobytes(size)}              ${file}`);
  if (total > limit) process.exitCode = 1;
}
