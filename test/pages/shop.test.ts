import { expect } from 'chai';
import { DemoPage } from '../support/demo-page.ts';
import { pause, until } from '../support/harness/until.ts';
import { scan } from './axe.ts';

describe('demo/pages/shop.html', function () {
  this.timeout(60_000);
  let demo: DemoPage;
  let gateway: DemoPage['gateway'];
  let page: DemoPage['page'];

  before(async () => {
    demo = await DemoPage.open('shop', 'telnyx-call-button[connection-state="idle"]', {
      script: `
        globalThis.prompts = 0;
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = (constraints) => {
          globalThis.prompts += 1;
          return ask(constraints);
        };
      `,
    });
    ({ gateway, page } = demo);
  });
  after(() => demo.close());

  const becomes = (words: RegExp): Promise<unknown> => demo.says('telnyx-call-button', words);
  const prompts = (): Promise<unknown> => page.evaluate('globalThis.prompts');

  it('connects to nothing, fetches nothing and asks for nothing until the button is pressed', async () => {
    await pause(3000);
    expect(demo.requests.filter((name) => /^(telnyx-webrtc|token)/.test(name))).to.deep.equal([]);
    expect(demo.requests.filter((name) => name === 'telnyx-elements.js')).to.have.length(1);
    const { connects, tokens } = gateway.truth();
    expect([...connects, ...tokens]).to.deep.equal([]);
    expect(await prompts()).to.equal(0);
  });

  it('is accessible', async () => {
    expect(await scan(page, 'html')).to.deep.equal([]);
  });

  it('calls, talks and hangs up by keyboard alone', async () => {
    await page.focus('.add');
    await page.keyboard.press('Tab');
    const name = () => page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim());
    expect(await name()).to.equal('Talk to us');
    await page.keyboard.press('Enter');
    await becomes(/^In call/);
    const { legs } = gateway.truth();
    expect(legs).to.have.length(1);
    await until('the shop hears the visitor', () => gateway.truth().legs[0]!.in.packets > 25);
    expect(await prompts()).to.equal(1);
    expect(await scan(page, 'html')).to.deep.equal([]);
    // Whoever pressed Enter twice has not hung up.
    expect(await page.$eval('telnyx-call-button', (each) => each.shadowRoot!.activeElement?.className)).to.equal(
      'status',
    );
    await page.keyboard.press('Tab');
    await page.keyboard.press(' ');
    await becomes(/^Call ended/);
    await until('the server was told', () => gateway.truth().byes.length === 1);
    await becomes(/^Talk to us$|^$/);
  });

  it('fits a phone, and complains of nothing', async () => {
    expect(await demo.overflowAt(320)).to.be.at.most(0);
    expect(demo.complaints).to.deep.equal([]);
  });
});
