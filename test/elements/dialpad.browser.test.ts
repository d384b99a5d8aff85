import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/dialpad/telnyx-dialpad.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import type { TelnyxDialpad } from '../../src/elements/dialpad/dialpad.ts';
import { PhoneError } from '../../src/contract/errors.ts';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const talk = (change: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({ answeredAt: 1, ...change });

async function mount(
  markup = html`<telnyx-dialpad></telnyx-dialpad>`,
  ...calls: Partial<CallSnapshot>[]
): Promise<{ element: TelnyxDialpad; client: FakeClient }> {
  const client = new FakeClient(aSnapshot({}, ...calls));
  const element = await fixture<TelnyxDialpad>(markup);
  element.client = client;
  await element.updateComplete;
  return { element, client };
}

async function show(element: TelnyxDialpad, client: FakeClient, ...calls: Partial<CallSnapshot>[]): Promise<void> {
  client.set(aSnapshot({}, ...calls));
  await element.updateComplete;
}

const field = (element: TelnyxDialpad): HTMLInputElement | null => element.renderRoot.querySelector('input');
const settled = async (element: TelnyxDialpad): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve));
  await element.updateComplete;
};

async function key(element: TelnyxDialpad, name: string): Promise<void> {
  const pressed = new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true });
  element.renderRoot.querySelector('section')!.dispatchEvent(pressed);
  await element.updateComplete;
}

describe('<telnyx-dialpad>', () => {
  before(() => callViews.fetch());

  it('collects a number, and tells of it as a field does', async () => {
    const { element } = await mount();
    const told: string[] = [];
    element.addEventListener('input', () => told.push(element.value));
    await press(element, '1');
    await key(element, '2');
    await press(element, 'Pound');
    await press(element, 'Delete last digit');
    field(element)!.value = '555';
    field(element)!.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await element.updateComplete;
    expect(told).to.deep.equal(['1', '12', '12#', '12', '555']);
  });

  it('begins with the number that the page gives', async () => {
    const { element } = await mount(html`<telnyx-dialpad value="12"></telnyx-dialpad>`);
    expect(field(element)!.value).to.equal('12');
    element.value = '345';
    await element.updateComplete;
    expect(field(element)!.value).to.equal('345');
    element.setAttribute('value', '6');
    expect(element.value).to.equal('6');
  });

  it('has a number that was set before it was defined', () => {
    const early = document.createElement('telnyx-dialpad');
    early.value = '7';
    expect(early.value).to.equal('7');
  });

  it('asks the page, calls, and is empty then', async () => {
    const { element, client } = await mount(html`<telnyx-dialpad value=" 9196 "></telnyx-dialpad>`);
    const asked: string[] = [];
    document.addEventListener('telnyx-dial-request', ({ detail }) => asked.push(detail.destination), { once: true });
    await press(element, 'Call');
    await settled(element);
    expect(asked).to.deep.equal(['9196']);
    expect(client.commands[0]?.slice(0, 2)).to.deep.equal(['dial', '9196']);
    expect(element.value).to.equal('');
  });

  it('calls nobody while there is no way to', async () => {
    const { element, client } = await mount(html`<telnyx-dialpad value="1"></telnyx-dialpad>`);
    client.set(aSnapshot({ state: 'reconnecting', reason: 'signaling' }));
    await element.updateComplete;
    await press(element, 'Call');
    expect(client.commands).to.deep.equal([]);
  });

  it('says why a call could not be made, and keeps the number', async () => {
    const { element, client } = await mount(html`<telnyx-dialpad value="??"></telnyx-dialpad>`);
    client.outcome = () => Promise.reject(new PhoneError('invalid-destination'));
    await press(element, 'Call');
    await settled(element);
    expect(shownText(element)).to.include('That is not a number');
    expect(element.value).to.equal('??');
  });

  it('hangs up the call that it made, from the press on', async () => {
    const { element, client } = await mount(html`<telnyx-dialpad value="9196"></telnyx-dialpad>`);
    client.outcome = () => new Promise(() => {});
    await press(element, 'Call');
    expect(buttons(element)).to.include('Hang up').and.not.include('Call');
    await press(element, 'Hang up');
    expect((client.commands[0]?.[2] as AbortSignal).aborted).to.be.true;
    client.outcome = () => Promise.resolve();
    await show(element, client, { state: 'ringing' });
    await press(element, 'Hang up');
    expect(client.commands.at(-1)).to.deep.equal(['hangup', 'call-1']);
  });

  it('sends digits in an answered call, by press and by key, and shows them', async () => {
    const { element, client } = await mount(html`<telnyx-dialpad></telnyx-dialpad>`, talk());
    await press(element, '4');
    await key(element, '#');
    await key(element, '+');
    expect(client.commands).to.deep.equal([
      ['sendDigits', 'call-1', '4'],
      ['sendDigits', 'call-1', '#'],
    ]);
    expect(shownText(element)).to.include('4#');
    expect(element.value).to.equal('');
    await show(element, client, talk({ id: 'b' }));
    expect(element.renderRoot.querySelector('.digits')?.textContent).to.equal('');
    await press(element, 'Hang up');
    expect(client.commands.at(-1)).to.deep.equal(['hangup', 'b']);
  });

  it('goes back to numbers when the call has ended', async () => {
    const { element, client } = await mount(html`<telnyx-dialpad></telnyx-dialpad>`, talk());
    button(element, '4')!.focus();
    await show(element, client, talk({ state: 'destroyed', endedAt: Date.now() }));
    expect(field(element)).not.to.be.null;
    expect(element.shadowRoot!.activeElement?.localName, 'the focus is on no button').to.equal('section');
  });

  describe('with keys only', () => {
    const keys = html`<telnyx-dialpad keys-only></telnyx-dialpad>`;

    it('has nothing else, and tells what was pressed', async () => {
      const { element, client } = await mount(keys);
      expect(buttons(element)).to.deep.equal([]);
      expect(field(element)).to.be.null;
      const told: string[] = [];
      element.addEventListener('input', () => told.push(element.value));
      await press(element, '7');
      await key(element, '8');
      await key(element, 'Enter');
      expect(told).to.deep.equal(['7', '78']);
      expect(client.commands).to.deep.equal([]);
    });

    it('sends digits in an answered call, while the server can be told', async () => {
      const { element, client } = await mount(keys, talk({ state: 'held', held: true }));
      await press(element, '7');
      client.set(aSnapshot({ state: 'reconnecting', reason: 'signaling' }, talk()));
      await element.updateComplete;
      await press(element, '8');
      await key(element, '9');
      expect(client.commands).to.deep.equal([['sendDigits', 'call-1', '7']]);
      expect(element.value).to.equal('');
    });
  });
});
