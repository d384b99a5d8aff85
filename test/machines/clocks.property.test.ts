import { expect } from 'chai';
import fc from 'fast-check';
import type { Effect } from '../../src/machines/effects.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import { initialConnection } from '../../src/machines/connection-state.ts';
import { initialPhone, type PhoneMachine } from '../../src/machines/phone-state.ts';
import { stepPhone } from '../../src/machines/root.ts';
import { configured } from '../support/world.ts';

const START = 1_700_000_000_000;
const SECOND = 1000;
const HOUR = 3_600_000;

interface Token {
  readonly issued: number;
  readonly ends: number;
}

interface Setup {
  /** How far this computer's clock is ahead of the truth. */
  readonly error: number;
  readonly lifetime: number;
  readonly latency: number;
  /** How much of a token's lifetime passes before the provider has another; 0 for a fresh one each time. */
  readonly caches: number;
}

/** A phone that stays connected, its provider and its server; the truth is theirs. */
class Day {
  readonly fetched: number[] = [];
  readonly logins: Token[] = [];
  readonly warnings: string[] = [];
  /** For how long the session stood on a token that had ended. */
  uncovered = 0;
  readonly #setup: Setup;
  #truth = START;
  #phone: PhoneMachine = initialPhone(initialConnection(7, true));
  #wakeAt: number | null = null;
  #cached: Token | null = null;
  #atHand: Token | null = null;
  #session: Token | null = null;

  constructor(setup: Setup) {
    this.#setup = setup;
    this.#tell(configured(10, 'provided-token'), { type: 'connect' }, { type: 'loaded' });
  }

  run(duration: number): this {
    const until = this.#truth + duration;
    while (this.#wakeAt !== null && this.#wakeAt - this.#setup.error <= until) {
      this.#pass(Math.max(0, this.#wakeAt - this.#setup.error - this.#truth));
      this.#tell({ type: 'tick' });
      if (this.fetched.length > 10_000) throw new Error('a storm');
    }
    this.#pass(Math.max(0, until - this.#truth));
    return this;
  }

  #pass(ms: number): void {
    this.#truth += ms;
    if (this.#session !== null) this.uncovered += Math.min(ms, Math.max(0, this.#truth - this.#session.ends));
  }

  #tell(...events: MachineEvent[]): void {
    for (const event of events) {
      const { state, effects, wakeAt } = stepPhone(this.#phone, event, this.#truth + this.#setup.error);
      this.#phone = state;
      this.#wakeAt = wakeAt;
      for (const effect of effects) this.#run(effect);
    }
  }

  #run(effect: Effect): void {
    switch (effect.type) {
      case 'fetch-token': {
        this.fetched.push(this.#truth);
        const token = this.#provide();
        this.#pass(this.#setup.latency);
        const known = token === this.#atHand;
        this.#atHand = token;
        this.#tell({ type: 'token-ready', issuedAt: token.issued, expiresAt: token.ends, known });
        break;
      }
      case 'open-socket':
        this.#logIn();
        this.#tell({ type: 'socket-opening', socket: 1 }, { type: 'socket-open', socket: 1 });
        this.#tell({ type: 'registered', socket: 1 });
        break;
      case 'sign-in':
        this.#logIn();
        this.#tell({ type: 'signed-in', serial: effect.serial, accepted: true });
        break;
      case 'report':
        this.warnings.push(effect.code);
        break;
      default:
    }
  }

  #provide(): Token {
    const { lifetime, caches } = this.#setup;
    if (this.#cached === null || this.#truth - this.#cached.issued >= lifetime * caches) {
      this.#cached = { issued: this.#truth, ends: this.#truth + lifetime };
    }
    return this.#cached;
  }

  #logIn(): void {
    this.#session = this.#atHand;
    this.logins.push(this.#atHand!);
    expect(this.#truth, 'a login with a token that has ended').to.be.lessThan(this.#atHand!.ends);
  }
}

const lifetime = fc.oneof(fc.integer({ min: 60 * SECOND, max: HOUR }), fc.constantFrom(HOUR, 24 * HOUR, 720 * HOUR));
const error = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -48 * HOUR, max: 48 * HOUR }),
  fc.integer({ min: -HOUR, max: HOUR }),
);

describe('tokens are renewed in time, whatever the clock says', () => {
  it('when each is fresh: none ends, and each is fetched and logged in with once in its lifetime', () => {
    fc.assert(
      fc.property(lifetime, error, fc.integer({ min: 0, max: 3 * SECOND }), (ms, off, latency) => {
        const day = new Day({ error: off, lifetime: ms, latency, caches: 0 }).run(10 * ms);
        expect(day.uncovered, 'milliseconds on a token that had ended').to.equal(0);
        expect(day.warnings).to.deep.equal([]);
        // Three quarters of a lifetime lie between two at least, but for the first, which may have seemed old.
        expect(day.fetched.length).to.be.within(10, 15);
        expect(day.logins).to.have.length(day.fetched.length);
      }),
      { seed: 20_261, numRuns: 500 },
    );
  });

  it('when the provider keeps them for a while: no two logins with one, and no storm', () => {
    fc.assert(
      fc.property(lifetime, fc.integer({ min: 10, max: 90 }), (ms, percent) => {
        const day = new Day({ error: 0, lifetime: ms, latency: SECOND, caches: percent / 100 }).run(10 * ms);
        expect(new Set(day.logins).size).to.equal(day.logins.length);
        expect(day.fetched.length, 'thirteen a lifetime at most').to.be.lessThan(145);
      }),
      { seed: 20_261, numRuns: 500 },
    );
  });

  it('of a day: one timer, and nothing until it nears its end', () => {
    const day = new Day({ error: 0, lifetime: 24 * HOUR, latency: 0, caches: 0 }).run(24 * HOUR - 301 * SECOND);
    expect(day.fetched).to.have.length(1);
    expect(day.run(10 * SECOND).fetched).to.have.length(2);
  });
});
