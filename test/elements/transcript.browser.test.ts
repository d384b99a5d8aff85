import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { LitElement } from 'lit';
import type { ConversationMessage } from '../../src/contract/conversation.ts';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import '../../src/elements/call-button/telnyx-call-button.ts';
import '../../src/elements/phone/telnyx-phone.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import '../../src/elements/transcript/telnyx-transcript.ts';
import type { TelnyxTranscript } from '../../src/elements/transcript/transcript.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const CALL: Partial<CallSnapshot> = { id: 'a', remoteNumber: '', answeredAt: 1 };
const talking = (change: Partial<CallSnapshot> = {}) => aSnapshot({}, { ...CALL, ...change });

const message = (id: string, change: Partial<ConversationMessage> = {}): ConversationMessage => ({
  id,
  role: 'assistant',
  text: id,
  at: 0,
  final: true,
  ...change,
});

async function mount(client: FakeClient, readonly = false): Promise<TelnyxTranscript> {
  const element = await fixture<TelnyxTranscript>(
    html`<telnyx-transcript .client=${client} ?readonly=${readonly}></telnyx-transcript>`,
  );
  if (client.snapshot.calls.length > 0) await waitUntil(() => log(element) !== null);
  return element;
}

const log = (element: LitElement) => element.renderRoot.querySelector<HTMLElement>('[role="log"]');
const texts = (element: LitElement, where = '[part~="message"]') =>
  [...element.renderRoot.querySelectorAll<HTMLElement>(`${where} p`)].map(({ innerText }) => innerText);
const field = (element: LitElement) => element.renderRoot.querySelector<HTMLInputElement>('[part="draft"]')!;

async function say(client: FakeClient, element: LitElement, ...messages: ConversationMessage[]): Promise<void> {
  for (const each of messages) client.say('a', each);
  await element.updateComplete;
}

async function write(element: LitElement, words: string): Promise<void> {
  field(element).value = words;
  field(element).dispatchEvent(new InputEvent('input', { bubbles: true }));
  await press(element, 'Send');
}

