import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { Stage } from '../support/harness/stage.ts';
import { scan } from './axe.ts';

type Scope = Record<'Notification' | 'touched' | 'made', unknown>;

/** Stands in for the browser's notifications, of which nobody sees any here, and counts who asks for them. */
const record =
  (permission: NotificationPermission, answer: NotificationPermission = 'granted') =>
  (page: Page): Promise<unknown> =>
    page.evaluateOnNewDocument(
      (before, after) => {
        const scope = globalThis as unknown as Scope;
        const made: unknown[] = (scope.made = []);
        let touched = (scope.touched = 0);
        class Recorded {
          static permission = before;
          static requestPermission(): Promise<NotificationPermission> {
            Recorded.permission = after;
            return Promise.resolve(after);
          }
          closed = false;
          readonly title: string;
          constructor(title: string) {
            this.title = title;
            made.push(this);
          }
          close(): void {
            this.closed = true;
          }
        }
        Object.defineProperty(scope, 'Notification', {
          configurable: true,
          get() {
            scope.touched = touched += 1;
            return Recorded;
          },
        });
      },
      permission,
      answer,
    );

/** What the system was told, from first to last. */
const told = (page: PhonePage): Promise<string[]> =>
  page.look(`made.map(({ title, closed }) => title + (closed ? ', closed' : ''))`);

const BOTH = '<telnyx-incoming-call notify></telnyx-incoming-call>';

describe('a call that the system tells of', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  afterEach(() => stage.closePages());
  after(() => stage.end());

  /** The phone of somebody who looks at another tab. */
  async function openHidden(user: string): Promise<PhonePage> {
    const markup = stage.phone(user, { notify: '' }) + BOTH;
    const page = await stage.open(user, { markup, prepare: record('granted') });
    const front = await page.page.browser().newPage({ type: 'tab' });
    await front.bringToFront();
    await page.reached(`document.visibilityState === 'hidden'`);
    page.page.once('close', () => void front.close());
    return page;
  }

  it('is told of once by a hidden page, for as long as it rings', async () => {
    const caller = await stage.open('impatient', { origin: stage.gateway.url });
    const page = await openHidden('elsewhere');
    const { id } = await caller.dial('elsewhere');
    await page.reached('made.length');
    expect(await told(page)).to.deep.equal(['impatient']);
    await caller.hangUp(id);
    await page.callState('destroyed');
    await page.reached('made[0].closed');
    expect(await told(page)).to.deep.equal(['impatient, closed']);
  });

  it('leads, when it is pressed, to a page on which Answer is one press away', async () => {
    const page = await openHidden('summoned');
    stage.gateway.call('summoned', { number: '+12025550143', name: 'Ada' });
    await page.reached('made.length');
    await page.look('made[0].onclick()');
    await page.reached(`document.activeElement?.shadowRoot?.activeElement?.textContent.trim() === 'Answer'`);
    expect(await page.run('call.state')).to.equal('ringing');
    expect(await told(page)).to.deep.equal(['Ada, closed']);
    await page.page.bringToFront();
    await page.page.keyboard.press('Enter');
    await page.callState('active');
  });

  it('is not told of where nothing asks for that: nothing is fetched, and nothing touched', async () => {
    const markup = stage.phone('untold') + '<telnyx-incoming-call></telnyx-incoming-call>';
    const page = await stage.open('untold', { markup, prepare: record('granted') });
    stage.gateway.call('untold');
    await page.callState('ringing');
    await page.press('Reject');
    await page.callState('destroyed');
    expect(await page.look('touched')).to.equal(0);
    expect(
      await page.look(`performance.getEntriesByType('resource').filter(({ name }) => /notify/.test(name)).length`),
    ).to.equal(0);
  });

  it('is offered, and refused, accessibly', async () => {
    const markup = stage.phone('asked', { notify: '' }) + BOTH;
    const page = await stage.open('asked', { markup, prepare: record('default', 'denied') });
    const offers = (tag: string): Promise<boolean> => page.do('offers', tag, 'Notify me of calls');
    await page.until('both offer it', async () => (await offers('telnyx-phone')) && offers('telnyx-incoming-call'));
    expect(await scan(page.page, 'telnyx-phone, telnyx-incoming-call')).to.deep.equal([]);
    await page.press('Notify me of calls');
    await page.reached(`document.querySelector('telnyx-phone').shadowRoot.textContent.includes('are blocked')`);
    expect(await offers('telnyx-incoming-call')).to.equal(false);
    expect(await scan(page.page, 'telnyx-phone, telnyx-incoming-call')).to.deep.equal([]);
  });
});
