import type { ClientConfiguration, DialOptions } from '../contract/configuration.ts';
import { PhoneError, type ErrorCode } from '../contract/errors.ts';
import type { Effect, Outcome, ReportEffect } from '../machines/effects.ts';
import type { MachineEvent } from '../machines/events.ts';
import type { KeptCalls } from '../machines/kept-calls.ts';
import type { NetworkRequest, SdkLoader, Session } from '../sdk/port.ts';
import type { Audio } from './audio.ts';
import type { Credentials } from './credentials.ts';
import { KEPT_KEY } from './kept-key.ts';
import { connectObstacle, microphoneObstacle } from './preflight.ts';
import type { Sessions } from './sessions.ts';
import type { Tabs } from './tabs.ts';

/** How long a look at the packets may hold up what time has brought about, in milliseconds. */
const LOOK_PATIENCE = 500;

/** What a dial effect needs that the machine has no use for. */
export interface DialPlan {
  readonly destination: string;
  readonly options: DialOptions;
}

export interface RunnerHost {
  readonly plans: ReadonlyMap<string, DialPlan>;
  readonly configuration: ClientConfiguration;
  readonly devices: { recall(): Promise<void> };
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves, with whether the tab is a copy of another, when all is known that must be before the SDK connects. */
  prepare(): Promise<boolean> | null;
  dispatch(event: MachineEvent): void;
  settle(ticket: number, outcome: Outcome): void;
  report(effect: ReportEffect): void;
  /** `expiresAt` in epoch milliseconds. */
  tokenExpiring(expiresAt: number): void;
  /** The site's other tabs; with `single-tab` alone there is more of it than this. */
  readonly tabs: Pick<Tabs, 'fetch' | 'lock'>;
  transfer(callId: string): Promise<void>;
}

/** Carries out effects on the session, and tells the machine what became of them. Decides nothing. */
export class Runner {
  readonly #host: RunnerHost;
  readonly #load: SdkLoader;
  readonly #credentials: Credentials;
  readonly #audio: Audio;
  readonly #sessions: Sessions;
  /** The attempt that is about to open a socket; null as soon as there is to be none. */
  #opening: object | null = null;

  constructor(host: RunnerHost, load: SdkLoader, credentials: Credentials, audio: Audio, sessions: Sessions) {
    this.#host = host;
    this.#sessions = sessions;
    this.#load = load;
    this.#credentials = credentials;
    this.#audio = audio;
  }

  /** When the server was last heard from; epoch milliseconds. */
  heardAt(): number {
    const heardAt = this.#session?.heardAt() ?? 0;
    // By the computer's clock, which may have been set back.
    return heardAt && heardAt + this.#host.now() - Date.now();
  }

