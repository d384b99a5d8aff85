import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { BROWSER, Stage } from '../support/harness/stage.ts';
import { UntouchedPage } from '../support/harness/untouched-page.ts';
import { silenceFile } from '../support/silence.ts';

const SOUND = `data:audio/wav;base64,${Buffer.from(silenceFile()).toString('base64')}`;

const PRESSES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'a click anywhere': (page) => page.mouse.click(400, 400),
  'a key anywhere': (page) => page.keyboard.press('a'),
};

const POLICIES: Readonly<Record<string, Record<string, number>>> =
  BROWSER === 'firefox'
    ? {
        'audio that is blocked': { 'media.autoplay.default': 1 },
        'all that is blocked': { 'media.autoplay.default': 5 },
      }
    : { 'audio that is blocked': {} };

for (const [what, firefoxPreferences] of Object.entries(POLICIES)) {
  describe(`A browser that lets nothing sound before somebody presses something: ${what}`, function () {
    this.timeout(40_000);
    let stage: Stage;
    const open: UntouchedPage[] = [];
    const visit = async (
      ...args: Parameters<typeof UntouchedPage.open> extends [unknown, ...infer Rest] ? Rest : never
    ) => {
      const page = await UntouchedPage.open(stage, ...args);
      open.push(page);
      await page.until('connected', ({ connection }) => connection === 'connected');
      return page;
    };
    before(async () => {
      stage = await Stage.start({
        autoplay: false,
        firefoxPreferences,
        folders: { '/untouched/': new URL('../support/harness/untouched', import.meta.url).pathname },
      });
    });
    afterEach(() => Promise.all(open.splice(0).map(({ page }) => page.close())));
    after(() => stage.end());

    for (const [name, press] of Object.entries(PRESSES)) {
      it(`shows it when a call rings, with our tone, until ${name}`, async () => {
        const user = `tone-${name.replaceAll(' ', '-')}`;
        const page = await visit(user, {}, { markup: '<telnyx-incoming-call></telnyx-incoming-call>' });
        stage.gateway.call(user);
        const told = await page.until(
          'sound is off',
          ({ playbackBlocked, words }) => playbackBlocked && /Sound is off.*Sound is off/.test(words),
        );
        expect(told.words).to.match(/Press anywhere on the page to hear it ring\. *Turn on sound/);
        expect([told.used, told.errors]).to.deep.equal([false, ['playback-blocked']]);
        await page.page.keyboard.press('Escape');
        await press(page.page);
        const { tones, errors } = await page.until(
          'it is heard',
          ({ playbackBlocked, words }) => !playbackBlocked && !words.includes('Sound is off'),
        );
        expect([tones, errors]).to.deep.equal([1, ['playback-blocked']]);
      });
    }

    it('does the same for the page’s own ringtone', async () => {
      const page = await visit('own-sound', { ringtone: SOUND });
      stage.gateway.call('own-sound');
      const before = await page.until('sound is off', ({ playbackBlocked }) => playbackBlocked);
      expect([before.used, before.playing]).to.deep.equal([false, 0]);
      await page.page.mouse.click(400, 400);
      // Where this was seen, headless and without a sound device, Firefox gave the file up and our tone took its place.
      const own = BROWSER === 'chromium' ? 1 : 0;
      await page.until(
        'it plays',
        ({ playbackBlocked, playing, tones }) => !playbackBlocked && playing === own && tones === 1 - own,
      );
    });

    it('says nothing any more when the caller has given up', async () => {
      const caller = await stage.open('gives-up', { origin: stage.gateway.url });
      const page = await visit('was-called');
      await caller.dial('was-called');
      await page.until('sound is off', ({ playbackBlocked }) => playbackBlocked);
      await caller.press('Hang up');
      await page.until(
        'it is over',
        ({ call, playbackBlocked, tones }) => call === 'destroyed' && !playbackBlocked && tones === 0,
      );
      await page.page.mouse.click(400, 400);
      await page.until('silence', ({ used, tones, playing }) => used && tones + playing === 0);
      await stage.closePages();
    });

    it('lets a call be heard that the page answers by itself: at once, or with the first press', async () => {
      const page = await visit('by-itself', {}, { answers: true });
      stage.gateway.call('by-itself');
      // Chromium lets a page be heard that has the microphone.
      const atOnce = BROWSER === 'chromium';
      if (!atOnce) {
        await page.until('it says so', ({ call, playbackBlocked, words }) => {
          return call === 'active' && playbackBlocked && words.includes('Sound is off');
        });
        await page.page.mouse.click(400, 400);
      }
      const told = await page.until(
        'it is heard',
        ({ call, playbackBlocked, playing, tones }) =>
          call === 'active' && !playbackBlocked && playing === 1 && tones === 0,
      );
      expect(told.used).to.equal(!atOnce);
    });
  });
}
