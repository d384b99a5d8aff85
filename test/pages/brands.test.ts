import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer-core';
import { startGateway } from '../../demo/gateway/gateway.ts';
import type { Gateway } from '../../demo/gateway/gateway.ts';
import { launch } from '../support/browsers.ts';
import { BROWSER } from '../support/harness/stage.ts';
import { scan } from './axe.ts';

describe('a brand in five lines', function () {
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
    await page.setViewport({ width: 800, height: 700 });
  });
  after(async () => {
    await browser.close();
    await gateway.close();
  });

  for (const brand of ['harbour', 'orchard']) {
    for (const theme of ['light', 'dark']) {
      for (const state of ['state=connected&open', 'state=incoming&open', 'state=call-waiting&open', 'state=muted']) {
        it(`has the contrast that words need: ${brand}, ${theme}, ${state}`, async () => {
          await page.goto(`${gateway.url}/demo/frame.html?${state}&theme=${theme}&brand=${brand}`);
          await page.waitForSelector('html[data-ready]');
          expect(await scan(page, 'html')).to.deep.equal([]);
        });
      }
    }
  }
});
