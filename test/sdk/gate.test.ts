import { expect } from 'chai';
import { Gate } from '../../src/sdk/gate.ts';
import type { SdkClient } from '../../src/sdk/sdk-shape.ts';

/** As much of the SDK's client as the gate touches: its `connect` is a method, and needs its `this`. */
class Connectable {
  connects = 0;

  async connect(): Promise<void> {
    this.connects += 1;
  }
}

describe('the gate', () => {
  let sdk: Connectable;
  let gate: Gate;
  beforeEach(() => {
    sdk = new Connectable();
    gate = new Gate(sdk as unknown as SdkClient);
  });

  it('keeps the SDK from connecting by itself', async () => {
    await sdk.connect();
    await sdk.connect();
    expect(sdk.connects).to.equal(0);
  });

  it('lets one attempt through when it is due, and is shut again', async () => {
    gate.letThrough();
    expect(sdk.connects).to.equal(1);
    await sdk.connect();
    expect(sdk.connects).to.equal(1);
  });

  it('stands on that one instance only', async () => {
    const other = new Connectable();
    await other.connect();
    expect(other.connects).to.equal(1);
  });

  it('is shut again also when the attempt throws', async () => {
    const failing = new Connectable();
    failing.connect = () => {
      throw new Error('No storage');
    };
    const shut = new Gate(failing as unknown as SdkClient);
    expect(() => shut.letThrough()).to.throw('No storage');
    await failing.connect();
  });
});
