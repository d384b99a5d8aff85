import { expect } from '@open-wc/testing';
import type * as PageClient from '../../src/page-client.ts';
import type * as Registry from '../../src/registry.ts';

/** Another copy of a module, as a second bundle on the page would have it. */
const copyOf = async <Module>(path: string, copy: number): Promise<Module> =>
  (await import(/* a variable keeps the bundler from resolving it */ `${path}?copy=${String(copy)}`)) as Module;

describe('two copies of the package on a page', () => {
  it('share one client', async () => {
    const [first, second] = await Promise.all([
      copyOf<typeof PageClient>('../../src/page-client.ts', 1),
      copyOf<typeof PageClient>('../../src/page-client.ts', 2),
    ]);
    expect(first.getClient).not.to.equal(second.getClient);
    expect(first.getClient()).to.equal(second.getClient());
  });

  it('share what either made first, and make nothing twice', async () => {
    const [first, second] = await Promise.all([
      copyOf<typeof Registry>('../../src/registry.ts', 1),
      copyOf<typeof Registry>('../../src/registry.ts', 2),
    ]);
    let made = 0;
    const make = (): object => ({ number: (made += 1) });
    const slot = first.pageSlot('test', make);
    expect(second.pageSlot('test', make)).to.equal(slot);
    expect(first.pageSlot('test', make)).to.equal(slot);
    expect(made).to.equal(1);
    expect(first.pageSlot('other', make)).not.to.equal(slot);
  });

  it('keep to themselves when they speak different protocols, and say so', async () => {
    const page = globalThis as unknown as Record<symbol, unknown>;
    const key = Symbol.for('telnyx-elements');
    const shared = page[key];
    const { warn } = console;
    const warnings: unknown[] = [];
    console.warn = (...values: unknown[]) => warnings.push(...values);
    try {
      page[key] = { protocol: 99, test: 'theirs' };
      const other = await copyOf<typeof Registry>('../../src/registry.ts', 3);
      expect(other.pageSlot('test', () => 'ours')).to.equal('ours');
      expect(other.pageSlot('test', () => 'again')).to.equal('ours');
      expect(page[key]).to.deep.equal({ protocol: 99, test: 'theirs' });
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.match(/incompatible version/);
    } finally {
      console.warn = warn;
      page[key] = shared;
    }
  });
});
