import type { CallSession, PhoneClient } from '../contract/client.ts';
import type { CheckOptions, PreCallCheck } from '../contract/check.ts';
import type { ClientConfiguration, DialOptions } from '../contract/configuration.ts';
import { explain, learnMessages } from '../contract/errors.ts';
import { LATER_MESSAGES } from '../contract/later-errors.ts';
import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';
import { report, type Effect, type Outcome } from '../machines/effects.ts';
import type { MachineEvent } from '../machines/events.ts';
import { initialPhone, type PhoneMachine } from '../machines/phone-state.ts';
import { stepPhone } from '../machines/root.ts';
import { viewPhone } from '../machines/view.ts';
import { isLive } from '../selectors/current-call.ts';
import type { SdkLoader } from '../sdk/port.ts';
import { Audio } from './audio.ts';
import { CallDesk } from './call-desk.ts';
import { CheckDesk, type Ear } from './check-desk.ts';
import { callNews } from './call-news.ts';
import { DeviceDesk, type LoadDevices } from './device-desk.ts';
import { connectModeOf } from './configuration.ts';
import { Credentials } from './credentials.ts';
import type { EngineLoader } from './engine-room.ts';
import type { Herald } from './herald.ts';
import { Heritage } from './heritage.ts';
import { KeptSound } from './kept-sound.ts';
import type { Machine } from './machine.ts';
import { RingBell, type LoadRinger } from './ring-bell.ts';
import { Runner } from './runner.ts';
import type { Secrets } from './secrets.ts';
import { Sessions } from './sessions.ts';
import { pageTabs, Tabs } from './tabs.ts';
import type { Tab } from './tab-identity.ts';

export interface EngineHost {
  readonly client: PhoneClient;
  /** Everything, credentials apart. */
  readonly configuration: ClientConfiguration;
  readonly herald: Herald;
  readonly secrets: Secrets;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Somebody was here, and nobody is. */
  readonly abandoned: boolean;
  dispatch(event: MachineEvent): void;
  /** The page before had calls: there is a use for the connection. */
  wanted(): void;
  /** What the page is to know of the errors there can be from now on: it may have another copy of the contract. */
  learn: typeof learnMessages;
}

/** What an engine is made of. */
export interface EngineParts {
  readonly load: SdkLoader;
  /** What lets ringing calls be heard; a client that is not the page's rings in silence. */
  readonly ringer?: LoadRinger;
  /** What knows the devices; a client that is not the page's can do without. */
  readonly devices?: LoadDevices;
  /** What hears the microphone without a call; a client that is not the page's can be deaf. */
  readonly ear?: Ear;
  /** The tab, which can be a copy of another; a client that is not the page's need not know. */
  readonly tab?: () => Promise<Tab>;
  /** The site's other tabs; a client that is not the page's can have others. */
  readonly tabs?: typeof pageTabs;
}

/** What runs the phone once there is a use for it: sessions, calls, sound, and what pages hand on to each other. */
export class Engine {
  readonly devices: DeviceDesk;

  readonly #host: EngineHost;
  readonly #audio: Audio;
  readonly #bell: RingBell | null;
  readonly #tabs: Tabs;
  readonly #sessions: Sessions;
  readonly #runner: Runner;
  readonly #desk: CallDesk;
  readonly #heritage: Heritage;
  readonly #checks: CheckDesk;

