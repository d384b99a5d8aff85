import { expect } from 'chai';
import type { CustomElementDeclaration, Package } from 'custom-elements-manifest';
import { existsSync, globSync, readFileSync } from 'node:fs';

const PROPERTY = /--telnyx-[a-z-]*[a-z]/g;
const GUIDE = readFileSync('docs/theming.md', 'utf8');

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** What the styles really read. */
const used = sorted(
  globSync('src/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/var\(\s*(--telnyx-[a-z-]+)/g)].map(([, name]) => name!),
  ),
);

describe('theming', () => {
  it('lists in custom-elements.json every custom property that the styles read, and no other', () => {
    const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Package;
    const declared = manifest.modules
      .flatMap(({ declarations = [] }) => declarations as CustomElementDeclaration[])
      .flatMap(({ cssProperties = [] }) => cssProperties.map(({ name }) => name));
    expect(sorted(declared)).to.deep.equal(used);
  });

  it('explains each of them in the guide, and no other', () => {
    const rows = GUIDE.split('\n').filter((line) => line.startsWith('| `--'));
    expect(rows.map((row) => row.match(PROPERTY)![0]).sort()).to.deep.equal(used);
    expect(sorted(GUIDE.match(PROPERTY) ?? [])).to.deep.equal(used);
  });

  it('shows in the guide the very brands that are tested', () => {
    const brands = readFileSync('demo/brands.css', 'utf8').trim().split('\n\n');
    expect(brands).to.have.length(2);
    for (const brand of brands) {
      expect(GUIDE).to.include(brand);
      expect(brand.split('\n'), 'five lines').to.have.length(5 + 2);
    }
  });

  it('has every picture that is shown, and no other; all of them light enough', () => {
    const shown = ['README.md', 'docs/theming.md'].flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/images\/([\w-]+\.png)/g)].map(([, name]) => name!),
    );
    const there = globSync('docs/images/*').map((file) => file.replace(/^.*[\\/]/, ''));
    expect(sorted(there)).to.deep.equal(sorted(shown));
    for (const name of shown) expect(existsSync(`docs/images/${name}`), name).to.be.true;
    const bytes = there.reduce((sum, name) => sum + readFileSync(`docs/images/${name}`).length, 0);
    expect(bytes).to.be.below(1.5 * 1024 * 1024);
  });
});
