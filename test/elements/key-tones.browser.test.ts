import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/call-controls/telnyx-call-controls.ts';
import '../../src/elements/dialpad/telnyx-dialpad.ts';
import '../../src/elements/phone/telnyx-phone.ts';
import { callExtras } from '../../src/elements/call/call-extras.ts';
import { pitchesOf } from '../../src/elements/call/lazy/key-tones.ts';
import type { TelnyxElement } from '../../src/elements/telnyx-element.ts';
import { press } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

describe('the tones of keys', () => {
  let heard: number[];
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on what it is called on
  const { start } = AudioScheduledSourceNode.prototype;
  before(() => callExtras.fetch());
  beforeEach(() => {
    heard = [];
    AudioScheduledSourceNode.prototype.start = function (this: OscillatorNode, ...when) {
      heard.push(this.frequency.value);
      start.apply(this, when);
    };
  });
  afterEach(() => {
    AudioScheduledSourceNode.prototype.start = start;
  });

  const mount = async (markup: unknown, answeredAt: number | null = 1): Promise<TelnyxElement> => {
    const element = await fixture<TelnyxElement>(html`${markup}`);
    element.client = new FakeClient(aSnapshot({}, ...(answeredAt === null ? [] : [{ answeredAt }])));
    await element.updateComplete;
    return element;
  };
  const type = (element: TelnyxElement, key: string): void => {
    const init = { key, bubbles: true, composed: true, cancelable: true };
    element.renderRoot.querySelector('section')!.dispatchEvent(new KeyboardEvent('keydown', init));
  };

  const rows: [key: string, low: number, high: number][] = [
    ['1', 697, 1209],
    ['2', 697, 1336],
    ['3', 697, 1477],
    ['4', 770, 1209],
    ['5', 770, 1336],
    ['6', 770, 1477],
    ['7', 852, 1209],
    ['8', 852, 1336],
    ['9', 852, 1477],
    ['*', 941, 1209],
    ['0', 941, 1336],
    ['#', 941, 1477],
  ];
  for (const [key, low, high] of rows) {
    it(`are ${low} and ${high} Hz for ${key}`, () => expect(pitchesOf(key)).to.deep.equal([low, high]));
  }
  it('are none for anything else', () => {
    for (const key of ['+', 'A', '', '12']) expect(pitchesOf(key), key).to.equal(null);
  });

  it('are heard when a key of a call is pressed, or typed', async () => {
    const element = await mount(html`<telnyx-call-controls></telnyx-call-controls>`);
    await press(element, 'Keypad');
    await press(element, '5');
    type(element, '#');
    expect(heard).to.deep.equal([770, 1336, 941, 1477]);
  });

  it('are not, where the page turns them off', async () => {
    for (const markup of [
      html`<telnyx-call-controls key-tones="off"></telnyx-call-controls>`,
      html`<telnyx-phone key-tones="off"></telnyx-phone>`,
    ]) {
      const element = await mount(markup);
      await press(element, 'Keypad');
      await press(element, '5');
    }
    const dialpad = await mount(html`<telnyx-dialpad key-tones="off"></telnyx-dialpad>`);
    await press(dialpad, '5');
    expect(heard).to.deep.equal([]);
  });

  it('are not heard of a number that is entered, since nothing is sent', async () => {
    const element = await mount(html`<telnyx-dialpad></telnyx-dialpad>`, null);
    await press(element, '5');
    expect(heard).to.deep.equal([]);
  });

  it('are not heard while the digit cannot be sent', async () => {
    const element = await mount(html`<telnyx-dialpad></telnyx-dialpad>`);
    element.client = new FakeClient(aSnapshot({ state: 'reconnecting' }, { answeredAt: 1 }));
    await element.updateComplete;
    type(element, '5');
    expect(heard).to.deep.equal([]);
  });
});
