/** A page with the harness in it, whatever it consists of. */
import type { Page } from 'puppeteer-core';
import type { CallView, PageLog, SnapshotView } from './log.ts';
import { isNetworkNoise } from './noise.ts';
import { until } from './until.ts';

/** How a command's promise settled. */
export type Settled =
  | { settled: 'done'; value: CallView | null }
  | { settled: 'failed'; name: string; code: string | null; message: string };

export interface Track {
  kind: string;
  readyState: 'live' | 'ended';
  enabled: boolean;
}

export interface Peer {
  connectionState: string;
  /** Epoch milliseconds; null if it never was. */
  connectedAt: number | null;
  local: string;
  remote: string;
}

export type DeviceHere = readonly [kind: 'audioinput' | 'audiooutput', id: string, label: string];

export type Attributes = Record<string, Record<string, string>>;

/** What is left on a page, as counted through the browser's own functions. */
export interface Left {
  readonly timers: number;
  readonly listeners: readonly string[];
  readonly sockets: number;
  readonly peers: number;
  readonly microphones: number;
  readonly audio: number;
}

/** How much is known of a document's log; another document's begins anew. */
export interface Known {
  document: number;
  entries: Record<string, number>;
}

/** What the page's `harness` object offers; see the scripts in page/. */
export interface Methods {
  since(known: Known): { document: number; news: PageLog };
  counts(): Record<string, Record<string, number>>;
  unlike(): string[];
  snapshot(): SnapshotView;
  attributes(): Attributes;
  left(): Left;
  sockets(): number;
  prompts(): number;
  refuse(name: string | null): void;
  /** The browser would ask before it gives the microphone again. */
  asks(): void;
  permit(state: 'granted' | 'denied' | 'prompt', quiet?: boolean): void;
  plug(): void;
  unplug(): void;
  hush(): void;
  frame(src: string): void;
  tracks(): Track[];
  run(target: string, command: string, args: unknown[]): Settled;
  have(devices: readonly DeviceHere[]): void;
  occupy(ids: readonly string[]): void;
  sent(): { label: string; id: string; enabled: boolean; live: boolean }[];
  open(): string[];
  speakers(): string[];
  sinks(): ['element' | 'context', string][];
  press(tag: string, name: string): void;
  offers(tag: string, name: string): boolean;
  enter(number: string): void;
  peers(): Peer[];
  sounds(): { volume: number; paused: boolean; live: boolean }[];
  energy(): number;
  loudness(ms: number): number | null;
}

export class WatchedPage {
  readonly page: Page;
  /** What the browser complained of. */
  protected readonly complaints: string[] = [];

  /** @param page not loaded yet: what goes wrong while it loads counts too */
  constructor(page: Page) {
    this.page = page;
    // WebDriver BiDi takes Firefox's own complaints of the network for errors of the page.
    page.on('pageerror', (error) =>
      this.#complain('page error', error instanceof Error ? error.message : String(error)),
    );
    // Whatever its level: left to itself, the SDK prints phone numbers.
    page.on('console', (message) => this.#complain(`console ${message.type()}`, message.text()));
  }

  #complain(kind: string, text: string): void {
    if (!isNetworkNoise(text)) this.complaints.push(`${kind}: ${text}`);
  }

  /** Hands over, and thereby excuses, what the browser has complained of so far. */
  takeComplaints(): string[] {
    return this.complaints.splice(0);
  }

  /** Calls a method of the page's `harness`. */
  do<Name extends keyof Methods>(name: Name, ...args: Parameters<Methods[Name]>): Promise<ReturnType<Methods[Name]>> {
    return this.page.evaluate(
      (method, values) =>
        (globalThis as unknown as { harness: Record<string, (...args: unknown[]) => unknown> }).harness[method]!(
          ...values,
        ),
      name,
      args,
    ) as Promise<ReturnType<Methods[Name]>>;
  }

  /** Runs an expression in the page, where `client` is the page's phone and `call` its newest call. */
  run<T = unknown>(expression: string): Promise<T> {
    return this.look<T>(`(async () => {
      const client = await harness.started;
      const call = client.calls.at(-1);
      return (${expression});
    })()`);
  }

  /** Waits until an expression is true in the page; returns what it is. */
  reached<T = unknown>(expression: string, within?: number): Promise<NonNullable<T>> {
    return until(expression, () => this.run<T>(expression), within);
  }

  /** Runs an expression in which only what is on the page already is used. */
  look<T = unknown>(expression: string): Promise<T> {
    return this.page.evaluate(expression) as Promise<T>;
  }
}
