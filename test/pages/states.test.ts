import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { GROUPS } from '../../demo/states/groups.ts';
import type { Group } from '../../demo/states/item.ts';
import { Demo, STILL } from '../support/demo.ts';
import { pause, until } from '../support/harness/until.ts';
import { scan } from './axe.ts';
import { partsOf, slotsOf } from './documented.ts';
import { differences, insides, inParts } from './gallery.ts';

const ITEMS = GROUPS.flatMap(({ items }) => items);
const THEMES = ['light', 'dark'] as const;
/** So many states are shown side by side, or the slowest machines would come to none of them in time. */
const AT_ONCE = 45;
const PARTS = inParts(GROUPS, AT_ONCE);
/** The slowest states take a moment, an outage and a deadline of three seconds. */
const REACHED_WITHIN = 20_000;
/** Past all deadlines of ten seconds. */
const KEPT_FOR = 13_000;

/** A part of the gallery, in a window of its own. */
interface Part {
  readonly page: Page;
  /** What was missing throughout, by state and theme. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
  /** What is not there any more when it should be. */
  readonly gone: Promise<readonly unknown[]>;
}

describe('demo/states.html', function () {
  this.timeout(60_000);
  let demo: Demo;
  const parts: Part[] = [];

  const newPage = (): Promise<Page> => demo.newPage(1600, 1000);

  const show = async (groups: readonly Group[]): Promise<Part> => {
    const page = await newPage();
    const items = groups.flatMap((group) => group.items);
    const missing = new Map<string, readonly string[]>();
    for (const { id } of items) for (const theme of THEMES) missing.set(`${id} ${theme}`, ['never looked at']);
    await demo.show(page, `states.html?only=${groups.map(({ id }) => id).join()}`);
    const openedAt = Date.now();
    await until(
      'every state is reached',
      async () => {
        const open = items.filter(({ id }) => THEMES.some((theme) => missing.has(`${id} ${theme}`)));
        for (const [key, found] of await differences(page, open)) {
          if (found.length === 0) missing.delete(key);
          else if (missing.has(key)) missing.set(key, found);
        }
        return missing.size === 0;
      },
      REACHED_WITHIN,
    ).catch(() => undefined);
    const stays = async (): Promise<readonly unknown[]> => {
      await pause(Math.max(0, openedAt + KEPT_FOR - Date.now()));
      const staying = items.filter(({ passing }) => passing !== true);
      return [...(await differences(page, staying))].filter(([, found]) => found.length > 0);
    };
    return { page, missing, gone: stays() };
  };

  before(async function () {
    this.timeout((PARTS.length + 1) * (REACHED_WITHIN + 5000));
    demo = await Demo.start(STILL);
    // Whether a part stays is looked at while others are on their way.
    for (const groups of PARTS) parts.push(await show(groups));
    // Before axe keeps the pages from looking at their calls.
    await Promise.all(parts.map(({ gone }) => gone));
  });
  after(() => demo.close());

  for (const [index, groups] of PARTS.entries()) {
    const items = groups.flatMap((group) => group.items);

    describe(`brings about, part ${index + 1}`, () => {
      let part: Part;
      before(() => {
        part = parts[index]!;
      });
      after(() => part.page.close());

      for (const { id, title } of items) {
        it(`${title} (#${id})`, () => {
          for (const theme of THEMES) expect(part.missing.get(`${id} ${theme}`) ?? [], theme).to.deep.equal([]);
        });
      }

      it('keeps every state that does not pass', async () => {
        expect(await part.gone).to.deep.equal([]);
      });

      for (const { id, title } of groups) {
        it(`is accessible in ${title}`, async () => {
          expect(await scan(part.page, `[aria-labelledby="group-${id}"] .cell`)).to.deep.equal([]);
        });
      }

      it('has nothing in it that is not documented', async () => {
        const { parts, slots } = await insides(part.page);
        const unknown = (all: readonly string[], known: (tag: string) => ReadonlySet<string>): string[] =>
          all.filter((each) => {
            const [tag = '', name = ''] = each.split(' ');
            return !known(tag).has(name);
          });
        expect(parts).not.to.deep.equal([]);
        expect([unknown(parts, partsOf), unknown(slots, slotsOf)]).to.deep.equal([[], []]);
      });

      if (index === 0) {
        it('is accessible in what is around them', async () => {
          expect(await scan(part.page, 'aside, h2, .item > header')).to.deep.equal([]);
        });
      }
    });
  }

  describe('in another language', () => {
    for (const [lang, theme] of [
      ['ar', 'dark'],
      ['de', 'light'],
    ] as const) {
      it(`comes to the same states, and is accessible: ${lang}`, async () => {
        const page = await newPage();
        await demo.show(
          page,
          `states.html?only=telnyx-phone,calls,several,recovery,microphone&lang=${lang}&theme=${theme}`,
        );
        // What comes and goes is not there at the same time.
        const staying = ITEMS.filter(({ passing }) => passing !== true).map((item) => ({ ...item, says: [] }));
        const missing = async (): Promise<unknown[]> => {
          const all = [...(await differences(page, staying))];
          return all.length === 0 ? ['everything'] : all.filter(([, found]) => found.length > 0);
        };
        await until('every state is reached', async () => (await missing()).length === 0, REACHED_WITHIN).catch(
          async () => expect(await missing()).to.deep.equal([]),
        );
        const languages = (): Promise<string[]> =>
          page.$$eval('.cell > :not([hidden])', (elements) =>
            elements.flatMap(({ shadowRoot }) => [...shadowRoot!.children].map((child) => (child as HTMLElement).lang)),
          );
        await until('all of it is in that language', async () => {
          const spoken = new Set(await languages());
          return spoken.size === 1 && spoken.has(lang);
        });
        expect(await scan(page, '.cell')).to.deep.equal([]);
        await page.close();
      });
    }
  });

  describe('after all that', () => {
    it('complains of nothing', () => {
      expect(demo.complaints).to.deep.equal([]);
    });

    it('shows what its address names', async () => {
      const page = await newPage();
      await demo.show(page, 'states.html?only=active,telnyx-phone&theme=dark&width=240');
      await page.waitForSelector('#active telnyx-phone[call-state="active"]');
      const shown = await page.evaluate(() => ({
        items: [...document.querySelectorAll('.item')].map(({ id, className }) => `${id} ${className}`),
        themes: [...document.querySelectorAll<HTMLElement>('.cell')].map(({ dataset }) => dataset['theme']),
        elements: [...document.querySelectorAll('.cell > :not([hidden])')].map(({ localName }) => localName),
        filter: [...document.querySelectorAll('select')].map(({ value }) => value),
      }));
      expect(shown).to.deep.equal({
        items: ['active item narrow'],
        themes: ['dark'],
        elements: ['telnyx-phone'],
        filter: ['', 'dark', '240', 'en'],
      });
      expect(await scan(page, 'html'), 'a page with one phone').to.deep.equal([]);
    });
  });
});
