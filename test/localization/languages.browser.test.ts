import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/elements/call-status/telnyx-call-status.ts';
import '../../src/elements/phone/telnyx-phone.ts';
import '../../src/elements/reconnect-banner/telnyx-reconnect-banner.ts';
import type { TelnyxElement } from '../../src/elements/telnyx-element.ts';
import { setTexts } from '../../src/index.ts';
import { shownText, press } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const TALK = { answeredAt: Date.now() - 65_000, mediaHealthy: true, remoteName: 'Ada' } as const;

/** A status in a call, in what surrounds it. */
async function status(around: (element: TelnyxElement) => Element, lang?: string): Promise<TelnyxElement> {
  const element = document.createElement('telnyx-call-status');
  element.client = new FakeClient(aSnapshot({}, TALK));
  if (lang !== undefined) element.lang = lang;
  await fixture(html`${around(element)}`);
  await element.updateComplete;
  return element;
}

const inside = (attributes: Record<string, string>) => (element: Element) => {
  const holder = document.createElement('div');
  for (const [name, value] of Object.entries(attributes)) holder.setAttribute(name, value);
  holder.append(element);
  return holder;
};

const says = (element: TelnyxElement, words: string): Promise<void> =>
  waitUntil(() => shownText(element).includes(words), `it says ${words}`);
const content = (element: TelnyxElement): HTMLElement => element.renderRoot.firstElementChild as HTMLElement;

describe('the language of an element', () => {
  afterEach(() => (document.documentElement.lang = 'en'));

  it('is English in an English page, where nothing says so twice', async () => {
    const element = await status(inside({}));
    expect(shownText(element)).to.include('In call');
  });

  it('is that of its own lang, and for a moment nothing is shown rather than English', async () => {
    const began = performance.now();
    const element = await status(inside({}), 'de-AT');
    if (performance.now() - began < 250) expect(shownText(element)).to.include('Im Gespräch');
    await says(element, 'Im Gespräch');
    expect(content(element).lang).to.equal('de');
    expect(content(element).dir).to.equal('ltr');
  });

  it('is that of what is around it', async () => {
    await says(await status(inside({ lang: 'fr-CA' })), 'En communication');
  });

  it('is that of the page, and follows it', async () => {
    document.documentElement.lang = 'nl';
    const element = await status(inside({}));
    await says(element, 'In gesprek');
    document.documentElement.lang = 'it';
    await says(element, 'In chiamata');
    document.documentElement.lang = 'en';
    await says(element, 'In call');
  });

  it('is that of the hosts of the shadow roots that it is in, and follows them', async () => {
    const host = document.createElement('div');
    const element = await status((each) => {
      host.lang = 'pl';
      const inner = document.createElement('p');
      host.attachShadow({ mode: 'open' }).append(inner);
      inner.attachShadow({ mode: 'open' }).append(each);
      return host;
    });
    await says(element, 'Rozmowa');
    host.lang = 'es';
    await says(element, 'En llamada');
  });

  it('is English, and says so, where there are no texts in it', async () => {
    const element = await status(inside({ lang: 'sv', dir: 'ltr' }));
    await says(element, 'In call');
    expect(content(element).lang).to.equal('en');
    expect(content(element).dir).to.equal('');
  });

  it('can differ from that of the next element', async () => {
    const german = await status(inside({ lang: 'de' }));
    const chinese = await status(inside({ lang: 'zh-CN' }));
    await says(chinese, '通话中');
    german.requestUpdate();
    await german.updateComplete;
    await says(german, 'Im Gespräch');
  });

  it('runs from right to left where it does, unless the element is told otherwise', async () => {
    const element = await status(inside({ lang: 'ar' }));
    await says(element, 'في مكالمة');
    expect(content(element).dir).to.equal('rtl');
    const timer = element.renderRoot.querySelector('[part="timer"]')!;
    expect(timer.textContent).to.equal('1:05');
    expect(getComputedStyle(timer).direction).to.equal('ltr');

    const told = await status((each) => inside({ lang: 'he' })((each.setAttribute('dir', 'ltr'), each)));
    await says(told, 'בשיחה');
    expect(content(told).dir).to.equal('');
    expect(getComputedStyle(content(told)).direction).to.equal('ltr');
  });

  it('is configured by the phone, for the elements of its client in a page in another', async () => {
    const client = new FakeClient(aSnapshot({}, TALK));
    client.onConfigure = (configuration) => (client.configuration = configuration);
    const holder = await fixture<HTMLElement>(html`<div><telnyx-call-status></telnyx-call-status></div>`);
    const beside = holder.querySelector('telnyx-call-status')!;
    beside.client = client;
    const phone = document.createElement('telnyx-phone');
    phone.client = client;
    phone.lang = 'pt-BR';
    holder.append(phone);
    await says(beside, 'Em chamada');
    await says(phone, 'Telefone');
  });

  it('keeps 1 2 3 from left to right, and phone numbers too', async () => {
    const phone = document.createElement('telnyx-phone');
    phone.client = new FakeClient(aSnapshot());
    phone.lang = 'ar';
    await fixture(html`${phone}`);
    await says(phone, 'الهاتف');
    const keys = [...phone.renderRoot.querySelectorAll('[part="dialpad-key"]')].map(
      (key) => key.getBoundingClientRect().x,
    );
    expect(keys[0]).to.be.lessThan(keys[1]!);
    expect(keys[1]).to.be.lessThan(keys[2]!);
    expect(getComputedStyle(phone.renderRoot.querySelector('input')!).direction).to.equal('ltr');
    const header = phone.renderRoot.querySelector('header')!.getBoundingClientRect();
    const state = phone.renderRoot.querySelector('header .status')!.getBoundingClientRect();
    expect(state.right).to.be.lessThan(header.x + header.width / 2);
  });

  it('translates problems by their code, whatever the message was', async () => {
    const client = new FakeClient(aSnapshot());
    const phone = document.createElement('telnyx-phone');
    phone.client = client;
    phone.lang = 'de';
    await fixture(html`${phone}`);
    await says(phone, 'Telefon');
    client.report({ code: 'invalid-option', message: 'The option host is no URL. Correct it.' });
    await says(phone, 'Eine Option hat einen unbrauchbaren Wert.');
    await press(phone, 'Schließen');
  });

  it('has the numbers and plurals of the language', async () => {
    const connection = { state: 'reconnecting', reason: 'signaling', lostAt: Date.now() - 9000, attempt: 3 } as const;
    const banner = document.createElement('telnyx-reconnect-banner');
    const client = new FakeClient(aSnapshot({ ...connection, nextAttemptAt: Date.now() + 2900 }));
    banner.client = client;
    banner.lang = 'pl';
    await fixture(html`${banner}`);
    await says(banner, 'Próba 3 z 10 (pozostało: 3 sekundy).');
    client.set(aSnapshot({ ...connection, nextAttemptAt: Date.now() + 6900 }));
    await says(banner, 'Próba 3 z 10 (pozostało: 7 sekund).');
  });
});

