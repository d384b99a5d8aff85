import type { CheckOptions, PreCallCheck } from '../../src/contract/check.ts';
import type { CallSession, PhoneClient, TransferHandler } from '../../src/contract/client.ts';
import type { ConversationMessage } from '../../src/contract/conversation.ts';
import type { ClientConfiguration, DialOptions, TokenProvider } from '../../src/contract/configuration.ts';
import type { PhoneDevices } from '../../src/contract/devices.ts';
import { explain, learnMessages } from '../../src/contract/errors.ts';
import { LATER_MESSAGES } from '../../src/contract/later-errors.ts';
import { TelnyxEvent } from '../../src/contract/events.ts';
import type { ClientEventMap, ClientEventName } from '../../src/contract/events.ts';
import type { CallSnapshot, ClientSnapshot } from '../../src/contract/snapshots.ts';
import { aCall, aSnapshot } from './snapshots.ts';

learnMessages(LATER_MESSAGES);

/** `name arguments…`, as in `dial +1555`. */
export type Recorded = readonly [name: string, ...values: unknown[]];

type Listening = 'addEventListener' | 'removeEventListener';

/** An event target whose events are typed as the client's are. */
const ClientTarget = EventTarget as unknown as new () => Omit<EventTarget, Listening> & Pick<PhoneClient, Listening>;

/**
 * A client that a test plays by hand: `set()` is what the real one does when something changed, and what elements
 * ask of it is recorded. A command settles as `outcome` says.
 */
export class FakeClient extends ClientTarget implements PhoneClient {
  snapshot: ClientSnapshot;
  readonly commands: Recorded[] = [];
  readonly configured: [ClientConfiguration, object | undefined][] = [];
  readonly leases = new Set<EventTarget>();
  readonly listeners = new Set<(snapshot: ClientSnapshot) => void>();
  tokenProvider: TokenProvider | null = null;
  transferHandler: TransferHandler | null = null;
  configuration: PhoneClient['configuration'] = {};
  readonly conversations = new Map<string, readonly ConversationMessage[]>();
  /** What measures the microphone, once somebody asks. */
  level: ((level: number | null) => void) | null = null;
  /** How many look for devices. */
  watching = 0;
  readonly devices: PhoneDevices = this.#devices();
  readonly explain = explain;
  /** The checks that were begun, for the test to end. */
  readonly checks: {
    readonly options: CheckOptions;
    resolve(check: PreCallCheck): void;
    reject(error: unknown): void;
  }[] = [];
  /** What commands return. */
  outcome: () => Promise<void> = () => Promise.resolve();
  onConfigure: (configuration: ClientConfiguration) => void = () => {};

  constructor(snapshot: ClientSnapshot = aSnapshot({ state: 'idle' })) {
    super();
    this.snapshot = snapshot;
  }

  get calls(): readonly CallSession[] {
    return this.snapshot.calls.map((call) => this.#session(call));
  }

  /** A new state: subscribers first, as the real client does. */
  set(snapshot: ClientSnapshot): void {
    this.snapshot = snapshot;
    for (const listener of [...this.listeners]) listener(snapshot);
  }

  /** An event, on the client, the document and every element. */
  emit<Name extends ClientEventName>(name: Name, detail: ClientEventMap[Name]): void {
    const targets = [this as unknown as EventTarget, document, ...this.leases];
    for (const target of targets) target.dispatchEvent(new TelnyxEvent(name, detail));
  }

  configure(configuration: ClientConfiguration, source?: object): void {
    this.onConfigure(configuration);
    this.configured.push([configuration, source]);
  }

  connect(): Promise<void> {
    return this.#record('connect');
  }

  disconnect(): Promise<void> {
    return this.#record('disconnect');
  }

  reconnectNow(): void {
    void this.#record('reconnectNow');
  }

  resumeMedia(): void {
    void this.#record('resumeMedia');
  }

  rejectMedia(): void {
    void this.#record('rejectMedia');
  }

  /** Something is said in a call, or more of it: its session knows it, and the event tells. */
  say(callId: string, message: ConversationMessage): void {
    const before = this.conversations.get(callId) ?? [];
    this.conversations.set(callId, [...before.filter(({ id }) => id !== message.id), message]);
    const call = this.call(callId);
    if (call) this.emit('telnyx-conversation-message', { call, ...message });
  }

  async dial(destination = '', options?: DialOptions): Promise<CallSession> {
    await this.#record('dial', destination, ...(options?.signal ? [options.signal] : []));
    return this.#session(aCall({ remoteNumber: destination }));
  }

  check(options: CheckOptions = {}): Promise<PreCallCheck> {
    options.signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      options.signal?.addEventListener('abort', () => reject(options.signal?.reason as Error));
      this.checks.push({ options, resolve, reject });
    });
  }

  call(id: string): CallSession | undefined {
    return this.calls.find((call) => call.id === id);
  }

  subscribe(listener: (snapshot: ClientSnapshot) => void): () => void {
    this.listeners.add(listener);
    listener(this.snapshot);
    return () => this.listeners.delete(listener);
  }

  retain(): () => void {
    return () => {};
  }

  lease(element: EventTarget): () => void {
    this.leases.add(element);
    return () => this.leases.delete(element);
  }

  report(problem: Parameters<PhoneClient['report']>[0]): void {
    const { code, message = explain(code), callId = null, fatal = false } = problem;
    this.emit('telnyx-error', { code, sdkCode: null, name: 'PhoneError', message, fatal, callId });
  }

  #devices(): PhoneDevices {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getter must see what is so later
    const client = this;
    return {
      get snapshot() {
        return client.snapshot.devices;
      },
      watch: () => {
        this.watching += 1;
        return () => void (this.watching -= 1);
      },
      set: (kind, deviceId) => this.#record('setDevice', kind, deviceId),
      pick: (kind) => this.#record('pickDevice', kind),
      test: (kind) => this.#record('testDevice', kind),
      measure: async (listener, { test = false } = {}) => {
        await this.#record('measure', test);
        this.level = listener;
        return () => void (this.level = null);
      },
    };
  }

  #record(...command: Recorded): Promise<void> {
    this.commands.push(command);
    return this.outcome();
  }

  #session(call: CallSnapshot): CallSession {
    const command =
      (name: string) =>
      (...values: unknown[]): Promise<void> =>
        this.#record(name, call.id, ...values);
    return {
      ...call,
      snapshot: call,
      conversation: this.conversations.get(call.id) ?? [],
      answer: command('answer'),
      reject: command('reject'),
      hangup: command('hangup'),
      hold: command('hold'),
      unhold: command('unhold'),
      mute: command('mute'),
      unmute: command('unmute'),
      sendDigits: command('sendDigits'),
      transfer: command('transfer'),
      sendMessage: command('sendMessage'),
    };
  }
}