describe('<telnyx-transcript>', () => {
  it('takes no room before there is a call with an assistant', async () => {
    const element = await mount(new FakeClient(aSnapshot()));
    expect(element.offsetHeight).to.equal(0);
    const other = await fixture<TelnyxTranscript>(
      html`<telnyx-transcript .client=${new FakeClient(talking({ remoteNumber: '+1555' }))}></telnyx-transcript>`,
    );
    expect(other.offsetHeight).to.equal(0);
  });

  it('says where it will be said, then who said what', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    expect(shownText(element)).to.include('What is said appears here.');
    await say(client, element, message('Hello'), message('Tea, please', { role: 'user' }));
    expect(log(element)?.innerText.split(/\n+/).filter(Boolean)).to.deep.equal([
      'Assistant',
      'Hello',
      'You',
      'Tea, please',
    ]);
  });

  it('has what was said before it came', async () => {
    const client = new FakeClient(talking());
    client.say('a', message('Hello'));
    expect(texts(await mount(client))).to.deep.equal(['Hello']);
  });

  it('is a log in which nothing chatters: what is still being said comes in when it is complete', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    const added: string[] = [];
    new MutationObserver((records) => {
      for (const { addedNodes, target } of records)
        if ((target as Element).closest('[aria-live="off"]') === null)
          added.push(...[...addedNodes].flatMap((node) => (node instanceof HTMLElement ? [node.innerText] : [])));
    }).observe(log(element)!, { childList: true, subtree: true });
    for (const text of ['Hel', 'Hello', 'Hello, you']) await say(client, element, message('m', { text, final: false }));
    expect(texts(element, '[aria-live="off"]')).to.deep.equal(['Hello, you']);
    expect(added).to.deep.equal([]);
    await say(client, element, message('m', { text: 'Hello, you' }));
    expect(texts(element, '[aria-live="off"]')).to.deep.equal([]);
    expect(texts(element)).to.deep.equal(['Hello, you']);
    expect(added.map((text) => text.replace(/\s+/g, ' '))).to.deep.equal(['Assistant Hello, you']);
    expect(log(element)?.getAttribute('aria-relevant')).to.equal('additions');
  });

  it('reads each message in its own direction', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    await say(client, element, message('שלום'), message('Hello'));
    const directions = [...element.renderRoot.querySelectorAll('.message p')].map((p) => getComputedStyle(p).direction);
    expect(directions).to.deep.equal(['rtl', 'ltr']);
  });

  it('wraps what is too long for it', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    element.style.inlineSize = '240px';
    await say(client, element, message('x'.repeat(500)));
    expect(log(element)!.scrollWidth).to.be.at.most(log(element)!.clientWidth);
  });

  it('follows what is said, but not against whoever reads above', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    element.style.setProperty('--telnyx-transcript-height', '100px');
    const more = (from: number) => Array.from({ length: 10 }, (_, index) => message(`m${from + index}`));
    await say(client, element, ...more(0));
    const box = log(element)!;
    const rest = () => box.scrollHeight - box.scrollTop - box.clientHeight;
    expect(box.scrollTop).to.be.above(0);
    expect(rest()).to.be.below(2);

    box.scrollTop = 0;
    await new Promise((resolve) => box.addEventListener('scroll', resolve, { once: true }));
    await say(client, element, ...more(10));
    expect(box.scrollTop).to.equal(0);
    await press(element, 'New messages');
    expect(rest()).to.be.below(2);
    expect(buttons(element)).to.not.include('New messages');
    await say(client, element, ...more(20));
    expect(rest()).to.be.below(2);

    box.scrollTop = 0;
    await new Promise((resolve) => box.addEventListener('scroll', resolve, { once: true }));
    await write(element, 'Tea');
    await element.updateComplete;
    expect(rest(), 'whoever writes looks at what comes of it').to.be.below(2);
  });

  it('can be scrolled by the keyboard', async () => {
    const element = await mount(new FakeClient(talking()));
    log(element)!.focus();
    expect(element.shadowRoot!.activeElement).to.equal(log(element));
  });

  it('copies all of it as text', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    await say(client, element, message('Hello'), message('Tea', { role: 'user' }));
    let copied = '';
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: (text: string) => ((copied = text), Promise.resolve()) },
    });
    await press(element, 'Copy conversation');
    await waitUntil(() => shownText(element).includes('Copied'));
    expect(copied).to.equal('Assistant: Hello\nYou: Tea');
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: () => Promise.reject(new Error()) },
    });
    await press(element, 'Copy conversation');
    await waitUntil(() => shownText(element).includes('The browser does not allow it.'));
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  });

  it('stays when the call is over, and starts anew with the next', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    await say(client, element, message('Hello'));
    client.set(talking({ state: 'destroyed', endedAt: Date.now() }));
    await element.updateComplete;
    expect(field(element)).to.equal(null);
    client.set(aSnapshot());
    await element.updateComplete;
    expect(texts(element)).to.deep.equal(['Hello']);
    client.set(aSnapshot({}, { ...CALL, id: 'b', state: 'ringing', answeredAt: null }));
    await element.updateComplete;
    expect(texts(element)).to.deep.equal([]);
  });

  it('writes to the assistant, and is ready for the next message', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    await write(element, ' Tea ');
    expect(client.commands).to.deep.equal([['sendMessage', 'a', 'Tea']]);
    expect(field(element).value).to.equal('');
    await write(element, '  ');
    expect(client.commands).to.have.length(1);
  });

  it('writes one message after the other, and keeps what is being written meanwhile', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    let refuse: (reason: Error) => void = () => {};
    client.outcome = () => new Promise((_, reject) => (refuse = reject));
    await write(element, 'Tea');
    await write(element, 'Coffee');
    expect(client.commands).to.deep.equal([['sendMessage', 'a', 'Tea']]);
    expect(button(element, 'Send')?.ariaDisabled).to.equal('true');
    refuse(new Error());
    await waitUntil(() => shownText(element).includes('could not be sent'));
    expect(field(element).value).to.equal('Coffee');
  });

  it('keeps the keys that are written with from whoever else takes keys', async () => {
    const element = await mount(new FakeClient(talking()));
    const heard: string[] = [];
    element.addEventListener('keydown', ({ key }) => heard.push(key));
    for (const [key, on] of [
      ['5', field(element)],
      ['Escape', field(element)],
      ['a', log(element)!],
    ] as const) {
      on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    }
    expect(heard).to.deep.equal(['a']);
  });

  it('gives back what was not taken, and says so', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    client.outcome = () => Promise.reject(new Error());
    await write(element, 'Tea');
    await waitUntil(() => shownText(element).includes('could not be sent'));
    expect(field(element).value).to.equal('Tea');
  });

  it('sends nothing while there is no connection, and keeps what is being written', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    client.set(aSnapshot({ state: 'reconnecting' }, CALL));
    await element.updateComplete;
    await write(element, 'Tea');
    expect(client.commands).to.deep.equal([]);
    expect(field(element).value).to.equal('Tea');
    expect(button(element, 'Send')?.ariaDisabled).to.equal('true');
  });

  it('has no field where nothing is to be written', async () => {
    expect(field(await mount(new FakeClient(talking()), true))).to.equal(null);
    expect(field(await mount(new FakeClient(talking({ state: 'ringing', answeredAt: null }))))).to.equal(null);
  });

  it('is accessible', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    await say(client, element, message('Hello'), message('Tea', { role: 'user', final: false }));
    await expect(element).to.be.accessible();
  });
});

