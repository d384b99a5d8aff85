import {
  ClientEventTarget,
  type CallSession,
  type PhoneClient,
  type Problem,
  type TransferHandler,
} from '../contract/client.ts';
import type { ClientConfiguration, DialOptions, TokenProvider } from '../contract/configuration.ts';
import { PhoneError } from '../contract/errors.ts';
import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';
import { report, type Outcome } from '../machines/effects.ts';
import type { SdkLoader } from '../sdk/port.ts';
import { announcements } from './announce.ts';
import { Audio } from './audio.ts';
import { AutoConnect } from './auto-connect.ts';
import { CallDesk } from './call-desk.ts';
import {
  checkConfiguration,
  Configuration,
  connectModeOf,
  maxAttemptsOf,
  sameConfiguration,
  sameEndpoint,
  withoutCredentials,
} from './configuration.ts';
import { Credentials } from './credentials.ts';
import { Herald } from './herald.ts';
import { Heritage } from './heritage.ts';
import { Lifetime } from './lifetime.ts';
import { Loop } from './loop.ts';
import { watchPage } from './page.ts';
import { RingBell } from './ring-bell.ts';
import type { Ringer } from './ringer.ts';
import { Runner } from './runner.ts';
import { pageTabs, Tabs } from './tabs.ts';
import type { Tab } from './tab-identity.ts';
import { closed, connected } from './wait.ts';

export interface ClientOptions {
  readonly load: SdkLoader;
  /** Where the page listens; a client that is not the page's has none. */
  readonly document?: EventTarget | null;
  /** Epoch milliseconds. A client that is not the page's can live at another time. */
  readonly now?: () => number;
  /** What lets ringing calls be heard; a client that is not the page's rings in silence. */
  readonly ringer?: () => Promise<typeof Ringer>;
  /** The tab, which can be a copy of another; a client that is not the page's need not know. */
  readonly tab?: () => Promise<Tab>;
  /** What tells of the page's life; a client that is not the page's can have another's. */
  readonly watch?: typeof watchPage;
  /** The site's other tabs; a client that is not the page's can have others. */
  readonly tabs?: typeof pageTabs;
}

/** The phone: one on a page. It joins the pure machine with the session, the page and the elements. */
export class Client extends ClientEventTarget implements PhoneClient {
  transferHandler: TransferHandler | null = null;

  readonly #herald: Herald;
  readonly #credentials = new Credentials();
  readonly #audio: Audio;
  readonly #bell: RingBell | null;
  readonly #lifetime: Lifetime;
  readonly #tabs: Tabs;
  readonly #runner: Runner;
  readonly #loop: Loop;
  readonly #desk: CallDesk;
  readonly #auto: AutoConnect;
  readonly #configuration = new Configuration();
  readonly #watchPage: typeof watchPage;
  readonly #heritage: Heritage;
  #unwatch: (() => void) | null = null;

