import { expect } from 'chai';
import { until } from '../support/harness/until.ts';
import { BROWSER, Site, type SitePage } from '../support/site/site.ts';

describe('a page that is left', function () {
  this.timeout(40_000);
  let site: Site;
  before(async () => {
    site = await Site.start();
  });
  afterEach(() => site.closePages());
  after(() => site.end());

  /** Two pages of two origins in a call. */
  const call = async (from: string, to: string): Promise<{ caller: SitePage; called: SitePage }> => {
    const caller = await site.connected(from, {}, '127.0.0.1');
    const called = await site.connected(to);
    await caller.run(`client.dial('${to}').then(() => null)`);
    await called.reached(`call?.state === 'ringing'`);
    await called.run('call.answer()');
    await caller.reached(`call?.state === 'active' && call.mediaHealthy`);
    return { caller, called };
  };

  it('says bye to the other side when it is reloaded during a call', async () => {
    const { caller, called } = await call('reloads', 'left-alone');
    const reloadedAt = Date.now();
    await caller.page.reload();
    const { cause, endedAt } = await called.reached<{ cause: string; endedAt: number }>(
      `call?.state === 'destroyed' && call.snapshot`,
    );
    expect(cause).to.equal('normal');
    expect(endedAt - reloadedAt, 'milliseconds until the other side knew').to.be.lessThan(2000);
    await caller.reached(`client.snapshot.connection.state === 'connected'`);
    expect(await caller.run('client.calls.length'), 'what is over does not come back').to.equal(0);
    expect(site.gateway.truth().byes.map(({ user }) => user)).to.include('reloads');
  });

  // Firefox closes a page's sockets before it tells the page that it goes; there the server finds out by itself.
  if (BROWSER === 'firefox') return;

  it('says bye when it is closed', async () => {
    const { caller, called } = await call('closes', 'stays');
    await site.leave(caller);
    await called.reached(`call?.state === 'destroyed' && call.cause === 'normal'`, 5000);
  });

  it('says bye also for a call that has not been answered', async () => {
    const caller = await site.connected('impatient', {}, '127.0.0.1');
    const called = await site.connected('rung');
    await caller.run(`client.dial('rung').then(() => null)`);
    await called.reached(`call?.state === 'ringing'`);
    await site.leave(caller);
    await called.reached(`call?.state === 'destroyed' && call.cause === 'originatorCancel'`, 5000);
  });
});

describe('a call that is hung up while the browser asks for the microphone', function () {
  this.timeout(40_000);
  let site: Site;
  before(async () => {
    site = await Site.start();
  });
  afterEach(() => site.closePages());
  after(() => site.end());

  it('does not get it afterwards', async () => {
    const page = await site.connected('hesitant');
    await page.look('void (site.prompt = new Promise((resolve) => (site.allow = resolve)))');
    await page.run(`globalThis.dialling = client.dial('9196').catch(({ name }) => name), null`);
    await page.reached(`call?.state === 'new'`);
    await page.run('call.hangup()');
    expect(await page.run('dialling')).to.equal('AbortError');
    await page.look('site.allow()');
    await page.reached('site.microphones() === 1');
    await page.reached('site.left().microphones === 0', 1000);
    await page.reached('site.left().peers === 0');
    expect(site.gateway.truth().legs.filter(({ user }) => user === 'hesitant')).to.deep.equal([]);
  });

  it('does not get it afterwards either when it is an incoming one', async () => {
    const page = await site.connected('called');
    const caller = await site.connected('caller', {}, '127.0.0.1');
    await page.look('void (site.prompt = new Promise((resolve) => (site.allow = resolve)))');
    await caller.run(`client.dial('called').then(() => null)`);
    await page.reached(`call?.state === 'ringing'`);
    await page.run(`globalThis.answering = call.answer().catch(({ name }) => name), null`);
    await page.run('call.hangup()');
    expect(await page.run('answering')).to.equal('AbortError');
    await caller.reached(`call?.state === 'destroyed' && call.cause === 'rejected'`);
    await page.look('site.allow()');
    await page.reached('site.microphones() === 1');
    await page.reached('site.left().microphones === 0', 1000);
    await until('no leg is alive', () => site.gateway.truth().legs.every(({ state }) => state === 'destroyed'));
  });
});
