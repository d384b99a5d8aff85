import { Client } from '../../src/client/client.ts';
import { engineOf, type EngineParts } from '../../src/client/engine.ts';
import type { CallSession } from '../../src/contract/client.ts';
import type { ClientConfiguration } from '../../src/contract/configuration.ts';
import { CLIENT_EVENTS, type ClientEventMap, type ClientEventName } from '../../src/contract/events.ts';
import { FakeSdk, type FakeSession } from '../../demo/states/fake-session.ts';
import { VirtualTime } from './virtual-time.ts';

/** An event that was heard: where, and with what. */
export interface Heard<Name extends ClientEventName = ClientEventName> {
  readonly name: Name;
  readonly detail: ClientEventMap[Name];
}

/** Writes down every event of the client that a target hears. */
export function listenTo(target: EventTarget): Heard[] {
  const heard: Heard[] = [];
  for (const name of CLIENT_EVENTS) {
    target.addEventListener(name, (event) => heard.push({ name, detail: (event as unknown as Heard).detail }));
  }
  return heard;
}

/** A client of its own on a scripted session, with its own page to tell, on a clock moved by hand. */
export class Bench {
  readonly time = new VirtualTime();
  readonly sdk = new FakeSdk();
  /** Stands for `document` as the place where pages listen. */
  readonly page = new EventTarget();
  readonly client: Client;
  readonly heard: Heard[];
  readonly uncaught: unknown[] = [];
  readonly #stop = new AbortController();

  constructor(configuration: ClientConfiguration | null = {}, parts: Partial<EngineParts> = {}) {
    this.client = new Client({ engine: engineOf({ load: this.sdk.load, ...parts }), document: this.page });
    this.heard = listenTo(this.client as unknown as EventTarget);
    addEventListener('unhandledrejection', ({ reason }) => this.uncaught.push(reason), { signal: this.#stop.signal });
    if (configuration === null) return;
    this.client.configure({ login: 'agent', password: 'secret', connectMode: 'manual', ...configuration });
  }

  get session(): FakeSession {
    return this.sdk.session;
  }

  get state(): string {
    return this.client.snapshot.connection.state;
  }

  events<Name extends ClientEventName>(name: Name): ClientEventMap[Name][] {
    return this.heard.filter((event): event is Heard<Name> => event.name === name).map(({ detail }) => detail);
  }

  /** The codes of the errors told to the page. */
  get errors(): string[] {
    return this.events('telnyx-error').map(({ code }) => code);
  }

  async connected(): Promise<this> {
    await this.client.connect();
    return this;
  }

  /** An outbound call that the server has accepted, and that is answered. */
  async active(destination = '+15551234567'): Promise<CallSession> {
    const call = await this.accepted(destination);
    this.session.progress(call.id, 'ringing');
    this.session.progress(call.id, 'answered');
    await this.media(call.id);
    return call;
  }

  async accepted(destination = '+15551234567'): Promise<CallSession> {
    const dialling = this.client.dial(destination);
    await this.time.settle();
    this.session.progress(this.session.dialled.callId, 'accepted');
    return dialling;
  }

  /** The call's audio comes about. */
  async media(callId: string, object = 1): Promise<void> {
    this.session.tell({ type: 'peer-changed', callId, object, peer: 'connected' });
    this.session.measure(callId, { inboundPackets: 50 }, object);
    await this.time.pass(1000);
  }

  incoming(callId: string): CallSession {
    this.session.appear(callId);
    const call = this.client.call(callId);
    if (call === undefined) throw new Error(`There is no call ${callId}`);
    return call;
  }

  /** Ends the bench, and fails if anything was rejected that nobody waited for. */
  async end(): Promise<void> {
    const { client, time } = this;
    this.sdk.sessions.forEach((session) => {
      session.closed = Promise.resolve();
    });
    void client.disconnect();
    await time.pass(10_000);
    this.#stop.abort();
    time.restore();
    if (this.uncaught.length > 0) throw new Error(`Unhandled: ${this.uncaught.map(String).join(', ')}`);
  }
}