  constructor({
    load,
    document = null,
    now = () => Date.now(),
    watch = watchPage,
    tab,
    tabs = pageTabs,
    ringer,
  }: ClientOptions) {
    super();
    const page = document === null ? [] : [document];
    this.#herald = new Herald(() => [this, ...page, ...this.#lifetime.elements()] as EventTarget[]);
    this.#watchPage = watch;
    const blocked = (): void => this.report({ code: 'playback-blocked' });
    this.#audio = new Audio(blocked);
    this.#bell = ringer === undefined ? null : new RingBell(ringer, blocked);
    this.#lifetime = new Lifetime((inUse) => this.#usage(inUse));
    this.#auto = new AutoConnect(() => this.#connectByItself());
    this.#heritage = new Heritage({
      tab,
      now,
      took: (kept) => {
        this.#loop.dispatch({ type: 'calls-kept', kept });
        this.#connectWhenIdle();
      },
      failed: () => this.report({ code: 'sdk-load-failed' }),
      blocked: () => this.#herald.warn('storage-blocked'),
    });
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the hosts' getters must see what is so later
    const client = this;
    this.#desk = new CallDesk({
      get snapshot() {
        return client.snapshot;
      },
      get connectMode() {
        return connectModeOf(client.#configuration.current);
      },
      get transferHandler() {
        return client.transferHandler;
      },
      connect: () => this.connect(),
      dispatch: (event) => this.#loop.dispatch(event),
      refuse: (code, message) => this.#herald.refusal(code, message),
    });
    this.#tabs = new Tabs(
      {
        dispatch: (event) => this.#loop.dispatch(event),
        identity: () => this.#runner.identity(),
        takeUp: (identity) => this.#runner.takeUp(identity),
        warn: (code, message) => this.#herald.warn(code, message),
      },
      tabs,
    );
    this.#runner = new Runner(
      {
        plans: this.#desk.plans,
        tabs: this.#tabs,
        get configuration() {
          return client.#configuration.current;
        },
        get inCall() {
          return client.snapshot.calls.some(isLive);
        },
        get resumes() {
          return client.snapshot.calls.find(isLive)?.id ?? null;
        },
        prepare: () => this.#heritage.prepare(),
        dispatch: (event) => this.#loop.dispatch(event),
        settle: (ticket, outcome) => this.#settle(ticket, outcome),
        report: (effect) => this.#herald.problem(effect),
        tokenExpiring: (expiresAt) => void this.#herald.tell('telnyx-token-expiring', { expiresAt }),
        message: (message) => void this.#herald.tell('telnyx-signaling-message', message),
        transfer: (callId) => this.#desk.runTransfer(callId),
        forget: () => this.#forget(),
      },
      load,
      this.#credentials,
      this.#audio,
    );
    this.#loop = new Loop(
      {
        run: (effect) => this.#runner.run(effect),
        publish: (next, previous, at) => this.#publish(next, previous, at),
        beforeTick: () => this.#loop.dispatch({ type: 'heard', heardAt: this.#runner.heardAt() }),
        look: () => this.#runner.look(this.snapshot.calls.filter(isLive).map(({ id }) => id)),
      },
      now,
    );
  }

  get snapshot(): ClientSnapshot {
    return this.#loop.snapshot;
  }

  get calls(): readonly CallSession[] {
    return this.snapshot.calls.map((call) => this.#desk.of(call));
  }

  get configuration(): PhoneClient['configuration'] {
    return withoutCredentials(this.#configuration.current);
  }

  get tokenProvider(): TokenProvider | null {
    return this.#credentials.tokenProvider;
  }

  set tokenProvider(provider: TokenProvider | null) {
    const { kind } = this.#credentials;
    this.#credentials.tokenProvider = provider;
    // Where pages set one at each rendering, the session stands until the next login asks the newest.
    this.#configured(kind === this.#credentials.kind ? 'dropped' : 'replaced');
  }

  configure(configuration: ClientConfiguration, source?: object): void {
    checkConfiguration(configuration);
    const owner = this.#configuration.source;
    const taken = source !== undefined && owner !== null && owner !== source && this.#lifetime.has(owner);
    const before = this.#configuration.current;
    if (taken) {
      if (sameConfiguration({ ...before, ...configuration }, before)) return;
      throw new PhoneError('config-conflict');
    }
    this.#configuration.say(configuration, source);
    if (!sameEndpoint(before, this.#configuration.current)) this.#runner.renew();
    this.#configured(this.#credentials.set(this.#configuration.current) ? 'replaced' : 'kept');
  }

  async connect(): Promise<void> {
    this.#auto.cancel();
    if (this.#credentials.kind === 'none') throw this.#herald.refusal('not-configured');
    this.#loop.dispatch({ type: 'connect' });
    await connected(this);
  }

  async disconnect({ forget = false }: { forget?: boolean } = {}): Promise<void> {
    this.#auto.cancel();
    this.#loop.dispatch({ type: 'disconnect', forget });
    await closed(this);
  }

  reconnectNow(): void {
    this.#loop.dispatch({ type: 'reconnect-now' });
  }

  dial(destination: string, options: DialOptions = {}): Promise<CallSession> {
    return this.#desk.dial(destination, options);
  }

  resumeMedia(): void {
    this.#recover('resume-media');
  }

  rejectMedia(): void {
    this.#recover('reject-media');
  }

  call(id: string): CallSession | undefined {
    return this.#desk.find(id);
  }

  subscribe(listener: (snapshot: ClientSnapshot) => void): () => void {
    const end = this.#herald.subscribe(listener);
    listener(this.snapshot);
    return end;
  }

  retain(): () => void {
    return this.#lifetime.retain();
  }

  lease(element: EventTarget): () => void {
    return this.#lifetime.lease(element);
  }

  report(problem: Problem): void {
    this.#herald.error(problem);
  }

  #publish(next: ClientSnapshot, previous: ClientSnapshot, at: number): void {
    this.#desk.update(next.calls);
    this.#herald.publish(next);
    const news = announcements(
      previous,
      next,
      at,
      (call) => this.#desk.of(call),
      (type, callId) => this.#recover(type, callId),
    );
    for (const [name, detail] of news) {
      if (!this.#herald.tell(name, detail) && name === 'telnyx-incoming-call') {
        this.#loop.dispatch({
          type: 'shown-by-page',
          callId: detail.call.id,
        });
      }
    }
    this.#follow(next, previous);
  }

  /** What the page needs beside what it is shown: sound for live calls, and an end when nobody is left. */
  #follow(next: ClientSnapshot, previous: ClientSnapshot): void {
    for (const call of next.calls) {
      const before = previous.calls.find(({ id }) => id === call.id);
      if (before?.state === call.state && before.background === call.background) continue;
      if (call.state === 'destroyed') this.#audio.remove(call.id);
      else if (call.answeredAt !== null) this.#audio.play(call.id);
      this.#audio.place(call);
    }
    this.#bell?.follow(next, this.#configuration.current);
    this.#heritage.follow(next);
    this.#tabs.lock?.follow(next);
    // The last to leave did not end it because of the call.
    if (previous.calls.some(isLive) && !next.calls.some(isLive)) this.#lifetime.linger();
    this.#watch();
  }

  /** Follows the life of the page while there is anything that depends on it. */
  #watch(): void {
    const { state } = this.snapshot.connection;
    const resting = state === 'idle' || state === 'disconnected';
    if (!this.#lifetime.inUse && resting && !this.snapshot.calls.some(isLive)) {
      this.#unwatch?.();
      this.#unwatch = null;
    } else {
      this.#unwatch ??= this.#watchPage({
        dispatch: (event) => this.#loop.dispatch(event),
        leaving: (mayReturn) => this.#leave(mayReturn),
        returned: () => {
          this.#heritage.back();
          this.#loop.dispatch({ type: 'woke' });
        },
      });
    }
  }

  /** Once nothing waits for the microphone any more, whoever still wants to act on it comes too late. */
  #recover(type: 'resume-media' | 'reject-media', callId = this.snapshot.mediaRecovery?.callId ?? null): void {
    if (this.snapshot.mediaRecovery !== null) this.#loop.dispatch({ type, callId });
  }

  #settle(ticket: number, outcome: Outcome): void {
    const error = this.#desk.settle(ticket, outcome);
    if (error === null) return;
    const { code, message, sdkCode, callId } = error;
    const fatal = callId !== null && this.call(callId)?.state === 'destroyed';
    this.#herald.problem(report(code, { message, sdkCode, callId, fatal }));
  }

  #configured(token: 'kept' | 'dropped' | 'replaced'): void {
    this.#tellMachine(token);
    if (this.#configuration.current.keepCallOnReload) this.#heritage.recall();
    this.#connectWhenIdle();
  }

  #tellMachine(token: 'kept' | 'dropped' | 'replaced'): void {
    this.#loop.dispatch({
      type: 'configured',
      maxAttempts: maxAttemptsOf(this.#configuration.current),
      credentials: this.#credentials.kind,
      token,
      singleTab: this.#configuration.current.singleTab ?? false,
      auto: connectModeOf(this.#configuration.current) === 'auto',
    });
  }

  #forget(): void {
    this.#configuration.forget();
    this.#credentials.set(this.#configuration.current);
    this.#tellMachine('replaced');
  }

  #connectWhenIdle(): void {
    const mode = connectModeOf(this.#configuration.current);
    // A call of the page before has a use for the connection already.
    const wanted = mode === 'auto' || (mode === 'lazy' && this.snapshot.calls.some(isLive));
    if (wanted && this.#credentials.kind !== 'none') this.#auto.schedule();
  }

  #connectByItself(): void {
    const { state, reason } = this.snapshot.connection;
    // Let go of because nobody was left, while somebody came after all.
    const returning = state === 'disconnecting' && reason === null;
    if ((state === 'idle' || returning) && this.#credentials.kind !== 'none') this.#loop.dispatch({ type: 'connect' });
  }

  #usage(inUse: boolean): void {
    if (inUse) {
      this.#watch();
      this.#connectWhenIdle();
    } else if (!this.snapshot.calls.some(isLive)) {
      this.#auto.cancel();
      this.#loop.dispatch({ type: 'release' });
      this.#watch();
    }
  }

  /** The page goes: the other side is not left with a dead line, unless the call goes on on the next page. */
  #leave(mayReturn: boolean): void {
    const { keepCallOnReload = false } = this.#configuration.current;
    const stays = keepCallOnReload ? this.#heritage.keep(this.snapshot) : null;
    const leaving = this.calls.filter((call) => isLive(call) && call.id !== stays);
    this.#tabs.lock?.leave(stays !== null);
    // The bye alone first: a browser that closes a tab does not wait for a script.
    for (const { id } of leaving) this.#runner.leave(id);
    for (const call of leaving) void call.hangup();
    this.#heritage.leave();
    if (mayReturn && !this.snapshot.calls.some(isLive)) this.#loop.dispatch({ type: 'cached' });
  }
}

function isLive(call: CallSnapshot): boolean {
  return call.state !== 'destroyed';
}
