import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/dialpad/telnyx-dialpad.ts';
import '../../../src/elements/phone/telnyx-phone.ts';
import { getHistory } from '../../../src/controllers/history.ts';
import { callViews } from '../../../src/elements/call/call-views.ts';
import { phoneNumbers } from '../../../src/elements/numbers/numbers.ts';
import { fetchLanguage } from '../../../src/localization/language.ts';
import type { TelnyxElement } from '../../../src/elements/telnyx-element.ts';
import type { TelnyxPhone } from '../../../src/elements/phone/phone.ts';
import { press, shownText } from '../../support/elements.ts';
import { FakeClient } from '../../support/fake-client.ts';
import { aSnapshot } from '../../support/snapshots.ts';

interface Mounted<Element extends TelnyxElement = TelnyxElement> {
  readonly element: Element;
  readonly client: FakeClient;
}

async function mount<Tag extends 'telnyx-dialpad' | 'telnyx-phone'>(
  tag: Tag,
  configuration = {},
): Promise<Mounted<HTMLElementTagNameMap[Tag]>> {
  const client = new FakeClient(aSnapshot({}));
  client.configuration = configuration;
  const element = document.createElement(tag);
  element.client = client;
  (await fixture<HTMLElement>(html`<main></main>`)).append(element);
  await element.updateComplete;
  return { element, client };
}

const field = (element: TelnyxElement): HTMLInputElement => element.renderRoot.querySelector('input')!;
const hint = (element: TelnyxElement): string => element.renderRoot.querySelector('.hint')!.textContent;
const dialled = ({ commands }: FakeClient): unknown[] =>
  commands.filter(([name]) => name === 'dial').map(([, number]) => number);

/** Leaves the field as the browser does when somebody has typed there. */
async function write(
  element: TelnyxElement,
  text: string,
  caret = text.length,
  inputType = 'insertText',
): Promise<void> {
  const input = field(element);
  input.focus();
  input.value = text;
  input.setSelectionRange(caret, caret);
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType }));
  await element.updateComplete;
}

async function settled(element: TelnyxElement): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
  }
}

