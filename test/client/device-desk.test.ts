import { expect } from 'chai';
import { DeviceDesk } from '../../src/client/device-desk.ts';
import type { Devices, DevicesHost } from '../../src/client/lazy/devices.ts';
import { PhoneError, type ErrorCode } from '../../src/contract/errors.ts';
import { aSnapshot } from '../support/snapshots.ts';
import { VirtualTime } from '../support/virtual-time.ts';

const KEY = 'telnyx-devices';
const IN_CALL = aSnapshot({}, { answeredAt: 1 });
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Which device is chosen is another's business: here is only what comes to the one who knows. */
class Scene {
  readonly did: string[] = [];
  readonly refused: ErrorCode[] = [];
  /** The attempts at fetching what knows the devices. */
  readonly attempts: number[] = [];
  /** The chunk cannot be had. */
  offline = false;
  host: DevicesHost | null = null;
  readonly desk: DeviceDesk;

  constructor(load = true) {
    const host = {
      snapshot: aSnapshot(),
      refuse: (code: ErrorCode) => {
        this.refused.push(code);
        return new PhoneError(code);
      },
    } as unknown as DevicesHost;
    this.desk = new DeviceDesk(host, load ? (attempt) => this.#load(attempt) : undefined);
  }

  async #load(attempt: number): Promise<(host: DevicesHost) => Devices> {
    this.attempts.push(attempt);
    await settled();
    if (this.offline) throw new TypeError('Failed to fetch dynamically imported module');
    return (host) => {
      this.host = host;
      const note =
        (name: string) =>
        (...values: unknown[]): unknown => {
          this.did.push([name, ...values.filter((value) => typeof value !== 'function')].join(' '));
          return name === 'watch' ? () => this.did.push('unwatch') : Promise.resolve();
        };
      const names = ['watch', 'set', 'pick', 'test', 'measure', 'follow', 'replaced'];
      return Object.fromEntries(names.map((name) => [name, note(name)])) as unknown as Devices;
    };
  }
}

const codeOf = (command: Promise<unknown>): Promise<unknown> =>
  command.then(
    () => null,
    (error: unknown) => (error as PhoneError).code,
  );

describe('what knows the devices', () => {
  /** What the browser keeps for the site; Node has nothing of the kind. */
  const keep = (kept: (key: string) => string | null): void => {
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: { getItem: kept } });
  };
  afterEach(() => Reflect.deleteProperty(globalThis, 'localStorage'));

  it('is fetched once, by the first that has a use for it', async () => {
    const { desk, attempts, did } = new Scene();
    desk.follow(aSnapshot());
    await settled();
    expect(attempts, 'nobody has').to.deep.equal([]);
    await Promise.all([desk.set('microphone', 'headset'), desk.pick('speaker'), desk.test('ringer')]);
    await desk.measure(() => undefined);
    desk.replaced('Headset');
    desk.follow(aSnapshot());
    await settled();
    expect(attempts).to.deep.equal([0]);
    expect(did).to.deep.equal([
      'set microphone headset',
      'pick speaker',
      'test ringer',
      'measure [object Object]',
      'replaced Headset',
      'follow',
    ]);
  });

  it('is told under which key to keep the choices, beside what the phone is for it', async () => {
    const scene = new Scene();
    await scene.desk.test('speaker');
    expect(scene.host).to.include({ key: KEY });
    expect(scene.host?.refuse('mic-busy').code).to.equal('mic-busy');
  });

  it('that cannot be fetched is refused, and asked for again the next time', async () => {
    const scene = new Scene();
    const { desk, attempts, did, refused } = scene;
    scene.offline = true;
    for (const command of [
      () => desk.set('microphone', 'headset'),
      () => desk.pick('speaker'),
      () => desk.test('ringer'),
      () => desk.measure(() => undefined),
    ]) {
      expect(await codeOf(command())).to.equal('sdk-load-failed');
    }
    expect([attempts, refused.length, did]).to.deep.equal([[0, 1, 2, 3], 4, []]);
    scene.offline = false;
    await desk.set('microphone', 'headset');
    expect([attempts.at(-1), refused.length, did]).to.deep.equal([4, 4, ['set microphone headset']]);
  });

  it('that cannot be fetched is asked for until it is there, by who looks on and is not done', async () => {
    const time = new VirtualTime();
    try {
      const scene = new Scene();
      const { desk, attempts, did, refused } = scene;
      scene.offline = true;
      const [patient, brief] = [desk.watch(), desk.watch()];
      await time.pass(6999);
      brief();
      expect([attempts, did]).to.deep.equal([[0, 1, 2], []]);
      scene.offline = false;
      await time.pass(1);
      expect([attempts, did]).to.deep.equal([[0, 1, 2, 3], ['watch']]);
      patient();
      await time.pass(60_000);
      expect([attempts.length, did, refused, time.pending]).to.deep.equal([4, ['watch', 'unwatch'], [], 0]);
    } finally {
      time.restore();
    }
  });

  it('that cannot be fetched is no matter to a call: it asks again', async () => {
    const scene = new Scene();
    const { desk, attempts, did, refused } = scene;
    scene.offline = true;
    desk.follow(IN_CALL);
    desk.replaced('Headset');
    await settled();
    await settled();
    expect([attempts, refused]).to.deep.equal([[0], []]);
    scene.offline = false;
    desk.follow(IN_CALL);
    await settled();
    await settled();
    expect([attempts, did]).to.deep.equal([[0, 1], ['follow']]);
  });

  it('is looked at until one is done, also where that was before it came', async () => {
    const { desk, did } = new Scene();
    const [early, late] = [desk.watch(), desk.watch()];
    early();
    await settled();
    await settled();
    expect(did).to.deep.equal(['watch']);
    late();
    expect(did).to.deep.equal(['watch', 'unwatch']);
  });

  it('is fetched before the first connection by who has chosen something', async () => {
    const { desk, attempts } = new Scene();
    keep(() => null);
    await desk.recall();
    expect(attempts).to.deep.equal([]);
    keep((key) => (key === KEY ? '{}' : null));
    await desk.recall();
    expect(attempts).to.deep.equal([0]);
  });

  it('does not hold up the connection where nothing can be read, or it cannot be had', async () => {
    const scene = new Scene();
    keep(() => {
      throw new DOMException('Blocked', 'SecurityError');
    });
    await scene.desk.recall();
    expect(scene.attempts).to.deep.equal([]);
    scene.offline = true;
    keep(() => '{}');
    await scene.desk.recall();
    expect([scene.attempts, scene.refused]).to.deep.equal([[0], []]);
  });

  it('is not had by a client that does without: it has nobody to ask', async () => {
    const { desk, did } = new Scene(false);
    desk.follow(IN_CALL);
    desk.watch()();
    await settled();
    expect(did).to.deep.equal([]);
    expect(await codeOf(desk.set('microphone', null))).to.equal('sdk-load-failed');
  });
});
