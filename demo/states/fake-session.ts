import type {
  CallObservation,
  CallProgress,
  MediaSample,
  Observation,
  RawCause,
} from '../../src/contract/observations.ts';
import type { ConversationMessage } from '../../src/contract/conversation.ts';
import type { ErrorCode, PhoneError } from '../../src/contract/errors.ts';
import type {
  DialRequest,
  NetworkRequest,
  SdkLoader,
  Session,
  SessionCredentials,
  SessionIdentity,
  SessionOptions,
} from '../../src/sdk/port.ts';
import { NO_PACKETS } from '../../src/sdk/sample.ts';

/** A command that a session was given, with what came with it. */
export type Sent = readonly [name: keyof Session, ...values: unknown[]];

export const NO_IDENTITY = { telnyxCallControlId: null, telnyxSessionId: null, telnyxLegId: null };
export const NORMAL: RawCause = { cause: 'NORMAL_CLEARING', causeCode: 16, sipCode: null, sipReason: null };

/** A session that does nothing by itself: it writes down what it is told, and its script says what it observes. */
export class FakeSession implements Session {
  readonly options: SessionOptions;
  readonly sent: Sent[] = [];
  credentials: SessionCredentials;
  socket = 0;
  /** Registers each connection at once, as a server in good order would. */
  registers = true;
  /** Closes each connection at once, as a server would that is down. */
  refuses = false;
  heard = 0;
  /** What a login on the live socket comes to. */
  signedIn: Promise<boolean> = Promise.resolve(true);
  /** What a probe answers. */
  probed: Promise<boolean> = Promise.resolve(true);
  /** What becomes of what is written to an assistant. */
  taken: Promise<void> = Promise.resolve();
  /** What comes of measuring the connection. */
  network: ReturnType<Session['checkNetwork']> = new Promise(() => undefined);
  /** When the end of the session is done. */
  closed: Promise<void> = Promise.resolve();
  /** Why the browser does not give the microphone; null: it does. */
  microphone: ErrorCode | null = null;
  /** The browser asks the user, and nothing comes of it. */
  asking = false;
  /** Thrown at the next attempt to dial. */
  refusal: PhoneError | null = null;
  released = false;
  /** By what it can be taken up in another tab. */
  identifies: SessionIdentity | null = { session: 'session' };
  readonly #observe: (observations: readonly Observation[]) => void;
  readonly #samples = new Map<string, { object: number; sample: MediaSample }>();
  readonly #given = new Map<string, () => void>();
  readonly #flowing = new Map<string, number>();

  constructor(options: SessionOptions, observe: (observations: readonly Observation[]) => void) {
    this.options = options;
    this.credentials = options.credentials;
    this.#observe = observe;
  }

  /** Says what has been observed. */
  tell(...observations: Observation[]): void {
    this.#observe(observations);
  }

  register(socket = this.socket): void {
    this.tell({ type: 'socket-open', socket }, { type: 'registered', socket });
  }

  lose(socket = this.socket): void {
    this.tell({ type: 'socket-lost', socket });
  }

  /** The server refuses the credentials. */
  refuseLogin(socket = this.socket): void {
    this.tell({ type: 'login-failed', socket, sdkCode: 46001, message: null });
  }

  /** The server sends the phone away. */
  sendAway(socket = this.socket): void {
    this.tell({ type: 'server-closed', socket });
  }

  /** An incoming call, or with `attach` one that the server brings back. */
  appear(callId: string, about: Partial<Extract<CallObservation, { type: 'call-appeared' }>> = {}): void {
    this.tell({
      type: 'call-appeared',
      callId,
      object: 1,
      direction: 'inbound',
      attach: false,
      remoteNumber: '+15557654321',
      remoteName: '',
      identity: NO_IDENTITY,
      ...about,
    });
  }

  progress(callId: string, progress: CallProgress, object = 1): void {
    this.tell({ type: 'call-progress', callId, object, progress, identity: NO_IDENTITY });
  }

  /** The server's bye. */
  bye(callId: string, raw: Partial<RawCause> = {}): void {
    this.tell({ type: 'call-ended', callId, object: 1, byServer: true, raw: { ...NORMAL, ...raw } });
  }

  /** What the next look at the call's packets finds. */
  measure(callId: string, sample: Partial<MediaSample>, object = 1): void {
    const still: MediaSample = { peer: 'connected', ...NO_PACKETS };
    this.#samples.set(callId, { object, sample: { ...still, ...sample } });
  }

  /** From now on each look finds this many inbound packets more. */
  flow(callId: string, packets: number): void {
    this.#flowing.set(callId, packets);
  }

  /** The commands of a name. */
  all(name: keyof Session): Sent[] {
    return this.sent.filter(([sent]) => sent === name);
  }

  /** Whether voice may leave, as last said. */
  live(callId: string): unknown {
    return this.all('setMicrophone').findLast(([, id]) => id === callId)?.[2];
  }

  /** The request of the newest call dialled. */
  get dialled(): DialRequest {
    const dial = this.all('dial').at(-1);
    if (dial === undefined) throw new Error('Nothing was dialled');
    return dial[1] as DialRequest;
  }