  get #session(): Session | null {
    return this.#sessions.current;
  }

  /** The page goes, and the call with it. */
  leave(callId: string): void {
    this.#session?.leave(callId);
  }

  /** Writes to the AI assistant of a call. */
  async say(callId: string, text: string): Promise<void> {
    await this.#session?.say(callId, text);
  }

  microphone(callId: string): MediaStreamTrack | null {
    return this.#session?.microphoneOf(callId) ?? null;
  }

  /** Measures the connection in a call that nobody hears of; null without a session. */
  checkNetwork(request: NetworkRequest): ReturnType<Session['checkNetwork']> | null {
    return this.#session?.checkNetwork(request) ?? null;
  }

  run(effect: Effect): void {
    switch (effect.type) {
      case 'load':
        return void this.#loadSdk();
      case 'fetch-token':
        return void this.#fetchToken();
      case 'sign-in':
        return void this.#signIn(effect.serial);
      case 'token-expiring': {
        this.#host.tokenExpiring(effect.expiresAt);
        return;
      }
      case 'open-socket':
        return void this.#openWhenSure();
      case 'drop-socket':
        this.#opening = null;
        return this.#session?.dropSocket();
      case 'probe':
        return void this.#probe(effect.probe);
      case 'close-session':
        return void this.#close(effect.forget);
      case 'tab-rules':
        return void this.#host.tabs.fetch();
      case 'tab':
        return this.#host.tabs.lock?.run(effect.act);
      case 'hand-over': {
        this.#handOver(effect.to, effect.kept);
        return;
      }
      case 'dial': {
        this.#dial(effect.callId);
        return;
      }
      case 'answer':
        if (!this.#obstructed(effect.callId)) this.#session?.answer(effect.callId, this.#audio.element(effect.callId));
        return;
      case 'resume-microphone':
        if (!this.#obstructed(effect.callId)) this.#session?.resumeMicrophone(effect.callId);
        return;
      case 'hangup':
        return this.#session?.hangup(effect.callId, effect.bye);
      case 'late-bye':
        return this.#session?.lateBye(effect.callId);
      case 'hold':
        return this.#session?.hold(effect.callId);
      case 'unhold':
        return this.#session?.unhold(effect.callId);
      case 'digits':
        this.#session?.sendDigits(effect.callId, effect.digits);
        {
          this.#host.dispatch({ type: 'command-done', callId: effect.callId, ticket: effect.ticket });
          return;
        }
      case 'transfer':
        return void this.#transfer(effect.callId, effect.ticket);
      case 'microphone':
        return this.#session?.setMicrophone(effect.callId, effect.live);
      case 'sample':
        return void this.#sample(effect.callId);
      case 'settle': {
        this.#host.settle(effect.ticket, effect.outcome);
        return;
      }
      case 'report': {
        this.#host.report(effect);
        return;
      }
    }
  }

  async #loadSdk(): Promise<void> {
    const obstacle = connectObstacle();
    if (obstacle !== null) {
      this.#host.dispatch({ type: 'load-failed', code: obstacle, final: true });
      return;
    }
    // On a page that keeps no calls, those that an earlier one kept are over.
    if (!this.#host.configuration.keepCallOnReload) sessionStorage.removeItem(KEPT_KEY);
    try {
      const [factory, copy] = await Promise.all([this.#load(), this.#host.prepare(), this.#host.devices.recall()]);
      this.#sessions.equip(factory, copy ?? false);
      this.#host.dispatch({ type: 'loaded' });
    } catch {
      this.#host.dispatch({ type: 'load-failed', code: 'sdk-load-failed', final: false });
    }
  }

  async #fetchToken(): Promise<void> {
    const result = await this.#credentials.token();
    if (result === null) return;
    if (!result.ok) {
      this.#host.dispatch({ type: 'token-failed', code: result.code, message: result.message, final: result.final });
      return;
    }
    const { issuedAt, expiresAt, known } = result;
    this.#host.dispatch({ type: 'token-ready', issuedAt, expiresAt, known });
  }

  async #signIn(serial: number): Promise<void> {
    const credentials = this.#credentials.current;
    if (credentials === null || this.#session === null) return;
    const accepted = await this.#session.signIn(credentials);
    this.#host.dispatch({ type: 'signed-in', serial, accepted });
  }

  /** A page that was frozen may not have heard yet that another tab has the phone. */
  async #openWhenSure(): Promise<void> {
    const { lock } = this.#host.tabs;
    const opening = (this.#opening = {});
    if (lock !== null) await lock.sure();
    if (this.#opening === opening) this.#open();
  }

  #open(): void {
    const credentials = this.#credentials.current;
    const session = credentials && this.#sessions.ready(credentials);
    if (session) this.#host.dispatch({ type: 'socket-opening', socket: session.connect() });
  }

  #handOver(to: string, kept: KeptCalls | null): void {
    this.#opening = null;
    this.#host.tabs.lock?.handOver(to, kept, this.#sessions.giveUp());
  }

  async #probe(probe: number): Promise<void> {
    const registered = await this.#session?.probe().catch(() => false);
    if (registered === true) this.#host.dispatch({ type: 'probe-answered', probe });
  }

  /** Drops the token at hand. */
  forget(): void {
    this.#credentials.forget();
  }

  async #close(forget: boolean): Promise<void> {
    this.#opening = null;
    await this.#session?.close({ forget }).catch(() => undefined);
    this.#host.dispatch({ type: 'session-closed' });
  }

  #dial(callId: string): void {
    const plan = this.#host.plans.get(callId);
    if (plan === undefined) return;
    const { callerNumber, callerName } = this.#host.configuration;
    try {
      this.#session?.dial({
        callId,
        destination: plan.destination,
        callerNumber: callerNumber ?? null,
        callerName: callerName ?? null,
        customHeaders: plan.options.customHeaders ?? [],
        clientState: plan.options.clientState ?? null,
        preferredCodecs: plan.options.preferredCodecs ?? [],
        audio: this.#audio.element(callId),
      });
    } catch (error) {
      const { code, message } = asPhoneError(error, 'invalid-destination');
      this.#host.dispatch({ type: 'problem', severity: 'error', code, sdkCode: null, message, callId, fatal: true });
    }
  }

  /** Where the page itself is in the way of the microphone, asking the browser would say less. */
  #obstructed(callId: string | null): boolean {
    const code = microphoneObstacle();
    if (code === null) return false;
    if (callId === null) this.#host.dispatch({ type: 'microphone-outlook', code, granted: false });
    else this.#host.dispatch({ type: 'microphone-refused', callId, code });
    return true;
  }

  async #transfer(callId: string, ticket: number): Promise<void> {
    try {
      await this.#host.transfer(callId);
      this.#host.dispatch({ type: 'command-done', callId, ticket });
    } catch (error) {
      const { code, message } = asPhoneError(error, 'protocol-error');
      this.#host.dispatch({ type: 'command-failed', callId, ticket, code, message });
    }
  }

  /** Counts the packets of these calls now, as far as that can be done at once; null when there are no calls. */
  look(callIds: readonly string[]): Promise<void> | null {
    if (callIds.length === 0) return null;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_PATIENCE);
      void Promise.all(callIds.map((callId) => this.#sample(callId))).then(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async #sample(callId: string): Promise<void> {
    this.#host.dispatch({ type: 'heard', heardAt: this.heardAt() });
    const taken = await this.#session?.sample(callId).catch(() => null);
    if (taken != null) this.#host.dispatch({ type: 'sampled', callId, ...taken });
  }
}

function asPhoneError(error: unknown, code: ErrorCode): PhoneError {
  const known = error as Partial<PhoneError>;
  if (known.name === 'PhoneError') return error as PhoneError;
  return new PhoneError(code, known.message === undefined ? {} : { message: known.message });
}
