import {
  ClientEventTarget,
  type CallSession,
  type PhoneClient,
  type Problem,
  type TransferHandler,
} from '../contract/client.ts';
import type { CheckOptions, PreCallCheck } from '../contract/check.ts';
import type { ClientConfiguration, DialOptions, TokenProvider } from '../contract/configuration.ts';
import { explain, learnMessages, PhoneError } from '../contract/errors.ts';
import type { ClientSnapshot } from '../contract/snapshots.ts';
import { isLoading } from '../machines/connection-resting.ts';
import type { Effect } from '../machines/effects.ts';
import { isLive } from '../selectors/current-call.ts';
import { clientDevices } from './client-devices.ts';
import { AutoConnect } from './auto-connect.ts';
import {
  checkConfiguration,
  Configuration,
  connectModeOf,
  maxAttemptsOf,
  sameConfiguration,
  sameEndpoint,
  shown,
} from './configuration.ts';
import { connectionNews } from './connection-news.ts';
import type { Engine } from './engine.ts';
import { EngineRoom, type EngineLoader } from './engine-room.ts';
import { Herald } from './herald.ts';
import { mayHaveCalls } from './kept-key.ts';
import { dropLastSession } from './last-session.ts';
import { Lifetime } from './lifetime.ts';
import { Loop } from './loop.ts';
import { bootMachine } from './machine.ts';
import { watchPage } from './page.ts';
import { Secrets } from './secrets.ts';
import { abortable, closed, connected } from './wait.ts';

export interface ClientOptions {
  /** Fetches what runs the phone, when there is first a use for it. */
  readonly engine: EngineLoader;
  /** Where the page listens; a client that is not the page's has none. */
  readonly document?: EventTarget | null;
  /** Epoch milliseconds. A client that is not the page's can live at another time. */
  readonly now?: () => number;
  /** What tells of the page's life; a client that is not the page's can have another's. */
  readonly watch?: typeof watchPage;
}

/**
 * The phone: one on a page. It knows its configuration, who uses it and who listens, and has the rest fetched when there
 * is a use for it.
 */
export class Client extends ClientEventTarget implements PhoneClient {
  transferHandler: TransferHandler | null = null;
  readonly explain = explain;
  readonly devices = clientDevices(
    () => this.snapshot.devices,
    () => this.#need(),
    () => this.#room.need(),
  );

  readonly #herald: Herald;
  readonly #secrets = new Secrets();
  readonly #configuration = new Configuration();
  readonly #lifetime: Lifetime;
  readonly #room: EngineRoom;
  readonly #loop: Loop;
  readonly #auto: AutoConnect;
  readonly #watchPage: typeof watchPage;
  #unwatch: (() => void) | null = null;

