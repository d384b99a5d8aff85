import { expect } from 'chai';
import { globSync, readFileSync } from 'node:fs';

interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  hasInstallScript?: boolean;
  optionalDependencies?: Record<string, string>;
}

const lockfile = readFileSync('package-lock.json', 'utf8');
const locked = (JSON.parse(lockfile) as { packages: Record<string, LockedPackage> }).packages;
const pkg = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};

describe('the repository', () => {
  it('pins every version', () => {
    for (const [name, version] of Object.entries({ ...pkg.dependencies, ...pkg.devDependencies })) {
      expect(version, name).to.match(/^\d+\.\d+\.\d+$/);
      expect(locked[`node_modules/${name}`]?.version, name).to.equal(version);
    }
  });

  it('has a lockfile for any registry: checksums, but no addresses', () => {
    for (const [path, { resolved, integrity }] of Object.entries(locked)) {
      expect(resolved, path).to.equal(undefined);
      if (path) expect(integrity, path).to.match(/^sha512-/);
    }
    // Funding links are the authors'; anything else would be where a package came from.
    const addresses = lockfile.match(/https?:\/\/[^"\s]*\.tgz/g) ?? [];
    expect(addresses).to.deep.equal([]);
  });

  it('can be installed on every platform: no optional package is missing in the lockfile', () => {
    const names = new Set(Object.keys(locked).map((path) => path.replace(/^.*node_modules\//, '')));
    for (const [path, { optionalDependencies = {} }] of Object.entries(locked)) {
      for (const name of Object.keys(optionalDependencies)) expect(names.has(name), `${name} of ${path}`).to.be.true;
    }
  });

  it('says of each install script whether it may run', () => {
    for (const [path, { hasInstallScript }] of Object.entries(locked)) {
      const name = path.replace(/^.*node_modules\//, '');
      if (hasInstallScript) expect(pkg.allowScripts, name).to.have.property(name);
    }
  });

  it('keeps its files short enough to read', () => {
    const files = globSync('{src,demo,scripts,test}/**/*.{ts,mjs,js,css,html}');
    expect(files).to.not.be.empty;
    for (const file of files) expect(readFileSync(file, 'utf8').split('\n').length, file).to.be.at.most(500);
  });
});
