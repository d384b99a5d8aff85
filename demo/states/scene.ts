import { Client } from '../../src/client/client.ts';
import { engineOf } from '../../src/client/engine.ts';
import type { PageHost } from '../../src/client/page.ts';
import type { Ringer, RingerHost } from '../../src/client/lazy/ringer.ts';
import type { pageTabs, TabAct, TabsHost } from '../../src/client/tabs.ts';
import { Devices, type DevicesHost } from '../../src/client/lazy/devices.ts';
import type { CallSession } from '../../src/contract/client.ts';
import type { ClientConfiguration } from '../../src/contract/configuration.ts';
import type { ErrorCode } from '../../src/contract/errors.ts';
import { createTabRules } from '../../src/machines/lazy/tab-rules.ts';
import { TAB_KIT } from '../../src/machines/tab-state.ts';
import type { TelnyxElement } from '../../src/elements/telnyx-element.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import { FakeEar } from './fake-ear.ts';
import { FakeMedia } from './fake-media.ts';
import { spoken } from './language.ts';
import { FakeSdk, type FakeSession } from './fake-session.ts';

export const NUMBER = '+12025550143';
/** As people write it. */
export const WRITTEN = '+1 202 555 0143';
export const NAME = 'Ada Lovelace';

/** What is scripted here goes on by itself; who waited for it has nobody to tell. */
const ignore = (): void => undefined;
/** How long a state may take to come about while many others do, in milliseconds. */
const PATIENCE = 60_000;

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Lets what the session has to tell at once be told; nothing is painted meanwhile. */
export const turn = (): Promise<void> => Promise.resolve();

let scenes = 0;

/** Each scene remembers its devices by itself, and for as long as it is shown. */
function forgottenKey(): string {
  const key = `scene-${++scenes}`;
  localStorage.removeItem(key);
  return key;
}

const withKey = (host: DevicesHost, key: string): DevicesHost =>
  Object.create(host, { key: { value: key } }) as DevicesHost;

/** A client of its own on a scripted session and a scripted page, with the moves that states are made of. */
export class Scene {
  readonly client: Client;
  readonly sdk = new FakeSdk();
  readonly media = new FakeMedia();
  readonly ear = new FakeEar();
  /** Where a person would press. */
  readonly phone: TelnyxPhone;
  /** What is to be seen instead of the phone, where there is something; then a person would press there. */
  part: TelnyxElement | null = null;
  /** Whether the phone is to be had, for a client that asks the other tabs. */
  phoneIsFree = true;
  /** Whether the browser keeps back what rings, as it does where nobody has pressed anything yet. */
  silenced = false;
  #page: PageHost | null = null;
  #tabs: TabsHost | null = null;

