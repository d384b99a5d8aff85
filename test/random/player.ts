/** Plays a sequence on a page of its own, and writes down everything that can be held against it. */
import type { TrueMoment } from '../matrix/timeline.ts';
import { Witness } from '../matrix/witness.ts';
import { live } from './user-actions.ts';
import type { Situation } from './action.ts';
import type { Asked, Done, Hidden, History, Life, Look } from './history.ts';
import { ACTIONS } from './sequence.ts';
import type { Sequence } from './sequence.ts';
import { PhonePage } from '../support/harness/phone-page.ts';
import { BROWSER } from '../support/harness/stage.ts';
import type { Stage } from '../support/harness/stage.ts';
import { pause, until } from '../support/harness/until.ts';

const LOOK_EVERY = 300;
/** An agreement that lasts no longer is one in passing. */
const STANDING = 1_500;
const SETTLE_WITHIN = 75_000;
/** The longest that any command may wait, connecting before dialling included. */
const COMMANDS_WITHIN = 55_000;

const LOOK = `(() => {
  const { client, tracks } = globalThis.harness;
  const { calls } = client.snapshot;
  const buttons = document.querySelector('telnyx-phone').shadowRoot.querySelectorAll('button');
  return {
    at: Date.now(),
    calls: calls.map(({ id }) => id),
    live: calls.filter(({ state }) => state !== 'destroyed').map(({ id }) => id),
    buttons: [...buttons].map((button) => button.getAttribute('aria-label') ?? button.textContent.trim()),
    microphones: tracks().filter(({ readyState }) => readyState === 'live').length,
  };
})()`;

export class Player {
  readonly stage: Stage;
  readonly user: string;
  readonly #sequence: Sequence;
  readonly #lives: Life[] = [];
  readonly #asked: Asked[] = [];
  readonly #done: Done[] = [];
  readonly #hidden: Hidden[] = [];
  /** Legs whose phone was made to forget its credentials when it could not say goodbye, by id, and since when. */
  readonly #forgotten = new Map<string, number>();
  readonly #witness: Witness;
  #page: PhonePage;
  #offline = false;
  #looking = true;
  /** The look that is under way. */
  #look: Promise<unknown> = Promise.resolve();

  private constructor(stage: Stage, page: PhonePage, sequence: Sequence) {
    this.stage = stage;
    this.user = page.user;
    this.#page = page;
    this.#sequence = sequence;
    this.#witness = new Witness(stage.gateway, page.user);
    this.#begin();
  }

  static async open(stage: Stage, user: string, sequence: Sequence): Promise<Player> {
    const attributes = {
      'max-reconnect-attempts': String(sequence.maxAttempts),
      ...(sequence.keepCall ? { 'keep-call-on-reload': '' } : {}),
    };
    return new Player(stage, await stage.open(user, { attributes }), sequence);
  }

