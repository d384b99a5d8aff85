import type { ErrorCode } from '../../contract/errors.ts';
import type { ClientSnapshot } from '../../contract/snapshots.ts';
import { keepCalls, type KeptCalls } from '../../machines/kept-calls.ts';
import { TAB_GRACE } from '../../machines/lazy/tab.ts';
import { createTabRules } from '../../machines/lazy/tab-rules.ts';
import type { TabKit } from '../../machines/tab-state.ts';
import type { SessionIdentity } from '../../sdk/port.ts';
import type { TabAct, TabLock, TabPart, TabsHost } from '../tabs.ts';
import { TabLine } from './tab-line.ts';

/** The lock, the channel and the note by which the tabs of a site agree on who has the phone. */
const NAME = 'telnyx-elements:phone';

/**
 * A request to hand over that is older than this, in milliseconds, is not answered: whoever asked has taken the phone
 * meanwhile, without what it would be given.
 */
const STALE = 1500;

/** How much later than the loss of the phone the word can come that its call went along, in milliseconds. */
const WORD = 500;

/** How long what was handed over is kept for the tab that asked, and may be no more, in milliseconds. */
const UNTAKEN = 1000;

const NO_EFFECT =
  'This browser cannot tell which tab has the phone, so single-tab has no effect. Open the page over https.';

/** Why the tabs of a site cannot agree here; null where they can. */
export function obstacle(): ErrorCode | null {
  const { locks } = navigator as { locks?: LockManager };
  if (locks !== undefined && typeof BroadcastChannel !== 'undefined') return null;
  return isSecureContext ? 'unsupported-browser' : 'insecure-context';
}

/** All that `single-tab` needs and nothing else does. */
export function createSingleTab(host: TabsHost, kit: TabKit): TabPart {
  const rules = createTabRules(kit);
  const code = obstacle();
  if (code === null) return { rules, lock: new SingleTab(host), returning: isReturning() };
  host.warn(code, NO_EFFECT);
  return { rules, lock: unlocked(host), returning: false };
}

/** Without locks the phone is here, whatever other tabs do. */
function unlocked(host: TabsHost): TabLock {
  const nothing = (): void => undefined;
  return {
    run: (act) => {
      if (act === 'ask' || act === 'steal') host.dispatch({ type: 'tab-granted' });
    },
    handOver: nothing,
    follow: nothing,
    leave: nothing,
    sure: () => Promise.resolve(),
  };
}

/** Whether the page before this one, in this tab, had the phone until a moment ago. */
function isReturning(): boolean {
  try {
    const leftAt = Number(sessionStorage.getItem(NAME));
    sessionStorage.removeItem(NAME);
    return Date.now() - leftAt < TAB_GRACE;
  } catch {
    return false;
  }
}

/** A request for the lock: granted or not, it ends when it is let go of. */
interface Request {
  granted: boolean;
  end(): void;
  /** Another tab has taken what was granted. */
  lost(): void;
}

/** This tab among the site's others: a Web Lock says which has the phone, a channel hands over what it has. */
export class SingleTab implements TabLock {
  readonly #host: TabsHost;
  readonly #line: TabLine;
  #request: Request | null = null;
  /** The calls here, as the other tabs know of them; in case that this one cannot hand them over any more. */
  #kept: KeptCalls | null = null;
  #told = '';
  /** The same of the tab that has the phone. */
  #theirs: { readonly of: string; readonly kept: KeptCalls; readonly identity: SessionIdentity | null } | null = null;
  /** The calls that a tab has taken along with the phone. */
  #taken: readonly string[] | null = null;
  #word: (() => void) | null = null;
  #losing: Promise<void> | null = null;

  constructor(host: TabsHost) {
    this.#host = host;
    this.#line = new TabLine(NAME, {
      hello: () => this.#tell(),
      calls: ({ from, kept, identity }) => (this.#theirs = kept && { of: from, kept, identity }),
      leaving: () => this.#host.dispatch({ type: 'tab-leaving' }),
      take: ({ from, at }) => {
        if (Date.now() - at < STALE && this.#request?.granted) this.#host.dispatch({ type: 'tab-asked', by: from });
      },
      given: ({ kept, identity }) => {
        this.#theirs = null;
        this.#host.takeUp(identity);
        this.#host.dispatch({ type: 'tab-given', kept });
      },
      taken: ({ calls }) => {
        this.#taken = calls;
        this.#word?.();
      },
    });
  }

