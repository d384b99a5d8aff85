import { expect } from '@open-wc/testing';
import { createSingleTab, obstacle, SingleTab } from '../../../src/client/lazy/single-tab.ts';
import { pageTabs } from '../../../src/client/tabs.ts';
import type { ErrorCode } from '../../../src/contract/errors.ts';
import type { ClientSnapshot } from '../../../src/contract/snapshots.ts';
import type { MachineEvent, TabEvent } from '../../../src/machines/events.ts';
import { TAB_KIT } from '../../../src/machines/tab-state.ts';
import type { SessionIdentity } from '../../../src/sdk/port.ts';

type Heard = TabEvent | Extract<MachineEvent, { type: 'calls-kept' }>;

/** By the clock of the page, which need not be the computer's. */
const NOW = 1_000_000;

/** A tab of the site, and what it hears. */
class Tab {
  readonly heard: Heard[] = [];
  readonly identities: (SessionIdentity | null)[] = [];
  readonly warned: ErrorCode[] = [];
  readonly lock = new SingleTab(this);
  #waiting: (() => void) | null = null;

  dispatch(event: MachineEvent): void {
    this.heard.push(event as Heard);
    this.#waiting?.();
  }

  now(): number {
    return NOW;
  }

  identity(): SessionIdentity {
    return { session: 'here' };
  }

  takeUp(identity: SessionIdentity | null): void {
    this.identities.push(identity);
  }

  warn(code: ErrorCode): void {
    this.warned.push(code);
  }

