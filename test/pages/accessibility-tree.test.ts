import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { GROUPS } from '../../demo/states/groups.ts';
import { Demo } from '../support/demo.ts';
import { BROWSER } from '../support/harness/stage.ts';
import { until } from '../support/harness/until.ts';
import { TOLD } from './told.ts';
import { openGallery } from './gallery.ts';
import { chromiumTree, firefoxTree, trees } from './tree.ts';

/** How long what is fetched may take to come into a state that is reached. */
const COMPLETE_WITHIN = 8000;

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.slice(4));

/** The state of each row, which is named by it and the element. */
const STATES = [...new Set(Object.keys(TOLD).map((row) => row.split(' ', 1)[0] ?? ''))];

describe('the accessibility tree', function () {
  this.timeout(60_000);
  let demo: Demo;
  let page: Page;
  let told: ReadonlyMap<string, readonly string[]> = new Map();

  before(async () => {
    demo = await Demo.start({
      // Firefox shows its tree to nobody but those who may look at the browser itself.
      args: BROWSER === 'firefox' ? ['--remote-allow-system-access'] : [],
      firefoxPreferences: { 'accessibility.force_disabled': -1 },
    });
    page = await demo.newPage(1400, 1000);
    const items = GROUPS.flatMap((group) => group.items).filter(({ id }) => STATES.includes(id));
    await openGallery(demo, page, `only=${STATES.join()}&theme=light`, items);
    const read = BROWSER === 'firefox' ? firefoxTree : chromiumTree;
    const complete = async (): Promise<boolean> => {
      told = await trees(page, read);
      return Object.entries(TOLD).every(([row, lines]) => told.get(row)?.join() === linesOf(lines).join());
    };
    // What differs is told row by row below.
    await until('all rows are as they should be', complete, COMPLETE_WITHIN).catch(() => undefined);
  });
  after(() => demo.close());

  for (const [row, lines] of Object.entries(TOLD)) {
    it(`tells of ${row}`, () => expect(told.get(row)).to.deep.equal(linesOf(lines)));
  }
});
