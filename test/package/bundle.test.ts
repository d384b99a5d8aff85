import { expect } from 'chai';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseAst } from 'rollup/parseAst';

const FOLDER = 'dist/cdn/';
const ENTRY = 'telnyx-elements.js';

interface Links {
  eager: string[];
  lazy: string[];
  exports: string[];
}

/** What a module imports and exports, as written in it. */
function links(path: string): Links {
  const found: Links = { eager: [], lazy: [], exports: [] };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (Array.isArray(value) || value === null || typeof value !== 'object') return;
    const node = value as {
      type?: string;
      source?: { value?: string; left?: { value?: string } };
      specifiers?: { exported?: { name: string } }[];
    };
    // What is fetched later has the number of the attempt behind its address.
    const source = node.source?.value ?? node.source?.left?.value;
    if (source !== undefined) (node.type === 'ImportExpression' ? found.lazy : found.eager).push(source);
    if (node.type === 'ExportNamedDeclaration') {
      for (const { exported } of node.specifiers ?? []) if (exported) found.exports.push(exported.name);
    }
    Object.values(node).forEach(visit);
  };
  visit(parseAst(readFileSync(path, 'utf8')));
  return found;
}

const files = () => globSync(`${FOLDER}*.js`).map((path) => basename(path));
const isSdk = (name: string) => name.startsWith('telnyx-webrtc-');

describe('the bundle for script tags', function () {
  this.timeout(15_000);

  it('has the address that pages use', () => {
    expect(existsSync(FOLDER + ENTRY)).to.be.true;
  });

  it('contains everything it needs: each import is of a file beside it', () => {
    for (const file of files()) {
      const { eager, lazy } = links(FOLDER + file);
      for (const source of [...eager, ...lazy]) {
        expect(source, `in ${file}`).to.match(/^\.\//);
        expect(existsSync(FOLDER + source), `${source}, in ${file}`).to.be.true;
      }
    }
  });

  it('asks anew for all that could not be fetched, under another address: a browser can remember that it could not', () => {
    for (const file of files()) {
      expect(readFileSync(FOLDER + file, 'utf8'), file).not.to.match(/\bimport\(\s*(["'`])[^"'`]*\1\s*\)/);
    }
  });

  it('never asks for its entry again: under an address with a query it would be another copy', () => {
    for (const file of files()) {
      const { eager, lazy } = links(FOLDER + file);
      expect([...eager, ...lazy], file).not.to.include(`./${ENTRY}`);
    }
  });

  it('keeps the SDK in one chunk, which nothing imports at once', () => {
    const sdk = files().filter(isSdk);
    expect(sdk).to.have.lengthOf(1);
    for (const file of files()) expect(links(FOLDER + file).eager, file).to.not.contain(`./${sdk[0]}`);
    const importers = files().filter((file) => links(FOLDER + file).lazy.includes(`./${sdk[0]}`));
    expect(importers).to.have.lengthOf(1);
    const { eager, lazy } = links(FOLDER + sdk[0]!);
    expect([eager, lazy.filter(isSdk)], 'with it comes all that it needs').to.deep.equal([[], []]);
  });

  it('has the phone’s machines, and what shows calls, come with the SDK', () => {
    const has = (file: string, text: string): boolean => readFileSync(FOLDER + file, 'utf8').includes(text);
    const [sdk = ''] = files().filter(isSdk);
    for (const text of [
      'fetch-token',
      'late-bye',
      'resume-microphone',
      'hide-keypad',
      'end-answer',
      'sound-on',
      'media-advice',
    ]) {
      expect([has(sdk, text), has(ENTRY, text)], text).to.deep.equal([true, false]);
    }
  });

  it('fetches one file at once', () => {
    expect(links(FOLDER + ENTRY).eager).to.deep.equal([]);
  });

  for (const [what, prefix] of [
    ['what is said to screen readers', 'voice-'],
    ['what an inspector shows', 'inspector-view-'],
    ['what it takes to float', 'floating-'],
    ['what the system tells of calls', 'notify-view-'],
  ] as const) {
    it(`keeps ${what} in a chunk that is fetched by itself, and imports nothing`, () => {
      const [chunk, ...others] = files().filter((file) => file.startsWith(prefix));
      expect(others).to.deep.equal([]);
      expect(links(FOLDER + ENTRY).lazy).to.include(`./${chunk}`);
      expect(links(FOLDER + chunk!)).to.deep.include({ eager: [], lazy: [] });
    });
  }

  it('keeps the bars of a call’s quality in one that fetches the check before a call alone, which imports nothing', () => {
    const [bars, ...others] = files().filter((file) => file.startsWith('quality-view-'));
    const [check, ...checks] = files().filter((file) => file.startsWith('check-view-'));
    expect([...others, ...checks]).to.deep.equal([]);
    expect(links(FOLDER + bars!)).to.deep.include({ eager: [], lazy: [`./${check}`] });
    expect(links(FOLDER + check!)).to.deep.include({ eager: [], lazy: [] });
  });

  it('keeps the texts of each language in a file of its own, and English pages from all of them', () => {
    const languages = files().filter((file) => file.startsWith('language-'));
    const catalogue = languages.find((file) => file.startsWith('language-catalogue-'));
    expect(languages).to.have.lengthOf(12);
    expect(links(FOLDER + ENTRY).lazy.filter((file) => file.includes('language-'))).to.deep.equal([`./${catalogue}`]);
    const others = languages.filter((file) => file !== catalogue);
    expect(links(FOLDER + catalogue!).eager).to.deep.equal([]);
    expect(links(FOLDER + catalogue!).lazy.sort()).to.deep.equal(others.map((file) => `./${file}`).sort());
    for (const file of others) expect(links(FOLDER + file), file).to.deep.include({ eager: [], lazy: [] });
  });

  it('contains one Lit', () => {
    const copies = files().flatMap((file) => readFileSync(FOLDER + file, 'utf8').match(/litElementVersions/g) ?? []);
    expect(copies.length).to.equal(
      readFileSync('node_modules/lit-element/lit-element.js', 'utf8').match(/litElementVersions/g)!.length,
    );
  });

  it('exports what the npm entry exports', async () => {
    const npm = (await import(import.meta.resolve('telnyx-elements'))) as object;
    expect(links(FOLDER + ENTRY).exports.sort()).to.deep.equal(Object.keys(npm).sort());
  });

  it('names no file of the machine that built it', () => {
    for (const map of globSync(`${FOLDER}*.map`)) {
      const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { sources: string[] };
      expect(
        sources.filter((source) => !source.startsWith('../')),
        map,
      ).to.deep.equal([]);
    }
  });
});
