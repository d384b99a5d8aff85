import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/elements/device-select/telnyx-device-select.ts';
import '../../src/elements/phone/telnyx-phone.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import type { LitElement } from 'lit';
import type { DeviceListSnapshot, DevicesSnapshot } from '../../src/contract/devices.ts';
import { PhoneError } from '../../src/contract/errors.ts';
import type { TelnyxDeviceSelect } from '../../src/elements/device-select/device-select.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import { setTexts } from '../../src/localization/localize.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const LIST: DeviceListSnapshot = {
  choosable: true,
  available: [
    { id: 'laptop', label: 'Laptop' },
    { id: 'headset', label: 'Headset' },
  ],
  chosen: null,
  missing: false,
  defaultLabel: 'Laptop',
  switching: false,
};
const DEVICES: DevicesSnapshot = { microphone: LIST, speaker: LIST, ringer: LIST, picker: false, change: null };
const HEADSET = { id: 'headset', label: 'Headset' };

const having = (change: Partial<DevicesSnapshot> = {}, ...calls: Parameters<typeof aSnapshot>[1][]) =>
  Object.freeze({ ...aSnapshot({}, ...(calls as [])), devices: { ...DEVICES, ...change } });
const talking = (change: Partial<DevicesSnapshot> = {}) => having(change, { id: 'a', answeredAt: 1 });

async function mount(client: FakeClient): Promise<TelnyxDeviceSelect> {
  const element = await fixture<TelnyxDeviceSelect>(
    html`<telnyx-device-select .client=${client}></telnyx-device-select>`,
  );
  await waitUntil(() => select(element, 'microphone') !== null);
  return element;
}

const select = (element: LitElement, kind: string) =>
  element.renderRoot.querySelector<HTMLSelectElement>(`#device-${kind}`);
const options = (element: LitElement, kind: string) => [...select(element, kind)!.options].map(({ text }) => text);
const part = (element: LitElement, name: string) => element.renderRoot.querySelector<HTMLElement>(`[part~="${name}"]`);

async function choose(element: LitElement, kind: string, value: string): Promise<void> {
  const list = select(element, kind)!;
  list.value = value;
  list.dispatchEvent(new Event('change'));
  await element.updateComplete;
}

/** So that what depends on a promise has happened. */
const settled = (element: LitElement) =>
  new Promise((resolve) => setTimeout(resolve)).then(() => element.updateComplete);

