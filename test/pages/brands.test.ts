import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { Demo, STILL } from '../support/demo.ts';
import { scan } from './axe.ts';

describe('a brand in five lines', function () {
  this.timeout(60_000);
  let demo: Demo;
  let page: Page;

  before(async () => {
    demo = await Demo.start(STILL);
    page = await demo.newPage(800, 700);
  });
  after(() => demo.close());

  for (const brand of ['harbour', 'orchard']) {
    for (const theme of ['light', 'dark']) {
      for (const state of ['state=connected&open', 'state=incoming&open', 'state=call-waiting&open', 'state=muted']) {
        it(`has the contrast that words need: ${brand}, ${theme}, ${state}`, async () => {
          await demo.show(page, `frame.html?${state}&theme=${theme}&brand=${brand}`);
          await page.waitForSelector('html[data-ready]');
          expect(await scan(page, 'html')).to.deep.equal([]);
        });
      }
    }
  }
});
