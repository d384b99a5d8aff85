import { expect } from '@open-wc/testing';
import { Tab } from '../../src/client/tab-identity.ts';

const KEY = 'telnyx-elements:tab';

describe('a tab among others', () => {
  const open: Tab[] = [];
  const tab = (): Tab => {
    const made = new Tab();
    open.push(made);
    return made;
  };
  beforeEach(() => sessionStorage.removeItem(KEY));
  afterEach(() => {
    for (const each of open.splice(0)) each.leave();
    sessionStorage.removeItem(KEY);
  });

  it('is no copy when it is the first, however often it is asked', async () => {
    const first = tab();
    expect([await first.isCopy(), await first.isCopy()]).to.deep.equal([false, false]);
    expect(sessionStorage.getItem(KEY)).to.be.a('string');
  });

  it('is one while the tab whose name it has is open, and has a name of its own from then on', async () => {
    await tab().isCopy();
    const name = sessionStorage.getItem(KEY);
    const copy = tab();
    expect(await copy.isCopy()).to.equal(true);
    expect(sessionStorage.getItem(KEY)).not.to.equal(name);
    copy.leave();
    expect(await tab().isCopy(), 'the copy, loaded anew').to.equal(false);
  });

  it('is none when it follows a page that is still going', async () => {
    const before = tab();
    await before.isCopy();
    const next = tab();
    const asked = next.isCopy();
    setTimeout(() => before.leave(), 200);
    expect(await asked).to.equal(false);
  });

  it('takes its name again when its page comes back from the cache', async () => {
    const cached = tab();
    await cached.isCopy();
    cached.leave();
    cached.back();
    expect(await tab().isCopy()).to.equal(true);
  });
});
