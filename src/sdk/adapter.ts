import type { ErrorCode } from '../contract/errors.ts';
import type { Observation } from '../contract/observations.ts';
import { Byes } from './byes.ts';
import { Conversations } from './conversations.ts';
import { setConsole } from './console.ts';
import { guardDeviceLog } from './device-log.ts';
import { Gate } from './gate.ts';
import {
  endMicrophone,
  Handles,
  isOver,
  microphoneTrack,
  replaceMicrophone,
  stopStream,
  stopTracks,
} from './handles.ts';
import { guardSocket } from './guard.ts';
import { Hearing, type Tap } from './hearing.ts';
import { Microphone, whyNot } from './microphone.ts';
import { MicrophoneDesk } from './microphone-desk.ts';
import { MicrophoneSwitch } from './microphone-switch.ts';
import { hearProblems } from './page-problems.ts';
import { Mutes } from './mutes.ts';
import { NetworkChecks } from './network-checks.ts';
import { Peers } from './peers.ts';
import { isLoginFailure } from './problems.ts';
import type {
  DialRequest,
  NetworkRequest,
  Session,
  SessionCredentials,
  SessionIdentity,
  SessionOptions,
} from './port.ts';
import { handleRequests } from './requests.ts';
import { Returns } from './returns.ts';
import type {
  SdkCall,
  SdkClient,
  SdkConversationEvent,
  SdkMessage,
  SdkModule,
  SdkNotification,
  SdkProblem,
} from './sdk-shape.ts';
import { copyCall, copyMessage, copyProblem, copyReattached } from './copies.ts';
import { callOptions, sdkOptions, setCredentials } from './options.ts';
import { sampleCall, type Known } from './sample.ts';
import { forgetSession, sessionIdentity, takeUp } from './session-identity.ts';
import { Sockets, type SocketEnd } from './sockets.ts';
import { shower, tapSends, type Show } from './wire.ts';

