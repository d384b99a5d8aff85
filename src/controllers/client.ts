import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PhoneClient } from '../contract/client.ts';
import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';
import { getClient } from '../page-client.ts';
import { currentCall, currentCallChangesAt } from '../selectors/current-call.ts';
import { reflect, type StateAttribute } from '../selectors/reflect.ts';
import { pageAnnouncer } from './announcer.ts';
import { pageClock, type Clock } from './clock.ts';

export interface ClientHost extends ReactiveControllerHost, HTMLElement {
  readonly callId: string | null;
  readonly linger: number;
}

/**
 * Binds an element to a client for as long as the element is in the document: its state attributes are true before
 * any event says so, and it is rendered anew with each snapshot, and when what it shows changes by itself.
 */
export class ClientController implements ReactiveController {
  snapshot: ClientSnapshot | null = null;
  /** The call that the element shows. */
  call: CallSnapshot | null = null;
  /** The time that all of one rendering is based on, in epoch milliseconds. */
  now = 0;

  readonly #host: ClientHost;
  readonly #visible: boolean;
  #client: PhoneClient | null = null;
  #release: (() => void)[] = [];
  #attributes: Record<StateAttribute, string | null> | null = null;
  #wakeAt = Infinity;
  #clock: Clock | null = null;

  /** `visible`: the element shows what goes on, so it is told to screen readers too. */
  constructor(host: ClientHost, visible: boolean) {
    this.#host = host;
    this.#visible = visible;
    host.addController(this);
  }

  get client(): PhoneClient {
    return (this.#client ??= getClient());
  }

  /** Null stands for the page's client. */
  set client(client: PhoneClient | null) {
    if (client === this.#client) return;
    const bound = this.#clock !== null;
    this.hostDisconnected();
    this.#client = client;
    if (bound) this.hostConnected();
  }

  hostConnected(): void {
    const { client } = this;
    this.#clock = pageClock();
    // The lease comes last, so that nothing is dispatched on an element whose attributes are not true yet.
    this.#release = [
      client.subscribe((snapshot) => {
        this.snapshot = snapshot;
        this.#reflect();
        this.#host.requestUpdate();
      }),
      ...(this.#visible ? [pageAnnouncer().attach(client)] : []),
      client.lease(this.#host),
    ];
  }

  hostDisconnected(): void {
    this.#clock?.wake(this.#wake, null);
    this.#clock = null;
    this.#attributes = null;
    for (const release of this.#release.splice(0)) release();
  }

  hostUpdate(): void {
    this.#wakeAt = Infinity;
    this.#reflect();
  }

  hostUpdated(): void {
    this.#clock?.wake(this.#wake, this.#wakeAt);
  }

  /** Said while rendering: what is shown changes by itself at this time, in epoch milliseconds. */
  changesAt(at: number | null): void {
    if (at !== null && at < this.#wakeAt) this.#wakeAt = at;
  }

  /** Puts back what someone else wrote into a state attribute. */
  restore(name: string, value: string | null): void {
    const truth = this.#attributes?.[name as StateAttribute];
    if (truth !== undefined && truth !== value) this.#write(name, truth);
  }

  readonly #wake = (): void => this.#host.requestUpdate();

  #reflect(): void {
    if (!this.snapshot || !this.#clock) return;
    const { callId, linger } = this.#host;
    const options = { callId, linger, now: this.#clock.now() };
    this.now = options.now;
    this.call = currentCall(this.snapshot, options);
    this.changesAt(currentCallChangesAt(this.call, options));
    this.#attributes = reflect(this.snapshot, this.call);
    for (const [name, value] of Object.entries(this.#attributes)) this.#write(name, value);
  }

  #write(name: string, value: string | null): void {
    if (this.#host.getAttribute(name) === value) return;
    if (value === null) this.#host.removeAttribute(name);
    else this.#host.setAttribute(name, value);
  }
}
