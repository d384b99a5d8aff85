import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/call-controls/telnyx-call-controls.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import type { TelnyxCallControls } from '../../src/elements/call-controls/call-controls.ts';
import { PhoneError } from '../../src/contract/errors.ts';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const talk = (change: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({ answeredAt: 1, ...change });

async function mount(...calls: Partial<CallSnapshot>[]): Promise<{ element: TelnyxCallControls; client: FakeClient }> {
  const client = new FakeClient(aSnapshot({}, ...calls));
  const element = await fixture<TelnyxCallControls>(
    html`<telnyx-call-controls .client=${client}></telnyx-call-controls>`,
  );
  return { element, client };
}

async function show(element: TelnyxCallControls, client: FakeClient, ...calls: Partial<CallSnapshot>[]): Promise<void> {
  client.set(aSnapshot({}, ...calls));
  await element.updateComplete;
}

async function key(element: TelnyxCallControls, name: string, target: Element): Promise<void> {
  target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }));
  await element.updateComplete;
}

describe('<telnyx-call-controls>', () => {
  before(() => callViews.fetch());

  it('takes no room without a call, and leaves one that rings here to others', async () => {
    const { element, client } = await mount();
    for (const call of [
      null,
      { direction: 'inbound', state: 'ringing' },
      { state: 'destroyed', cause: 'normal', endedAt: Date.now() },
    ] as (Partial<CallSnapshot> | null)[]) {
      await show(element, client, ...(call ? [call] : []));
      expect(element.offsetHeight).to.equal(0);
    }
  });

  it('says that the browser keeps the sound of the call back', async () => {
    const { element, client } = await mount(talk());
    client.set({ ...client.snapshot, playbackBlocked: true });
    await element.updateComplete;
    expect(shownText(element)).to.include('Sound is off Press anywhere on the page to hear the call. Turn on sound');
  });

  it('offers nothing but to hang up before the answer', async () => {
    const { element, client } = await mount({ state: 'ringing' });
    expect(buttons(element)).to.deep.equal(['Hang up']);
    await press(element, 'Hang up');
    expect(client.commands).to.deep.equal([['hangup', 'call-1']]);
  });

  it('is as large as the page says, four in a row and keypad too, and small where it is to be compact', async () => {
    const { element, client } = await mount(talk());
    client.transferHandler = () => Promise.resolve();
    element.style.inlineSize = '20rem';
    const width = async (selector: string): Promise<number> => {
      element.requestUpdate();
      await element.updateComplete;
      return element.renderRoot.querySelector(selector)!.getBoundingClientRect().width;
    };
    const usual = await width('.controls.four .disc');
    expect(usual).to.be.above(48);
    element.setAttribute('density', 'compact');
    expect(await width('.controls.four .disc')).to.be.below(48.5);
    element.style.setProperty('--telnyx-key-size', '41px');
    expect(await width('.controls.four .disc')).to.equal(41);
    element.removeAttribute('density');
    expect(await width('.controls.four .disc')).to.equal(41);
    element.style.setProperty('--telnyx-key-size', '10rem');
    const { right } = element.renderRoot.querySelector('.panel')!.getBoundingClientRect();
    for (const disc of element.renderRoot.querySelectorAll('.controls .disc')) {
      expect(disc.getBoundingClientRect().right, 'what has no room').to.be.below(right);
    }
    element.style.setProperty('--telnyx-key-size', '41px');
    await press(element, 'Keypad');
    expect(await width('[part=dialpad-key]')).to.equal(41);
  });

  it('mutes, holds and hangs up', async () => {
    const { element, client } = await mount(talk());
    expect(buttons(element)).to.deep.equal(['Mute', 'Keypad', 'Hold', 'Hang up']);
    await press(element, 'Mute');
    await press(element, 'Hold');
    await show(element, client, talk({ micMuted: true, held: true, state: 'held' }));
    await press(element, 'Unmute');
    await press(element, 'Resume');
    await press(element, 'Hang up');
    expect(client.commands.map(([name]) => name)).to.deep.equal(['mute', 'hold', 'unmute', 'unhold', 'hangup']);
  });

  it('shows what is not confirmed yet', async () => {
    const { element, client } = await mount(talk({ pending: ['hold'] }));
    expect(button(element, 'Hold')?.getAttribute('aria-busy')).to.equal('true');
    await press(element, 'Hold');
    expect(client.commands).to.deep.equal([]);
  });

  it('can hang up, and nothing else that needs the server, while the connection is lost', async () => {
    const { element, client } = await mount(talk());
    client.set(aSnapshot({ state: 'reconnecting', reason: 'signaling' }, talk()));
    await element.updateComplete;
    for (const name of ['Keypad', 'Hold']) {
      expect(button(element, name)?.getAttribute('aria-disabled'), name).to.equal('true');
      await press(element, name);
    }
    await press(element, 'Mute');
    await press(element, 'Hang up');
    expect(client.commands.map(([name]) => name)).to.deep.equal(['mute', 'hangup']);
  });

  it('sends digits by press and by key, and closes the keypad with Escape', async () => {
    const { element, client } = await mount(talk());
    button(element, 'Keypad')!.focus();
    await press(element, 'Keypad');
    await press(element, '4');
    await key(element, '#', button(element, 'Hang up')!);
    expect(client.commands).to.deep.equal([
      ['sendDigits', 'call-1', '4'],
      ['sendDigits', 'call-1', '#'],
    ]);
    expect(element.renderRoot.querySelector('.digits')?.textContent).to.equal('4#');
    expect(buttons(element)).to.deep.equal(['Hang up', 'Hide keypad']);
    await key(element, 'Escape', element.renderRoot.querySelector('section')!);
    expect(element.shadowRoot!.activeElement).to.equal(button(element, 'Keypad'));
  });

  it('transfers, where the page can', async () => {
    const { element, client } = await mount(talk());
    client.transferHandler = () => Promise.resolve();
    await show(element, client, talk());
    await press(element, 'Transfer');
    const field = element.renderRoot.querySelector<HTMLInputElement>('form.transfer input')!;
    field.value = '9664';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await element.updateComplete;
    await press(element, 'Transfer');
    expect(client.commands).to.deep.equal([['transfer', 'call-1', '9664']]);
  });

  it('says why something could not be done', async () => {
    const { element, client } = await mount(talk());
    client.outcome = () => Promise.reject(new PhoneError('command-timeout'));
    await press(element, 'Hold');
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
    expect(shownText(element)).to.include('did not confirm in time');
    await press(element, 'Dismiss');
    expect(shownText(element)).not.to.include('did not confirm');
  });

  it('asks the page before it hangs up', async () => {
    const { element, client } = await mount(talk());
    element.addEventListener('telnyx-hangup-request', (event) => event.preventDefault());
    await press(element, 'Hang up');
    expect(client.commands).to.deep.equal([]);
  });
});
