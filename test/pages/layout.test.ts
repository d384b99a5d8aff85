import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { GROUPS } from '../../demo/states/groups.ts';
import { Demo, STILL } from '../support/demo.ts';
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
  let demo: Demo;
  let page: Page;

  before(async () => {
    demo = await Demo.start(STILL);
    page = await demo.newPage(1400, 1000);
  });
  after(() => demo.close());

  for (const [index, groups] of inParts(GROUPS, AT_ONCE).entries()) {
    describe(`part ${index + 1}`, () => {
      const items = groups.flatMap((group) => group.items);
      const passing = new Set(items.filter((item) => item.passing === true).map(({ id }) => id));

      before(() => openGallery(demo, page, `only=${groups.map(({ id }) => id).join()}&theme=light`, items));

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
