import { expect } from 'chai';
import { Site, type SitePage } from '../support/site/site.ts';
import { until } from '../support/harness/until.ts';

const TEN = '<telnyx-call-status></telnyx-call-status>'.repeat(10);
const status = (index: number): string => `document.querySelectorAll('telnyx-call-status')[${index}]`;

describe('many elements on a page', function () {
  this.timeout(40_000);
  let site: Site;
  before(async () => {
    site = await Site.start();
  });
  afterEach(() => site.closePages());
  after(() => site.end());

  const inCall = async (page: SitePage): Promise<void> => {
    await page.run(`client.dial('9196').then(() => null)`);
    await page.reached(`call?.state === 'active' && call.mediaHealthy`);
  };

  it('hear each event once, on each of them and on the document, and show the same', async () => {
    const page = await site.open({
      markup: `<telnyx-phone ${site.phone('ten', 'connect-mode="manual"')}></telnyx-phone>${TEN}`,
    });
    await page.run(
      `document.querySelectorAll('telnyx-call-status').forEach((each, index) => site.listen(each, 'status ' + index))`,
    );
    await page.run(`site.listen(client, 'client')`);
    await page.run('client.connect()');
    await inCall(page);
    await page.run('call.hold()');
    await page.run('call.hangup()');

    const heard = await page.heard();
    const names = (where: string): unknown[][] => heard.filter(([each]) => each === where).map(([, ...event]) => event);
    const told = names('document');
    expect(told.map(([name]) => name)).to.include.members([
      'telnyx-connection-change',
      'telnyx-call-change',
      'telnyx-remote-media-change',
    ]);
    expect(names('client')).to.deep.equal(told);
    for (let index = 0; index < 10; index += 1) expect(names(`status ${index}`)).to.deep.equal(told);
    for (const [index, event] of told.entries()) expect(event).not.to.deep.equal(told[index - 1]);
    const states = await page.run<string[]>(
      `[...document.querySelectorAll('telnyx-call-status')].map((each) => each.getAttribute('call-state'))`,
    );
    expect(new Set(states)).to.deep.equal(new Set(['destroyed']));
    expect(site.gateway.truth().connects.filter(({ user }) => user === 'ten')).to.have.length(1);
  });

  it('go on showing the truth when they are moved during a call', async () => {
    const page = await site.connected('moved', { markup: `${TEN}<div id="elsewhere"></div>` });
    await inCall(page);
    const answeredAt = await page.run('call.answeredAt');
    await page.run(`document.querySelector('#elsewhere').append(document.querySelector('telnyx-phone'), ${status(3)})`);
    expect(
      await page.run(`[...document.querySelectorAll('#elsewhere > *')].map((each) => each.getAttribute('call-state'))`),
    ).to.deep.equal(['active', 'active']);
    await page.run('call.hold()');
    expect(
      await page.run(`[...document.querySelectorAll('#elsewhere > *')].map((each) => each.getAttribute('call-state'))`),
    ).to.deep.equal(['held', 'held']);
    expect(await page.run('call.answeredAt')).to.equal(answeredAt);
    await page.run(
      `document.querySelector('#elsewhere telnyx-phone').shadowRoot.querySelector('[part~="hang-up"]').click()`,
    );
    await page.reached(`${status(9)}.getAttribute('call-state') === 'destroyed'`);
    await until('the server was told', () => site.gateway.truth().byes.some(({ user }) => user === 'moved'));
    expect(site.gateway.truth().connects.filter(({ user }) => user === 'moved')).to.have.length(1);
  });

  it('are of one configuration: a second phone that wants another is told so, and shows the first', async () => {
    const page = await site.open({
      markup: `<telnyx-phone ${site.phone('first')}></telnyx-phone><telnyx-phone ${site.phone('second')}></telnyx-phone>`,
    });
    await page.reached(`client.snapshot.connection.state === 'connected'`);
    const errors = (await page.heard('document')).filter(([, name]) => name === 'telnyx-error');
    expect(errors.map(([, , { code }]) => code)).to.deep.equal(['config-conflict']);
    expect(
      await page.run(
        `[...document.querySelectorAll('telnyx-phone')].map((each) => each.getAttribute('connection-state'))`,
      ),
    ).to.deep.equal(['connected', 'connected']);
    const users = site.gateway.truth().logins.map(({ user }) => user);
    expect(users).to.include('first');
    expect(users).not.to.include('second');
  });
});
