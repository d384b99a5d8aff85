import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import '../../src/elements/phone/telnyx-phone.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import { phoneNumbers } from '../../src/elements/numbers/numbers.ts';
import { floatingPart } from '../../src/elements/phone/floating.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import type { ConnectionSnapshot, CallSnapshot } from '../../src/contract/snapshots.ts';
import { testClock } from '../support/clock.ts';
import { button, press } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const clock = testClock();
const PLACE = 'telnyx-elements:phone-place';

interface Mounted {
  phone: TelnyxPhone;
  client: FakeClient;
}

async function mount(connection: Partial<ConnectionSnapshot> = {}, attributes = ''): Promise<Mounted> {
  const client = new FakeClient(aSnapshot(connection));
  const holder = await fixture<HTMLElement>(html`<div></div>`);
  holder.innerHTML = `<telnyx-phone layout="floating" ${attributes}></telnyx-phone>`;
  const phone = holder.querySelector('telnyx-phone')!;
  phone.client = client;
  await phone.updateComplete;
  return { phone, client };
}

async function show({ phone, client }: Mounted, ...calls: Partial<CallSnapshot>[]): Promise<void> {
  client.set(aSnapshot({}, ...calls));
  await phone.updateComplete;
}

const find = (phone: TelnyxPhone, selector: string): HTMLElement =>
  phone.renderRoot.querySelector<HTMLElement>(selector)!;
const isShown = (phone: TelnyxPhone, selector: string): boolean => find(phone, selector).matches(':popover-open');
const launcher = (phone: TelnyxPhone): HTMLElement => find(phone, '.launcher');
const focused = (phone: TelnyxPhone): string => phone.shadowRoot!.activeElement?.className ?? '';
const words = (element: HTMLElement): string => element.innerText.replace(/\s+/g, ' ').trim();

async function key(phone: TelnyxPhone, name: string, on: Element = phone.shadowRoot!.activeElement!): Promise<void> {
  on.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }));
  await phone.updateComplete;
}

/** A pointer goes down on something, is moved by so much, and let go; then comes the click. */
async function drag(phone: TelnyxPhone, on: HTMLElement, x: number, y: number): Promise<void> {
  const { left, top } = on.getBoundingClientRect();
  const at = (type: string, dx: number, dy: number): PointerEvent =>
    new PointerEvent(type, {
      pointerId: 1,
      isPrimary: true,
      button: 0,
      clientX: left + 5 + dx,
      clientY: top + 5 + dy,
      bubbles: true,
      composed: true,
    });
  // Only a pointer that is really there can be captured.
  on.setPointerCapture = () => {};
  on.dispatchEvent(at('pointerdown', 0, 0));
  on.dispatchEvent(at('pointermove', x / 2, y / 2));
  on.dispatchEvent(at('pointermove', x, y));
  on.dispatchEvent(at('pointerup', x, y));
  on.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true, composed: true }));
  await phone.updateComplete;
}

