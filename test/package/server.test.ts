import { expect } from 'chai';
import { spawnSync } from 'node:child_process';

/** Runs a module in a Node of its own, as a server would that renders pages. */
function run(code: string) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  return { status, signal, output: stdout + stderr };
}

describe('on a server', function () {
  this.timeout(15_000);

  it('importing every entry neither throws, nor prints, nor keeps the process alive', () => {
    for (const entry of ['telnyx-elements', 'telnyx-elements/all.js']) {
      expect(run(`await import('${entry}');`), entry).to.deep.equal({ status: 0, signal: null, output: '' });
    }
  });

  it('the index registers no element and leaves the globals alone', () => {
    const { output } = run(`
      await import('lit');
      const before = new Set(Reflect.ownKeys(globalThis));
      await import('telnyx-elements');
      console.log(Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String).join());
    `);
    expect(output.trim()).to.equal('');
  });

  it('asking for the page’s client does not throw', () => {
    const { status, output } = run(`
      const { getClient } = await import('telnyx-elements');
      console.log(getClient().snapshot.connection.state);
    `);
    expect({ status, output: output.trim() }).to.deep.equal({ status: 0, output: 'idle' });
  });
});
