import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import type { TruthLeg } from '../../../demo/gateway/gateway.ts';
import type { PhonePage } from './phone-page.ts';
import type { OpenOptions, PhoneAttributes, Stage } from './stage.ts';
import { until } from './until.ts';

export const CONNECTED = `client.snapshot.connection.state === 'connected'`;
export const ELSEWHERE = `client.snapshot.connection.reason === 'elsewhere'`;
export const TALKING = `call?.state === 'active' && call.mediaHealthy`;

/** What must be the same in another tab, or on the next page. */
export const KEPT = `(({ id, direction, startedAt, answeredAt, remoteNumber, micMuted, held }) =>
  ({ id, direction, startedAt, answeredAt, remoteNumber, micMuted, held }))(call.snapshot)`;

export interface TabOptions extends Pick<OpenOptions, 'prepare'> {
  attributes?: PhoneAttributes;
}

/** The tabs in which one user has a site open whose phone is `single-tab`. */
export class Site {
  readonly #stage: Stage;
  readonly #user: string;

  constructor(stage: Stage, user: string) {
    this.#stage = stage;
    this.#user = user;
  }

  open({ attributes = {}, ...options }: TabOptions = {}): Promise<PhonePage> {
    return this.#stage.open(this.#user, {
      ...options,
      attributes: { 'single-tab': '', ...attributes },
      connect: false,
    });
  }

  /** The tab that has the phone. */
  async holder(options?: TabOptions): Promise<PhonePage> {
    const page = await this.open(options);
    await page.reached(CONNECTED);
    return page;
  }

  /** A tab that has not. */
  async waiting(options?: TabOptions): Promise<PhonePage> {
    const page = await this.open(options);
    await page.reached(ELSEWHERE);
    return page;
  }

  async talk(page: PhonePage): Promise<void> {
    await page.run(`client.dial('9196').then(() => null)`);
    await this.talks(page);
  }

  /** Waits until the page has the call, and its audio, in the state that `as` says. */
  async talks(page: PhonePage, as = TALKING): Promise<void> {
    await page.until(as, () => page.run<boolean>(as));
  }

  /** Presses "Use it here". */
  use(page: PhonePage): Promise<void> {
    return page.press('Use it here');
  }

  /** Waits until a tab connects by itself; resolves with how many milliseconds that was after the other had gone. */
  async inherits(heir: PhonePage): Promise<{ heir: PhonePage; wait: number }> {
    const began = await heir.event(
      'telnyx-connection-change',
      ({ detail: { state, previous } }) => state === 'connecting' && previous === 'disconnected',
    );
    const goneAt = await until('the gateway misses the other', () => {
      const [holder] = this.#stage.gateway.truth().sessions.filter(({ user }) => user === this.#user);
      return holder?.detachedAt ?? holder?.endedAt;
    });
    return { heir, wait: began.at - goneAt - this.#stage.lateness(heir, goneAt, began.at) };
  }

  logins(): number {
    return this.#stage.logins(this.#user).length;
  }

  /** The states of the user's sessions at the gateway. */
  sessions(): string[] {
    return this.#stage.gateway
      .truth()
      .sessions.filter(({ user }) => user === this.#user)
      .map(({ state }) => state);
  }

  /** The call at the gateway; there is to be one alone. */
  leg(since = 0): TruthLeg {
    const legs = this.#stage.gateway.truth({ since }).legs.filter(({ user }) => user === this.#user);
    expect(legs, 'legs at the gateway').to.have.length(1);
    return legs[0]!;
  }

  /** Waits until silence is all that comes; returns since when. */
  hushed(): Promise<number> {
    return this.#stage.hushed(this.#user);
  }

  /** Waits until new voice arrives at the gateway. */
  async voice(): Promise<void> {
    const since = Date.now();
    await until('voice arrives at the gateway', () => this.leg(since).in.voice > 10);
  }
}

/** Whether nothing of a phone is left on the page: neither its socket, nor the microphone, nor audio. */
export async function isQuiet(page: PhonePage): Promise<boolean> {
  const { sockets, microphones, audio } = await page.do('left');
  return sockets + microphones + audio === 0;
}

/**
 * Keeps from a page that others ask for the phone, as if it slept until it is taken: even a page that Chromium has
 * frozen would hear that, and hand over.
 */
export function deafen(page: Page): Promise<unknown> {
  return page.evaluateOnNewDocument(() => {
    Object.defineProperty(BroadcastChannel.prototype, 'addEventListener', {
      value(this: BroadcastChannel, type: string, listener: (event: Event) => void) {
        EventTarget.prototype.addEventListener.call(this, type, (event) => {
          const { data } = event as MessageEvent<{ type: string }>;
          if (data.type !== 'take') listener(event);
        });
      },
    });
  });
}