const inbound = (change: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({
  direction: 'inbound',
  state: 'ringing',
  remoteName: 'Ada Lovelace',
  ...change,
});
const talk = (change: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({ answeredAt: clock.now(), ...change });

describe('<telnyx-phone layout="floating">', () => {
  before(() => Promise.all([callViews.fetch(), floatingPart.fetch()]));
  beforeEach(() => localStorage.removeItem(PLACE));

  describe('opened and minimised', () => {
    it('begins as a button in the corner, above everything', async () => {
      const { phone } = await mount();
      expect(isShown(phone, '.dock')).to.be.true;
      expect(isShown(phone, '.window')).to.be.false;
      expect(launcher(phone).getAttribute('aria-label')).to.equal('Open the phone');
      expect(launcher(phone).getAttribute('aria-expanded')).to.equal('false');
      const { right, bottom } = launcher(phone).getBoundingClientRect();
      expect(Math.round(innerWidth - right)).to.equal(16);
      expect(Math.round(innerHeight - bottom)).to.equal(16);
    });

    it('is to be seen in a box that would cut it off', async () => {
      const { phone } = await mount();
      phone.parentElement!.style.cssText = 'overflow: hidden; block-size: 1px; transform: translateX(0); opacity: 0.99';
      const { left, top } = launcher(phone).getBoundingClientRect();
      expect(document.elementFromPoint(left + 20, top + 20)).to.equal(phone);
    });

    it('opens with a press, takes the focus, and gives it back when it is minimised', async () => {
      const { phone } = await mount();
      const told: string[] = [];
      phone.addEventListener('toggle', (event) => told.push(event.newState));
      launcher(phone).focus();
      launcher(phone).click();
      await phone.updateComplete;
      expect(phone.hasAttribute('open')).to.be.true;
      expect(isShown(phone, '.window')).to.be.true;
      expect(isShown(phone, '.dock')).to.be.false;
      expect(focused(phone)).to.equal('panel');
      await press(phone, 'Minimise');
      expect(phone.open).to.be.false;
      expect(isShown(phone, '.dock')).to.be.true;
      expect(focused(phone)).to.equal('launcher');
      expect(told).to.deep.equal(['open', 'closed']);
    });

    it('is minimised by Escape, but not while that closes something in it', async () => {
      const mounted = await mount({}, 'open');
      const { phone } = mounted;
      await show(mounted, talk());
      await press(phone, 'Keypad');
      await key(phone, 'Escape', find(phone, '.panel'));
      expect(phone.open).to.be.true;
      await key(phone, 'Escape', find(phone, '.panel'));
      expect(phone.open).to.be.false;
    });

    it('opens and closes by attribute, without the focus', async () => {
      const { phone } = await mount();
      phone.setAttribute('open', '');
      await phone.updateComplete;
      expect(isShown(phone, '.window')).to.be.true;
      expect(phone.shadowRoot!.activeElement).to.be.null;
      phone.removeAttribute('open');
      await phone.updateComplete;
      expect(isShown(phone, '.window')).to.be.false;
    });

    it('stands where it is written again, and comes back after it was moved on the page', async () => {
      const { phone } = await mount();
      phone.remove();
      document.body.append(phone);
      await phone.updateComplete;
      expect(isShown(phone, '.dock')).to.be.true;
      phone.layout = 'inline';
      await phone.updateComplete;
      expect(phone.renderRoot.querySelector('.dock')).to.be.null;
      expect(phone.renderRoot.querySelector('.panel')!.getBoundingClientRect().width).to.be.above(200);
      phone.remove();
    });
  });

  describe('the button', () => {
    it('shows a call with its time, and hangs up', async () => {
      const mounted = await mount();
      const { phone, client } = mounted;
      await show(mounted, talk({ remoteName: 'Ada Lovelace' }));
      expect(words(launcher(phone))).to.match(/^Ada Lovelace In call 0:00$/);
      await press(phone, 'Hang up');
      expect(client.commands).to.deep.equal([['hangup', 'call-1']]);
    });

    it('is called by who it is and how it stands, and not anew with every second', async () => {
      const mounted = await mount();
      const { phone } = mounted;
      await show(mounted, talk({ remoteName: 'Ada Lovelace' }));
      /** What is in it, but for what is hidden from those who hear it. */
      const name = (): string => {
        const copy = launcher(phone).cloneNode(true) as HTMLElement;
        for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
        return copy.textContent.replace(/\s+/g, ' ').trim();
      };
      expect(launcher(phone).getAttribute('aria-label')).to.equal(null);
      expect(name()).to.equal('Ada Lovelace In call');
      await clock.pass(3000);
      expect(words(launcher(phone))).to.contain('0:03');
      expect(name()).to.equal('Ada Lovelace In call');
      await show(mounted, { state: 'ringing', direction: 'outbound', remoteNumber: '' });
      expect(name()).to.equal('Assistant Ringing…');
    });

    it('writes a number as the phone does', async () => {
      const mounted = await mount();
      await phoneNumbers.fetch();
      await show(mounted, talk({ remoteName: '', remoteNumber: '+12025550143' }));
      expect(words(launcher(mounted.phone))).to.match(/^\+1 202 555 0143 In call/);
    });

    it('hangs up a call that is not answered yet', async () => {
      const mounted = await mount();
      const { phone, client } = mounted;
      await show(mounted, { state: 'ringing', direction: 'outbound' });
      expect(words(launcher(phone))).to.contain('Ringing…');
      find(phone, '.dock .hang-up').click();
      expect(client.commands).to.deep.equal([['hangup', 'call-1']]);
    });

    it('shows the number of a call that is only wished for, and gives it up', async () => {
      const { phone, client } = await mount({}, 'open');
      await phoneNumbers.fetch();
      client.outcome = () => new Promise(() => {});
      const field = find(phone, '[part="number"]') as HTMLInputElement;
      field.value = '+12025550143';
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await press(phone, 'Call');
      await press(phone, 'Minimise');
      expect(words(launcher(phone))).to.equal('+1 202 555 0143 Calling…');
      find(phone, '.dock .hang-up').click();
      const [, , signal] = client.commands[0] as [string, string, AbortSignal];
      expect(signal.aborted).to.equal(true);
    });

    it('shows who calls beside a call that goes on, with a way out of each', async () => {
      const mounted = await mount();
      const { phone } = mounted;
      await show(mounted, talk());
      await show(mounted, talk(), inbound({ id: 'call-2' }));
      phone.open = false;
      await phone.updateComplete;
      const names = [...phone.renderRoot.querySelectorAll('.dock button:not(.launcher)')].map((each) =>
        each.getAttribute('aria-label'),
      );
      expect(names).to.deep.equal(['Reject', 'Answer', 'Hang up']);
    });

    it('counts missed calls until the phone is opened', async () => {
      const mounted = await mount();
      const { phone } = mounted;
      const missed = inbound({ state: 'destroyed', cause: 'originatorCancel', endedAt: clock.now() - 60_000 });
      await show(mounted, missed, { ...missed, id: 'call-2' });
      expect(find(phone, '.badge').innerText).to.equal('2');
      expect(launcher(phone).getAttribute('aria-label')).to.equal('Open the phone, Missed calls: 2');
      launcher(phone).click();
      await phone.updateComplete;
      await press(phone, 'Minimise');
      expect(phone.renderRoot.querySelector('.badge')).to.be.null;
    });

    it('says that there is no connection', async () => {
      const { phone } = await mount({ state: 'reconnecting', reason: 'signaling', attempt: 1, lostAt: clock.now() });
      expect(launcher(phone).getAttribute('aria-label')).to.equal('Open the phone, Reconnecting…');
      expect(find(phone, '.launcher .dot').className).to.equal('dot warning');
    });

    it('keeps the focus when a call comes to stand in its place, and goes again', async () => {
      const mounted = await mount();
      const { phone } = mounted;
      launcher(phone).focus();
      await show(mounted, { state: 'ringing', direction: 'outbound' });
      expect(focused(phone)).to.equal('launcher');
      button(phone, 'Hang up')!.focus();
      await show(mounted);
      expect(focused(phone)).to.equal('launcher');
    });
  });

  describe('a call that comes in', () => {
    it('opens the phone, and leaves the focus with whoever writes', async () => {
      const mounted = await mount();
      const field = document.createElement('input');
      document.body.append(field);
      field.focus();
      await show(mounted, inbound());
      expect(mounted.phone.open).to.be.true;
      expect(isShown(mounted.phone, '.window')).to.be.true;
      expect(document.activeElement).to.equal(field);
      field.remove();
    });

    it('does not open it again once it was minimised, but another does', async () => {
      const mounted = await mount();
      const { phone } = mounted;
      await show(mounted, inbound());
      await press(phone, 'Minimise');
      await show(mounted, inbound({ remoteName: 'Ada' }));
      expect(phone.open).to.be.false;
      await show(mounted, inbound(), inbound({ id: 'call-2' }));
      expect(phone.open).to.be.true;
    });

    it('closes it again when it is over and nobody has touched the phone; the button counts it', async () => {
      const mounted = await mount();
      const { phone } = mounted;
      await show(mounted, inbound());
      const over = inbound({ state: 'destroyed', cause: 'originatorCancel', endedAt: clock.now() });
      await show(mounted, over);
      expect(phone.open, 'while it is told').to.be.true;
      await show(mounted, { ...over, endedAt: clock.now() - 60_000 });
      expect(phone.open).to.be.false;
      expect(find(phone, '.badge').innerText).to.equal('1');
    });

    it('leaves it open once it was touched', async () => {
      const mounted = await mount();
      const { phone } = mounted;
      await show(mounted, inbound());
      find(phone, '.panel').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      await show(mounted);
      expect(phone.open).to.be.true;
    });

    it('that the page shows by itself opens nothing', async () => {
      const mounted = await mount();
      await show(mounted, inbound({ shownByPage: true }));
      expect(mounted.phone.open).to.be.false;
      expect(words(launcher(mounted.phone))).to.equal('');
    });

    it('is answered from the button, which opens the phone', async () => {
      const mounted = await mount();
      const { phone, client } = mounted;
      await show(mounted, inbound());
      await press(phone, 'Minimise');
      [...phone.renderRoot.querySelectorAll<HTMLElement>('.dock button')]
        .find((each) => each.getAttribute('aria-label') === 'Answer')!
        .click();
      await phone.updateComplete;
      expect(client.commands.map(([name]) => name)).to.deep.equal(['answer']);
      expect(phone.open).to.be.true;
    });
  });

  describe('its place', () => {
    const at = (phone: TelnyxPhone): { x: number; y: number } => {
      const { left, top } = find(phone, '.dock').getBoundingClientRect();
      return { x: Math.round(left), y: Math.round(top) };
    };

    it('is where a pointer drags it, which is no press; the browser remembers it', async () => {
      const { phone } = await mount();
      const before = at(phone);
      await drag(phone, launcher(phone), -200, -100);
      expect(at(phone)).to.deep.equal({ x: before.x - 200, y: before.y - 100 });
      expect(phone.open).to.be.false;
      launcher(phone).click();
      await phone.updateComplete;
      expect(phone.open).to.be.true;
      const { phone: another } = await mount();
      expect(at(another)).to.deep.equal({ x: before.x - 200, y: before.y - 100 });
    });

    it('does not change with a press by a hand that is not still', async () => {
      const { phone } = await mount();
      const before = at(phone);
      await drag(phone, launcher(phone), -3, 2);
      expect(phone.open).to.be.true;
      await press(phone, 'Minimise');
      expect(at(phone)).to.deep.equal(before);
    });

    it('never leaves the window, however far it is dragged', async () => {
      const { phone } = await mount();
      await drag(phone, launcher(phone), -9000, -9000);
      expect(at(phone)).to.deep.equal({ x: 16, y: 16 });
    });

    it('is changed by the arrow keys, and Home puts it back', async () => {
      const { phone } = await mount();
      const before = at(phone);
      launcher(phone).focus();
      await key(phone, 'ArrowLeft');
      await key(phone, 'ArrowUp');
      expect(at(phone)).to.deep.equal({ x: before.x - 32, y: before.y - 32 });
      await key(phone, 'Home');
      expect(at(phone)).to.deep.equal(before);
    });

    it('is another corner with each press, and the open phone is dragged by its header', async () => {
      const { phone } = await mount({}, 'open');
      await press(phone, 'Move to another corner');
      expect(Math.round(find(phone, '.window').getBoundingClientRect().left)).to.equal(16);
      await press(phone, 'Move to another corner');
      expect(Math.round(find(phone, '.window').getBoundingClientRect().top)).to.equal(16);
      await drag(phone, find(phone, '.window header'), 40, 0);
      expect(Math.round(find(phone, '.window').getBoundingClientRect().left)).to.equal(56);
    });

    it('is mirrored where one writes from right to left', async () => {
      const { phone } = await mount();
      phone.parentElement!.dir = 'rtl';
      phone.requestUpdate();
      await phone.updateComplete;
      expect(at(phone).x).to.equal(16);
      await drag(phone, launcher(phone), 100, 0);
      expect(at(phone).x).to.equal(116);
    });

    it('is the corner where what is stored is none of ours, or storage is blocked', async () => {
      const { phone: usual } = await mount();
      const corner = at(usual);
      for (const stored of ['not JSON', '{"inline":7,"block":-1}', '[]', 'null']) {
        localStorage.setItem(PLACE, stored);
        const { phone } = await mount();
        expect(at(phone), stored).to.deep.equal(corner);
      }
      const own = Object.getOwnPropertyDescriptor(window, 'localStorage')!;
      Object.defineProperty(window, 'localStorage', {
        configurable: true,
        get: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
      try {
        const { phone } = await mount();
        expect(at(phone)).to.deep.equal(corner);
        await drag(phone, launcher(phone), -100, 0);
        expect(at(phone).x).to.equal(corner.x - 100);
      } finally {
        Object.defineProperty(window, 'localStorage', own);
      }
    });

    it('is above a virtual keyboard, and is left where it is when the page is zoomed into', async () => {
      const own = Object.getOwnPropertyDescriptor(window, 'visualViewport')!;
      const seen = Object.assign(new EventTarget(), { scale: 1, height: innerHeight, offsetTop: 0 });
      Object.defineProperty(window, 'visualViewport', { configurable: true, value: seen });
      try {
        const { phone } = await mount();
        const before = at(phone);
        const resize = (scale: number, less: number): void => {
          Object.assign(seen, { scale, height: innerHeight - less });
          seen.dispatchEvent(new Event('resize'));
        };
        resize(1, 200);
        expect(at(phone)).to.deep.equal({ x: before.x, y: before.y - 200 });
        resize(2, 200);
        expect(at(phone)).to.deep.equal(before);
      } finally {
        Object.defineProperty(window, 'visualViewport', own);
      }
    });

    it('makes way for what is being written in', async () => {
      const { phone } = await mount();
      const field = document.createElement('textarea');
      field.style.cssText = 'position: fixed; inset: auto 0 0 auto; inline-size: 200px; block-size: 80px';
      document.body.append(field);
      const before = at(phone);
      field.focus();
      expect(find(phone, '.dock').getBoundingClientRect().bottom).to.be.at.most(field.getBoundingClientRect().top);
      field.blur();
      expect(at(phone)).to.deep.equal(before);
      field.remove();
    });
  });

  for (const theme of ['light', 'dark']) {
    for (const open of [true, false]) {
      for (const calls of [[], [talk(), inbound({ id: 'call-2' })]]) {
        it(`is accessible with ${calls.length} calls, ${open ? 'open' : 'minimised'}, ${theme}`, async () => {
          const mounted = await mount({}, `theme="${theme}"`);
          const { phone } = mounted;
          await show(mounted, ...calls);
          phone.open = open;
          await phone.updateComplete;
          await nextFrame();
          // In the middle of fading in, nothing has the contrast that it is about to have.
          const fading = (): boolean =>
            [...phone.renderRoot.querySelectorAll('.window, .dock')].some(
              (each) => each.checkVisibility() && getComputedStyle(each).opacity !== '1',
            );
          await waitUntil(() => !fading());
          await expect(phone).to.be.accessible();
        });
      }
    }
  }
});