  connect(): number {
    this.socket += 1;
    this.sent.push(['connect', this.socket]);
    const { socket } = this;
    if (this.refuses) queueMicrotask(() => this.lose(socket));
    else if (this.registers) queueMicrotask(() => this.register(socket));
    return socket;
  }

  dropSocket(): void {
    this.sent.push(['dropSocket', this.socket]);
  }

  setCredentials(credentials: SessionCredentials): void {
    this.credentials = credentials;
  }

  signIn(credentials: SessionCredentials): Promise<boolean> {
    this.sent.push(['signIn', credentials]);
    this.credentials = credentials;
    return this.signedIn;
  }

  probe(): Promise<boolean> {
    this.sent.push(['probe']);
    return this.probed;
  }

  heardAt(): number {
    return this.heard;
  }

  /** The devices that calls are to use, as last said; every one can be had unless {@link useMicrophone} is replaced. */
  useMicrophone(deviceId: string | null): Promise<ErrorCode | null> {
    this.sent.push(['useMicrophone', deviceId]);
    return Promise.resolve(null);
  }

  microphoneOf(): MediaStreamTrack | null {
    return null;
  }

  checkNetwork(request: NetworkRequest): ReturnType<Session['checkNetwork']> {
    this.sent.push(['checkNetwork', request]);
    return this.network;
  }

  identity(): SessionIdentity | null {
    return this.identifies;
  }

  release(): void {
    this.released = true;
  }

  close(options: { readonly forget: boolean }): Promise<void> {
    this.sent.push(['close', options.forget]);
    return this.closed;
  }

  dial(request: DialRequest): void {
    this.sent.push(['dial', request]);
    if (this.refusal !== null) throw this.refusal;
    const { callId, destination } = request;
    this.#ask(callId, () => this.appear(callId, { direction: 'outbound', remoteNumber: destination }));
  }

  answer(callId: string, audio: HTMLAudioElement): void {
    this.sent.push(['answer', callId, audio]);
    this.#ask(callId, () => undefined);
  }

  resumeMicrophone(callId: string | null): void {
    this.sent.push(['resumeMicrophone', callId]);
    const then = this.#given.get(callId ?? '');
    if (callId === null) this.look();
    else if (then !== undefined) this.#ask(callId, then);
  }

  /** Tells whether the next call will have the microphone. */
  look(): void {
    this.tell({ type: 'microphone-outlook', code: this.microphone, granted: this.microphone === null });
  }

  hangup(callId: string, bye: boolean): void {
    this.sent.push(['hangup', callId, bye]);
  }

  leave(callId: string): void {
    this.sent.push(['leave', callId]);
  }

  lateBye(callId: string): void {
    this.sent.push(['lateBye', callId]);
  }

  hold(callId: string): void {
    this.sent.push(['hold', callId]);
  }

  unhold(callId: string): void {
    this.sent.push(['unhold', callId]);
  }

  sendDigits(callId: string, digits: string): void {
    this.sent.push(['sendDigits', callId, digits]);
  }

  say(callId: string, text: string): Promise<void> {
    this.sent.push(['say', callId, text]);
    return this.taken;
  }

  /** The assistant says something, or is told something; `at` is its order. */
  converse(
    callId: string,
    {
      id,
      role,
      text,
      at = 0,
      final = true,
    }: Partial<ConversationMessage> & Pick<ConversationMessage, 'id' | 'role' | 'text'>,
  ): void {
    this.tell({ type: 'conversation', callId, message: { id, role, text, at, final } });
  }

  setMicrophone(callId: string, live: boolean): void {
    this.sent.push(['setMicrophone', callId, live]);
  }

  /** What the browser says of the microphone, and what becomes of the call when it is given. */
  #ask(callId: string, given: () => void): void {
    this.#given.set(callId, given);
    if (this.asking) return;
    queueMicrotask(() => {
      const code = this.microphone;
      this.tell(code === null ? { type: 'microphone-given', callId } : { type: 'microphone-refused', callId, code });
      if (code === null) given();
    });
  }

  sample(callId: string): ReturnType<Session['sample']> {
    const found = this.#samples.get(callId);
    if (found === undefined) return Promise.resolve(null);
    const inboundPackets = found.sample.inboundPackets + (this.#flowing.get(callId) ?? 0);
    this.measure(callId, { ...found.sample, inboundPackets }, found.object);
    return Promise.resolve({ ...found, sample: { ...found.sample, inboundPackets } });
  }
}

/** Loads sessions of that kind. */
export class FakeSdk {
  readonly sessions: FakeSession[] = [];
  loads = 0;
  /** What loading waits for; a rejection is a chunk that cannot be had. */
  loading: Promise<void> = Promise.resolve();
  /** Whether the sessions made from now on register by themselves. */
  registers = true;

  /** The newest session. */
  get session(): FakeSession {
    const session = this.sessions.at(-1);
    if (session === undefined) throw new Error('Nothing has connected');
    return session;
  }

  readonly load: SdkLoader = async () => {
    this.loads += 1;
    await this.loading;
    return (options, observe) => {
      const session = new FakeSession(options, observe);
      session.registers = this.registers;
      this.sessions.push(session);
      return session;
    };
  };
}