/** The SDK behind our port. It owns one instance of the SDK's client for its whole life. */
export class SdkSession implements Session {
  readonly #client: SdkClient;
  readonly #gate: Gate;
  readonly #returns: Returns;
  readonly #handles = new Handles();
  readonly #mutes = new Mutes();
  #closing: Promise<void> | null = null;
  #forgets = false;
  readonly #left = new Set<string>();
  readonly #looks = new WeakMap<object, Known>();
  readonly #byes = new Byes();
  /** The logins under way on the live socket. */
  readonly #signIns = new Set<object>();
  readonly #sockets: Sockets;
  readonly #hearing: Hearing;
  readonly #microphone = new Microphone((outlook) => this.#hearing.heard({ kind: 'outlook', ...outlook }));
  readonly #desk = new MicrophoneDesk(this.#microphone, (signal) => this.#hearing.heard(signal));
  readonly #conversations = new Conversations((callId, message) =>
    this.#hearing.heard({ kind: 'conversation', callId, message }),
  );
  readonly #switch: MicrophoneSwitch;
  readonly #peers = new Peers((signal) => this.#hearing.heard(signal));
  readonly #checks: NetworkChecks;
  readonly #observe: (observations: readonly Observation[]) => void;
  readonly #quiet: () => void;
  /** Shows what crosses the wire; null when nobody wants to know. */
  readonly #show: Show | null;

  constructor(
    sdk: SdkModule,
    options: SessionOptions,
    observe: (observations: readonly Observation[]) => void,
    tap?: Tap,
  ) {
    this.#observe = observe;
    this.#hearing = new Hearing(observe, tap);
    this.#show = shower(options.onMessage);
    this.#switch = new MicrophoneSwitch(this.#microphone, {
      live: () => this.#handles.live(),
      send: (callId, stream) => this.#send(callId, stream),
      replaced: (label) => options.onMicrophoneReplaced?.(label),
    });
    // The logger is reachable before the first instance is.
    setConsole(sdk.TelnyxRTC.prototype.__logger, options.debug);
    this.#client = new sdk.TelnyxRTC(sdkOptions(options));
    handleRequests(this.#client);
    this.#checks = new NetworkChecks(sdk, this.#client, this.#byes);
    this.#sockets = new Sockets(this.#client);
    // Otherwise an expired token makes the SDK log in again, and again, without end and without an event.
    this.#client.authenticationRequiredErrorCode = null;
    if (options.copy) forgetSession(this.#client);
    if (options.identity) takeUp(options.identity);
    // The SDK makes that call by itself, so that there is no other way to tell it.
    this.#client.remoteElement = options.resumed?.audio ?? null;
    const isKnown = (callId: string): boolean => this.#handles.latest(callId) !== undefined;
    this.#returns = new Returns(this.#client, options.resumed?.callId ?? null, isKnown);
    this.#gate = new Gate(this.#client);
    this.#listen();
    this.#quiet = hearProblems(sdk, (kind, problem) => this.#heardProblem(kind, problem));
  }

  connect(): number {
    const { connection } = this.#client;
    this.#signIns.clear();
    // Left over from before a disconnect, it would swallow the next ready.
    if (connection !== null) connection.previousGatewayState = '';
    const before = connection?._wsClient ?? null;
    this.#gate.letThrough();
    const socket = this.#client.connection?._wsClient ?? null;
    // Not when it opens: the SDK may have sent its login before we hear of that.
    if (this.#show !== null && socket !== null && socket !== before)
      tapSends(socket, this.#show.bind(null, 'outbound'));
    return this.#sockets.current();
  }

  dropSocket(): void {
    this.#client.socketDisconnect();
  }

  setCredentials(credentials: SessionCredentials): void {
    setCredentials(this.#client.options, credentials);
  }

  async signIn(credentials: SessionCredentials): Promise<boolean> {
    this.setCredentials(credentials);
    if (!this.#client.connected) return false;
    const signIn = {};
    this.#signIns.add(signIn);
    let accepted = false;
    // The SDK calls neither back when it finds the credentials wanting by itself.
    await this.#client.login({ onSuccess: () => (accepted = true), onError: () => undefined }).catch(() => undefined);
    this.#signIns.delete(signIn);
    return accepted;
  }

  probe(): Promise<boolean> {
    return this.#client.getIsRegistered();
  }

  heardAt(): number {
    return this.#client.connection?.lastInboundAt ?? 0;
  }

  close({ forget }: { readonly forget: boolean }): Promise<void> {
    this.#forgets ||= forget;
    return (this.#closing ??= this.#close().finally(() => (this.#closing = null)));
  }

  async #close(): Promise<void> {
    this.#microphone.rest();
    this.#desk.dropAll();
    this.#checks.end();
    await this.#byes.said();
    await this.#client.disconnect();
    if (!this.#forgets) return;
    this.#forgets = false;
    this.#client.clearReconnectToken();
    setCredentials(this.#client.options, { kind: 'token', token: '' });
  }

  dial(request: DialRequest): void {
    const { callId } = request;
    this.#returns.before(callId, () => this.#desk.want(callId, (stream) => this.#invite(request, stream)));
  }

  answer(callId: string, audio: HTMLAudioElement): void {
    const handle = this.#handles.latest(callId);
    // With a peer it is being answered already, by the microphone that was given then.
    if (handle === undefined || isOver(handle) || handle.call.peer?.instance != null) return;
    const { call } = handle;
    const socket = this.#sockets.current();
    this.#desk.want(callId, (stream) => {
      call.options.localStream = stream;
      // What was to be answered is not there any more after a reconnect.
      if (isOver(handle) || !this.#client.connected || socket !== this.#sockets.current()) {
        stopStream(stream);
        return;
      }
      void call.answer({ remoteElement: audio });
      this.#peers.watch(handle);
    });
  }

  resumeMicrophone(callId: string | null): void {
    if (callId !== null && !this.#desk.waits(callId))
      this.#desk.await(callId, (stream) => void this.#send(callId, stream));
    this.#desk.resume(callId);
  }

  hangup(callId: string, bye: boolean): void {
    const handle = this.#handles.latest(callId);
    this.#returns.end(callId);
    this.setMicrophone(callId, false);
    this.#desk.drop(callId);
    if (handle === undefined) return;
    endMicrophone(handle.call);
    // The SDK would otherwise connect by itself, and keep the microphone while it waits for its bye.
    if (!isOver(handle)) this.#byes.end(handle.call, bye && this.#client.connected);
  }

  leave(callId: string): void {
    const handle = this.#handles.latest(callId);
    if (handle === undefined || this.#left.has(callId) || !this.#client.connected) return;
    this.#byes.end(handle.call, true);
    this.#left.add(callId);
  }

  lateBye(callId: string): void {
    const handle = this.#handles.latest(callId);
    if (handle !== undefined && this.#client.connected) this.#byes.end(handle.call, true);
  }

  hold(callId: string): void {
    this.#modify(callId, (call) => call.hold());
  }

  unhold(callId: string): void {
    this.#modify(callId, (call) => call.unhold());
  }

  sendDigits(callId: string, digits: string): void {
    this.#handles.latest(callId)?.call.dtmf(digits);
  }

  async say(callId: string, text: string): Promise<void> {
    const handle = this.#handles.latest(callId);
    if (handle !== undefined && !isOver(handle)) await this.#conversations.write(handle.call, text);
  }

  setMicrophone(callId: string, live: boolean): void {
    this.#mutes.set(callId, live);
    const handle = this.#handles.latest(callId);
    if (handle !== undefined) this.#mutes.apply(handle);
  }

  async sample(callId: string): ReturnType<Session['sample']> {
    const handle = this.#handles.latest(callId);
    if (handle === undefined || isOver(handle)) return null;
    this.#peers.watch(handle);
    const sample = await sampleCall(handle.call, this.#looks, (code) => this.#warn(callId, code));
    const microphoneLost = sample.microphoneLost && !this.#switch.isMending(callId);
    return { object: handle.object, sample: { ...sample, microphoneLost } };
  }

  useMicrophone(deviceId: string | null, quietly = false): Promise<ErrorCode | null> {
    return this.#switch.use(deviceId, quietly).then((code) => {
      if (code === null) this.#client.micId = deviceId ?? undefined;
      return code;
    });
  }

  microphoneOf(callId: string): MediaStreamTrack | null {
    const handle = this.#handles.latest(callId);
    return handle === undefined || isOver(handle) ? null : microphoneTrack(handle.call);
  }

  checkNetwork(request: NetworkRequest): ReturnType<Session['checkNetwork']> {
    return this.#checks.run(request);
  }

  identity(): SessionIdentity | null {
    return sessionIdentity();
  }

  release(): void {
    this.#quiet();
    this.#conversations.rest();
    this.#desk.dropAll();
    this.#microphone.rest();
  }

  /** With call reports on, the SDK measures by itself, and says so. */
  #warn(callId: string, code: number): void {
    if (this.#client.options.enableCallReports) return;
    const problem = { code, name: '', message: '', callId, browserError: null };
    this.#hearing.heard({ kind: 'warning', problem, socket: this.#sockets.current() });
  }

  #listen(): void {
    const client = this.#client;
    client.on('telnyx.socket.open', () => {
      const socket = this.#sockets.current();
      guardSocket(client, this.#returns, (kind) => this.#hearing.heard({ kind, socket }), this.#show);
      this.#hearing.heard({ kind: 'socket-open', socket });
    });
    client.on('telnyx.socket.close', (event: SocketEnd) =>
      this.#hearing.heard({ kind: 'socket-closed', socket: this.#sockets.of(event) }),
    );
    client.on('telnyx.socket.error', (event: SocketEnd) =>
      this.#hearing.heard({ kind: 'socket-closed', socket: this.#sockets.of(event) }),
    );
    client.on('telnyx.ready', () => {
      client.options.skipLastVoiceSdkId = false;
      this.#hearing.heard({ kind: 'ready', socket: this.#sockets.current() });
      this.#microphone.look();
    });
    client.on('telnyx.notification', (notification: SdkNotification) => this.#heardCall(notification));
    client.on('telnyx.ai.conversation', ({ params = {} }: SdkConversationEvent) => {
      const handle = this.#handles.newest();
      if (handle !== undefined) this.#conversations.hear(handle.call.id, params);
    });
    client.on('telnyx.socket.message', (message: SdkMessage) => {
      if (this.#checks.has(message.params?.['callID'])) return;
      const copy = copyMessage(message) ?? copyReattached(message, this.#sockets.current());
      if (copy !== null) this.#hearing.heard(copy);
    });
  }

  #heardCall({ type, call }: SdkNotification): void {
    if (type !== 'callUpdate' || call === undefined) return;
    const { state } = call;
    this.#byes.follow(call.id, state);
    if (this.#checks.has(call.id)) return;
    const handle = this.#handles.of(call);
    if (isOver(handle) && this.#handles.latest(call.id) === handle) this.#conversations.end(call.id);
    // The direction is set only after the first state is told, so the copy is made when the SDK has finished speaking.
    this.#hearing.heard(() => ({ kind: 'call', call: copyCall(handle, state) }));
    queueMicrotask(() => {
      guardDeviceLog(call);
      this.#peers.watch(handle);
      this.#mutes.apply(handle);
      this.#switch.follow(handle);
    });
  }

  #invite(request: DialRequest, localStream: MediaStream): void {
    const { callId } = request;
    try {
      const call = this.#client.newCall(callOptions(request, localStream));
      this.#peers.watch(this.#handles.of(call));
    } catch (error) {
      stopStream(localStream);
      const { message } = error as Error;
      const code = 'invalid-destination';
      this.#observe([{ type: 'problem', severity: 'error', code, sdkCode: null, message, callId, fatal: true }]);
    }
  }

  /** The call has been answered, and its microphone has ended. */
  async #send(callId: string, stream: MediaStream): Promise<void> {
    const handle = this.#handles.latest(callId);
    if (handle === undefined || isOver(handle)) {
      stopStream(stream);
      return;
    }
    const sent = replaceMicrophone(handle.call, stream);
    this.#mutes.apply(handle);
    this.#switch.follow(handle);
    await sent;
  }

  /** The SDK answers what the server brings back by itself, and now waits for the microphone that it was refused. */
  async #waitsForMicrophone(callId: string, { error, resume }: SdkProblem): Promise<void> {
    const handle = this.#handles.latest(callId);
    if (handle === undefined || resume === undefined) return;
    this.#desk.await(callId, (stream) => {
      handle.call.options.localStream = stream;
      resume();
    });
    this.#hearing.heard({ kind: 'microphone', callId, code: await whyNot(error?.originalError ?? {}) });
  }

  #heardProblem(kind: 'error' | 'warning', problem: SdkProblem): void {
    if (this.#checks.has(problem.callId)) return;
    if (problem.recoverable === true && problem.callId !== undefined) {
      void this.#waitsForMicrophone(problem.callId, problem);
      return;
    }
    const copy = copyProblem(kind, problem, this.#sockets.troubled(kind));
    // A refusal of other credentials ends nothing: the session stands on the former.
    if (copy === null || (this.#signIns.size > 0 && isLoginFailure(copy.problem.code))) return;
    this.#hearing.heard(copy);
    // A call hung up while the browser was still giving the microphone gets it all the same, after its end.
    const handle = copy.problem.callId === null ? undefined : this.#handles.latest(copy.problem.callId);
    if (handle !== undefined && isOver(handle)) stopTracks(handle.call);
  }

  #modify(callId: string, act: (call: SdkCall) => Promise<boolean>): void {
    const handle = this.#handles.latest(callId);
    if (handle === undefined || isOver(handle)) return;
    // A failure arrives as an error event, keyed to the call.
    void act(handle.call).catch(() => undefined);
  }
}
