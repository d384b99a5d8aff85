/** One user's page: what it shows and says, and what its user does. */
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { emptyLog } from './log.ts';
import type { CallView, EventName, HeardEvent, PageLog, Shown, SnapshotView } from './log.ts';
import { until } from './until.ts';
import { WatchedPage } from './watched-page.ts';
import type { Known, Peer, Settled } from './watched-page.ts';

export class PhonePage extends WatchedPage {
  /** Everything that was written down so far; `refresh()` brings it up to date. */
  readonly log: PageLog = emptyLog();
  readonly user: string;
  #known: Known = { document: 0, entries: {} };
  #refreshing: Promise<unknown> = Promise.resolve();

  /** @param page not loaded yet */
  constructor(user: string, page: Page) {
    super(page);
    this.user = user;
  }

  async refresh(): Promise<this> {
    const { log } = this;
    // One at a time, or two would fetch the same entries.
    const turn = this.#refreshing.then(async () => {
      const { document, news } = await this.do('since', this.#known);
      const before = document === this.#known.document ? this.#known.entries : {};
      const entries = Object.entries(news).map(([name, list]: [string, unknown[]]) => [
        name,
        (before[name] ?? 0) + list.length,
      ]);
      this.#known = { document, entries: Object.fromEntries(entries) as Record<string, number> };
      log.events.push(...news.events);
      log.attributes.push(...news.attributes);
      log.shown.push(...news.shown);
      log.network.push(...news.network);
      log.logins.push(...news.logins);
      log.late.push(...news.late);
      log.problems.push(...news.problems);
    });
    this.#refreshing = turn.catch(() => undefined);
    await turn;
    return this;
  }

  snapshot(): Promise<SnapshotView> {
    return this.do('snapshot');
  }

  /** The newest call. */
  async call(): Promise<CallView> {
    const { calls } = await this.snapshot();
    const call = calls.at(-1);
    if (!call) throw new Error(`${this.user} has no call`);
    return call;
  }

  /** Runs a command of the client. */
  client(command: string, ...args: unknown[]): Promise<Settled> {
    return this.do('run', 'client', command, args);
  }

  /** Runs a command of the newest call. */
  command(command: string, ...args: unknown[]): Promise<Settled> {
    return this.do('run', 'call', command, args);
  }

  /** Ends a call. */
  async hangUp(id: string): Promise<void> {
    expect(await this.do('run', id, 'hangup', []), `${this.user}: hangup`).to.include({ settled: 'done' });
  }

  /** Runs a command that must be confirmed. */
  async must(command: string, ...args: unknown[]): Promise<void> {
    expect(await this.command(command, ...args), `${this.user}: ${command}`).to.include({ settled: 'done' });
  }

  /** Calls, and waits until the server has accepted the invite. */
  async dial(destination: string): Promise<CallView> {
    const result = await this.client('dial', destination);
    if (result.settled !== 'done' || !result.value) throw new Error(`dial(${destination}): ${JSON.stringify(result)}`);
    return result.value;
  }

  /** The events of a name so far. */
  events<Name extends EventName>(name: Name): HeardEvent<Name>[] {
    return this.log.events.filter((event): event is HeardEvent<Name> => event.name === name);
  }

  /** Waits for an event, also one that has been heard already, unless it is older than `since`. */
  event<Name extends EventName>(
    name: Name,
    matches: (event: HeardEvent<Name>) => boolean = () => true,
    { since = 0, within = 20_000 }: { since?: number; within?: number } = {},
  ): Promise<HeardEvent<Name>> {
    return this.until(
      `${name} ${matches.toString()}`,
      () => this.events(name).find((event) => event.at >= since && matches(event)),
      within,
    );
  }

  /** Waits until the log, brought up to date, is as wanted. */
  until<T>(what: string, holds: () => T | Promise<T>, within?: number): Promise<NonNullable<T>> {
    const said = (): string =>
      `${this.user}: ${what}\n${this.log.events
        .slice(-12)
        .map((event) => `  ${event.at} ${describe(event)}`)
        .join('\n')}`;
    return until(
      said,
      async () => {
        await this.refresh();
        return holds();
      },
      within,
    );
  }

  /** Waits until so many peer connections have been connected as far as the page is told: the server may hear first. */
  connectedPeers(count = 1): Promise<Peer[]> {
    return this.until(`${count} peers were connected`, async () => {
      const connected = (await this.do('peers')).filter(({ connectedAt }) => connectedAt !== null);
      return connected.length >= count ? connected : null;
    });
  }

  /** Waits until the newest call is in a state. */
  callState(state: CallView['state'], within?: number): Promise<HeardEvent<'telnyx-call-change'>> {
    return this.until(
      `call-state ${state}`,
      () => {
        const last = this.events('telnyx-call-change').at(-1);
        return last?.detail.snapshot.state === state ? last : undefined;
      },
      within,
    );
  }

  connectionState(
    state: SnapshotView['connection']['state'],
    within?: number,
  ): Promise<HeardEvent<'telnyx-connection-change'>> {
    return this.until(
      `connection-state ${state}`,
      () => {
        const last = this.events('telnyx-connection-change').at(-1);
        return last?.detail.state === state ? last : undefined;
      },
      within,
    );
  }

  /** The states that the calls went through, each once per change. */
  callStates(): string[] {
    return this.events('telnyx-call-change')
      .filter(({ detail }) => detail.previous?.state !== detail.snapshot.state)
      .map(({ detail }) => detail.snapshot.state);
  }

  connectionStates(): string[] {
    return this.events('telnyx-connection-change')
      .filter(({ detail }) => detail.previous !== detail.state)
      .map(({ detail }) => detail.state);
  }

  /** The values that an element's attribute took, from first to last; null where it was absent. */
  attributeValues(tag: string, name: string): (string | null)[] {
    return this.log.attributes.filter((change) => change.tag === tag && change.name === name).map(({ value }) => value);
  }

  /** What an element has shown, from first to last. */
  shown(tag: string): Shown[] {
    return this.log.shown.filter((shown) => shown.tag === tag);
  }

  /** What the reconnect banner has said, from first to last; empty while it said nothing. */
  banner(): { at: number; title: string; detail: string }[] {
    return this.shown('telnyx-reconnect-banner').map(({ at, words }) => ({
      at,
      title: words['notice-title'] ?? '',
      detail: words['notice-detail'] ?? '',
    }));
  }

  /** The codes of the errors told, from first to last. */
  errors(): string[] {
    return this.events('telnyx-error').map(({ detail }) => detail.code);
  }

  press(name: string, tag = 'telnyx-phone'): Promise<void> {
    return this.do('press', tag, name);
  }

  /** Nothing went wrong on the page that nobody caught. */
  async expectNoProblems(): Promise<void> {
    await this.refresh();
    const inPage = this.log.problems.map(({ kind, text }) => `${kind}: ${text}`);
    expect([...this.complaints, ...inPage], `${this.user}: problems on the page`).to.deep.equal([]);
  }

  /** Each event came once: to the client and to every element as to the document, with the very same detail. */
  async expectEachEventOnce(): Promise<void> {
    const { document, ...others } = await this.do('counts');
    for (const [where, counts] of Object.entries(others)) {
      expect(counts, `${this.user}: events on ${where} as on document`).to.deep.equal(document);
    }
    expect(await this.do('unlike'), `${this.user}: where other events were heard`).to.deep.equal([]);
    await this.refresh();
    const told = this.log.events.map(({ name, detail }) => JSON.stringify([name, detail]));
    told.forEach((event, index) => expect(event, `${this.user}: told twice`).not.to.equal(told[index - 1]));
  }

  /** Whenever an event was told, every element's attributes said the same already. */
  expectAttributesBeforeEvents(): void {
    for (const { name, detail, attributes } of this.log.events) {
      for (const [tag, state] of Object.entries(attributes)) {
        if (name === 'telnyx-connection-change') {
          const { state: connection } = detail as HeardEvent<typeof name>['detail'];
          expect(state['connection-state'], `${tag} at ${name}`).to.equal(connection);
        }
        if (name === 'telnyx-call-change' && tag !== 'telnyx-client') {
          const { snapshot } = detail as HeardEvent<typeof name>['detail'];
          expect(state['call-state'], `${tag} at ${name}`).to.equal(snapshot.state);
        }
      }
    }
  }
}

/** An event in a line, for messages about what did not come. */
function describe({ name, detail }: HeardEvent): string {
  const { snapshot } = detail as { snapshot?: CallView };
  return `${name} ${snapshot ? `${snapshot.id} ${snapshot.state} ${snapshot.remoteMedia ?? ''}` : JSON.stringify(detail)}`;
}
