import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/elements/phone/telnyx-phone.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import { PhoneError } from '../../src/contract/errors.ts';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { testClock } from '../support/clock.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const clock = testClock();
const talk = (change: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({ answeredAt: clock.now(), ...change });

async function mount(transferable = true): Promise<{ phone: TelnyxPhone; client: FakeClient }> {
  const client = new FakeClient(aSnapshot({}, talk()));
  if (transferable) client.transferHandler = () => Promise.resolve();
  const phone = await fixture<TelnyxPhone>(html`<telnyx-phone .client=${client}></telnyx-phone>`);
  return { phone, client };
}

const field = (phone: TelnyxPhone): HTMLInputElement => phone.renderRoot.querySelector('form.transfer input')!;

async function type(phone: TelnyxPhone, number: string): Promise<void> {
  field(phone).value = number;
  field(phone).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await phone.updateComplete;
}

const settled = async (phone: TelnyxPhone): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve));
  await phone.updateComplete;
};

describe('transferring a call', () => {
  before(() => callViews.fetch());

  it('is not offered by a page that cannot do it', async () => {
    const { phone } = await mount(false);
    expect(buttons(phone)).to.deep.equal(['Mute', 'Keypad', 'Hold', 'Add call', 'Hang up']);
  });

  it('asks for a number, with the focus in its field, and can be hung up meanwhile', async () => {
    const { phone } = await mount();
    expect(buttons(phone)).to.deep.equal(['Mute', 'Keypad', 'Hold', 'Transfer', 'Add call', 'Hang up']);
    button(phone, 'Transfer')!.focus();
    await press(phone, 'Transfer');
    expect(phone.shadowRoot!.activeElement).to.equal(field(phone));
    expect(buttons(phone)).to.deep.equal(['Transfer', 'Hang up', 'Cancel']);
  });

  it('goes nowhere without a number', async () => {
    const { phone, client } = await mount();
    await press(phone, 'Transfer');
    await type(phone, '  ');
    phone.renderRoot.querySelector('form')!.requestSubmit();
    expect(button(phone, 'Transfer')!.getAttribute('aria-disabled')).to.equal('true');
    expect(client.commands).to.deep.equal([]);
  });

  it('is handed over once, and shows that it waits for it', async () => {
    const { phone, client } = await mount();
    await press(phone, 'Transfer');
    await type(phone, ' 9664 ');
    client.outcome = () => new Promise(() => {});
    await press(phone, 'Transfer');
    expect(client.commands).to.deep.equal([['transfer', 'call-1', '9664']]);
    client.set(aSnapshot({}, talk({ pending: ['transfer'] })));
    await phone.updateComplete;
    expect(button(phone, 'Transfer')!.getAttribute('aria-busy')).to.equal('true');
    expect(field(phone).readOnly).to.be.true;
    await press(phone, 'Transfer');
    expect(client.commands).to.have.length(1);
  });

  it('goes to the number that would be dialled, and as it is written where keys would have to be pressed', async () => {
    for (const [written, destination] of [
      ['(202) 555-0143', '+12025550143'],
      ['+1 202 555 0143 x12', '+1 202 555 0143 x12'],
      ['sip:ada@example.com', 'sip:ada@example.com'],
    ] as const) {
      const { phone, client } = await mount();
      client.configuration = { defaultCountry: 'US' };
      await press(phone, 'Transfer');
      await type(phone, written);
      phone.renderRoot.querySelector('form')!.requestSubmit();
      phone.renderRoot.querySelector('form')!.requestSubmit();
      await waitUntil(() => client.commands.length > 0);
      await settled(phone);
      expect(client.commands).to.deep.equal([['transfer', 'call-1', destination]]);
    }
  });

  it('is over when it was taken, with the controls back', async () => {
    const { phone } = await mount();
    await press(phone, 'Transfer');
    await type(phone, '9664');
    phone.renderRoot.querySelector('form')!.requestSubmit();
    await settled(phone);
    expect(buttons(phone)).to.deep.equal(['Mute', 'Keypad', 'Hold', 'Transfer', 'Add call', 'Hang up']);
    await press(phone, 'Transfer');
    expect(field(phone).value).to.equal('');
  });

  it('says why it failed, and keeps the number', async () => {
    const { phone, client } = await mount();
    client.outcome = () => Promise.reject(new PhoneError('protocol-error', { message: 'The backend said no.' }));
    await press(phone, 'Transfer');
    await type(phone, '9664');
    await press(phone, 'Transfer');
    await settled(phone);
    expect(shownText(phone)).to.include('The backend said no.');
    expect(field(phone).value).to.equal('9664');
  });

  it('joins it with another call that goes on', async () => {
    const { phone, client } = await mount();
    const other = talk({ id: 'b', state: 'held', held: true, remoteName: 'Grace', answeredAt: 1 });
    client.set({ ...aSnapshot({}, talk(), other, { id: 'c', state: 'ringing' }), lastActiveCallId: 'call-1' });
    await phone.updateComplete;
    await press(phone, 'Transfer');
    expect(buttons(phone).slice(-4), 'below the other calls').to.deep.equal([
      'Transfer',
      'Connect with Grace',
      'Hang up',
      'Cancel',
    ]);
    await press(phone, 'Connect with Grace');
    const [name, id, to] = client.commands[0] ?? [];
    expect([name, id, (to as { id: string }).id]).to.deep.equal(['transfer', 'call-1', 'b']);
  });

  it('is given up with Escape, with the focus on what opened it', async () => {
    const { phone } = await mount();
    button(phone, 'Transfer')!.focus();
    await press(phone, 'Transfer');
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true });
    field(phone).dispatchEvent(escape);
    await phone.updateComplete;
    expect(phone.shadowRoot!.activeElement).to.equal(button(phone, 'Transfer'));
    expect(buttons(phone)).to.include('Hold');
  });

  it('waits until the server can be told', async () => {
    const { phone, client } = await mount();
    await press(phone, 'Transfer');
    await type(phone, '9664');
    client.set(aSnapshot({ state: 'reconnecting', reason: 'signaling' }, talk()));
    await phone.updateComplete;
    await press(phone, 'Transfer');
    expect(client.commands).to.deep.equal([]);
  });
});
