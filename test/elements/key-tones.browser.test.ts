import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/call-controls/telnyx-call-controls.ts';
import '../../src/elements/dialpad/telnyx-dialpad.ts';
import '../../src/elements/phone/telnyx-phone.ts';
import type { DeviceListSnapshot } from '../../src/contract/devices.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import { pitchesOf } from '../../src/elements/call/lazy/key-tones.ts';
import type { TelnyxElement } from '../../src/elements/telnyx-element.ts';
import { press } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { Speakers } from '../support/hardware.ts';
import { aSnapshot } from '../support/snapshots.ts';

describe('the tones of keys', () => {
  let heard: number[];
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on what it is called on
  const { start } = AudioScheduledSourceNode.prototype;
  before(() => callViews.fetch());
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

  describe('on the speaker that was chosen', () => {
    let speakers: Speakers;
    /** The ways that lead out of a context, and out of which sounds: all that a key is heard by. */
    let ways: { readonly from: BaseAudioContext; readonly to: AudioNode; readonly element: HTMLMediaElement | null }[];
    const { connect } = AudioNode.prototype as { connect: (...to: unknown[]) => AudioNode };
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is put back as it was
    const { play } = HTMLMediaElement.prototype;
    let playing: HTMLMediaElement[];
    beforeEach(() => {
      speakers = new Speakers();
      ways = [];
      playing = [];
      AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
        const [end] = to as [AudioNode];
        if (!(end instanceof GainNode)) {
          const { stream } = end as MediaStreamAudioDestinationNode;
          const element = playing.find(({ srcObject }) => srcObject === stream) ?? null;
          ways.push({ from: this.context, to: end, element });
        }
        return connect.apply(this, to);
      };
      HTMLMediaElement.prototype.play = function () {
        playing.push(this);
        return Promise.resolve();
      };
    });
    afterEach(() => {
      AudioNode.prototype.connect = connect;
      HTMLMediaElement.prototype.play = play;
      speakers.restore();
    });
    /** Presses a key of a call; resolves with where it is heard, and whether nothing else leads anywhere. */
    const heardOn = async (speaker: Partial<DeviceListSnapshot>, key = '5'): Promise<string[]> => {
      const element = await mount(html`<telnyx-dialpad></telnyx-dialpad>`);
      const list: DeviceListSnapshot = {
        choosable: true,
        available: [],
        chosen: null,
        missing: false,
        defaultLabel: '',
        switching: false,
        ...speaker,
      };
      const devices = { microphone: list, speaker: list, ringer: list, picker: false, change: null };
      element.client = new FakeClient({ ...aSnapshot({}, { answeredAt: 1 }), devices });
      await element.updateComplete;
      ways.length = 0;
      await press(element, key);
      await new Promise((resolve) => setTimeout(resolve));
      return ways.map(({ from, to, element: detour }) => {
        const direct = to === from.destination;
        expect(direct || detour !== null, 'it leads to a loudspeaker').to.equal(true);
        return speakers.of(detour ?? from);
      });
    };

    it('are heard there, and nowhere else; and on another one as soon as that is', async () => {
      expect(await heardOn({ chosen: { id: 'ear', label: '' } })).to.deep.equal(['ear']);
      expect(await heardOn({ chosen: { id: 'ear', label: '' } }, '6')).to.deep.equal(['ear']);
      expect(await heardOn({ chosen: { id: 'desk', label: '' } })).to.deep.equal(['desk']);
      expect(await heardOn({})).to.deep.equal(['']);
    });

    it('are heard on the default while it is not there, or cannot be used', async () => {
      expect(await heardOn({ chosen: { id: 'ear', label: '' }, missing: true })).to.deep.equal(['']);
      speakers.broken.add('loud');
      expect(await heardOn({ chosen: { id: 'loud', label: '' } })).to.deep.equal(['']);
    });
  });
});
