import { expect } from 'chai';
import { Lifetime } from '../../src/client/lifetime.ts';
import { VirtualTime } from '../support/virtual-time.ts';

describe('who keeps the client alive', () => {
  let time: VirtualTime;
  let uses: boolean[];
  let lifetime: Lifetime;
  const element = new EventTarget();

  beforeEach(() => {
    time = new VirtualTime();
    uses = [];
    lifetime = new Lifetime((inUse) => uses.push(inUse));
  });
  afterEach(() => time.restore());

  it('is whoever leases it, until 5 s after the last has gone', async () => {
    const leave = lifetime.lease(element);
    expect([lifetime.inUse, uses]).to.deep.equal([true, [true]]);
    leave();
    expect(lifetime.inUse).to.equal(false);
    await time.pass(4999);
    expect(uses).to.deep.equal([true]);
    await time.pass(1);
    expect(uses).to.deep.equal([true, false]);
    expect(time.pending).to.equal(0);
  });

  it('is still there when it is moved', async () => {
    lifetime.lease(element)();
    lifetime.lease(element);
    await time.pass(60_000);
    expect(uses).to.deep.equal([true, true]);
  });

  it('is known to have gone at once, unless it was only moved', async () => {
    let left = 0;
    const alone = new Lifetime(
      () => undefined,
      () => (left += 1),
    );
    expect(alone.abandoned, 'nobody was ever here').to.equal(false);
    const leave = alone.lease(element);
    leave();
    expect([left, alone.abandoned]).to.deep.equal([0, true]);
    const back = alone.lease(element);
    await Promise.resolve();
    expect([left, alone.abandoned]).to.deep.equal([1, false]);
    back();
    await Promise.resolve();
    expect([left, alone.abandoned]).to.deep.equal([2, true]);
  });

  it('is the element until each of its leases has ended', () => {
    const [first, second] = [lifetime.lease(element), lifetime.lease(element)];
    expect(lifetime.elements()).to.deep.equal([element]);
    first();
    expect(lifetime.has(element)).to.equal(true);
    second();
    expect(lifetime.elements()).to.deep.equal([]);
  });

  it('leaves once however often it says so', () => {
    const [leave, stay] = [lifetime.lease(element), lifetime.lease(element)];
    leave();
    leave();
    expect(lifetime.inUse).to.equal(true);
    stay();
    expect(lifetime.inUse).to.equal(false);
  });

  it('is the page too, without being an element', async () => {
    const release = lifetime.retain();
    lifetime.lease(element)();
    await time.pass(60_000);
    expect(lifetime.inUse).to.equal(true);
    expect(lifetime.elements()).to.deep.equal([]);
    release();
    await time.pass(5000);
    expect(uses.at(-1)).to.equal(false);
  });

  it('may linger again, but only after somebody was there', async () => {
    lifetime.linger();
    expect(time.pending).to.equal(0);
    lifetime.lease(element)();
    await time.pass(3000);
    lifetime.linger();
    await time.pass(4999);
    expect(uses).to.deep.equal([true]);
    await time.pass(1);
    expect(uses).to.deep.equal([true, false]);
  });
});
