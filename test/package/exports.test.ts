import { nodeResolve } from '@rollup/plugin-node-resolve';
import { expect } from 'chai';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';
import ts from 'typescript';

const pkg = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; files: string[] };
const definitions = globSync('src/elements/*/telnyx-*.ts').map((file) => basename(file, '.ts'));
const entries = ['', '/all.js', ...definitions.map((name) => `/${name}.js`)].map((path) => pkg.name + path);

/** What a bundler makes of a page's own module. */
async function bundled(code: string): Promise<string> {
  const page: Plugin = {
    name: 'page',
    resolveId: (id) => (id === 'page' ? id : null),
    load: (id) => (id === 'page' ? code : null),
  };
  const bundle = await rollup({
    input: 'page',
    external: [/^@telnyx\/webrtc/, /^libphonenumber-js/],
    plugins: [page, nodeResolve({ browser: true })],
    onwarn: () => {},
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  return output[0].code.trim();
}

/** Type-checks a page's own module against what is published. */
function typeErrors(code: string, resolution: ts.CompilerOptions): string[] {
  const page = 'test/package/page.ts';
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    // Ours are checked by the build; what others ship is theirs.
    skipLibCheck: true,
    ...resolution,
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => file === page || disk.fileExists(file),
    readFile: (file) => (file === page ? code : disk.readFile(file)),
    getSourceFile: (file, target, ...rest) =>
      file === page ? ts.createSourceFile(file, code, target) : disk.getSourceFile(file, target, ...rest),
  };
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([page], options, host));
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('the package’s entries', function () {
  this.timeout(30_000);

  it('include one for every element', () => {
    expect(definitions).to.not.be.empty;
  });

  for (const entry of entries) {
    it(`${entry} resolves to a published module with types`, () => {
      const file = fileURLToPath(import.meta.resolve(entry));
      expect(existsSync(file), file).to.be.true;
      expect(existsSync(file.replace(/\.js$/, '.d.ts')), 'types').to.be.true;
    });
  }

  it('find custom-elements.json', () => {
    expect(existsSync(fileURLToPath(import.meta.resolve(`${pkg.name}/custom-elements.json`)))).to.be.true;
  });

  it('hide everything else', () => {
    expect(() => import.meta.resolve(`${pkg.name}/dist/index.js`)).to.throw('not defined by "exports"');
  });

  it('are packed the way that package managers and bundlers expect', async () => {
    const { messages, pkg: packed } = await publint({ strict: true });
    expect(messages.map((message) => formatMessage(message, packed))).to.deep.equal([]);
  });

  it('leave nothing behind when only imported from the index', async () => {
    expect(await bundled(`import '${pkg.name}'; alert('page');`)).to.equal(`alert('page');`);
  });

  it('are kept when imported for their effect', async () => {
    for (const entry of entries.slice(1))
      expect(await bundled(`import '${entry}';`), entry).to.contain('customElements');
  });

  const RESOLUTIONS = {
    'a bundler': { moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext },
    Node: { moduleResolution: ts.ModuleResolutionKind.NodeNext, module: ts.ModuleKind.NodeNext },
  };
  for (const [kind, resolution] of Object.entries(RESOLUTIONS)) {
    it(`type-check in a project that resolves like ${kind}`, () => {
      const page = [
        `import { getClient } from '${pkg.name}';`,
        ...entries.map((entry) => `import '${entry}';`),
        `getClient().snapshot satisfies object;`,
        ...definitions.map((name) => `document.createElement('${name}').updateComplete satisfies Promise<boolean>;`),
      ];
      expect(typeErrors(page.join('\n'), resolution)).to.deep.equal([]);
    });

    it(`are typed for real in a project that resolves like ${kind}`, () => {
      const page = `import { getClient } from '${pkg.name}'; getClient().nonsense;`;
      expect(typeErrors(page, resolution).join()).to.match(/'nonsense' does not exist/);
    });
  }
});
