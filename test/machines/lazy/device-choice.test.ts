import { expect } from 'chai';
import type { DeviceKind } from '../../../src/contract/devices.ts';
import {
  chosen,
  found,
  initialDevices,
  inUse,
  looked,
  match,
  NO_CHOICES,
  replaced,
  viewDevices,
  type DeviceMachine,
  type Listed,
} from '../../../src/machines/lazy/device-choice.ts';

const listed = (kind: MediaDeviceKind, deviceId: string, label = '', groupId = ''): Listed => ({
  kind,
  deviceId,
  label,
  groupId,
});
const HEADSET = listed('audioinput', 'headset', 'Headset', 'usb');
const LAPTOP = listed('audioinput', 'laptop', 'Laptop', 'in');
const EAR = listed('audiooutput', 'ear', 'Headset', 'usb');
const LOUD = listed('audiooutput', 'loud', 'Laptop', 'in');
const ALL = [LAPTOP, HEADSET, LOUD, EAR];
const device = (id: string, label = '') => ({ id, label });

/** Someone who uses the headset for everything, and looks. */
const wearing = (list: readonly Listed[] = ALL): DeviceMachine => {
  const choices = { microphone: device('headset', 'Headset'), speaker: device('ear', 'Headset'), ringer: null };
  return looked(initialDevices(choices), list, 0).state;
};

describe('what there is to choose from', () => {
  for (const { title, list, kind = 'audioinput', expected } of [
    { title: 'the devices of one direction', list: ALL, expected: { devices: ['laptop', 'headset'], known: true } },
    {
      title: 'without the aliases that Chromium lists beside them',
      list: [
        listed('audioinput', 'default', 'Default - Headset', 'usb'),
        listed('audioinput', 'communications'),
        ...ALL,
      ],
      expected: { devices: ['laptop', 'headset'], known: true, defaultLabel: 'Headset' },
    },
    {
      title: 'nothing, until the microphone is permitted',
      list: [listed('audioinput', ''), listed('audiooutput', '')],
      expected: { devices: [], known: false },
    },
    { title: 'no microphone at all is known to be none', list: [LOUD], expected: { devices: [], known: true } },
    {
      title: 'no speaker at all may just not be told of',
      list: [LAPTOP],
      kind: 'audiooutput',
      expected: { devices: [], known: false },
    },
  ] as const) {
    it(title, () => {
      const { devices, ...rest } = found(list, kind);
      expect({
        defaultLabel: rest.defaultLabel,
        known: rest.known,
        devices: devices.map(({ id }) => id),
      }).to.deep.equal({
        defaultLabel: '',
        ...expected,
      });
    });
  }
});

describe('what was chosen, among what is there', () => {
  const there = [device('a', 'Headset'), device('b', 'Desk'), device('c', 'Twin'), device('d', 'Twin'), device('e')];
  for (const [title, choice, expected] of [
    ['by its id', device('b', 'An older name'), 'b'],
    ['by its name, where it has another id', device('old', 'Headset'), 'a'],
    ['not by a name that two have', device('old', 'Twin'), null],
    ['not by no name', device('old'), null],
    ['not where it is gone', device('old', 'Gone'), null],
  ] as const) {
    it(title, () => expect(match(choice, there)?.id ?? null).to.equal(expected));
  }
});