describe('number entry', () => {
  it('fetches what is known of numbers when somebody begins to enter one, and not before', async function () {
    this.timeout(30_000);
    const { element } = await mount('telnyx-dialpad', { defaultCountry: 'US' });
    expect(phoneNumbers.value).to.equal(null);
    await write(element, '2025550143');
    expect(field(element).value).to.equal('2025550143');
    await phoneNumbers.fetch();
    await settled(element);
    expect(field(element).value).to.equal('(202) 555-0143');
  });

  describe('with it', () => {
    before(function () {
      // The numbers are many modules here, one file in the bundle.
      this.timeout(30_000);
      return Promise.all([phoneNumbers.fetch(), callViews.fetch()]);
    });

    it('groups the digits, and keeps the caret where it was', async () => {
      const { element } = await mount('telnyx-dialpad');
      await write(element, '+12025550143', 4);
      expect(field(element).value).to.equal('+1 202 555 0143');
      expect(field(element).selectionStart).to.equal(5);
      await write(element, '+1 202555 0143', 6, 'deleteContentBackward');
      expect(field(element).value).to.equal('+1 205 550 143');
      expect(field(element).selectionStart).to.equal(5);
      expect(element.value).to.equal('+1205550143');
    });

    it('says where a number is, and what is wrong with it, without standing in the way', async () => {
      const { element, client } = await mount('telnyx-dialpad', { defaultCountry: 'DE' });
      await write(element, '030123456');
      expect(hint(element)).to.equal('Germany · +49 30 123456');
      expect(element.renderRoot.querySelector('.doubtful')).to.equal(null);
      await write(element, '+49');
      expect(hint(element)).to.equal('');
      field(element).dispatchEvent(new Event('change'));
      await element.updateComplete;
      expect(hint(element)).to.equal('Shorter than a number can be');
      expect(element.renderRoot.querySelector('.doubtful')).not.to.equal(null);
      await press(element, 'Call');
      expect(dialled(client)).to.deep.equal(['+49']);
    });

    it('writes the whole number from left to right, where one writes from right to left', async () => {
      await fetchLanguage('ar');
      const { element } = await mount('telnyx-dialpad', { defaultCountry: 'DE' });
      element.lang = 'ar';
      await write(element, '030123456');
      expect(hint(element)).to.match(/^\p{Script=Arabic}+ · \u2068\+49 30 123456\u2069$/u);
    });

    it('calls a number of this country with its code, and anything else as it is', async () => {
      const { element, client } = await mount('telnyx-dialpad', { callerNumber: '+12025550100' });
      for (const text of ['(202) 555-0143', '9196', 'agent', 'sip:ada@example.com']) {
        await write(element, text);
        await press(element, 'Call');
        await settled(element);
      }
      expect(dialled(client)).to.deep.equal(['+12025550143', '9196', 'agent', 'sip:ada@example.com']);
    });

    it('leaves alone what an input method is composing', async () => {
      const { element } = await mount('telnyx-dialpad');
      field(element).value = '+12025550143';
      field(element).dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
      expect(field(element).value).to.equal('+12025550143');
    });

    it('puts in the number that was called last, in <telnyx-phone>, and calls it at the second press', async () => {
      const { element, client } = await mount('telnyx-phone');
      const history = await getHistory(client);
      await press(element, 'Call');
      await settled(element);
      expect(field(element).value, 'with nobody called yet').to.equal('');
      client.commands.length = 0;
      const about = { telnyxSessionId: null, remoteName: '', answeredAt: null, endedAt: 2 };
      history.add([
        { ...about, id: 'a', direction: 'inbound', outcome: 'missed', remoteNumber: '1', startedAt: 3 },
        { ...about, id: 'b', direction: 'outbound', outcome: 'busy', remoteNumber: '9196', startedAt: 2 },
        { ...about, id: 'c', direction: 'outbound', outcome: 'busy', remoteNumber: '9001', startedAt: 1 },
      ]);
      await press(element, 'Call');
      await settled(element);
      expect(field(element).value).to.equal('9196');
      expect(dialled(client)).to.deep.equal([]);
      await press(element, 'Call');
      await settled(element);
      expect(dialled(client)).to.deep.equal(['9196']);
    });

    it('puts in the number that it called last itself, in <telnyx-dialpad>, which keeps no history', async () => {
      const { element } = await mount('telnyx-dialpad');
      element.value = '9196';
      await settled(element);
      await press(element, 'Call');
      await settled(element);
      expect(field(element).value, 'called').to.equal('');
      await press(element, 'Call');
      await settled(element);
      expect(field(element).value).to.equal('9196');
    });

    it('presses the keys behind a number when somebody answers, and shows them until then', async () => {
      const { element, client } = await mount('telnyx-phone');
      await write(element, '9196,1');
      expect(hint(element)).to.equal('then 1');
      await press(element, 'Call');
      expect(dialled(client)).to.deep.equal(['9196']);
      client.set(aSnapshot({}, { remoteNumber: '9196', state: 'ringing' }));
      await settled(element);
      expect(shownText(element)).to.include('Then presses 1');
      await press(element, 'Cancel');
      expect(shownText(element)).not.to.include('Then presses');
    });
  });
});