  run(act: TabAct): void {
    switch (act) {
      case 'ask': {
        this.#ask();
        return;
      }
      case 'look': {
        void this.sure().then(() => this.#host.dispatch({ type: 'tab-looked' }));
        return;
      }
      case 'take': {
        this.#line.post({ type: 'take', at: Date.now() });
        return;
      }
      case 'steal': {
        this.#steal();
        return;
      }
      case 'let-go':
        this.#end();
        this.#line.hangUp();
    }
  }

  handOver(to: string, kept: KeptCalls | null, identity: SessionIdentity | null): void {
    this.#line.post({ type: 'given', to, kept, identity });
    const given = this.#request;
    if (given === null) return;
    // Were it free now, the other tab could have it before it has heard of the calls. It takes it when it has.
    given.granted = false;
    given.lost = () => this.#ask();
    setTimeout(() => {
      if (this.#request !== given) return;
      this.#end();
      this.#ask();
    }, UNTAKEN);
  }

  follow(snapshot: ClientSnapshot): void {
    this.#kept = keepCalls(snapshot, Date.now());
    const told = JSON.stringify([this.#kept?.stays, this.#kept?.calls]);
    if (told === this.#told) return;
    this.#told = told;
    this.#tell();
  }

  leave(keepsCall: boolean): void {
    if (!this.#request?.granted) return;
    if (keepsCall) this.#line.post({ type: 'leaving' });
    try {
      sessionStorage.setItem(NAME, String(Date.now()));
    } catch {
      // Then the next page has to ask, as any other tab.
    }
  }

  /** What the lock manager has to say to this page comes before its answer: a page that was frozen has not heard it yet. */
  async sure(): Promise<void> {
    await navigator.locks.query().catch(() => undefined);
    await this.#losing;
  }

  #ask(): void {
    if (this.#request !== null) return;
    const ending = new AbortController();
    this.#want({ signal: ending.signal }, () => ending.abort());
    this.#line.post({ type: 'hello' });
  }

  #steal(): void {
    const theirs = this.#theirs;
    this.#theirs = null;
    if (theirs !== null) {
      const { of: to, kept, identity } = theirs;
      this.#line.post({ type: 'taken', to, calls: kept.calls.map(({ id }) => id).filter((id) => id === kept.stays) });
      this.#host.takeUp(identity);
      this.#host.dispatch({ type: 'calls-kept', kept: { ...kept, leftAt: this.#host.now() } });
    }
    if (this.#request?.granted === false) this.#request.end();
    this.#want({ steal: true }, () => undefined);
  }

  #end(): void {
    this.#request?.end();
    this.#request = null;
  }

  #want(options: LockOptions, cancel: () => void): void {
    const request: Request = { granted: false, end: cancel, lost: () => void (this.#losing = this.#lose()) };
    this.#request = request;
    this.#line.listen();
    const held = (): Promise<void> | undefined => {
      // Let go of meanwhile.
      if (this.#request !== request) return undefined;
      request.granted = true;
      this.#taken = null;
      return new Promise((resolve) => {
        request.end = resolve;
        this.#tell();
        this.#host.dispatch({ type: 'tab-granted' });
      });
    };
    navigator.locks.request(NAME, options, held).catch((error: unknown) => {
      if (this.#request !== request) return;
      if ((error as Error).name === 'AbortError') {
        this.#request = null;
        request.lost();
      } else {
        // The browser has locks, but gives this page none.
        this.#host.warn('storage-blocked', null);
        this.#host.dispatch({ type: 'tab-granted' });
      }
    });
  }

  async #lose(): Promise<void> {
    if (this.#kept !== null && this.#taken === null) {
      await new Promise<void>((resolve) => {
        this.#word = resolve;
        setTimeout(resolve, WORD);
      });
    }
    const taken = this.#taken ?? [];
    this.#taken = null;
    this.#losing = null;
    this.#host.dispatch({ type: 'tab-lost', taken });
  }

  /** The tabs that wait are told of the calls while this one still can. */
  #tell(): void {
    if (!this.#request?.granted) return;
    this.#line.post({ type: 'calls', kept: this.#kept, identity: this.#kept && this.#host.identity() });
  }
}
