import { expect } from 'chai';
import { until } from '../support/harness/until.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { BROWSER, Stage } from '../support/harness/stage.ts';

describe('a page that is left', function () {
  this.timeout(40_000);
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  afterEach(() => stage.closePages());
  after(() => stage.end());

  /** Two pages of two origins in a call. */
  const call = async (from: string, to: string): Promise<{ caller: PhonePage; called: PhonePage }> => {
    const caller = await stage.open(from, { origin: stage.gateway.url });
    const called = await stage.open(to);
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
    expect(stage.gateway.truth().byes.map(({ user }) => user)).to.include('reloads');
  });

  it('says bye when it is closed', async () => {
    const { caller, called } = await call('closes', 'stays');
    await stage.leave(caller);
    await called.reached(`call?.state === 'destroyed' && call.cause === 'normal'`, 5000);
  });

  it('says bye also for a call that has not been answered', async () => {
    const caller = await stage.open('impatient', { origin: stage.gateway.url });
    const called = await stage.open('rung');
    await caller.run(`client.dial('rung').then(() => null)`);
    await called.reached(`call?.state === 'ringing'`);
    await stage.leave(caller);
    await called.reached(`call?.state === 'destroyed' && call.cause === 'originatorCancel'`, 5000);
  });

  it('keeps the call when it asks whether to leave, and the user stays', async () => {
    const { caller, called } = await call('asks', 'waits');
    const id = await caller.run<string>('call.id');
    // A page may ask only somebody who has used it.
    await caller.page.mouse.click(5, 5);
    await caller.look(`addEventListener('beforeunload', (event) => event.preventDefault())`);
    const asked = new Promise<string>((resolve) =>
      caller.page.once('dialog', (dialog) => {
        resolve(dialog.type());
        void dialog.dismiss();
      }),
    );
    void caller.look('location.reload()').catch(() => undefined);
    expect(await asked).to.equal('beforeunload');
    await caller.reached(`call.id === '${id}' && call.state === 'active' && call.mediaHealthy`);
    expect(stage.gateway.truth().byes.filter(({ user }) => user === 'asks')).to.deep.equal([]);
    expect(await called.run('call.state')).to.equal('active');
    await caller.page.evaluate(`addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)`);
  });

  it('is hung up at once when it goes to another site, or, in Firefox, when it comes back', async () => {
    const { caller, called } = await call('goes-away', 'left-behind');
    const { url } = stage.gateway;
    await caller.page.goto(`${url.replace('127.0.0.1', '[::1]')}/harness/index.html`);
    if (BROWSER === 'firefox') {
      // The browser closes a page's sockets when a navigation begins, before the page is told that it goes.
      await until('the session has no socket', () =>
        stage.gateway.truth().sessions.some(({ user, state }) => user === 'goes-away' && state === 'detached'),
      );
      expect(stage.gateway.truth().byes.filter(({ user }) => user === 'goes-away')).to.deep.equal([]);
      await caller.page.goBack();
    }
    await called.reached(`call?.state === 'destroyed' && call.cause === 'normal'`, 5000);
  });
});

describe('a call that is hung up while the browser asks for the microphone', function () {
  this.timeout(40_000);
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  afterEach(() => stage.closePages());
  after(() => stage.end());

  it('does not get it afterwards', async () => {
    const page = await stage.open('hesitant');
    await page.look('void (harness.prompt = new Promise((resolve) => (harness.allow = resolve)))');
    await page.run(`globalThis.dialling = client.dial('9196').catch(({ name }) => name), null`);
    await page.reached(`call?.state === 'new'`);
    await page.run('call.hangup()');
    expect(await page.run('dialling')).to.equal('AbortError');
    await page.look('harness.allow()');
    await page.reached('harness.tracks().length === 1');
    await page.reached('harness.left().microphones === 0', 1000);
    await page.reached('harness.left().peers === 0');
    expect(stage.gateway.truth().legs.filter(({ user }) => user === 'hesitant')).to.deep.equal([]);
  });

  it('does not get it afterwards either when it is an incoming one', async () => {
    const page = await stage.open('called');
    const caller = await stage.open('caller', { origin: stage.gateway.url });
    await page.look('void (harness.prompt = new Promise((resolve) => (harness.allow = resolve)))');
    await caller.run(`client.dial('called').then(() => null)`);
    await page.reached(`call?.state === 'ringing'`);
    await page.run(`globalThis.answering = call.answer().catch(({ name }) => name), null`);
    await page.run('call.hangup()');
    expect(await page.run('answering')).to.equal('AbortError');
    await caller.reached(`call?.state === 'destroyed' && call.cause === 'rejected'`);
    await page.look('harness.allow()');
    await page.reached('harness.tracks().length === 1');
    await page.reached('harness.left().microphones === 0', 1000);
    await until('no leg is alive', () => stage.gateway.truth().legs.every(({ state }) => state === 'destroyed'));
  });
});
