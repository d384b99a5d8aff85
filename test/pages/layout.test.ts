import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer-core';
import { startGateway } from '../../demo/gateway/gateway.ts';
import type { Gateway } from '../../demo/gateway/gateway.ts';
import { GROUPS } from '../../demo/states/groups.ts';
import { launch } from '../support/browsers.ts';
import { BROWSER } from '../support/harness/stage.ts';
import { inParts, openGallery } from './gallery.ts';
import { chatter, lookAt, moving, smallTargets, unreadable, type Look } from './layout.ts';

/** So many states at once, in one theme. */
const AT_ONCE = 80;
/** WCAG 2.2, 2.5.8: pixels of what is pressed, in either direction. */
const TARGET = 24;
/** Long enough for a timer and a countdown to go on. */
const LISTENED = 2200;

const PRESSED_IN: readonly Look[] = [{ width: 320 }, { width: 240, density: 'compact' }];
const READ_IN: readonly Look[] = [
  { width: 240 },
  { width: 280, lang: 'de' },
  { width: 280, lang: 'ar' },
  { width: 640, letters: 200 },
];

const described = ({ width, lang = 'en', density, letters }: Look): string =>
  [`${width} px`, lang, density, letters && `letters of ${letters} %`].filter(Boolean).join(', ');

describe('every element in every state', function () {
  this.timeout(60_000);
  let gateway: Gateway;
  let browser: Browser;
  let page: Page;

  before(async () => {
    gateway = await startGateway({ port: 0 });
    browser = await launch(BROWSER, {
      args: BROWSER === 'chromium' ? ['--force-prefers-reduced-motion'] : [],
      firefoxPreferences: { 'ui.prefersReducedMotion': 1 },
    });
    page = await browser.newPage();
    await page.setViewport({ width: 1400, height: 1000 });
  });
  after(async () => {
    await browser.close();
    await gateway.close();
  });

  for (const [index, groups] of inParts(GROUPS, AT_ONCE).entries()) {
    describe(`part ${index + 1}`, () => {
      const items = groups.flatMap((group) => group.items);
      const passing = new Set(items.filter((item) => item.passing === true).map(({ id }) => id));

      before(() =>
        openGallery(
          page,
          `${gateway.url}/demo/states.html?only=${groups.map(({ id }) => id).join()}&theme=light`,
          items,
        ),
      );

      it('says nothing by itself while time goes by', async () => {
        const said = await chatter(page, LISTENED);
        expect(said.filter((line) => !passing.has(line.split(' ', 1)[0] ?? ''))).to.deep.equal([]);
      });

      it('does not move where that is not wanted', async () => {
        expect(await moving(page)).to.deep.equal([]);
      });

      for (const look of PRESSED_IN) {
        it(`has ${TARGET} pixels to press everywhere: ${described(look)}`, async () => {
          await lookAt(page, look);
          expect(await smallTargets(page, TARGET)).to.deep.equal([]);
        });
      }

      for (const look of READ_IN) {
        it(`can be read and pressed whole: ${described(look)}`, async () => {
          await lookAt(page, look);
          expect(await unreadable(page)).to.deep.equal([]);
        });
      }
    });
  }
});
