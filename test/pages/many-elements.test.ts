import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { Stage } from '../support/harness/stage.ts';
import { until } from '../support/harness/until.ts';

const TEN = '<telnyx-call-status></telnyx-call-status>'.repeat(10);
const status = (index: number): string => `document.querySelectorAll('telnyx-call-status')[${index}]`;

describe('many elements on a page', function () {
  this.timeout(40_000);
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  afterEach(() => stage.closePages());
  after(() => stage.end());

  const inCall = async (page: PhonePage): Promise<void> => {
    await page.run(`client.dial('9196').then(() => null)`);
    await page.reached(`call?.state === 'active' && call.mediaHealthy`);
  };

  it('hear each event once, on each of them and on the document, and show the same', async () => {
    const page = await stage.open('ten', { markup: stage.phone('ten') + TEN });
    await inCall(page);
    await page.run('call.hold()');
    await page.run('call.hangup()');

    const counts = await page.do('counts');
    expect(Object.keys(counts)).to.include.members(['client', 'telnyx-phone', 'telnyx-call-status 10']);
    expect(counts['document']).to.include.keys([
      'telnyx-connection-change',
      'telnyx-call-change',
      'telnyx-remote-media-change',
    ]);
    await page.expectEachEventOnce();
    const states = await page.run<string[]>(
      `[...document.querySelectorAll('telnyx-call-status')].map((each) => each.getAttribute('call-state'))`,
    );
    expect(new Set(states)).to.deep.equal(new Set(['destroyed']));
    expect(stage.gateway.truth().connects.filter(({ user }) => user === 'ten')).to.have.length(1);
  });

  it('go on showing the truth when they are moved during a call', async () => {
    const page = await stage.open('moved', { markup: `${stage.phone('moved')}${TEN}<div id="elsewhere"></div>` });
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
    await until('the server was told', () => stage.gateway.truth().byes.some(({ user }) => user === 'moved'));
    expect(stage.gateway.truth().connects.filter(({ user }) => user === 'moved')).to.have.length(1);
  });

  it('are of one configuration: a second phone that wants another is told so, and shows the first', async () => {
    const page = await stage.open('first', { markup: stage.phone('first') + stage.phone('second') });
    expect(page.errors()).to.deep.equal(['config-conflict']);
    expect(
      await page.run(
        `[...document.querySelectorAll('telnyx-phone')].map((each) => each.getAttribute('connection-state'))`,
      ),
    ).to.deep.equal(['connected', 'connected']);
    const users = stage.gateway.truth().logins.map(({ user }) => user);
    expect(users).to.include('first');
    expect(users).not.to.include('second');
  });
});
