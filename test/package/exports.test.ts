import { expect } from 'chai';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { rollup } from 'rollup';
import ts from 'typescript';
import { bundleOptions } from '../../scripts/bundle.ts';

const pkg = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; files: string[] };
const definitions = globSync('src/elements/*/telnyx-*.ts').map((file) => basename(file, '.ts'));
const entries = ['', '/all.js', ...definitions.map((name) => `/${name}.js`)].map((path) => pkg.name + path);

/** What a bundler keeps of a page's own module. */
async function bundled(code: string): Promise<string> {
  const page = { name: 'page', resolveId: (id: string) => (id === 'page' ? id : null), load: () => null };
  const options = bundleOptions('page', [{ ...page, load: (id: string) => (id === 'page' ? code : null) }]);
  const bundle = await rollup(options);
  const { output } = await bundle.generate({ ...options.output, sourcemap: false });
  await bundle.close();
  return output[0].code.trim();
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
    expect(await bundled(`import '${pkg.name}';`)).to.equal('');
  });

  it('are kept when imported for their effect', async () => {
    for (const entry of entries.slice(1))
      expect(await bundled(`import '${entry}';`), entry).to.contain('customElements');
  });

  for (const [kind, moduleResolution, module] of [
    ['a bundler', ts.ModuleResolutionKind.Bundler, ts.ModuleKind.ESNext],
    ['Node', ts.ModuleResolutionKind.NodeNext, ts.ModuleKind.NodeNext],
  ] as const) {
    it(`type-check in a project that resolves like ${kind}`, () => {
      const page = 'test/package/consumer.ts';
      const imports = entries.map((entry) => `import '${entry}';`);
      const tags = definitions.map(
        (name) => `document.createElement('${name}') satisfies { updateComplete: unknown };`,
      );
      const code = [...imports, `import { getClient } from '${pkg.name}';`, `getClient();`, ...tags].join('\n');
      const options: ts.CompilerOptions = {
        strict: true,
        noEmit: true,
        target: ts.ScriptTarget.ES2022,
        lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
        types: [],
        module,
        moduleResolution,
        // Ours are checked by the build; what others ship is theirs.
        skipLibCheck: true,
      };
      const host = ts.createCompilerHost(options);
      const { readFile, fileExists, getSourceFile } = host;
      host.fileExists = (file) => file === page || fileExists(file);
      host.readFile = (file) => (file === page ? code : readFile(file));
      host.getSourceFile = (file, target, ...rest) =>
        file === page ? ts.createSourceFile(file, code, target) : getSourceFile(file, target, ...rest);
      const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([page], options, host));
      expect(diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).to.deep.equal(
        [],
      );
    });
  }
});
