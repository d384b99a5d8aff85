import type { ClientConfiguration } from '../contract/configuration.ts';
import type { ConversationMessage } from '../contract/conversation.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { SignalingMessageDetail } from '../contract/events.ts';
import type { MachineEvent } from '../machines/events.ts';
import type { Session, SessionFactory, SessionIdentity, SessionOptions } from '../sdk/port.ts';
import type { Audio } from './audio.ts';

export interface SessionsHost {
  readonly configuration: ClientConfiguration;
  /** A call is alive. */
  readonly inCall: boolean;
  /** The call that is alive before there is a session: the page before had it. Null without one. */
  readonly resumes: string | null;
  readonly devices: { replaced(label: string): void };
  dispatch(event: MachineEvent): void;
  /** Something was said in a call with an AI assistant. */
  conversation(callId: string, message: ConversationMessage): void;
  /** Only with `debug`. */
  message(message: SignalingMessageDetail): void;
}

/** The session with the server, one at a time: which it is, and with what the next one is made. */
export class Sessions {
  readonly #host: SessionsHost;
  readonly #audio: Audio;
  #factory: SessionFactory | null = null;
  #session: Session | null = null;
  #outdated = false;
  #copy = false;
  #microphone: string | null = null;
  /** Of the session to take up, until there is one that has. */
  #identity: SessionIdentity | null = null;

  constructor(host: SessionsHost, audio: Audio) {
    this.#host = host;
    this.#audio = audio;
  }

  get current(): Session | null {
    return this.#session;
  }

  /** There is something to make them with. `copy`: the tab is a copy of another. */
  equip(factory: SessionFactory, copy: boolean): void {
    this.#factory = factory;
    this.#copy = copy;
  }

  /** The one for the next socket, in place of the one before where there is a reason; null before it can be made. */
  ready(credentials: SessionOptions['credentials']): Session | null {
    if (this.#factory === null) return null;
    if (this.#identity !== null || (this.#outdated && !this.#host.inCall)) this.#retire();
    this.#session ??= this.#begin(this.#factory, credentials);
    this.#session.setCredentials(credentials);
    return this.#session;
  }

  /** What it was made with has changed: it is replaced as soon as it has no calls to lose. */
  renew(): void {
    this.#outdated = this.#session !== null;
  }

  /** The microphone to take; null for the system's default. */
  get wantedMicrophone(): string | null {
    return this.#microphone;
  }

  /** Takes this microphone from now on; as the session's own. */
  async useMicrophone(deviceId: string | null, quietly: boolean): Promise<ErrorCode | null> {
    const code = (await this.#session?.useMicrophone(deviceId, quietly)) ?? null;
    if (code === null || quietly) this.#microphone = deviceId;
    return code;
  }

  /** By what it can be taken up in another tab. */
  identity(): SessionIdentity | null {
    return this.#session?.identity() ?? this.#identity;
  }

  /** The one to go on with is another tab's, unless there is a call of this tab's own to go on with. */
  takeUp(identity: SessionIdentity | null): void {
    if (!this.#host.inCall) this.#identity = identity;
  }

  /** Another tab goes on with it, by what is returned. */
  giveUp(): SessionIdentity | null {
    const identity = this.identity();
    this.#identity = null;
    this.#retire();
    return identity;
  }

  #begin(factory: SessionFactory, credentials: SessionOptions['credentials']): Session {
    const options = this.#options(credentials);
    this.#copy = false;
    this.#identity = null;
    const session = factory(options, (observations) => {
      // The sockets of a session that was replaced have the same numbers as this one's.
      if (this.#session !== session) return;
      for (const observation of observations) {
        if (observation.type === 'conversation') this.#host.conversation(observation.callId, observation.message);
        else this.#host.dispatch(observation);
      }
    });
    if (this.#microphone !== null) void session.useMicrophone(this.#microphone, true);
    return session;
  }

  #retire(): void {
    const retired = this.#session;
    this.#session = null;
    this.#outdated = false;
    if (retired === null) return;
    retired.release();
    void retired.close({ forget: false }).catch(() => undefined);
  }

  #options(credentials: SessionOptions['credentials']): SessionOptions {
    const { host, region, iceServers, callReports, debug } = this.#host.configuration;
    const { resumes } = this.#host;
    return {
      credentials,
      host: host ?? null,
      region: region ?? null,
      iceServers: iceServers ?? null,
      callReports: callReports ?? false,
      debug: debug ?? false,
      onMicrophoneReplaced: (label) => this.#host.devices.replaced(label),
      ...(debug ? { onMessage: (message) => this.#host.message(message) } : {}),
      ...(this.#copy ? { copy: true } : {}),
      ...(this.#identity === null ? {} : { identity: this.#identity }),
      ...(resumes === null ? {} : { resumed: { callId: resumes, audio: this.#audio.element(resumes) } }),
    };
  }
}