describe('<telnyx-device-select>', () => {
  it('has a labelled list for microphone, speaker and ringer', async () => {
    const element = await mount(new FakeClient(having()));
    const labels = [...element.renderRoot.querySelectorAll('label')].map((label) => [label.htmlFor, label.innerText]);
    expect(labels).to.deep.equal([
      ['device-microphone', 'Microphone'],
      ['device-speaker', 'Speaker'],
      ['device-ringer', 'Ringer'],
    ]);
    expect(options(element, 'microphone')).to.deep.equal(['System default (Laptop)', 'Laptop', 'Headset']);
    await expect(element).to.be.accessible();
  });

  it('looks for devices while it is in the page, and asks nobody', async () => {
    const client = new FakeClient(having());
    const element = await mount(client);
    expect(client.watching).to.equal(1);
    expect(client.commands).to.deep.equal([]);
    element.remove();
    expect(client.watching).to.equal(0);
  });

  it('numbers devices that have no names yet', async () => {
    const available = [
      { id: 'a', label: '' },
      { id: 'b', label: '' },
    ];
    const list = { ...LIST, available, defaultLabel: '' };
    const element = await mount(new FakeClient(having({ microphone: list, speaker: list })));
    expect(options(element, 'microphone')).to.deep.equal(['System default', 'Microphone 1', 'Microphone 2']);
    expect(options(element, 'speaker')).to.deep.equal(['System default', 'Speaker 1', 'Speaker 2']);
  });

  it('says how to get at the names, where the browser tells nothing yet', async () => {
    const list = { ...LIST, available: [], defaultLabel: '' };
    const element = await mount(new FakeClient(having({ microphone: list })));
    expect(shownText(element)).to.contain('Test the microphone and allow it');
    const hint = element.renderRoot.querySelector(
      `#${select(element, 'microphone')!.getAttribute('aria-describedby')}`,
    );
    expect(hint?.textContent).to.contain('Test the microphone and allow it');
  });

  it('uses what is chosen, and the default again', async () => {
    const client = new FakeClient(having());
    const element = await mount(client);
    await choose(element, 'microphone', 'headset');
    client.set(having({ microphone: { ...LIST, chosen: HEADSET } }));
    await settled(element);
    expect(select(element, 'microphone')!.value).to.equal('headset');
    await choose(element, 'microphone', '');
    await choose(element, 'ringer', 'laptop');
    expect(client.commands).to.deep.equal([
      ['setDevice', 'microphone', 'headset'],
      ['setDevice', 'microphone', null],
      ['setDevice', 'ringer', 'laptop'],
    ]);
  });

  it('shows what is still used when another cannot be, and why', async () => {
    const client = new FakeClient(having());
    const element = await mount(client);
    client.outcome = () => Promise.reject(new PhoneError('mic-busy'));
    await choose(element, 'microphone', 'headset');
    await settled(element);
    expect(select(element, 'microphone')!.value).to.equal('');
    expect(part(element, 'device-problem')?.innerText).to.contain('Another program is using the microphone');
    expect(part(element, 'device-problem')?.getAttribute('role')).to.equal('alert');
  });

  it('shows what is being switched to, and that it is', async () => {
    const client = new FakeClient(having());
    const element = await mount(client);
    client.outcome = () => new Promise(() => {});
    await choose(element, 'microphone', 'headset');
    client.set(having({ microphone: { ...LIST, switching: true } }));
    await element.updateComplete;
    expect(select(element, 'microphone')!.value).to.equal('headset');
    const busy = [...element.renderRoot.querySelectorAll('.device')].map((device) => [
      device.querySelector('select')!.ariaBusy,
      device.querySelector('.choice .spinner') !== null,
    ]);
    expect(busy).to.deep.equal([
      ['true', true],
      ['false', false],
      ['false', false],
    ]);
  });

  it('says nothing of a choice that another overtook', async () => {
    const client = new FakeClient(having());
    const element = await mount(client);
    client.outcome = () => Promise.reject(new DOMException('', 'AbortError'));
    await choose(element, 'speaker', 'headset');
    await settled(element);
    expect(part(element, 'device-problem')).to.equal(null);
  });

  it('follows what comes and goes', async () => {
    const client = new FakeClient(having({ microphone: { ...LIST, chosen: HEADSET } }));
    const element = await mount(client);
    const gone = { ...LIST, available: LIST.available.slice(0, 1), chosen: HEADSET, missing: true };
    const change = { what: 'lost', kinds: ['microphone'], label: 'Headset', at: 1 } as const;
    client.set(having({ microphone: gone, change }));
    await element.updateComplete;
    expect(options(element, 'microphone')).to.deep.equal([
      'System default (Laptop)',
      'Laptop',
      'Headset (not plugged in)',
    ]);
    expect(select(element, 'microphone')!.value).to.equal('headset');
    expect(shownText(element)).to.contain('Until it is there again');
    expect(part(element, 'device-notice')?.innerText).to.contain('Headset is gone');
    await press(element, 'Dismiss');
    expect(part(element, 'device-notice')).to.equal(null);
    client.set(having({ change: { ...change, what: 'back', at: 2 } }));
    await element.updateComplete;
    expect(part(element, 'device-notice')?.innerText).to.contain('Headset is there again');
  });

  it('moves its meter with the voice in a call, without a question', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    await settled(element);
    expect(client.commands).to.deep.equal([['measure', false]]);
    client.level!(0.42);
    const meter = part(element, 'device-meter')!;
    expect(meter.getAttribute('aria-valuenow')).to.equal('42');
    const bar = meter.firstElementChild as HTMLElement;
    expect(bar.offsetWidth / meter.clientWidth).to.be.closeTo(0.42, 0.03);
    expect(button(element, 'Test microphone')).to.equal(null);
    client.set(having());
    await settled(element);
    expect(meter.getAttribute('aria-valuenow')).to.equal('0');
    expect(client.level).to.equal(null);
  });

  it('asks for the microphone on a press alone, until it is pressed again', async () => {
    const client = new FakeClient(having());
    const element = await mount(client);
    await press(element, 'Test microphone');
    await settled(element);
    expect(client.commands).to.deep.equal([['measure', true]]);
    expect(button(element, 'Stop test')).not.to.equal(null);
    client.level!(1);
    expect(part(element, 'device-meter')!.getAttribute('aria-valuenow')).to.equal('100');
    await press(element, 'Stop test');
    expect(client.level).to.equal(null);
    expect(button(element, 'Test microphone')).not.to.equal(null);
    expect(part(element, 'device-meter')!.getAttribute('aria-valuenow')).to.equal('0');
  });

  it('goes on with the test on the microphone that is chosen meanwhile', async () => {
    const client = new FakeClient(having());
    const element = await mount(client);
    await press(element, 'Test microphone');
    await settled(element);
    await choose(element, 'microphone', 'headset');
    await settled(element);
    expect(client.commands).to.deep.equal([
      ['measure', true],
      ['setDevice', 'microphone', 'headset'],
      ['measure', true],
    ]);
    expect(client.level).not.to.equal(null);
  });

  it('lets go of the microphone when it leaves the page, or a call begins', async () => {
    const client = new FakeClient(having());
    const element = await mount(client);
    await press(element, 'Test microphone');
    await settled(element);
    client.set(talking());
    await settled(element);
    expect(client.commands.at(-1)).to.deep.equal(['measure', false]);
    expect(client.level).not.to.equal(null);
    element.remove();
    expect(client.level).to.equal(null);
  });

  it('says why the microphone cannot be tested', async () => {
    const client = new FakeClient(having());
    const element = await mount(client);
    client.outcome = () => Promise.reject(new PhoneError('mic-denied'));
    await press(element, 'Test microphone');
    await settled(element);
    expect(part(element, 'device-problem')?.innerText).to.contain('may not use the microphone');
    expect(button(element, 'Test microphone')).not.to.equal(null);
  });

  it('plays a sound on speaker and ringer', async () => {
    const client = new FakeClient(having());
    const element = await mount(client);
    await press(element, 'Test the speaker');
    await settled(element);
    await press(element, 'Test the ringer');
    await settled(element);
    expect(client.commands).to.deep.equal([
      ['testDevice', 'speaker'],
      ['testDevice', 'ringer'],
    ]);
  });

  it('plays one sound at a time', async () => {
    const client = new FakeClient(having());
    const element = await mount(client);
    let ended: () => void = () => {};
    client.outcome = () => new Promise((resolve) => (ended = resolve));
    await press(element, 'Test the speaker');
    await press(element, 'Test the ringer');
    expect(client.commands).to.deep.equal([['testDevice', 'speaker']]);
    const states = (): unknown[] =>
      ['speaker', 'ringer'].map((kind) => {
        const { ariaBusy, ariaDisabled } = button(element, `Test the ${kind}`)!;
        return [ariaBusy, ariaDisabled];
      });
    expect(states()).to.deep.equal([
      ['true', 'true'],
      ['false', 'true'],
    ]);
    ended();
    await settled(element);
    expect(states()).to.deep.equal([
      ['false', 'false'],
      ['false', 'false'],
    ]);
  });

  it('says that a browser cannot choose speakers, and has none to choose', async () => {
    const fixed = { ...LIST, choosable: false, available: [] };
    const element = await mount(new FakeClient(having({ speaker: fixed, ringer: fixed })));
    expect(select(element, 'speaker')!.disabled).to.equal(true);
    expect(select(element, 'ringer')).to.equal(null);
    expect(shownText(element)).to.contain('the device that the system is set to');
  });

  it('has the browser ask for a speaker, where that is how they are chosen', async () => {
    const client = new FakeClient(having({ picker: true }));
    const element = await mount(client);
    // What is seen is what it is called by.
    expect(shownText(element)).to.contain('Choose another speaker').and.to.contain('Choose another ringer');
    await press(element, 'Choose another ringer');
    expect(client.commands).to.deep.equal([['pickDevice', 'ringer']]);
  });

  it('says all of it in the page’s words', async () => {
    const element = await mount(new FakeClient(having()));
    setTexts({ 'devices.microphone': 'Mikrofon' });
    await element.updateComplete;
    expect(shownText(element)).to.contain('Mikrofon');
    setTexts({ 'devices.microphone': 'Microphone' });
  });
});