describe('texts of the page’s own', () => {
  it('count in every language, or in one', async () => {
    const german = await status(inside({ lang: 'de-AT' }));
    const french = await status(inside({ lang: 'fr' }));
    await says(german, 'Im Gespräch');
    await says(french, 'En communication');
    setTexts({ 'call.active': 'Am Apparat' }, 'de');
    await says(german, 'Am Apparat');
    expect(shownText(french)).to.include('En communication');
    setTexts({ 'call.active': 'Im G’spräch' }, 'de-AT');
    await says(german, 'Im G’spräch');
    setTexts({ 'call.active': 'Talking' });
    await says(french, 'Talking');
    expect(shownText(german)).to.include('Im G’spräch');
  });

  it('can bring a language that we do not have, with its numbers', async () => {
    setTexts({ 'notice.next-of': 'Försök {attempt} av {max} om {seconds}.', 'call.active': 'I samtal' }, 'sv');
    const banner = document.createElement('telnyx-reconnect-banner');
    const connection = { state: 'reconnecting', reason: 'signaling', lostAt: Date.now() - 9000, attempt: 3 } as const;
    banner.client = new FakeClient(aSnapshot({ ...connection, nextAttemptAt: Date.now() + 2900 }));
    banner.lang = 'sv-FI';
    await fixture(html`${banner}`);
    await says(banner, 'Försök 3 av 10 om 3 sekunder.');
  });
});

describe('what is announced', () => {
  afterEach(() => (document.documentElement.lang = 'en'));

  it('is said in the language of the page', async () => {
    const said: string[] = [];
    const ear = new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) {
          if (node instanceof HTMLElement && node.lang) said.push(`${node.lang}: ${node.textContent}`);
        }
      }
    });
    ear.observe(document.body, { childList: true, subtree: true });
    document.documentElement.lang = 'ja';
    const client = new FakeClient(aSnapshot());
    const element = document.createElement('telnyx-call-status');
    element.client = client;
    document.body.append(element);
    await says(element, '準備完了');
    client.set(aSnapshot({}, { direction: 'inbound', state: 'ringing', remoteName: 'Ada' }));
    await waitUntil(() => said.length > 0, 'something is said');
    expect(said).to.deep.equal(['ja: Ada からの着信']);
    element.remove();
    ear.disconnect();
  });
});
