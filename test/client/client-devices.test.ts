import { expect } from 'chai';
import { clientDevices } from '../../src/client/client-devices.ts';
import type { Engine } from '../../src/client/engine.ts';
import { VirtualTime } from '../support/virtual-time.ts';

describe('the devices of a phone whose engine cannot be fetched', () => {
  let time: VirtualTime;
  let asked: number;
  let offline: boolean;
  let did: string[];
  beforeEach(() => {
    time = new VirtualTime();
    asked = 0;
    offline = true;
    did = [];
  });
  afterEach(() => time.restore());

  const fetch = async (): Promise<Engine> => {
    asked += 1;
    await Promise.resolve();
    if (offline) throw new TypeError('Failed to fetch dynamically imported module');
    const watch = (): (() => void) => {
      did.push('watch');
      return () => did.push('unwatch');
    };
    return { devices: { watch } } as unknown as Engine;
  };
  const devices = clientDevices(() => null, fetch, fetch);

  it('are watched as soon as it can be', async () => {
    const end = devices.watch();
    await time.pass(2999);
    expect([asked, did]).to.deep.equal([2, []]);
    offline = false;
    await time.pass(1);
    expect([asked, did]).to.deep.equal([3, ['watch']]);
    end();
    expect(did).to.deep.equal(['watch', 'unwatch']);
  });

  it('are not asked for any more once nobody watches', async () => {
    devices.watch()();
    await time.pass(60_000);
    expect([asked, did, time.pending]).to.deep.equal([1, [], 0]);
  });

  it('are not watched by who was done before they came', async () => {
    offline = false;
    const end = devices.watch();
    end();
    await time.settle();
    expect([asked, did]).to.deep.equal([1, []]);
  });
});
