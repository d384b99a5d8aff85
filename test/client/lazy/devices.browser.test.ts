import { expect, waitUntil } from '@open-wc/testing';
import { createDevices, Devices, type DevicesHost, type Media } from '../../../src/client/lazy/devices.ts';
import type { Outlet } from '../../../src/client/outlet.ts';
import type { DeviceKind, DevicesSnapshot } from '../../../src/contract/devices.ts';
import { explain, PhoneError, type ErrorCode } from '../../../src/contract/errors.ts';
import { isAudible } from '../../support/audible.ts';
import { Hardware, listed, Speakers } from '../../support/hardware.ts';
import { aSnapshot } from '../../support/snapshots.ts';
import { VirtualTime } from '../../support/virtual-time.ts';

const LAPTOP = listed('audioinput', 'laptop', 'Laptop');
const HEADSET = listed('audioinput', 'headset', 'Headset');
const DESK = listed('audioinput', 'desk', 'Desk');
const EAR = listed('audiooutput', 'ear', 'Headset');
const LOUD = listed('audiooutput', 'loud', 'Laptop');
const ALL = [LAPTOP, HEADSET, DESK, LOUD, EAR];
/** As browsers tell of them until the microphone was given. */
const NAMELESS = [listed('audioinput', ''), listed('audiooutput', '')];

const KEY = 'devices-of-the-test';
const KINDS: readonly DeviceKind[] = ['microphone', 'speaker', 'ringer'];
const RINGING = aSnapshot({}, { state: 'ringing' });
const TALKING = aSnapshot({}, { answeredAt: 1 });
const OVER = aSnapshot({}, { answeredAt: 1, state: 'destroyed' });

/** A promise that a test settles. */
function wait<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

/** What the phone is for its devices. */
class Phone implements DevicesHost {
  readonly key = KEY;
  snapshot = aSnapshot();
  shown!: DevicesSnapshot;
  /** Each microphone that was to be used; `quietly` in brackets. */
  readonly used: string[] = [];
  /** What comes of using one. */
  outcome: (deviceId: string | null) => Promise<ErrorCode | null> = () => Promise.resolve(null);
  readonly warned: [ErrorCode, string?][] = [];
  readonly refused: ErrorCode[] = [];
  track: MediaStreamTrack | null = null;
  outlets!: { readonly speaker: Outlet; readonly ringer: Outlet };

  now(): number {
    return Date.now();
  }

  show(devices: DevicesSnapshot): void {
    this.shown = devices;
  }

  useMicrophone(deviceId: string | null, quietly: boolean): Promise<ErrorCode | null> {
    this.used.push(quietly ? `(${String(deviceId)})` : String(deviceId));
    return this.outcome(deviceId);
  }

  microphone(): MediaStreamTrack | null {
    return this.track;
  }

  connect(outlets: { readonly speaker: Outlet; readonly ringer: Outlet }): void {
    this.outlets = outlets;
  }

  warn(code: ErrorCode, message?: string): void {
    this.warned.push(message === undefined ? [code] : [code, message]);
  }

  refuse(code: ErrorCode, message = explain(code)): PhoneError {
    this.refused.push(code);
    return new PhoneError(code, { message });
  }

  /** What is chosen, by the ids. */
  get choices(): (string | null)[] {
    return KINDS.map((kind) => this.shown[kind].chosen?.id ?? null);
  }
}

const kept = (): Record<string, { id: string } | null> | null =>
  JSON.parse(localStorage.getItem(KEY) ?? 'null') as Record<string, { id: string } | null> | null;

/** Something that is heard there. */
const sound = (outlet: Outlet): HTMLAudioElement => {
  const element = new Audio();
  outlet.element(element);
  return element;
};