  constructor(host: EngineHost, { load, ringer, devices, ear, tab, tabs = pageTabs }: EngineParts) {
    this.#host = host;
    for (const learn of [learnMessages, host.learn]) learn(LATER_MESSAGES);
    const { client, herald, now, secrets } = host;
    const dispatch = (event: MachineEvent): void => host.dispatch(event);
    const kept = new KeptSound((keeping) => this.#silenced(keeping));
    const failed = (url: string): void => herald.warn('sound-failed', `${explain('sound-failed')} (${url})`);
    this.#audio = new Audio(kept);
    this.#bell = ringer === undefined ? null : new RingBell(ringer, { kept, failed });
    this.#heritage = new Heritage({
      tab,
      now,
      took: (kept) => {
        dispatch({ type: 'calls-kept', kept });
        host.wanted();
      },
      failed: () => client.report({ code: 'sdk-load-failed' }),
      blocked: () => herald.warn('storage-blocked'),
    });
    this.#desk = new CallDesk({
      get snapshot() {
        return client.snapshot;
      },
      get connectMode() {
        return connectModeOf(host.configuration);
      },
      get transferHandler() {
        return client.transferHandler;
      },
      get assisted() {
        return secrets.kind === 'anonymous';
      },
      connect: () => client.connect(),
      dispatch,
      refuse: (code, message) => herald.refusal(code, message),
      say: (callId, text) => this.#runner.say(callId, text),
    });
    this.devices = new DeviceDesk(
      {
        get snapshot() {
          return client.snapshot;
        },
        now,
        show: (shown) => dispatch({ type: 'devices', devices: shown }),
        useMicrophone: (deviceId, quietly) => this.#sessions.useMicrophone(deviceId, quietly),
        microphone: (callId) => this.#runner.microphone(callId),
        connect: (outlets) => {
          this.#audio.comeOutOf(outlets.speaker);
          this.#bell?.comeOutOf(outlets);
        },
        warn: (code, message) => herald.warn(code, message),
        refuse: (code, message) => herald.refusal(code, message),
      },
      devices,
    );
    this.#tabs = new Tabs(
      {
        dispatch,
        now,
        identity: () => this.#sessions.identity(),
        takeUp: (identity) => this.#sessions.takeUp(identity),
        warn: (code, message) => herald.warn(code, message),
      },
      tabs,
    );
    this.#sessions = new Sessions(
      {
        get configuration() {
          return host.configuration;
        },
        get inCall() {
          return client.snapshot.calls.some(isLive);
        },
        get resumes() {
          return client.snapshot.calls.find(isLive)?.id ?? null;
        },
        devices: this.devices,
        dispatch,
        message: (message) => void herald.tell('telnyx-signaling-message', message),
        conversation: (callId, message) => {
          const call = this.#desk.hear(callId, message);
          if (call !== null) herald.tell('telnyx-conversation-message', { call, ...message });
        },
      },
      this.#audio,
    );
    this.#runner = new Runner(
      {
        plans: this.#desk.plans,
        tabs: this.#tabs,
        get configuration() {
          return host.configuration;
        },
        prepare: () => this.#heritage.prepare(),
        devices: this.devices,
        now,
        dispatch,
        settle: (ticket, outcome) => this.#settle(ticket, outcome),
        report: (effect) => herald.problem(effect),
        tokenExpiring: (expiresAt) => void herald.tell('telnyx-token-expiring', { expiresAt }),
        transfer: (callId) => this.#desk.runTransfer(callId),
      },
      load,
      new Credentials(secrets),
      this.#audio,
      this.#sessions,
    );
    this.#checks = new CheckDesk(
      {
        get snapshot() {
          return client.snapshot;
        },
        get caller() {
          const { callerNumber = null, callerName = null } = host.configuration;
          return { callerNumber, callerName };
        },
        normalize: (destination) => {
          if (secrets.kind === 'anonymous') throw herald.refusal('invalid-option', ASSISTED);
          return this.#desk.normalize(destination);
        },
        connected: () => this.#desk.connected(),
        microphone: async () => {
          await this.devices.recall();
          return this.#sessions.wantedMicrophone;
        },
        checkNetwork: (request) => this.#runner.checkNetwork(request),
        refuse: (code) => herald.refusal(code),
      },
      ear,
    );
  }

  /** The whole machine, from where the one without calls has got to. */
  machine(before: Machine): Machine {
    return phoneMachine(initialPhone(before.connection));
  }

  run(effect: Effect): void {
    this.#runner.run(effect);
  }

  /** When the server was last heard from; epoch milliseconds. */
  heardAt(): number {
    return this.#runner.heardAt();
  }

  /** Counts the packets of all live calls now; null when there are none. */
  look(): Promise<void> | null {
    return this.#runner.look(this.#live().map(({ id }) => id));
  }

  /** Drops the token at hand, and what is still to come of a request for one. */
  forget(): void {
    this.#runner.forget();
  }

  /** What a session is made with has changed. */
  renew(): void {
    this.#sessions.renew();
  }

  /** Takes up the calls that the page before left, once, and keeps this page's from then on. */
  recall(): void {
    this.#heritage.recall();
  }

  session(call: CallSnapshot): CallSession {
    return this.#desk.of(call);
  }

  find(id: string): CallSession | undefined {
    return this.#desk.find(id);
  }

  dial(destination: string, options: DialOptions): Promise<CallSession> {
    return this.#desk.dial(destination, options);
  }

  check(options: CheckOptions): Promise<PreCallCheck> {
    return this.#checks.check(options);
  }

  /** Brings the call objects up to date, before anybody is told of it. */
  update({ calls }: ClientSnapshot): void {
    this.#desk.update(calls);
  }

  /** Tells of the calls' step from one snapshot to the next. */
  announce(next: ClientSnapshot, previous: ClientSnapshot, at: number): void {
    const news = callNews(
      previous,
      next,
      at,
      (call) => this.#desk.of(call),
      (type, callId) => this.recover(type, callId),
    );
    for (const [name, detail] of news) {
      if (!this.#host.herald.tell(name, detail) && name === 'telnyx-incoming-call') {
        this.#host.dispatch({ type: 'shown-by-page', callId: detail.call.id });
      }
    }
  }

  /** What the page needs beside what it is shown: sound for live calls, and notes for other pages. */
  follow(next: ClientSnapshot, previous: ClientSnapshot): void {
    this.#checks.follow(next);
    for (const call of next.calls) {
      const before = previous.calls.find(({ id }) => id === call.id);
      if (before?.state === call.state && before.background === call.background) continue;
      if (call.state === 'destroyed') this.#audio.remove(call.id);
      else if (call.answeredAt !== null) this.#audio.play(call.id);
      this.#audio.place(call);
    }
    this.ring();
    this.#heritage.follow(next);
    if (next.calls !== previous.calls) this.devices.follow(next);
    this.#tabs.lock?.follow(next);
  }

  /** Rings, where there is somebody who could do anything about the call. */
  ring(): void {
    if (this.#host.abandoned) this.#checks.end();
    this.#bell?.follow(this.#host.abandoned ? null : this.#snapshot, this.#host.configuration);
  }

  /** Once nothing waits for the microphone any more, whoever still wants to act on it comes too late. */
  recover(type: 'resume-media' | 'reject-media', callId = this.#snapshot.mediaRecovery?.callId ?? null): void {
    if (this.#snapshot.mediaRecovery !== null) this.#host.dispatch({ type, callId });
  }

  /** The page goes: the other side is not left with a dead line, unless the call goes on on the next page. */
  leave(mayReturn: boolean): void {
    const { keepCallOnReload = false } = this.#host.configuration;
    const stays = keepCallOnReload ? this.#heritage.keep(this.#snapshot) : null;
    const leaving = this.#live().filter(({ id }) => id !== stays);
    this.#tabs.lock?.leave(stays !== null);
    this.#checks.end();
    // The bye alone first: a browser that closes a tab does not wait for a script.
    for (const { id } of leaving) this.#runner.leave(id);
    for (const call of leaving) void this.#desk.of(call).hangup();
    this.#heritage.leave();
    if (mayReturn && this.#live().length === 0) this.#host.dispatch({ type: 'cached' });
  }

  /** The page was not left after all, or is shown again. */
  returned(): void {
    this.#heritage.back();
  }

  /** The browser keeps sound back that is to be heard, or does so no longer. */
  #silenced(blocked: boolean): void {
    this.#host.dispatch({ type: 'playback', blocked });
    if (blocked) this.#host.client.report({ code: 'playback-blocked' });
  }

  get #snapshot(): ClientSnapshot {
    return this.#host.client.snapshot;
  }

  #live(): readonly CallSnapshot[] {
    return this.#snapshot.calls.filter(isLive);
  }

  #settle(ticket: number, outcome: Outcome): void {
    const error = this.#desk.settle(ticket, outcome);
    if (error === null) return;
    const { code, message, sdkCode, callId } = error;
    const fatal = callId !== null && this.find(callId)?.state === 'destroyed';
    this.#host.herald.problem(report(code, { message, sdkCode, callId, fatal }));
  }
}

const ASSISTED = 'Every call goes to the assistant, so only the microphone can be checked.';

/** For clients that are not the page's: what makes their engine of these parts. */
export function engineOf(parts: EngineParts): EngineLoader {
  return () => Promise.resolve((host) => new Engine(host, parts));
}

/** The phone's machine, for the loop to run. */
export function phoneMachine(phone: PhoneMachine): Machine {
  return {
    connection: phone.connection,
    step(event, at) {
      const { state, ...next } = stepPhone(phone, event, at);
      return { machine: phoneMachine(state), ...next };
    },
    view: (previous) => viewPhone(phone, previous),
  };
}
