import { expect } from 'chai';
import { buildOtherVersion, type OtherVersion } from '../support/other-version.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { Stage } from '../support/harness/stage.ts';

const THIS = '/dist/cdn/telnyx-elements.js';
const OTHER = '/other/all/all.js';
const NOTICES = '/other/notices/notices.js';
const TAGS = ['telnyx-phone', 'telnyx-call-status', 'telnyx-reconnect-banner'];

describe('two versions on a page', function () {
  this.timeout(60_000);
  let stage: Stage;
  let other: OtherVersion;
  before(async () => {
    other = await buildOtherVersion();
    stage = await Stage.start({ folders: { '/other/': other.folder } });
  });
  afterEach(() => stage.closePages());
  after(async () => {
    other.remove();
    await stage.end();
  });

  const open = (user: string, scripts: readonly string[]): Promise<PhonePage> => stage.open(user, { scripts });
  const clients = (page: PhonePage, scripts: readonly string[]): Promise<boolean> =>
    page.run(
      `(await Promise.all(${JSON.stringify(scripts)}.map((script) => import(script)))).every(({ getClient }) => getClient() === client)`,
    );
  const states = (page: PhonePage, name: string): Promise<(string | null)[]> =>
    page.run(`${JSON.stringify(TAGS)}.map((tag) => document.querySelector(tag).getAttribute('${name}'))`);
  const label = (page: PhonePage): Promise<string> =>
    page.run(`document.querySelector('telnyx-phone').shadowRoot.querySelector('section').getAttribute('aria-label')`);

  const orders: readonly (readonly [what: string, scripts: readonly string[], label: string])[] = [
    ['this one first', [THIS, OTHER], 'Phone'],
    ['the other first', [OTHER, THIS], 'Other phone'],
    ['an other with fewer elements first', [NOTICES, THIS], 'Phone'],
    ['the same twice', [THIS, `${THIS}?again`], 'Phone'],
  ];
  for (const [index, [what, scripts, expected]] of orders.entries()) {
    it(`throw nothing, share one client and one socket, and work together: ${what}`, async () => {
      const user = `versions-${index}`;
      const page = await open(user, scripts);
      expect(await clients(page, scripts)).to.equal(true);
      expect(await label(page), 'the first definition stays').to.equal(expected);

      await page.run(`client.dial('9196').then(() => null)`);
      await page.reached(`call?.state === 'active' && call.mediaHealthy`);
      expect(await states(page, 'call-state')).to.deep.equal(['active', 'active', 'active']);
      await page.run(`document.querySelector('telnyx-phone').shadowRoot.querySelector('[part~="hang-up"]').click()`);
      await page.reached(`call?.state === 'destroyed'`);
      expect(await states(page, 'call-cause')).to.deep.equal(['normal', 'normal', 'normal']);

      stage.gateway.fault({ fault: 'close', user });
      await page.reached(`client.snapshot.connection.state === 'reconnecting'`);
      expect(await states(page, 'connection-state')).to.deep.equal(['reconnecting', 'reconnecting', 'reconnecting']);
      await page.reached(`client.snapshot.connection.state === 'connected'`);

      expect(stage.gateway.truth().connects.filter((connect) => connect.user === user)).to.have.length(2);
      expect((await page.do('left')).sockets).to.equal(1);
      await page.refresh();
      expect(page.events('telnyx-reconnecting')).to.have.length(1);
    });
  }

  it('announce to screen readers once', async () => {
    const page = await open('announced', [NOTICES, THIS]);
    stage.gateway.fault({ fault: 'refuse', user: 'announced', forMs: 3000 });
    stage.gateway.fault({ fault: 'close', user: 'announced' });
    await page.reached(`document.querySelector('[aria-live="assertive"]')?.textContent`);
    expect(await page.run(`document.querySelectorAll('[aria-live="assertive"]').length`)).to.equal(1);
    expect(await page.run(`document.querySelector('[aria-live="assertive"]').children.length`)).to.equal(1);
    await page.reached(`client.snapshot.connection.state === 'connected'`);
  });
});