  /** The next thing that it hears of this type. */
  async hears<Type extends Heard['type']>(type: Type): Promise<Extract<Heard, { type: Type }>> {
    for (;;) {
      const index = this.heard.findIndex((event) => event.type === type);
      if (index >= 0) return this.heard.splice(index, 1)[0] as Extract<Heard, { type: Type }>;
      await new Promise<void>((resolve) => (this.#waiting = resolve));
    }
  }
}

const KEPT = { leftAt: 1, stays: null, calls: [] };

const SILENT = { connection: {}, calls: [], lastActiveCallId: null } as unknown as ClientSnapshot;
const TALKING = {
  ...SILENT,
  calls: [{ id: 'talk', state: 'active', direction: 'outbound', startedAt: 1, answeredAt: 2 }],
  lastActiveCallId: 'talk',
} as unknown as ClientSnapshot;

/** Long enough for a lock or a message that were to come. */
const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

describe('the tabs of a site', () => {
  let first: Tab;
  let second: Tab;
  beforeEach(async () => {
    sessionStorage.clear();
    first = new Tab();
    second = new Tab();
    first.lock.run('ask');
    await first.hears('tab-granted');
  });
  afterEach(() => {
    first.lock.run('let-go');
    second.lock.run('let-go');
  });

  it('have the phone one after the other', async () => {
    second.lock.run('ask');
    await quiet();
    expect(second.heard).to.deep.equal([]);
    first.lock.run('let-go');
    await second.hears('tab-granted');
    expect(first.heard).to.deep.equal([]);
  });

  it('hear that they have it before they hear that they looked', async () => {
    second.lock.run('ask');
    second.lock.run('look');
    await second.hears('tab-looked');
    expect(second.heard).to.deep.equal([]);
    second.lock.run('let-go');
    first.lock.run('let-go');
    await first.lock.sure();
    second.lock.run('ask');
    second.lock.run('look');
    await second.hears('tab-looked');
    expect(second.heard).to.deep.equal([{ type: 'tab-granted' }]);
  });

  it('ask once, however often they are told to', async () => {
    second.lock.run('ask');
    second.lock.run('ask');
    first.lock.run('ask');
    first.lock.run('let-go');
    await second.hears('tab-granted');
    second.lock.run('let-go');
    await quiet();
    expect([first.heard, second.heard]).to.deep.equal([[], []]);
  });

  it('do not get what they have stopped asking for', async () => {
    second.lock.run('ask');
    second.lock.run('let-go');
    first.lock.run('let-go');
    await quiet();
    expect(second.heard).to.deep.equal([]);
  });

  it('hand it over with calls and session to the one that asked, and wait for it themselves', async () => {
    const third = new Tab();
    third.lock.run('ask');
    second.lock.run('ask');
    second.lock.run('take');
    const { by } = await first.hears('tab-asked');
    first.lock.handOver(by, KEPT, { session: 'one' });
    expect(await second.hears('tab-given')).to.deep.equal({ type: 'tab-given', kept: KEPT });
    expect(second.identities).to.deep.equal([{ session: 'one' }]);
    second.lock.run('steal');
    await second.hears('tab-granted');
    await quiet();
    expect(third.heard.some(({ type }) => type === 'tab-given')).to.equal(false);
    third.lock.run('let-go');
    second.lock.run('let-go');
    await first.hears('tab-granted');
  });

  it('keep what they hand over until it is taken, or else the lock could come before the calls', async () => {
    second.lock.run('ask');
    second.lock.run('take');
    const { by } = await first.hears('tab-asked');
    first.lock.handOver(by, KEPT, null);
    await second.hears('tab-given');
    await quiet();
    expect(second.heard).to.deep.equal([]);
    second.lock.run('steal');
    await second.hears('tab-granted');
    expect(first.heard).to.deep.equal([]);
  });

  it('free what they hand over when nobody takes it', async () => {
    second.lock.run('ask');
    first.lock.handOver('somebody who is gone', KEPT, null);
    await second.hears('tab-granted');
    second.lock.run('let-go');
    await first.hears('tab-granted');
  });

  it('take it from one that says nothing, which hears of it', async () => {
    second.lock.run('ask');
    second.lock.run('steal');
    await second.hears('tab-granted');
    expect(await first.hears('tab-lost')).to.deep.equal({ type: 'tab-lost', taken: [] });
    expect(second.identities).to.deep.equal([]);
    first.lock.run('ask');
    second.lock.run('let-go');
    await first.hears('tab-granted');
  });

  for (const [when, call] of [
    ['before they began to wait', () => first.lock.follow(TALKING)],
    ['while they wait', () => second.lock.run('ask')],
  ] as const) {
    it(`take it with the call that began ${when}`, async () => {
      const late = when === 'while they wait';
      call();
      await quiet();
      if (late) first.lock.follow(TALKING);
      else second.lock.run('ask');
      await quiet();
      second.lock.run('steal');
      const { kept } = await second.hears('calls-kept');
      expect(kept.calls.map(({ id }) => id)).to.deep.equal(['talk']);
      expect(kept.leftAt, 'when it counts as left').to.equal(NOW);
      expect(second.identities).to.deep.equal([{ session: 'here' }]);
      expect(await first.hears('tab-lost')).to.deep.equal({ type: 'tab-lost', taken: ['talk'] });
    });
  }

  it('take no call that is over, or was that of an earlier tab', async () => {
    second.lock.run('ask');
    await quiet();
    first.lock.follow(TALKING);
    first.lock.follow(SILENT);
    const third = new Tab();
    third.lock.run('ask');
    await quiet();
    third.lock.run('steal');
    await first.hears('tab-lost');
    await third.hears('tab-granted');
    third.lock.follow(TALKING);
    third.lock.run('let-go');
    await second.hears('tab-granted');
    first.lock.run('ask');
    await quiet();
    first.lock.run('steal');
    expect(await second.hears('tab-lost')).to.deep.equal({ type: 'tab-lost', taken: [] });
    expect([first.identities, third.identities]).to.deep.equal([[], []]);
  });

  it('are sure of what they have lost before they do anything', async () => {
    await first.lock.sure();
    expect(first.heard).to.deep.equal([]);
    second.lock.run('steal');
    await second.hears('tab-granted');
    await first.lock.sure();
    expect(first.heard).to.deep.equal([{ type: 'tab-lost', taken: [] }]);
  });

  it('are told of a page that is left with a call, and not of another', async () => {
    second.lock.run('ask');
    first.lock.leave(false);
    second.lock.leave(true);
    await quiet();
    expect([first.heard, second.heard]).to.deep.equal([[], []]);
    first.lock.leave(true);
    await second.hears('tab-leaving');
  });

  it('know in the next page that the one before had it, once and for a moment', () => {
    const returning = (): boolean => createSingleTab(new Tab(), TAB_KIT).returning;
    second.lock.leave(false);
    expect(returning()).to.equal(false);
    first.lock.leave(false);
    expect([returning(), returning()]).to.deep.equal([true, false]);
    sessionStorage.setItem('telnyx-elements:phone', String(Date.now() - 4000));
    expect(returning()).to.equal(false);
  });

  it('do not answer one that has stopped waiting for the answer', async () => {
    const channel = new BroadcastChannel('telnyx-elements:phone');
    channel.postMessage({ type: 'take', from: 'somebody', at: Date.now() - 2000 });
    channel.postMessage({ type: 'take', from: 'somebody else', at: Date.now() });
    expect((await first.hears('tab-asked')).by).to.equal('somebody else');
    channel.close();
    expect(first.heard).to.deep.equal([]);
  });
});

describe('a browser without locks', () => {
  const own = Object.getOwnPropertyDescriptor(Navigator.prototype, 'locks')!;
  const without = (locks: unknown): unknown =>
    Object.defineProperty(Navigator.prototype, 'locks', { configurable: true, value: locks });
  afterEach(() => Object.defineProperty(Navigator.prototype, 'locks', own));

  it('is known as one', () => {
    expect(obstacle()).to.equal(null);
    without(undefined);
    expect(obstacle()).to.equal('unsupported-browser');
  });

  it('has the phone in every tab, and says so', async () => {
    without(undefined);
    const tab = new Tab();
    const { lock, returning } = await pageTabs(tab, 0);
    lock.run('ask');
    lock.run('take');
    await lock.sure();
    expect([tab.heard, tab.warned, returning]).to.deep.equal([
      [{ type: 'tab-granted' }],
      ['unsupported-browser'],
      false,
    ]);
  });

  it('does so too where the browser gives the page none', async () => {
    without({ request: () => Promise.reject(new DOMException('no storage', 'SecurityError')) });
    const tab = new Tab();
    tab.lock.run('ask');
    await tab.hears('tab-granted');
    tab.lock.run('ask');
    await quiet();
    expect([tab.heard, tab.warned]).to.deep.equal([[], ['storage-blocked']]);
    tab.lock.run('let-go');
  });
});