describe('the devices', () => {
  let hardware: Hardware;
  let speakers: Speakers;
  let phone: Phone;
  let devices: Devices;
  let ends: (() => void)[];
  /** Code or name of why it was rejected; empty when it was not. */
  const outcomeOf = (command: Promise<unknown>): Promise<string> =>
    command.then(
      () => '',
      (error: unknown) => (error instanceof PhoneError ? error.code : (error as Error).name),
    );
  const begin = (media: Media = hardware): void => {
    phone = new Phone();
    devices = new Devices(phone, media);
  };
  /** Looks on until the test is over. */
  const watch = async (): Promise<void> => {
    ends.push(devices.watch());
    await waitUntil(() => phone.shown.microphone.available.length > 0 || hardware.here === NAMELESS);
  };
  const labels = (kind: DeviceKind = 'microphone'): string[] => phone.shown[kind].available.map(({ label }) => label);
  const asked = async (state: PermissionState, act: () => Promise<void>): Promise<void> => {
    const { permissions } = navigator;
    Object.defineProperty(permissions, 'query', { configurable: true, value: () => Promise.resolve({ state }) });
    try {
      await act();
    } finally {
      delete (permissions as Partial<Permissions>).query;
    }
  };
  let time: VirtualTime | null = null;
  const inVirtualTime = (act: (time: VirtualTime) => Promise<void>): Promise<void> => act((time = new VirtualTime()));

  beforeEach(() => {
    localStorage.removeItem(KEY);
    hardware = new Hardware(ALL);
    speakers = new Speakers();
    ends = [];
    begin();
  });
  afterEach(() => {
    time?.restore();
    time = null;
    for (const end of ends) end();
    speakers.restore();
    localStorage.removeItem(KEY);
  });

  describe('are looked at', () => {
    it('by whoever watches, and when they change; no longer when nobody does', async () => {
      expect(hardware.looks).to.equal(0);
      const [first, second] = [devices.watch(), devices.watch()];
      await waitUntil(() => labels().length > 0);
      expect(labels()).to.deep.equal(['Laptop', 'Headset', 'Desk']);
      expect(labels('ringer')).to.deep.equal(['Laptop', 'Headset']);
      first();
      first();
      hardware.plug([LAPTOP]);
      await waitUntil(() => labels().length === 1);
      second();
      const { looks } = hardware;
      hardware.plug(ALL);
      expect(hardware.looks).to.equal(looks);
    });

    it('while there is a call, though nobody watches', async () => {
      phone.snapshot = RINGING;
      devices.follow();
      await waitUntil(() => labels().length === 3);
      phone.snapshot = OVER;
      devices.follow();
      const { looks } = hardware;
      hardware.plug([LAPTOP]);
      expect(hardware.looks).to.equal(looks);
    });

    it('again when a call is first given a microphone, which lets the browser tell their names', async () => {
      hardware.here = NAMELESS;
      phone.snapshot = RINGING;
      devices.follow();
      await waitUntil(() => hardware.looks === 1);
      hardware.here = ALL;
      phone.snapshot = TALKING;
      devices.follow();
      expect(hardware.looks, 'it has none yet').to.equal(1);
      [phone.track] = (await hardware.getUserMedia()).getAudioTracks() as [MediaStreamTrack];
      devices.follow();
      await waitUntil(() => labels().length === 3, 'the names are there');
      devices.follow();
      expect(hardware.looks, 'it has it already').to.equal(2);
    });

    it('once more when they change while they are looked at', async () => {
      const { promise, resolve } = wait<unknown>();
      hardware.held = promise;
      ends.push(devices.watch());
      hardware.plug(ALL);
      hardware.plug([LAPTOP]);
      expect(hardware.looks).to.equal(1);
      hardware.held = Promise.resolve(null);
      resolve(null);
      await waitUntil(() => hardware.looks === 2 && labels().length === 1);
    });

    it('without an end: a browser that holds the list back for long gives it when it does', () =>
      inVirtualTime(async (time) => {
        const { promise, resolve } = wait<unknown>();
        hardware.held = promise;
        const setting = devices.set('microphone', 'headset');
        await time.pass(900);
        expect(phone.used).to.deep.equal([]);
        await time.pass(200);
        await setting;
        expect(phone.used, 'it is tried').to.deep.equal(['headset']);
        expect(labels()).to.deep.equal([]);
        resolve(null);
        await time.settle();
        expect(labels()).to.deep.equal(['Laptop', 'Headset', 'Desk']);
        expect(phone.shown.microphone.chosen).to.deep.equal({ id: 'headset', label: 'Headset' });
      }));

    it('in vain, where the browser lists none, and nothing is said of it', async () => {
      hardware.enumerateDevices = () => Promise.reject(new DOMException('No', 'InvalidStateError'));
      ends.push(devices.watch());
      await devices.set('microphone', 'headset');
      expect([phone.choices, phone.refused, phone.warned]).to.deep.equal([['headset', null, null], [], []]);
    });
  });

  describe('that are chosen', () => {
    it('are used, and remembered until they are chosen no more', async () => {
      await devices.set('microphone', 'headset');
      await devices.set('speaker', 'ear');
      await devices.set('ringer', 'loud');
      expect(phone.used).to.deep.equal(['headset']);
      expect(phone.choices).to.deep.equal(['headset', 'ear', 'loud']);
      begin();
      expect(phone.choices).to.deep.equal(['headset', 'ear', 'loud']);
      expect(phone.used, 'at once, and without a question').to.deep.equal(['(headset)']);
      const [call, ring] = [sound(phone.outlets.speaker), sound(phone.outlets.ringer)];
      await waitUntil(() => speakers.of(call) === 'ear' && speakers.of(ring) === 'loud');
      for (const kind of KINDS) await devices.set(kind, null);
      expect(localStorage.getItem(KEY)).to.equal(null);
      expect([speakers.of(call), speakers.of(ring)]).to.deep.equal(['', '']);
      begin();
      expect([phone.choices, phone.used]).to.deep.equal([[null, null, null], []]);
    });

    it('are heard there in what goes on already', async () => {
      const call = sound(phone.outlets.speaker);
      const ring = sound(phone.outlets.ringer);
      await devices.set('speaker', 'ear');
      expect([speakers.of(call), speakers.of(ring)]).to.deep.equal(['ear', '']);
    });

    it('are none, where anything else is kept under their name', () => {
      for (const rubbish of ['{', 'null', '[]', '7', '{"microphone":7,"speaker":{"id":""},"ringer":{"id":"x"}}']) {
        localStorage.setItem(KEY, rubbish);
        begin();
        expect(phone.choices, rubbish).to.deep.equal([null, null, null]);
      }
    });

    it('are used all the same where the browser keeps nothing, which is said once', async () => {
      const storage = Storage.prototype;
      const { getItem, setItem, removeItem } = Object.getOwnPropertyDescriptors(storage);
      const value = (): never => {
        throw new DOMException('Blocked', 'SecurityError');
      };
      for (const name of ['getItem', 'setItem', 'removeItem'])
        Object.defineProperty(storage, name, { ...getItem, value });
      try {
        begin();
        expect([phone.choices, phone.warned]).to.deep.equal([[null, null, null], []]);
        await devices.set('microphone', 'headset');
        await devices.set('speaker', 'ear');
        await devices.set('microphone', null);
        expect([phone.used, phone.choices]).to.deep.equal([
          ['headset', 'null'],
          [null, 'ear', null],
        ]);
        expect(phone.warned).to.deep.equal([['storage-blocked']]);
        await watch();
        expect(labels()).to.have.length(3);
      } finally {
        Object.defineProperties(storage, { getItem, setItem, removeItem });
      }
    });

    it('are overtaken by what is chosen after them', async () => {
      const { promise, resolve } = wait<ErrorCode | null>();
      phone.outcome = (id) => (id === 'headset' ? promise : Promise.resolve(null));
      const first = outcomeOf(devices.set('microphone', 'headset'));
      await waitUntil(() => phone.used.length === 1);
      expect(phone.shown.microphone.switching).to.equal(true);
      expect(phone.choices[0], 'not in use yet').to.equal(null);
      await devices.set('microphone', 'desk');
      expect(phone.shown.microphone.switching).to.equal(false);
      resolve('mic-busy');
      expect(await first).to.equal('AbortError');
      expect([phone.choices[0], kept()?.['microphone']?.id]).to.deep.equal(['desk', 'desk']);
      expect(phone.used, 'and nothing takes that back').to.deep.equal(['headset', 'desk']);
      expect(phone.refused).to.deep.equal([]);
    });

    it('do not count where they cannot be used: what was in use is again', async () => {
      await devices.set('microphone', 'desk');
      await devices.set('speaker', 'loud');
      phone.outcome = (id) => Promise.resolve(id === 'headset' ? 'mic-busy' : null);
      speakers.broken.add('ear');
      const call = sound(phone.outlets.speaker);
      await waitUntil(() => speakers.of(call) === 'loud');
      expect(await outcomeOf(devices.set('microphone', 'headset'))).to.equal('mic-busy');
      expect(await outcomeOf(devices.set('speaker', 'ear'))).to.equal('speaker-failed');
      expect(phone.used).to.deep.equal(['desk', 'headset', '(desk)']);
      expect(speakers.of(call)).to.equal('loud');
      expect(phone.choices).to.deep.equal(['desk', 'loud', null]);
      expect([kept()?.['microphone']?.id, kept()?.['speaker']?.id]).to.deep.equal(['desk', 'loud']);
      expect(KINDS.map((kind) => phone.shown[kind].switching)).to.deep.equal([false, false, false]);
      expect(phone.refused).to.deep.equal(['mic-busy', 'speaker-failed']);
    });

    it('are not even tried where they are known not to be there', async () => {
      expect(await outcomeOf(devices.set('microphone', 'nowhere'))).to.equal('mic-missing');
      expect(await outcomeOf(devices.set('ringer', 'nowhere'))).to.equal('speaker-failed');
      expect([phone.used, speakers.all]).to.deep.equal([[], []]);
      hardware.here = NAMELESS;
      begin();
      await devices.set('microphone', 'nowhere');
      expect(phone.used, 'where nobody knows, they are').to.deep.equal(['nowhere']);
    });

    for (const { permission, outcome } of [
      { permission: 'granted', outcome: 'command-timeout' },
      { permission: 'prompt', outcome: 'still waiting' },
    ] as const) {
      it(`may take their time only while the user is asked: ${permission}`, () =>
        asked(permission, () =>
          inVirtualTime(async (time) => {
            phone.outcome = (id) => (id === null ? Promise.resolve(null) : new Promise(() => undefined));
            let told = 'still waiting';
            void outcomeOf(devices.set('microphone', 'headset')).then((code) => (told = code));
            await time.pass(9_900);
            expect(told).to.equal('still waiting');
            await time.pass(200);
            expect([told, phone.shown.microphone.switching]).to.deep.equal([outcome, outcome === 'still waiting']);
          }),
        ));
    }

    it('are given up where the browser never says whether a speaker can be used', () =>
      inVirtualTime(async (time) => {
        speakers.held = new Promise(() => undefined);
        let told = '';
        void outcomeOf(devices.set('speaker', 'ear')).then((code) => (told = code));
        await time.pass(10_100);
        expect([told, phone.choices[1]]).to.deep.equal(['speaker-failed', null]);
      }));
  });

  describe('that come and go', () => {
    beforeEach(async () => {
      await devices.set('microphone', 'headset');
      await devices.set('speaker', 'ear');
      await watch();
      phone.used.length = 0;
    });

    it('are replaced by the default, and used again when they are there again; each is told', async () => {
      const call = sound(phone.outlets.speaker);
      await waitUntil(() => speakers.of(call) === 'ear');
      hardware.plug([LAPTOP, LOUD]);
      await waitUntil(() => phone.shown.microphone.missing);
      expect(phone.used).to.deep.equal(['(null)']);
      await waitUntil(() => speakers.of(call) === '');
      expect(phone.warned).to.deep.equal([
        ['device-lost', 'Headset: it is gone, and the phone goes on with another one.'],
      ]);
      expect(phone.choices, 'and what was chosen stays so').to.deep.equal(['headset', 'ear', null]);
      hardware.plug(ALL);
      await waitUntil(() => !phone.shown.microphone.missing);
      expect(phone.used).to.deep.equal(['(null)', '(headset)']);
      await waitUntil(() => speakers.of(call) === 'ear');
      expect(phone.warned.slice(1)).to.deep.equal([['device-back', 'Headset: it is there again, and is used again.']]);
    });

    it('are told of without a name where there is none', async () => {
      devices.replaced('');
      expect(phone.warned).to.deep.equal([['device-lost']]);
      expect(phone.shown.change?.kinds).to.deep.equal(['microphone']);
    });

    it('are remembered by the id that the browser gives them then', async () => {
      hardware.plug([LAPTOP, listed('audioinput', 'anew', 'Headset'), LOUD, EAR]);
      await waitUntil(() => phone.choices[0] === 'anew');
      expect(kept()?.['microphone']?.id).to.equal('anew');
      expect([phone.used, phone.warned]).to.deep.equal([['(anew)'], []]);
    });

    it('leave alone what is being chosen', async () => {
      const { promise, resolve } = wait<ErrorCode | null>();
      phone.outcome = () => promise;
      const choosing = devices.set('microphone', 'desk');
      await waitUntil(() => phone.used.length === 1);
      hardware.plug([LAPTOP, DESK, LOUD, EAR]);
      await waitUntil(() => phone.shown.microphone.missing);
      expect(phone.used).to.deep.equal(['desk']);
      resolve(null);
      await choosing;
      expect(phone.choices[0]).to.equal('desk');
    });
  });

  describe('that the browser asks for', () => {
    const picking = (answer: () => Promise<MediaDeviceInfo>): void => {
      begin(Object.assign(hardware, { selectAudioOutput: answer }));
    };
    const refused = (name: string) => () => Promise.reject(new DOMException('Not that', name));

    it('are used once the user has picked one', async () => {
      hardware.here = [LAPTOP];
      picking(() => {
        hardware.here = [LAPTOP, EAR];
        return Promise.resolve({ ...EAR, toJSON: () => undefined });
      });
      expect(phone.shown.picker).to.equal(true);
      await devices.pick('ringer');
      expect(phone.choices).to.deep.equal([null, null, 'ear']);
      expect(labels('speaker')).to.deep.equal(['Headset']);
      expect(kept()?.['ringer']).to.deep.equal({ id: 'ear', label: 'Headset' });
    });

    it('stay what they are when the user picks none, which is no failure', async () => {
      picking(refused('NotAllowedError'));
      await devices.set('speaker', 'loud');
      expect(await outcomeOf(devices.pick('speaker'))).to.equal('AbortError');
      expect([phone.choices[1], phone.refused]).to.deep.equal(['loud', []]);
    });

    it('stay what they are when it cannot be asked', async () => {
      picking(refused('InvalidStateError'));
      expect(await outcomeOf(devices.pick('speaker'))).to.equal('speaker-failed');
    });

    it('are no matter of a browser that does not ask', async () => {
      expect(phone.shown.picker).to.equal(false);
      expect(await outcomeOf(devices.pick('speaker'))).to.equal('speaker-failed');
    });
  });

  describe('are measured', () => {
    const levels: (number | null)[] = [];
    let audible: boolean;
    before(async () => {
      audible = await isAudible();
    });
    /** Silence is heard, where anything is. */
    const listened = (): Promise<void> => waitUntil(() => (audible ? levels.includes(0) : levels.length > 1));
    const measure = async (test: boolean): Promise<() => void> => {
      levels.length = 0;
      const stop = await devices.measure((level) => levels.push(level), { test });
      ends.push(stop);
      return stop;
    };

    it('in a call, by what is sent in it, without a question', async () => {
      [phone.track] = (await hardware.getUserMedia()).getAudioTracks() as [MediaStreamTrack];
      phone.snapshot = TALKING;
      hardware.asked.length = 0;
      await measure(true);
      await listened();
      expect(hardware.asked).to.deep.equal([]);
    });

    it('without one only where it is asked for, and by the chosen one; and let go of afterwards', async () => {
      await measure(false);
      expect([levels, hardware.asked]).to.deep.equal([[null], []]);
      (await measure(true))();
      await devices.set('microphone', 'headset');
      const stop = await measure(true);
      expect(hardware.asked).to.deep.equal([true, { deviceId: { exact: 'headset' } }]);
      await listened();
      expect(hardware.states).to.deep.equal(['ended', 'live']);
      stop();
      expect(hardware.states).to.deep.equal(['ended', 'ended']);
    });

    for (const [name, code] of [
      ['NotAllowedError', 'mic-denied'],
      ['NotFoundError', 'mic-missing'],
      ['OverconstrainedError', 'mic-missing'],
      ['SecurityError', 'permissions-policy'],
      ['NotReadableError', 'mic-busy'],
    ] as const) {
      it(`with ${code} where the browser says ${name}`, async () => {
        hardware.refusal = name;
        expect(await outcomeOf(devices.measure(() => undefined, { test: true }))).to.equal(code);
      });
    }
  });

  it('are made for the engine with what the browser has', () => {
    expect(createDevices(new Phone())).to.be.instanceOf(Devices);
  });
});
