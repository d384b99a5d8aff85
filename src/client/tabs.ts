import type { ErrorCode } from '../contract/errors.ts';
import type { ClientSnapshot } from '../contract/snapshots.ts';
import type { Effect } from '../machines/effects.ts';
import type { MachineEvent } from '../machines/events.ts';
import type { KeptCalls } from '../machines/kept-calls.ts';
import { TAB_KIT, type TabRules } from '../machines/tab-state.ts';
import type { SessionIdentity } from '../sdk/port.ts';

export type TabAct = Extract<Effect, { type: 'tab' }>['act'];

export interface TabsHost {
  dispatch(event: MachineEvent): void;
  /** Epoch milliseconds. */
  now(): number;
  /** By what the session here can be taken up in another tab. */
  identity(): SessionIdentity | null;
  /** The session of the tab that had the phone; comes before the event. */
  takeUp(identity: SessionIdentity | null): void;
  /** What is asked for has no effect; `message` in place of the code's own. */
  warn(code: ErrorCode, message: string | null): void;
}

/** Carries out what the machine decides of the tabs. */
export interface TabLock {
  run(act: TabAct): void;
  handOver(to: string, kept: KeptCalls | null, identity: SessionIdentity | null): void;
  follow(snapshot: ClientSnapshot): void;
  /** The page is left. `keepsCall`: for one that goes on with its call. */
  leave(keepsCall: boolean): void;
  /** Resolves when the machine has heard all there is to hear of who has the phone by now. */
  sure(): Promise<void>;
}

/** What `single-tab` needs, and nothing else does. */
export interface TabPart {
  readonly rules: TabRules;
  readonly lock: TabLock;
  /** The page before, in this tab, had the phone a moment ago. */
  readonly returning: boolean;
}

/** Has what `single-tab` needs fetched when the machine asks for it. */
export class Tabs {
  /** Null until it is there, and for ever without the attribute. */
  lock: TabLock | null = null;

  readonly #host: TabsHost;
  readonly #load: typeof pageTabs;
  #fetching = false;
  #attempt = 0;

  constructor(host: TabsHost, load: typeof pageTabs) {
    this.#host = host;
    this.#load = load;
  }

  async fetch(): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      const { lock, ...found } = await this.#load(this.#host, this.#attempt++);
      this.lock = lock;
      this.#host.dispatch({ type: 'tab-rules', ...found });
    } catch {
      this.#fetching = false;
      this.#host.dispatch({ type: 'load-failed', code: 'sdk-load-failed', final: false });
    }
  }
}

// eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
export async function pageTabs(host: TabsHost, _attempt: number): Promise<TabPart> {
  return (await import('./lazy/single-tab.ts')).createSingleTab(host, TAB_KIT);
}
