import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { Stage } from '../support/harness/stage.ts';

const COPIED = `JSON.stringify(Object.entries(sessionStorage))`;

describe('a tab that is duplicated', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  afterEach(() => stage.closePages());
  after(() => stage.end());

  /** Opens a page in a tab that has the storage of another, as the browser's own command does. */
  const duplicate = async (page: PhonePage): Promise<PhonePage> => {
    const stored = await page.look<string>(COPIED);
    const copy = await stage.open('copy', { markup: '', scripts: [], connect: false });
    await copy.look(`void ${stored}.forEach(([key, value]) => sessionStorage.setItem(key, value))`);
    await copy.page.goto(page.page.url());
    return copy;
  };

  it('takes neither the session nor the call of the other', async () => {
    const page = await stage.open('doubled', { attributes: { 'keep-call-on-reload': '' } });
    await page.run(`client.dial('9196').then(() => null)`);
    await page.reached(`call?.state === 'active' && call.mediaHealthy`);
    const copy = await duplicate(page);
    await copy.reached(`client.snapshot.connection.state === 'connected'`);
    expect(await copy.run('client.calls.length'), 'calls in the copy').to.equal(0);
    expect(await page.run('[client.snapshot.connection.state, call.state, call.recoveries]')).to.deep.equal([
      'connected',
      'active',
      0,
    ]);
    const { sessions, legs } = stage.gateway.truth();
    expect(
      sessions.filter(({ user }) => user === 'doubled').map(({ state, reattaches }) => [state, reattaches]),
    ).to.deep.equal([
      ['attached', 0],
      ['attached', 0],
    ]);
    expect(legs.filter(({ user }) => user === 'doubled').map(({ state }) => state)).to.deep.equal(['active']);
    // Each is itself from now on.
    await page.page.reload();
    await page.reached(`call?.state === 'active' && call.mediaHealthy`);
    await copy.page.reload();
    await copy.reached(`client.snapshot.connection.state === 'connected'`);
    expect(await copy.run('client.calls.length')).to.equal(0);
    expect(await page.run('call.state')).to.equal('active');
  });

  it('waits for nobody when it is not a copy: a reload is connected as soon as before', async () => {
    const page = await stage.open('alone');
    await page.page.reload();
    const ms = await page.reached<number>(
      `client.snapshot.connection.state === 'connected' && Math.ceil(performance.now())`,
    );
    expect(ms, 'milliseconds from the start of the page to connected').to.be.lessThan(1500);
  });
});