describe('the devices in <telnyx-phone>', () => {
  before(() => callViews.fetch());

  const mountPhone = (client: FakeClient) =>
    fixture<TelnyxPhone>(html`<telnyx-phone .client=${client}></telnyx-phone>`);

  it('are behind a button, which says whether they are shown', async () => {
    const client = new FakeClient(having());
    const phone = await mountPhone(client);
    expect(client.watching).to.equal(0);
    expect(button(phone, 'Audio devices')?.getAttribute('aria-expanded')).to.equal('false');
    await press(phone, 'Audio devices');
    await waitUntil(() => select(phone, 'microphone') !== null);
    expect(button(phone, 'Audio devices')?.getAttribute('aria-expanded')).to.equal('true');
    await expect(phone).to.be.accessible();
    await press(phone, 'Audio devices');
    expect([select(phone, 'microphone'), client.watching]).to.deep.equal([null, 0]);
  });

  it('are put away by Escape', async () => {
    const phone = await mountPhone(new FakeClient(having()));
    await press(phone, 'Audio devices');
    await waitUntil(() => select(phone, 'microphone') !== null);
    select(phone, 'microphone')!.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }),
    );
    await phone.updateComplete;
    expect(select(phone, 'microphone')).to.equal(null);
  });

  it('leave a way to hang up in sight, and give way to another call', async () => {
    const client = new FakeClient(talking());
    const phone = await mountPhone(client);
    await press(phone, 'Audio devices');
    await waitUntil(() => select(phone, 'microphone') !== null);
    expect(buttons(phone)).to.include('Hang up');
    client.set(having({}, { id: 'b', state: 'ringing', direction: 'inbound' }));
    await phone.updateComplete;
    expect(select(phone, 'microphone')).to.equal(null);
    expect(buttons(phone)).to.include('Answer');
  });

  it('say in the phone what went', async () => {
    const change = { what: 'lost', kinds: ['microphone'], label: '', at: 1 } as const;
    const phone = await mountPhone(new FakeClient(talking({ change })));
    await waitUntil(() => part(phone, 'device-notice') !== null);
    expect(part(phone, 'device-notice')?.innerText).to.contain('A device is gone');
  });
});