describe('devices that come and go', () => {
  const told = (before: DeviceMachine, list: readonly Listed[], at = 10_000) => looked(before, list, at);

  it('what is chosen is used while it is there', () => {
    const state = wearing();
    expect([inUse(state, 'microphone'), inUse(state, 'speaker'), inUse(state, 'ringer')]).to.deep.equal([
      'headset',
      'ear',
      null,
    ]);
  });

  it('what is chosen is tried while nobody knows what is there', () => {
    const state = initialDevices({ ...NO_CHOICES, microphone: device('headset') });
    expect(inUse(state, 'microphone')).to.equal('headset');
    expect(inUse(told(state, [listed('audioinput', '')]).state, 'microphone')).to.equal('headset');
  });

  it('what is chosen and goes is told once, for all that it was used for', () => {
    const { state, news } = told(wearing(), [LAPTOP, LOUD]);
    expect(news).to.deep.equal([{ what: 'lost', kinds: ['microphone', 'speaker'], label: 'Headset', at: 10_000 }]);
    expect([inUse(state, 'microphone'), inUse(state, 'speaker')]).to.deep.equal([null, null]);
    expect(state.change).to.equal(news[0]);
    expect(told(state, [LAPTOP, LOUD], 20_000).news).to.deep.equal([]);
  });

  it('the only speaker that goes is known to be gone', () => {
    const before = wearing([LAPTOP, HEADSET, EAR]);
    expect(told(before, [LAPTOP, HEADSET]).news.map(({ kinds }) => kinds)).to.deep.equal([['speaker']]);
  });

  it('what comes back is used again, and told', () => {
    const { state, news } = told(told(wearing(), [LAPTOP, LOUD]).state, ALL, 20_000);
    expect(news).to.deep.equal([{ what: 'back', kinds: ['microphone', 'speaker'], label: 'Headset', at: 20_000 }]);
    expect(inUse(state, 'microphone')).to.equal('headset');
  });

  it('what is not there at first is missing, and no news', () => {
    const state = initialDevices({ ...NO_CHOICES, microphone: device('headset', 'Headset') });
    const step = told(state, [LAPTOP]);
    expect(step.news).to.deep.equal([]);
    expect(inUse(step.state, 'microphone')).to.equal(null);
  });

  it('what has another id now is remembered by that', () => {
    const { state, news } = told(wearing(), [LAPTOP, listed('audioinput', 'anew', 'Headset', 'usb'), LOUD, EAR]);
    expect(news).to.deep.equal([]);
    expect(state.choices.microphone).to.deep.equal(device('anew', 'Headset'));
  });

  it('a name that the browser does not tell any more is kept', () => {
    const { state } = told(wearing(), [listed('audioinput', 'headset')]);
    expect(state.choices.microphone).to.deep.equal(device('headset', 'Headset'));
  });

  it('others that come and go are no news', () => {
    expect(told(wearing(), [HEADSET, EAR, listed('audioinput', 'new', 'New')]).news).to.deep.equal([]);
  });

  it('a microphone that ended is told, and not again when the list is shorter', () => {
    const ended = replaced(wearing(), 'Headset', 10_000);
    expect(ended.news).to.deep.equal([{ what: 'lost', kinds: ['microphone'], label: 'Headset', at: 10_000 }]);
    expect(told(ended.state, [LAPTOP, LOUD], 10_100).news).to.deep.equal([]);
    expect(told(ended.state, [LAPTOP, LOUD], 16_000).news).to.have.lengthOf(1);
  });

  it('a choice ends what was told', () => {
    const lost = told(wearing(), [LAPTOP, LOUD]).state;
    const next = chosen(lost, 'microphone', null);
    expect(next).to.deep.include({ change: null, choices: { ...lost.choices, microphone: null } });
  });
});

describe('the devices as the page sees them', () => {
  const view = (state: DeviceMachine, speakers = true, switching: DeviceKind[] = []) =>
    viewDevices(state, { speakers, picker: false }, new Set(switching));

  it('what is chosen, what is missing, and what is being switched', () => {
    const { microphone, speaker, ringer } = view(looked(wearing(), [LAPTOP, LOUD], 1).state, true, ['ringer']);
    expect(microphone).to.deep.include({ chosen: device('headset', 'Headset'), missing: true, switching: false });
    expect(microphone.available).to.deep.equal([device('laptop', 'Laptop')]);
    expect(speaker).to.deep.include({ missing: true, choosable: true });
    expect(ringer).to.deep.include({ chosen: null, missing: false, switching: true });
  });

  it('no speaker, where the browser cannot choose one', () => {
    const { microphone, speaker, ringer } = view(wearing(), false);
    expect([microphone.choosable, speaker.choosable, ringer.choosable]).to.deep.equal([true, false, false]);
  });
});