  /** Plays every step that is possible, brings everything to rest, and tells what happened. */
  async play(): Promise<{ history: History; failure: string | null }> {
    let failure: string | null = null;
    try {
      void this.#lookOn();
      for (const [name, wait] of this.#sequence.steps) {
        const action = ACTIONS.get(name);
        if (!action) throw new Error(`There is no action "${name}"`);
        const situation = { ...(await this.#page.snapshot()), offline: this.#offline };
        if (action.possible?.(situation) ?? true) {
          this.#done.push({ at: Date.now(), action: name });
          await action.play(this, situation);
        }
        await pause(wait);
      }
      this.#done.push({ at: Date.now(), action: 'everything comes to rest' });
      await this.#rest();
      await this.#expectWorking();
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    } finally {
      this.#looking = false;
      await this.#look;
      this.#witness.stop();
    }
    this.#witness.look();
    await this.#end();
    return { history: this.#history(), failure };
  }

  /** Gives a command, and does not wait for what becomes of it. */
  ask(target: string, command: string, ...args: unknown[]): void {
    const asked: Asked = {
      at: Date.now(),
      life: this.#lives.length - 1,
      target,
      command,
      settledAt: null,
      outcome: null,
    };
    this.#asked.push(asked);
    void this.#page.do('run', target, command, args).then(
      (outcome) => Object.assign(asked, { outcome, settledAt: Date.now() }),
      () => undefined,
    );
  }

  /**
   * Logs out for good. Without a connection nobody is left who could end the calls at the server: it ends them by
   * itself, some time later.
   */
  forget(): void {
    const { at, signaling } = this.#witness.look();
    if (signaling !== 'up') for (const id of this.#liveLegs()) this.#forgotten.set(id, at);
    this.ask('client', 'disconnect', { forget: true });
  }

  async reload(): Promise<void> {
    this.#looking = false;
    await this.#look;
    await this.#end();
    const { page } = this.#page;
    await page.reload();
    this.#page = new PhonePage(this.user, page);
    await until(`${this.user}'s page is ready again`, () => page.evaluate('globalThis.harness?.ready'));
    this.#begin();
    this.#looking = true;
    void this.#lookOn();
  }

  /** The browser refuses the microphone from now on, with this error, or gives it again. */
  async refuseMicrophone(error: string | null): Promise<void> {
    await this.#page.do('refuse', error);
    if (error === null) await this.#page.do('plug');
  }

  async goOffline(): Promise<void> {
    this.#offline = true;
    await this.stage.goOffline(this.#page);
  }

  async goOnline(): Promise<void> {
    this.#offline = false;
    await this.stage.goOnline(this.#page);
  }

  /** For so long the gateway tells the phone the truth later than it could. */
  hideTruth(forMs: number, by: number): void {
    const from = Date.now();
    this.#hidden.push({ from, to: from + forMs + by, by });
  }

  #begin(): void {
    this.#lives.push({ from: Date.now(), to: Infinity, log: this.#page.log, looks: [] });
  }

  async #end(): Promise<void> {
    await this.#page.expectNoProblems();
    this.#lives.at(-1)!.to = Date.now();
  }

  async #lookOn(): Promise<void> {
    const { looks } = this.#lives.at(-1)!;
    while (this.#looking) {
      const look = (this.#page.page.evaluate(LOOK) as Promise<Look>).then((seen) => looks.push(seen));
      // A page that cannot be looked at fails elsewhere, and says why.
      this.#look = look.catch(() => undefined);
      await this.#look;
      await pause(LOOK_EVERY);
    }
  }

  /** Ends every fault, asks a phone that has given up to come back, and waits until phone and gateway agree. */
  async #rest(): Promise<void> {
    if (this.#offline) await this.goOnline();
    this.stage.gateway.fault({ fault: 'restore', user: this.user });
    await this.refuseMicrophone(null);
    let since: number | null = null;
    await this.#page.until(
      `phone and gateway agree: ${JSON.stringify(await this.#page.snapshot())}`,
      async () => {
        const situation = await this.#page.snapshot();
        if (!this.#agrees(situation)) since = null;
        else since ??= Date.now();
        if (situation.connection.state === 'disconnected') this.ask('client', 'connect');
        return since !== null && Date.now() - since >= STANDING;
      },
      SETTLE_WITHIN,
    );
    await until('every command has settled', () => this.#waiting().length === 0, COMMANDS_WITHIN).catch(() => {
      // The invariants name it.
    });
  }

  #waiting(): Asked[] {
    const life = this.#lives.length - 1;
    return this.#asked.filter((asked) => asked.life === life && asked.settledAt === null);
  }

  /** Connected, nothing under way, every call as it is at the gateway, and no call there that the phone does not show. */
  #agrees({ connection, calls }: Omit<Situation, 'offline'>): boolean {
    const { signaling, legs } = this.#witness.look();
    if (connection.state !== 'connected' || signaling !== 'up') return false;
    const stateOf = (id: string): string => (this.#forgotten.has(id) ? undefined : legs[id]?.state) ?? 'destroyed';
    const known = calls.every(
      ({ id, state, pending }) => pending.length === 0 && state !== 'new' && state === stateOf(id),
    );
    const shown = new Set(live({ calls }).map(({ id }) => id));
    return known && this.#liveLegs().every((id) => shown.has(id));
  }

  /** The ids of those that the phone can still know of. */
  #liveLegs(): string[] {
    return this.stage.gateway
      .truth()
      .legs.filter(({ id, user, state }) => user === this.user && state !== 'destroyed' && !this.#forgotten.has(id))
      .map(({ id }) => id);
  }

  /** Whatever happened, the phone can be used. */
  async #expectWorking(): Promise<void> {
    for (const { id } of live(await this.#page.snapshot())) this.ask(id, 'hangup');
    await this.stage.truly('no leg is left', () => this.#liveLegs().length === 0);
    this.ask('client', 'dial', '9196');
    await this.#page.callState('active');
    this.ask((await this.#page.call()).id, 'hangup');
    await this.#page.callState('destroyed');
    // Long enough for a microphone that stayed on to be seen.
    await pause(1_500);
  }

  /** Without the legs that the phone cannot know of any more. */
  #known(moment: TrueMoment): TrueMoment {
    const legs = Object.entries(moment.legs).filter(([id]) => moment.at < (this.#forgotten.get(id) ?? Infinity));
    return { ...moment, legs: Object.fromEntries(legs) };
  }

  #history(): History {
    const { stage, user } = this;
    const late = this.#lives.flatMap(({ log }) => log.late);
    return {
      user,
      keepCall: this.#sequence.keepCall,
      prompt: BROWSER !== 'firefox',
      lives: this.#lives,
      asked: this.#asked,
      done: this.#done,
      moments: this.#witness.moments.map((moment) => this.#known(moment)),
      hidden: this.#hidden,
      truth: stage.gateway.truth(),
      voice: (callId, since, to) =>
        stage.gateway.truth({ since, until: to }).legs.find(({ id }) => id === callId)?.in.voice ?? 0,
      lateness: (from, to) =>
        stage.lateness(this.#page, from, to) +
        late.filter(({ at, ms }) => at >= from && at - ms <= to).reduce((sum, { ms }) => sum + ms, 0),
    };
  }
}
