import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { GROUPS } from '../../demo/states/groups.ts';
import { Demo } from '../support/demo.ts';
import { BROWSER } from '../support/harness/stage.ts';
import { openGallery } from './gallery.ts';

const SHOWN = [
  'active',
  'muted',
  'held',
  'keypad',
  'missed',
  'devices-phone',
  'quality-fair',
  'two-calls',
  'transcript',
];

/** Colours of a part of an element, as they are painted. */
interface Painted {
  readonly background: string;
  readonly text: string;
  readonly border: string;
  readonly fill: string;
}

describe('where colours are forced', function () {
  this.timeout(60_000);
  let demo: Demo;
  let page: Page;

  before(async () => {
    demo = await Demo.start({
      // Firefox takes the colours for everything that a page paints.
      firefoxPreferences: { 'browser.display.document_color_use': 2, 'ui.useAccessibilityTheme': 1 },
    });
    page = await demo.newPage(1400, 1000);
    if (BROWSER === 'chromium') {
      const session = await page.createCDPSession();
      await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
    }
    const items = GROUPS.flatMap((group) => group.items).filter(({ id }) => SHOWN.includes(id));
    await openGallery(demo, page, `only=${SHOWN.join()}&theme=light`, items);
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).to.equal(true);
  });
  after(() => demo.close());

  const painted = (state: string, selector: string, tag = 'telnyx-phone'): Promise<Painted> =>
    page.waitForSelector(`#${state} ${tag} >>> ${selector}`).then((element) =>
      element!.evaluate((each) => {
        const { backgroundColor: background, color: text, borderTopColor: border, fill } = getComputedStyle(each);
        return { background, text, border, fill };
      }),
    );

  it('shows which switches are on', async () => {
    for (const [state, name] of [
      ['muted', 'mute'],
      ['held', 'hold'],
    ] as const) {
      const on = await painted(state, `.${name} .disc`);
      const off = await painted('active', `.${name} .disc`);
      expect(on.background, name).not.to.equal(off.background);
      expect(on.text, name).not.to.equal(on.background);
    }
  });

  it('shows what has the focus', async () => {
    for (const [state, selector] of [
      ['active', '.mute'],
      ['active', '.disc.hang-up'],
      ['keypad', '.dialpad button'],
      ['devices-phone', 'select'],
      ['quality-fair', '.quality'],
    ] as const) {
      const element = await page.waitForSelector(`#${state} telnyx-phone >>> ${selector}`);
      await element!.focus();
      const ring = await element!.evaluate((each) => {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each);
        const around = getComputedStyle(each.closest('.panel')!).backgroundColor;
        return { outlineStyle, outlineWidth, seen: outlineColor !== around };
      });
      expect(ring, selector).to.deep.equal({ outlineStyle: 'solid', outlineWidth: '2px', seen: true });
    }
  });

  it('shows how many bars a call has', async () => {
    const lit = await painted('quality-fair', '.bars .lit');
    const unlit = await painted('quality-fair', '.bars rect:not(.lit)');
    expect(lit.fill).not.to.equal(unlit.fill);
    // In the colour that is read in, whatever the theme has them in.
    expect(lit.fill).to.equal((await painted('quality-fair', '.panel')).text);
  });

  it('shows where buttons are', async () => {
    for (const [state, selector] of [
      ['active', '.disc'],
      ['keypad', '.dialpad button'],
      ['devices-phone', '.test'],
      ['two-calls', '.pill'],
    ] as const) {
      const { border, background } = await painted(state, selector);
      expect(border, selector).not.to.equal(background);
    }
  });

  it('shows how loud the microphone is', async () => {
    const level = await painted('devices-phone', '.meter > div');
    const around = await painted('devices-phone', '.meter');
    expect(level.background).not.to.equal(around.background);
    const on = await painted('muted', '.mute .disc');
    expect(level.background, 'in the colour of what is on').to.equal(on.background);
  });
});