describe('a phone that captures links', () => {
  before(function () {
    // The numbers are many modules here, one file in the bundle.
    this.timeout(30_000);
    return phoneNumbers.fetch();
  });

  const link = (markup = '<a href="tel:+12025550143">Call us</a>'): HTMLElement => {
    const place = document.createElement('div');
    place.innerHTML = markup;
    document.querySelector('main')!.append(place);
    return place.firstElementChild as HTMLElement;
  };
  /** Whether the browser is left to follow the link. */
  const click = (target: HTMLElement, init: MouseEventInit = {}): boolean => {
    // What is left to the browser is not to open anything here.
    addEventListener('click', (event) => event.preventDefault(), { once: true });
    let prevented = false;
    document.addEventListener('click', (event) => (prevented = event.defaultPrevented), { once: true });
    target.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ...init }));
    return !prevented;
  };
  const capture = async (value = ''): Promise<Mounted<TelnyxPhone>> => {
    const mounted = await mount('telnyx-phone');
    mounted.element.setAttribute('capture-tel-links', value);
    await mounted.element.updateComplete;
    const probe = link();
    while (click(probe)) await new Promise((resolve) => setTimeout(resolve, 5));
    await settled(mounted.element);
    mounted.element.enter('');
    await settled(mounted.element);
    return mounted;
  };

  it('puts their number in, and waits for the user to call it', async () => {
    const { element, client } = await capture();
    expect(click(link('<a href="tel:+1-202-555-0143;ext=12">Call us</a>'))).to.equal(false);
    await settled(element);
    expect(field(element).value).to.equal('+1-202-555-0143,12');
    expect(element.shadowRoot!.activeElement?.ariaLabel).to.equal('Call');
    expect(dialled(client)).to.deep.equal([]);
    await press(element, 'Call');
    expect(dialled(client)).to.deep.equal(['+12025550143']);
  });

  it('calls at once when it is told to', async () => {
    const { element, client } = await capture('dial');
    client.commands.length = 0;
    click(link());
    await settled(element);
    expect(dialled(client)).to.deep.equal(['+12025550143']);
  });

  it('finds them in shadow roots, and around what was pressed', async () => {
    const { element } = await capture();
    const host = link('<div></div>');
    host.attachShadow({ mode: 'open' }).innerHTML = '<a href="tel:9196"><b>Echo</b></a>';
    expect(click(host.shadowRoot!.querySelector('b')!)).to.equal(false);
    await settled(element);
    expect(field(element).value).to.equal('9196');
  });

  it('leaves to the browser what is meant for it', async () => {
    await capture();
    const to = (attributes: string): HTMLElement => link(`<a ${attributes}>Call us</a>`);
    for (const init of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }]) {
      expect(click(link(), init), JSON.stringify(init)).to.equal(true);
    }
    for (const attributes of [
      'href="tel:1" target="_blank"',
      'href="tel:1" download',
      'href="mailto:a@b.c"',
      'href="#tel:1"',
      'href="tel:"',
      '',
    ]) {
      expect(click(to(attributes)), attributes).to.equal(true);
    }
    const prevented = link();
    prevented.addEventListener('click', (event) => event.preventDefault());
    click(prevented);
  });

  it('is one of several, and none when it is gone', async () => {
    const { element: first } = await capture();
    const { element: second } = await mount('telnyx-phone');
    second.setAttribute('capture-tel-links', '');
    await settled(second);
    click(link());
    await settled(first);
    expect([field(first).value, field(second).value]).to.deep.equal(['+1 202 555 0143', '']);
    first.remove();
    await settled(second);
    click(link());
    await settled(second);
    expect(field(second).value).to.equal('+1 202 555 0143');
    second.removeAttribute('capture-tel-links');
    await settled(second);
    expect(click(link())).to.equal(true);
  });

  it('are left to the browser when a framework says no', async () => {
    const { element } = await capture();
    const say = async (captureTelLinks: unknown): Promise<void> => {
      Object.assign(element, { captureTelLinks });
      await settled(element);
    };
    for (const no of [undefined, false, null]) {
      await say(no);
      expect(click(link()), String(no)).to.equal(true);
      await say('');
      expect(click(link()), 'and taken again').to.equal(false);
    }
  });

  it('puts a number in beside a call that goes on', async () => {
    const { element, client } = await capture();
    client.set(aSnapshot({}, { answeredAt: 1, remoteName: 'Ada' }));
    await element.updateComplete;
    click(link());
    await settled(element);
    expect(field(element).value).to.equal('+1 202 555 0143');
  });
});