  constructor({ engine, document = null, now = () => Date.now(), watch = watchPage }: ClientOptions) {
    super();
    const page = document === null ? [] : [document];
    this.#herald = new Herald(() => [this, ...page, ...this.#lifetime.elements()] as EventTarget[]);
    this.#watchPage = watch;
    this.#lifetime = new Lifetime(
      (inUse) => this.#usage(inUse),
      () => this.#room.engine?.ring(),
    );
    this.#auto = new AutoConnect(() => this.#connectByItself());
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the host's getter must see what is so later
    const client = this;
    this.#room = new EngineRoom(engine, {
      client,
      herald: this.#herald,
      secrets: this.#secrets,
      now,
      get configuration() {
        return client.#configuration.current;
      },
      get abandoned() {
        return client.#lifetime.abandoned;
      },
      dispatch: (event) => this.#loop.dispatch(event),
      wanted: () => this.#connectWhenIdle(),
      learn: learnMessages,
      moveIn: (running) => {
        const loading = this.#loop.become((before) => running.machine(before));
        this.#tellMachine('kept');
        // What came with it can be seen.
        this.#herald.publish(this.snapshot);
        if (this.#configuration.current.keepCallOnReload) running.recall();
        if (isLoading(loading)) running.run({ type: 'load' });
      },
    });
    this.#loop = new Loop(
      {
        run: (effect) => this.#run(effect),
        publish: (next, previous, at) => this.#publish(next, previous, at),
        beforeTick: () => this.#loop.dispatch({ type: 'heard', heardAt: this.#room.engine?.heardAt() ?? 0 }),
        look: () => this.#room.engine?.look() ?? null,
      },
      bootMachine(),
      now,
    );
  }

  get snapshot(): ClientSnapshot {
    return this.#loop.snapshot;
  }

  get calls(): readonly CallSession[] {
    return this.snapshot.calls.flatMap(({ id }) => this.call(id) ?? []);
  }

  get configuration(): PhoneClient['configuration'] {
    return shown(this.#configuration.current);
  }

  get tokenProvider(): TokenProvider | null {
    return this.#secrets.provider;
  }

  set tokenProvider(provider: TokenProvider | null) {
    const { kind } = this.#secrets;
    this.#secrets.provider = provider;
    // Where pages set one at each rendering, the session stands until the next login asks the newest.
    this.#configured(kind === this.#secrets.kind ? 'dropped' : 'replaced');
  }

  configure(configuration: ClientConfiguration, source?: object): void {
    checkConfiguration(configuration);
    const owner = this.#configuration.source;
    const isHere = (element: object): boolean => this.#lifetime.has(element);
    const claims = source === undefined || owner === source || this.#configuration.share(configuration, source, isHere);
    const before = this.#configuration.current;
    const taken = source !== undefined && owner !== null && owner !== source && isHere(owner);
    if (taken || !claims) {
      if (sameConfiguration({ ...before, ...configuration }, before)) return;
      throw new PhoneError('config-conflict');
    }
    this.#configuration.say(configuration, source);
    if (!sameEndpoint(before, this.#configuration.current)) this.#room.engine?.renew();
    this.#configured(this.#secrets.say(this.#configuration.current) ? 'replaced' : 'kept');
  }

  async connect(): Promise<void> {
    this.#auto.cancel();
    if (this.#secrets.kind === 'none') throw this.#herald.refusal('not-configured');
    // Whether the browser is online is not known while nobody looks.
    this.#watch(true);
    this.#loop.dispatch({ type: 'connect' });
    await connected(this);
  }

  async disconnect({ forget = false }: { forget?: boolean } = {}): Promise<void> {
    this.#auto.cancel();
    this.#loop.dispatch({ type: 'disconnect', forget });
    if (forget) this.#forget();
    await closed(this);
  }

  reconnectNow(): void {
    this.#loop.dispatch({ type: 'reconnect-now' });
  }

  async dial(destination = '', options: DialOptions = {}): Promise<CallSession> {
    options.signal?.throwIfAborted();
    const engine = this.#room.engine ?? (await abortable(this.#need(), options.signal));
    return engine.dial(destination, options);
  }

  async check(options: CheckOptions = {}): Promise<PreCallCheck> {
    return (await abortable(this.#need(), options.signal)).check(options);
  }

  resumeMedia(): void {
    this.#room.engine?.recover('resume-media');
  }

  rejectMedia(): void {
    this.#room.engine?.recover('reject-media');
  }

  call(id: string): CallSession | undefined {
    return this.#room.engine?.find(id);
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

  /** Without the engine there is little to do but to fetch it. */
  #run(effect: Effect): void {
    const { engine } = this.#room;
    if (engine !== null) {
      engine.run(effect);
      return;
    }
    switch (effect.type) {
      case 'load':
        this.#room.load();
        break;
      case 'report':
        this.#herald.problem(effect);
        break;
      case 'close-session':
        this.#loop.dispatch({ type: 'session-closed' });
    }
  }

  /** What runs the phone, for a call that is to be made; what is under way to a connection goes on beside it. */
  async #need(): Promise<Engine> {
    try {
      return await this.#room.need();
    } catch {
      throw this.#herald.refusal(navigator.onLine ? 'sdk-load-failed' : 'offline');
    }
  }

  #publish(next: ClientSnapshot, previous: ClientSnapshot, at: number): void {
    const { engine } = this.#room;
    engine?.update(next);
    this.#herald.publish(next);
    for (const [name, detail] of connectionNews(previous.connection, next.connection, at)) {
      this.#herald.tell(name, detail);
    }
    engine?.announce(next, previous, at);
    engine?.follow(next, previous);
    // The last to leave did not end it because of the call.
    if (previous.calls.some(isLive) && !next.calls.some(isLive)) this.#lifetime.linger();
    this.#watch();
  }

  /** Follows the life of the page while there is anything that depends on it, or is about to. */
  #watch(soon = false): void {
    const { state } = this.snapshot.connection;
    const resting = state === 'idle' || state === 'disconnected';
    if (!soon && !this.#lifetime.inUse && resting && !this.snapshot.calls.some(isLive)) {
      this.#unwatch?.();
      this.#unwatch = null;
    } else {
      this.#unwatch ??= this.#watchPage({
        dispatch: (event) => this.#loop.dispatch(event),
        leaving: (mayReturn) => this.#room.engine?.leave(mayReturn),
        returned: () => {
          this.#room.engine?.returned();
          this.#loop.dispatch({ type: 'woke' });
        },
      });
    }
  }

  #configured(token: 'kept' | 'dropped' | 'replaced'): void {
    this.#tellMachine(token);
    if (this.#configuration.current.keepCallOnReload) this.#room.recall();
    // What the elements offer depends on it.
    this.#herald.publish(this.snapshot);
    this.#connectWhenIdle();
  }

  #tellMachine(token: 'kept' | 'dropped' | 'replaced'): void {
    this.#loop.dispatch({
      type: 'configured',
      maxAttempts: maxAttemptsOf(this.#configuration.current),
      credentials: this.#secrets.kind,
      token,
      singleTab: this.#configuration.current.singleTab ?? false,
      auto: connectModeOf(this.#configuration.current) === 'auto',
    });
  }

  #forget(): void {
    dropLastSession();
    this.#room.engine?.forget();
    this.#configuration.forget();
    this.#secrets.say(this.#configuration.current);
    this.#tellMachine('replaced');
  }

  #connectWhenIdle(): void {
    const { current } = this.#configuration;
    const mode = connectModeOf(current);
    // A call of the page before has a use for the connection already.
    const calls = this.snapshot.calls.some(isLive) || (current.keepCallOnReload && mayHaveCalls());
    const wanted = mode === 'auto' || (mode === 'lazy' && calls);
    if (wanted && this.#secrets.kind !== 'none') this.#auto.schedule();
  }

  #connectByItself(): void {
    const { state, reason } = this.snapshot.connection;
    // Let go of because nobody was left, while somebody came after all.
    const returning = state === 'disconnecting' && reason === null;
    if ((state === 'idle' || returning) && this.#secrets.kind !== 'none') this.#loop.dispatch({ type: 'connect' });
  }

  #usage(inUse: boolean): void {
    if (inUse) {
      this.#room.engine?.ring();
      this.#watch();
      this.#connectWhenIdle();
    } else if (!this.snapshot.calls.some(isLive)) {
      this.#auto.cancel();
      this.#loop.dispatch({ type: 'release' });
      this.#watch();
    }
  }
}
