import { expect } from '@open-wc/testing';
import { KeptSound } from '../../src/client/kept-sound.ts';

describe('sound that the browser keeps back', () => {
  const press = async (): Promise<void> => {
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await Promise.resolve();
    await Promise.resolve();
  };

  it('is kept until the last of it is heard or over', async () => {
    const told: boolean[] = [];
    const kept = new KeptSound((keeping) => told.push(keeping));
    const [ring, call] = [{}, {}];
    kept.keep(ring, () => Promise.resolve());
    kept.keep(call, () => Promise.reject(new Error('not yet')));
    expect(told).to.deep.equal([true]);
    await press();
    expect(told, 'the call is still not heard').to.deep.equal([true]);
    kept.release(call);
    expect(told).to.deep.equal([true, false]);
    kept.release(call);
    expect(told).to.deep.equal([true, false]);
  });

  it('is tried at each press once, however often it was kept', async () => {
    let tried = 0;
    const kept = new KeptSound(() => undefined);
    const begin = (): Promise<void> => {
      tried += 1;
      return Promise.reject(new Error('not yet'));
    };
    const sound = {};
    kept.keep(sound, begin);
    kept.keep(sound, begin);
    await press();
    await press();
    expect(tried).to.equal(2);
    kept.release(sound);
    await press();
    expect(tried).to.equal(2);
  });
});
