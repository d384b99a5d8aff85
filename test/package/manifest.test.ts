import { Ajv } from 'ajv';
import { expect } from 'chai';
import type { CustomElementDeclaration, Package } from 'custom-elements-manifest';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const manifest = read('custom-elements.json') as Package;

const isElement = (declaration: object): declaration is CustomElementDeclaration =>
  'customElement' in declaration && declaration.customElement === true;
const elements = manifest.modules.flatMap((module) => module.declarations ?? []).filter(isElement);

describe('custom-elements.json', () => {
  it('is what its schema says', () => {
    const schema = read(fileURLToPath(import.meta.resolve('custom-elements-manifest/schema.json')));
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const valid = ajv.validate(schema as object, manifest);
    expect(ajv.errors ?? []).to.deep.equal([]);
    expect(valid).to.be.true;
  });

  it('has every element, and the module that registers it', () => {
    const tags = globSync('src/elements/*/telnyx-*.ts').map((file) => basename(file, '.ts'));
    expect(elements.map(({ tagName }) => tagName).sort()).to.deep.equal(tags.sort());
    const registered = manifest.modules
      .flatMap((module) => module.exports ?? [])
      .filter((entry) => entry.kind === 'custom-element-definition');
    expect(registered.map(({ name }) => name).sort()).to.deep.equal(tags);
  });

  it('points at published modules', () => {
    for (const { path } of manifest.modules) expect(existsSync(path), path).to.be.true;
  });

  it('describes every element and attribute', () => {
    for (const { tagName, description, attributes } of elements) {
      expect(description, tagName).to.be.a('string').that.is.not.empty;
      for (const attribute of attributes ?? []) {
        expect(attribute.description, `${attribute.name} of ${tagName}`).to.be.a('string').that.is.not.empty;
      }
    }
  });

  it('shows nothing private', () => {
    for (const { tagName, members } of elements) {
      for (const { name, privacy } of members ?? []) {
        expect(privacy ?? 'public', `${name} of ${tagName}`).to.equal('public');
      }
    }
  });
});
