import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/elements/incoming-call/telnyx-incoming-call.ts';
import '../../src/elements/phone/telnyx-phone.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import type { TelnyxIncomingCall } from '../../src/elements/incoming-call/incoming-call.ts';
import { notifyView } from '../../src/elements/notify/notify.ts';
import { phoneNumbers } from '../../src/elements/numbers/numbers.ts';
import { floatingPart } from '../../src/elements/phone/floating.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import type { TelnyxElement } from '../../src/elements/telnyx-element.ts';
import { fetchLanguage } from '../../src/localization/language.ts';
import type { CallSnapshot, ConnectionSnapshot } from '../../src/contract/snapshots.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { FakeNotification } from '../support/fake-notification.ts';
import { aSnapshot } from '../support/snapshots.ts';

type Calls = Partial<CallSnapshot>[];

const OFFER = 'Notify me of calls';
const rings = (change: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({
  direction: 'inbound',
  state: 'ringing',
  ...change,
});

/** The user looks at the page, or does not. */
function look(at: boolean): void {
  const { document: seen } = window.top!;
  seen.hasFocus = () => at;
  window.dispatchEvent(new Event(at ? 'focus' : 'blur'));
}

/** Whatever was to be done at once is done. */
const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

async function set(client: FakeClient, calls: Calls, connection: Partial<ConnectionSnapshot> = {}): Promise<void> {
  client.set(aSnapshot(connection, ...calls));
  await settled();
}

const titles = (): string[] => FakeNotification.open.map(({ title }) => title);

describe('notify', () => {
  const real = Object.getOwnPropertyDescriptor(globalThis, 'Notification');
  before(function () {
    // The numbers are many modules here, one file in the bundle.
    this.timeout(30_000);
    return Promise.all([callViews.fetch(), floatingPart.fetch(), notifyView.fetch(), phoneNumbers.fetch()]);
  });
  beforeEach(() => {
    FakeNotification.reset();
    FakeNotification.permission = 'granted';
    Object.defineProperty(globalThis, 'Notification', { value: FakeNotification, configurable: true, writable: true });
    look(false);
  });
  afterEach(() => {
    document.documentElement.lang = 'en';
    delete (window.top!.document as Partial<Document>).hasFocus;
    if (real) Object.defineProperty(globalThis, 'Notification', real);
  });

  const phone = (client: FakeClient): Promise<TelnyxPhone> =>
    fixture<TelnyxPhone>(html`<telnyx-phone notify .client=${client}></telnyx-phone>`);
  const incomingCall = (client: FakeClient): Promise<TelnyxIncomingCall> =>
    fixture<TelnyxIncomingCall>(html`<telnyx-incoming-call notify .client=${client}></telnyx-incoming-call>`);

  describe('a call that rings while nobody looks at the page', () => {
    it('is told of by the system once, though several elements want it', async () => {
      const client = new FakeClient(aSnapshot());
      await fixture(
        html`<div>
          <telnyx-phone notify .client=${client}></telnyx-phone>
          <telnyx-phone notify .client=${client}></telnyx-phone>
          <telnyx-incoming-call notify .client=${client}></telnyx-incoming-call>
        </div>`,
      );
      await set(client, [rings({ id: 'in', remoteNumber: '+12025550143' })]);
      await set(client, [rings({ id: 'in', remoteNumber: '+12025550143', earlyMedia: true })]);
      expect(FakeNotification.made).to.have.length(1);
      const [{ title, options }] = FakeNotification.made as [FakeNotification];
      expect(title).to.equal('+1 202 555 0143');
      expect(options).to.deep.equal({
        body: 'Incoming call. Press here to go to the phone.',
        tag: 'in',
        requireInteraction: true,
        lang: 'en',
        dir: 'ltr',
      });
    });

    it('is told of by name, with the number below', async () => {
      const client = new FakeClient(aSnapshot());
      await phone(client);
      await set(client, [rings({ remoteName: 'Ada Lovelace', remoteNumber: '+12025550143' })]);
      expect(titles()).to.deep.equal(['Ada Lovelace']);
      expect(FakeNotification.open[0]?.options.body).to.match(/^\+1 202 555 0143\nIncoming call/);
    });

    it('is told of also without a name or a number', async () => {
      const client = new FakeClient(aSnapshot());
      await phone(client);
      await set(client, [rings({ remoteNumber: '' })]);
      expect(titles()).to.deep.equal(['Unknown caller']);
    });

    it('is told of in the language of the element, with numbers from left to right', async () => {
      await fetchLanguage('ar');
      document.documentElement.lang = 'ar';
      const client = new FakeClient(aSnapshot());
      await phone(client);
      await set(client, [rings({ remoteNumber: '+12025550143' })]);
      const [{ title, options }] = FakeNotification.made as [FakeNotification];
      expect(title).to.equal('\u2066+1 202 555 0143\u2069');
      expect(options).to.include({ lang: 'ar', dir: 'rtl' });
      expect(options.body).to.include('مكالمة واردة');
    });

    it('is told of also when it began to ring before the element came', async () => {
      await phone(new FakeClient(aSnapshot({}, rings({ remoteName: 'Ada' }))));
      await settled();
      expect(titles()).to.deep.equal(['Ada']);
    });

    it('is told of beside another that rings', async () => {
      const client = new FakeClient(aSnapshot());
      await phone(client);
      const second = rings({ id: 'second', remoteName: 'Grace' });
      await set(client, [rings({ remoteName: 'Ada' }), second]);
      expect(titles()).to.deep.equal(['Ada', 'Grace']);
      await set(client, [second]);
      expect(titles()).to.deep.equal(['Grace']);
    });

    const nothing: [why: string, calls: Calls, attribute?: string][] = [
      ['an element without the attribute', [rings()], ''],
      ['a call that the page shows by itself', [rings({ shownByPage: true })]],
      ['a call that goes out', [{ state: 'ringing' }]],
      ['a call that goes on', [{ answeredAt: 1 }]],
    ];
    for (const [why, calls, attribute = 'notify'] of nothing) {
      it(`is not told of: ${why}`, async () => {
        const client = new FakeClient(aSnapshot());
        const holder = await fixture<HTMLElement>(html`<div></div>`);
        holder.innerHTML = `<telnyx-phone ${attribute}></telnyx-phone>`;
        holder.querySelector('telnyx-phone')!.client = client;
        await settled();
        await set(client, calls);
        expect(FakeNotification.made).to.deep.equal([]);
      });
    }

    for (const permission of ['default', 'denied'] as const) {
      it(`is not told of while the permission is ${permission}, and nobody is asked`, async () => {
        FakeNotification.permission = permission;
        const client = new FakeClient(aSnapshot());
        await phone(client);
        await set(client, [rings()]);
        expect([FakeNotification.made, FakeNotification.asked]).to.deep.equal([[], 0]);
      });
    }

    it('waits for the page to say that it shows it', async () => {
      const client = new FakeClient(aSnapshot());
      await phone(client);
      client.set(aSnapshot({}, rings()));
      client.set(aSnapshot({}, rings({ shownByPage: true })));
      await settled();
      expect(FakeNotification.made).to.deep.equal([]);
    });
  });

  describe('what the system tells', () => {
    const ends: [when: string, calls: Calls, connection?: Partial<ConnectionSnapshot>][] = [
      ['the user answers', [rings({ pending: ['answer'] })]],
      ['it is answered', [{ direction: 'inbound', answeredAt: 1 }]],
      ['the user rejects', [rings({ pending: ['reject'] })]],
      ['the caller gives up', [rings({ state: 'destroyed', cause: 'originatorCancel', endedAt: 1 })]],
      ['the call is forgotten', []],
      ['the connection is lost', [rings()], { state: 'reconnecting', reason: 'signaling', lostAt: 1 }],
    ];
    for (const [when, calls, connection] of ends) {
      it(`goes when ${when}`, async () => {
        const client = new FakeClient(aSnapshot());
        await phone(client);
        await set(client, [rings()]);
        expect(titles()).to.have.length(1);
        await set(client, calls, connection);
        expect(titles()).to.deep.equal([]);
      });
    }

    it('comes when the user leaves a page on which it rings, and goes when they come back', async () => {
      look(true);
      const client = new FakeClient(aSnapshot());
      await phone(client);
      await set(client, [rings()]);
      expect(FakeNotification.made).to.deep.equal([]);
      look(false);
      await settled();
      expect(titles()).to.have.length(1);
      look(true);
      expect(titles()).to.deep.equal([]);
    });

    it('goes when the page is left, and does not come again', async () => {
      const client = new FakeClient(aSnapshot());
      await phone(client);
      await set(client, [rings()]);
      window.dispatchEvent(new PageTransitionEvent('pagehide'));
      expect(titles()).to.deep.equal([]);
      await set(client, [rings({ earlyMedia: true })]);
      expect(titles()).to.deep.equal([]);
      window.dispatchEvent(new PageTransitionEvent('pageshow'));
      await settled();
      expect(titles()).to.have.length(1);
    });

    it('goes with the last element that wants it, and stays when that is only moved', async () => {
      const client = new FakeClient(aSnapshot());
      const [one, other] = [await phone(client), await incomingCall(client)];
      await set(client, [rings()]);
      one.remove();
      await settled();
      document.body.append(other);
      await settled();
      expect([FakeNotification.made.length, titles().length]).to.deep.equal([1, 1]);
      other.notify = false;
      await other.updateComplete;
      await settled();
      expect(titles()).to.deep.equal([]);
      other.remove();
    });

    it('is of the client that the element has', async () => {
      const client = new FakeClient(aSnapshot());
      const element = await phone(client);
      await set(client, [rings({ remoteName: 'Ada' })]);
      element.client = new FakeClient(aSnapshot({}, rings({ id: 'other', remoteName: 'Grace' })));
      await element.updateComplete;
      await settled();
      expect(titles()).to.deep.equal(['Grace']);
    });

    it('does not come again when the user has closed it', async () => {
      const client = new FakeClient(aSnapshot());
      await phone(client);
      await set(client, [rings()]);
      FakeNotification.made[0]!.close();
      await settled();
      await set(client, [rings({ earlyMedia: true })]);
      look(true);
      look(false);
      await settled();
      expect(FakeNotification.made).to.have.length(1);
    });
  });

  describe('a press on it', () => {
    const focused = (element: TelnyxElement): string | undefined =>
      element.shadowRoot?.activeElement?.textContent.trim();

    async function pressed(element: TelnyxElement, title = 'Ada'): Promise<void> {
      await waitUntil(() => titles().includes(title), title);
      FakeNotification.open.find((each) => each.title === title)!.onclick?.();
      await waitUntil(() => !titles().includes(title));
      await settled();
      await element.updateComplete;
    }

    for (const [tag, mount] of [
      ['telnyx-phone', phone],
      ['telnyx-incoming-call', incomingCall],
    ] as const) {
      it(`puts the focus on Answer, and answers nothing: ${tag}`, async () => {
        const client = new FakeClient(aSnapshot());
        const element = await mount(client);
        await set(client, [rings({ remoteName: 'Ada' })]);
        let windows = 0;
        const focus = window.focus.bind(window);
        window.focus = () => (windows += 1);
        await pressed(element);
        window.focus = focus;
        expect([document.activeElement, focused(element), windows]).to.deep.equal([element, 'Answer', 1]);
        expect(client.commands).to.deep.equal([]);
        // Nor is it told of again while it rings on.
        await set(client, [rings({ remoteName: 'Ada', earlyMedia: true })]);
        expect(FakeNotification.made).to.have.length(1);
      });
    }

    it('leads to the call that was pressed, of several', async () => {
      const client = new FakeClient(aSnapshot());
      const element = await phone(client);
      const older = rings({ id: 'older', remoteName: 'Ada', startedAt: 1 });
      await set(client, [older, rings({ id: 'newer', remoteName: 'Grace', startedAt: 2 })]);
      await pressed(element, 'Ada');
      expect(element.shadowRoot!.activeElement?.closest('[role="listitem"]')?.textContent).to.include('Ada');
      await pressed(element, 'Grace');
      expect(element.shadowRoot!.activeElement?.closest('.incoming')?.textContent).to.include('Grace');
    });

    it('leads to the element that shows it, and to no other call', async () => {
      const client = new FakeClient(aSnapshot());
      const element = await incomingCall(client);
      const older = rings({ id: 'older', remoteName: 'Ada', startedAt: 1 });
      await set(client, [older, rings({ id: 'newer', remoteName: 'Grace', startedAt: 2 })]);
      await pressed(element, 'Ada');
      expect(element.shadowRoot!.activeElement).to.equal(null);
      await pressed(element, 'Grace');
      expect(focused(element)).to.equal('Answer');
    });

    it('leads past an element that is not to be seen', async () => {
      const client = new FakeClient(aSnapshot());
      const unseen = await phone(client);
      unseen.hidden = true;
      const element = await incomingCall(client);
      await set(client, [rings({ remoteName: 'Ada' })]);
      await pressed(element);
      expect([document.activeElement, focused(element)]).to.deep.equal([element, 'Answer']);
    });

    it('leads into a call that goes on, to the answer that holds it', async () => {
      const client = new FakeClient(aSnapshot({}, { id: 'talks', answeredAt: 1 }));
      const element = await phone(client);
      await set(client, [{ id: 'talks', answeredAt: 1 }, rings({ remoteName: 'Ada', startedAt: 2 })]);
      await pressed(element);
      expect(focused(element)).to.equal('Hold and answer');
    });

    it('opens a phone that the user has minimised', async () => {
      const client = new FakeClient(aSnapshot());
      const element = await fixture<TelnyxPhone>(
        html`<telnyx-phone notify layout="floating" .client=${client}></telnyx-phone>`,
      );
      await set(client, [rings({ remoteName: 'Ada' })]);
      await press(element, 'Minimise');
      expect(element.open).to.equal(false);
      await pressed(element);
      expect([element.open, focused(element)]).to.deep.equal([true, 'Answer']);
    });
  });

  describe('a user who was not asked yet', () => {
    beforeEach(() => {
      FakeNotification.permission = 'default';
    });

    it('is asked by the press of a button, which all elements offer while nothing rings', async () => {
      const client = new FakeClient(aSnapshot());
      const [one, other] = [await phone(client), await incomingCall(client)];
      expect(buttons(one)).to.include(OFFER);
      expect(buttons(other)).to.deep.equal([OFFER]);
      expect(FakeNotification.asked).to.equal(0);
      await press(one, OFFER);
      await settled();
      expect(FakeNotification.asked).to.equal(1);
      expect([button(one, OFFER), button(other, OFFER)]).to.deep.equal([null, null]);
      await set(client, [rings({ remoteName: 'Ada' })]);
      expect(titles()).to.deep.equal(['Ada']);
    });

    it('is told where to allow it, who has refused: there where they have pressed, and until they have allowed it', async () => {
      FakeNotification.answer = 'denied';
      const client = new FakeClient(aSnapshot());
      const [one, other] = [await phone(client), await incomingCall(client)];
      await press(other, OFFER);
      await settled();
      expect(buttons(other)).to.deep.equal([]);
      expect(shownText(other)).to.include('Allow them for this site in the settings of the browser.');
      expect(shownText(one)).not.to.include('Allow them');
      FakeNotification.permission = 'granted';
      look(true);
      await other.updateComplete;
      expect(shownText(other)).to.equal('');
    });

    it('can ask again when the question was put away', async () => {
      FakeNotification.answer = 'default';
      const element = await phone(new FakeClient(aSnapshot()));
      await press(element, OFFER);
      await settled();
      await press(element, OFFER);
      await settled();
      expect(FakeNotification.asked).to.equal(2);
    });

    it('is not asked in the middle of a call, nor while one is dialled or begins', async () => {
      const client = new FakeClient(aSnapshot());
      const element = await phone(client);
      for (const call of [rings(), { answeredAt: 1 }, { state: 'new' as const }]) {
        await set(client, [call]);
        expect(button(element, OFFER)).to.equal(null);
      }
      await set(client, [{ answeredAt: 1 }]);
      await press(element, 'Add call');
      expect(button(element, OFFER)).to.equal(null);
    });

    it('is not asked by a phone that only calls an assistant', async () => {
      const client = new FakeClient(aSnapshot());
      client.configuration = { assistantId: 'assistant-1' };
      expect(button(await phone(client), OFFER)).to.equal(null);
    });

    const without: [why: string, change: () => () => unknown][] = [
      [
        'has no notifications',
        () => {
          Reflect.deleteProperty(globalThis, 'Notification');
          return () => undefined;
        },
      ],
      [
        'leaves them to service workers, as Chromium does on Android',
        () => {
          const value = { platform: 'Android' };
          Object.defineProperty(navigator, 'userAgentData', { value, configurable: true });
          return () => Reflect.deleteProperty(navigator, 'userAgentData');
        },
      ],
      [
        'has none for pages that are not secure',
        () => {
          const own = Object.getOwnPropertyDescriptor(window, 'isSecureContext')!;
          Object.defineProperty(window, 'isSecureContext', { value: false, configurable: true });
          return () => Object.defineProperty(window, 'isSecureContext', own);
        },
      ],
    ];
    for (const [why, change] of without) {
      it(`is offered nothing by a browser that ${why}`, async () => {
        const restore = change();
        const client = new FakeClient(aSnapshot());
        const element = await phone(client);
        const offered = buttons(element);
        FakeNotification.permission = 'granted';
        await set(client, [rings()]);
        restore();
        expect(offered).not.to.include(OFFER);
        expect(FakeNotification.made).to.deep.equal([]);
      });
    }

    it('tells who has refused before where to allow it, in the settings of the phone alone', async () => {
      FakeNotification.permission = 'denied';
      const element = await phone(new FakeClient(aSnapshot()));
      expect(shownText(element)).not.to.include('Notifications are blocked');
      await press(element, 'Audio devices');
      expect(shownText(element)).to.include('Notifications are blocked');
    });
  });

  // It is remembered for as long as the page lives, so it comes last.
  describe('a browser that turns out to have no notifications for pages', () => {
    it('does no harm, and offers none any more', async () => {
      FakeNotification.constructible = false;
      const client = new FakeClient(aSnapshot());
      const element = await phone(client);
      await set(client, [rings()]);
      expect(button(element, 'Answer')).not.to.equal(null);
      await set(client, []);
      FakeNotification.permission = 'default';
      await set(client, []);
      expect(button(element, OFFER)).to.equal(null);
    });
  });
});