describe('an assistant, in other elements', () => {
  before(() => callViews.fetch());

  function assisted(): FakeClient {
    const client = new FakeClient(aSnapshot());
    client.configuration = { assistantId: 'assistant-demo' };
    return client;
  }

  it('is called by a button without a destination', async () => {
    const client = assisted();
    const element = await fixture<LitElement>(html`<telnyx-call-button .client=${client}></telnyx-call-button>`);
    expect(button(element, 'Call')?.ariaDisabled).to.equal('false');
    await press(element, 'Call');
    expect(client.commands[0]?.slice(0, 2)).to.deep.equal(['dial', '']);
    client.set(talking());
    await element.updateComplete;
    expect(shownText(element)).to.include('In call');
  });

  it('is not, when there is a token for calls to others', async () => {
    const client = assisted();
    client.configuration = { assistantId: 'assistant-demo', tokenUrl: '/token' };
    const element = await fixture<LitElement>(html`<telnyx-call-button .client=${client}></telnyx-call-button>`);
    expect(button(element, 'Call')?.ariaDisabled).to.equal('true');
  });

  it('is called from the phone without a number, and shown there with what is said', async () => {
    const client = assisted();
    const phone = await fixture<TelnyxPhone>(html`<telnyx-phone .client=${client}></telnyx-phone>`);
    expect(buttons(phone)).to.deep.equal(['Talk to the assistant']);
    await press(phone, 'Talk to the assistant');
    expect(client.commands[0]?.slice(0, 2)).to.deep.equal(['dial', '']);
    client.set(talking());
    await phone.updateComplete;
    expect(shownText(phone)).to.include('Assistant');
    expect(log(phone)).to.equal(null);
    client.say('a', message('Hello'));
    await waitUntil(() => log(phone) !== null);
    expect(texts(phone)).to.deep.equal(['Hello']);
    await write(phone, 'Tea');
    expect(client.commands.at(-1)).to.deep.equal(['sendMessage', 'a', 'Tea']);
    await expect(phone).to.be.accessible();
  });
});