  constructor(phone: TelnyxPhone, configuration: ClientConfiguration = {}, ago = 0) {
    this.phone = phone;
    const tabs = (host: TabsHost): ReturnType<typeof pageTabs> => {
      this.#tabs = host;
      const run = (act: TabAct): void => {
        if (act === 'ask' && this.phoneIsFree) host.dispatch({ type: 'tab-granted' });
        if (act === 'look') host.dispatch({ type: 'tab-looked' });
      };
      const lock = { run, handOver: ignore, follow: ignore, leave: ignore, sure: () => Promise.resolve() };
      return Promise.resolve({ lock, rules: createTabRules(TAB_KIT), returning: false });
    };
    this.client = new Client({
      engine: engineOf({
        load: this.sdk.load,
        tabs,
        ear: this.ear,
        ringer: () => Promise.resolve(this.#makeRinger()),
        devices: () => Promise.resolve((host) => new Devices(withKey(host, forgottenKey()), this.media)),
      }),
      now: () => Date.now() - ago,
      watch: (page) => {
        this.#page = page;
        return ignore;
      },
    });
    this.client.configure({ login: 'agent', password: 'agent', connectMode: 'manual', ...configuration });
  }

  get session(): FakeSession {
    return this.sdk.session;
  }

  async connect(): Promise<void> {
    await this.client.connect();
  }

  /** Begins to connect, and does not wait for what becomes of it. */
  async begin(): Promise<void> {
    this.client.connect().catch(ignore);
    await this.until(() => this.sdk.sessions.length > 0);
  }

  goOffline(): void {
    this.#page?.dispatch({ type: 'offline' });
  }

  /** The user wants the phone in another tab. */
  useElsewhere(): void {
    this.phoneIsFree = false;
    this.#tabs?.dispatch({ type: 'tab-asked', by: 'another tab' });
  }

  /** An outbound call, as far as the SDK's having it. */
  async dial(number = NUMBER): Promise<CallSession> {
    this.client.dial(number).catch(ignore);
    return this.dialled();
  }

  /** The call that was dialled last, once the SDK has it. */
  async dialled(): Promise<CallSession> {
    await this.until(() => this.session.all('dial').length > 0);
    await turn();
    return this.#call(this.session.dialled.callId);
  }

  /** An outbound call that rings. */
  async ring(number = NUMBER): Promise<CallSession> {
    const call = await this.dial(number);
    this.session.progress(call.id, 'accepted');
    this.session.progress(call.id, 'ringing');
    return call;
  }

  /** Someone calls. */
  incoming(remoteName = NAME, remoteNumber = NUMBER): CallSession {
    const callId = `incoming-${this.client.snapshot.calls.length + 1}`;
    this.session.appear(callId, { remoteName, remoteNumber });
    return this.#call(callId);
  }

  /** A call with someone, and their voice. */
  async talk(remoteName = NAME, remoteNumber = NUMBER): Promise<CallSession> {
    await this.connect();
    const call = this.incoming(remoteName, remoteNumber);
    call.answer().catch(ignore);
    this.session.progress(call.id, 'answered');
    this.hear(call.id);
    return call;
  }

  /** The other side's packets arrive. */
  hear(callId: string, object = 1): void {
    this.session.tell({ type: 'peer-changed', callId, object, peer: 'connected' });
    this.session.measure(callId, { inboundPackets: 50 }, object);
    this.session.flow(callId, 50);
  }

  async hold(call: CallSession): Promise<void> {
    const held = call.hold();
    this.session.progress(call.id, 'held');
    await held;
  }

  /** Two calls: the first is on hold, and the second is spoken in. */
  async two(): Promise<readonly [CallSession, CallSession]> {
    const first = await this.talk();
    const second = this.incoming('Grace Hopper', '+15557654321');
    second.answer().catch(ignore);
    this.session.progress(first.id, 'held');
    this.session.progress(second.id, 'answered');
    this.hear(second.id);
    return [first, second];
  }

  /** The server brings the call back after an outage, under a new object of the SDK's. */
  reattach(callId: string, object: number): void {
    this.session.appear(callId, { object, attach: true });
    this.session.progress(callId, 'answered', object);
    this.hear(callId, object);
  }

  /** Something went wrong with the call that it cannot live with. */
  fail(callId: string, code: ErrorCode): void {
    const severity = 'error';
    this.session.tell({ type: 'problem', severity, code, sdkCode: null, message: null, callId, fatal: true });
  }

  /** Types a number into the phone and calls it. */
  async callFromPhone(number = NUMBER): Promise<void> {
    await this.type(number);
    await this.press('Call');
  }

  async type(number: string): Promise<void> {
    const { shown } = this;
    await shown.updateComplete;
    const input = shown.renderRoot.querySelector('input');
    if (input === null) throw new Error('There is no field to type in');
    input.value = number;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await shown.updateComplete;
  }

  /** Presses the button of this English name, as soon as there is one. */
  async press(name: string): Promise<void> {
    const called = spoken(name);
    await this.until(() => this.#button(called) !== undefined, `There is no button "${called}"`);
    this.#button(called)?.click();
    await this.shown.updateComplete;
  }

  /** Where a person presses and types. */
  get shown(): TelnyxElement {
    return this.part ?? this.phone;
  }

  /** Throws when it does not come about: a state that is not the one that is meant would look like one that is. */
  async until(holds: () => boolean, otherwise = 'The state did not come about'): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (!holds()) {
      if (Date.now() > end) throw new Error(otherwise);
      await pause(5);
    }
  }

  /** A ringer that makes no sound. */
  #makeRinger(): typeof Ringer {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the class has a `this` of its own
    const scene = this;
    class Silent implements Pick<Ringer, 'ring' | 'stop'> {
      readonly #host: RingerHost;

      constructor(host: RingerHost) {
        this.#host = host;
      }

      ring(): void {
        const never = (): Promise<never> => Promise.reject(new Error('No press counts here'));
        if (scene.silenced) this.#host.kept.keep(this, never);
      }

      stop(): void {
        this.#host.kept.release(this);
      }
    }
    return Silent as unknown as typeof Ringer;
  }

  #button(name: string): HTMLButtonElement | undefined {
    const buttons = [...this.shown.renderRoot.querySelectorAll('button')];
    return buttons.find((each) => (each.getAttribute('aria-label') ?? each.textContent.trim()) === name);
  }

  #call(callId: string): CallSession {
    const call = this.client.call(callId);
    if (call === undefined) throw new Error(`There is no call ${callId}`);
    return call;
  }
}

export function every(milliseconds: number, act: () => void): void {
  setInterval(act, milliseconds);
}
