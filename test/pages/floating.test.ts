import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { Stage } from '../support/harness/stage.ts';
import { until } from '../support/harness/until.ts';
import { scan } from './axe.ts';

const FIELD = '<p><label>Note <textarea style="inline-size: 100%"></textarea></label></p>';

describe('a phone that floats', function () {
  this.timeout(60_000);
  let stage: Stage;
  let phone: PhonePage;

  before(async () => {
    stage = await Stage.start();
  });
  after(() => stage.end());
  afterEach(async () => {
    await phone.client('disconnect');
    await stage.closePages();
  });

  async function open(user: string, width: number, height: number, content = ''): Promise<void> {
    const [tag = '', end = ''] = stage.phone(user, { layout: 'floating' }).split(/(?=<\/)/);
    phone = await stage.open(user, { markup: FIELD + tag + content + end });
    await phone.page.setViewport({ width, height });
    await phone.page.waitForSelector('telnyx-phone >>> .dock:popover-open');
  }

  const isOpen = (): Promise<boolean> => phone.page.$eval('telnyx-phone', (each) => each.hasAttribute('open'));
  const opens = (): Promise<unknown> => until('the phone opens', isOpen);
  const shown = (selector: string): Promise<unknown> => phone.page.waitForSelector(`telnyx-phone >>> ${selector}`);
  const press = async (selector: string): Promise<void> => {
    const element = await phone.page.waitForSelector(`telnyx-phone >>> ${selector}`, { visible: true });
    await element!.click();
  };
  const name = (): Promise<string> =>
    phone.page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.getAttribute('aria-label') ?? active?.className ?? active?.localName ?? '';
    });
  const ring = (user: string): void => stage.gateway.call(user, { name: 'Ada Lovelace' });

  it('opens for a call, goes on in a call while it is minimised, and is hung up from its button', async () => {
    await open('floating', 1000, 700);
    await phone.page.focus('textarea');
    await phone.page.keyboard.type('He said');
    ring('floating');
    await opens();
    await phone.page.keyboard.type(' so');
    expect(await phone.page.$eval('textarea', ({ value }) => value)).to.equal('He said so');
    await press('.window [part~="answer"]');
    await phone.callState('active');
    await press('.window [part~="minimise"]');
    await shown('.dock:popover-open [part="timer"]');
    const before = stage.leg('floating').in.voice;
    await until('voice goes on', () => stage.leg('floating').in.voice > before + 50);
    expect(await scan(phone.page, 'telnyx-phone')).to.deep.equal([]);
    await press('.dock [part~="hang-up"]');
    await phone.callState('destroyed');
    await until('the server was told', () => stage.gateway.truth().byes.length === 1);
  });

  it('is dragged by its button, and is there again on the next page, in a smaller window too', async () => {
    await open('dragged', 1000, 700);
    const middle = async (): Promise<{ x: number; y: number }> => {
      const box = await (await phone.page.$('telnyx-phone >>> .launcher'))!.boundingBox();
      return { x: Math.round(box!.x + box!.width / 2), y: Math.round(box!.y + box!.height / 2) };
    };
    const from = await middle();
    await phone.page.mouse.move(from.x, from.y);
    await phone.page.mouse.down();
    await phone.page.mouse.move(from.x - 300, from.y - 200, { steps: 5 });
    await phone.page.mouse.up();
    expect(await isOpen()).to.be.false;
    const put = await middle();
    expect(put).to.deep.equal({ x: from.x - 300, y: from.y - 200 });
    await phone.page.reload();
    await shown('.dock:popover-open');
    expect(await middle()).to.deep.equal(put);
    await phone.page.setViewport({ width: 320, height: 300 });
    await until('it is in the window', async () => {
      const { x, y } = await middle();
      return x > 0 && x < 320 && y > 0 && y < 300;
    });
    await phone.connectionState('connected');
  });

  it('takes the whole of a small screen, keeps the focus in it, and goes by Escape', async () => {
    await open('small', 360, 640);
    await phone.page.focus('telnyx-phone >>> .launcher');
    await phone.page.keyboard.press('Enter');
    await opens();
    const box = await (await phone.page.$('telnyx-phone >>> .window'))!.boundingBox();
    expect(box).to.deep.equal({ x: 0, y: 0, width: 360, height: 640 });
    expect(await scan(phone.page, 'telnyx-phone')).to.deep.equal([]);
    const stops: string[] = [];
    for (let stop = 0; stop < 18; stop += 1) {
      await phone.page.keyboard.press('Tab');
      stops.push(await name());
    }
    expect([stops[0], stops.at(-2), stops.at(-1)]).to.deep.equal(['Audio devices', 'Call', 'Audio devices']);
    await phone.page.keyboard.press('Escape');
    await until('it is minimised', async () => !(await isOpen()));
    expect(await name()).to.equal('Open the phone');
  });

  it('keeps the focus backwards too, and comes by what the page has put into it', async () => {
    await open('around', 360, 640, '<a slot="header" href="#help" aria-label="Help">?</a>');
    await phone.page.focus('telnyx-phone >>> .launcher');
    await phone.page.keyboard.press('Enter');
    await opens();
    const tab = async (backwards: boolean): Promise<string> => {
      if (backwards) await phone.page.keyboard.down('Shift');
      await phone.page.keyboard.press('Tab');
      if (backwards) await phone.page.keyboard.up('Shift');
      return name();
    };
    const stops: string[] = [];
    for (const backwards of [true, false, false, true, true]) stops.push(await tab(backwards));
    expect(stops).to.deep.equal(['Call', 'Help', 'Audio devices', 'Help', 'Call']);
  });

  it('does not cover what is being written on a small screen: the button says who calls, and makes way', async () => {
    await open('writing', 360, 300);
    await phone.page.$eval('p', ({ style }) => (style.cssText = 'position: fixed; inset: auto 0 0 0; margin: 0'));
    await phone.page.focus('textarea');
    ring('writing');
    await shown('.dock .ringing [part~="answer"]');
    expect(await isOpen()).to.be.false;
    const covered = await phone.page.evaluate(() => {
      const dock = document.querySelector('telnyx-phone')!.shadowRoot!.querySelector('.dock')!.getBoundingClientRect();
      return dock.bottom > document.querySelector('textarea')!.getBoundingClientRect().top;
    });
    expect(covered).to.be.false;
    await phone.page.$eval('textarea', (field) => field.blur());
    await opens();
    await press('.window [part~="reject"]');
    await phone.callState('destroyed');
  });
});
