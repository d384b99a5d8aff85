import { expect } from 'chai';
import type { CredentialKind, MachineEvent } from '../../src/machines/events.ts';
import { renewalWakeAt, RESTING, stepRenewal, type RenewalMachine } from '../../src/machines/renewal.ts';
import { NO_TOKEN } from '../../src/machines/token.ts';
import { effectInWords, HELD, IN, NOW, THEN } from '../support/machines.ts';
import { configured } from '../support/world.ts';

const MINUTE = 60_000;
const SERIAL = 4;

/** A session on a token that ends in five minutes, and another that has come since and lasts an hour. */
const STANDING: RenewalMachine = { ...RESTING, expiresAt: THEN + 5 * MINUTE, renewAt: NOW + MINUTE };
const TOKEN = { ...HELD, expiresAt: NOW + 60 * MINUTE, renewAt: NOW + 55 * MINUTE, serial: SERIAL };

const STATES = {
  nothing: RESTING,
  standing: STANDING,
  due: { ...STANDING, renewAt: NOW },
  outdated: { ...STANDING, outdated: true },
  fetching: { ...STANDING, renewAt: THEN, phase: { name: 'fetching', deadline: THEN + 10_000 } },
  'signing in': { ...STANDING, renewAt: THEN, phase: { name: 'signing-in', deadline: THEN + 15_000 } },
  waiting: { ...STANDING, renewAt: THEN, phase: { name: 'waiting', until: THEN + 2000 }, failures: 2 },
  'refused once': {
    ...STANDING,
    renewAt: THEN,
    phase: { name: 'signing-in', deadline: THEN + 15_000 },
    refusals: 1,
    complained: 'auth-failed',
  },
} as const satisfies Record<string, RenewalMachine>;

const ready = (known: boolean): MachineEvent => ({ type: 'token-ready', issuedAt: null, expiresAt: null, known });
const EVENTS = {
  'early tick': { type: 'tick' },
  'tick when due': { type: 'tick' },
  'tick at the end': { type: 'tick' },
  'another token': ready(false),
  'the same token': ready(true),
  'no token': { type: 'token-failed', code: 'token-fetch-failed', message: 'why', final: false },
  taken: { type: 'signed-in', serial: SERIAL, accepted: true },
  refused: { type: 'signed-in', serial: SERIAL, accepted: false },
  'old answer': { type: 'signed-in', serial: SERIAL - 1, accepted: false },
  replaced: configured(10, 'provided-token', 'replaced'),
  dropped: configured(10, 'provided-token', 'dropped'),
  kept: configured(10, 'provided-token', 'kept'),
} as const satisfies Record<string, MachineEvent>;

type EventName = keyof typeof EVENTS;

/** `waiting ~2s, outdated`: what it does, and until when; and when the session's token ends, if that changed. */
function inWords(machine: RenewalMachine, at: number): string {
  const { phase, outdated, expiresAt } = machine;
  const left = phase.name === 'resting' ? '' : ` +${nominal('until' in phase ? phase.until : phase.deadline, at)}`;
  const end = expiresAt === STANDING.expiresAt ? '' : expiresAt === null ? ', no end' : ', until the new end';
  return `${phase.name}${left}${outdated ? ', outdated' : ''}${end}`;
}

function nominal(until: number, at: number): string {
  const wait = until - at;
  const base = [1, 2, 4, 8, 16, 32].find((s) => wait >= s * 750 && wait <= s * 1250);
  return base === undefined || wait > 9000 ? String(wait) : `~${base}s`;
}

const SAME = 'same';
const LATE = 'old answer, dropped, kept';

/** For each state, what each event makes of it, and after `>` what is to be done. */
const TABLE: Record<keyof typeof STATES, Record<string, string>> = {
  nothing: {
    replaced: 'fetching +10000, outdated, no end > fetch-token',
    [`early tick, tick when due, tick at the end, another token, the same token, no token, taken, refused, ${LATE}`]:
      SAME,
  },
  standing: {
    'tick when due': 'fetching +10000 > fetch-token',
    'tick at the end': 'fetching +10000 > fetch-token',
    replaced: 'fetching +10000, outdated > fetch-token',
    [`early tick, another token, the same token, no token, taken, refused, ${LATE}`]: SAME,
  },
  due: {
    [`early tick, tick when due, tick at the end, another token, the same token, no token, taken, refused, ${LATE}`]:
      'fetching +10000 > fetch-token',
    replaced: 'fetching +10000, outdated > fetch-token',
  },
  outdated: {
    [`early tick, tick when due, tick at the end, another token, the same token, no token, taken, refused, ${LATE}`]:
      'fetching +10000, outdated > fetch-token',
    replaced: 'fetching +10000, outdated > fetch-token',
  },
  fetching: {
    'another token': 'signing-in +15000 > sign-in',
    'the same token': 'waiting +~1s',
    'no token': 'waiting +~1s > warn token-fetch-failed',
    'tick when due': 'waiting +~1s > warn token-fetch-failed',
    'tick at the end': 'resting, no end > warn token-fetch-failed, warn token-expired',
    replaced: 'fetching +10000, outdated > fetch-token',
    [`early tick, taken, refused, ${LATE}`]: SAME,
  },
  'signing in': {
    taken: 'resting, until the new end',
    refused: 'waiting +~1s > warn auth-failed',
    'tick when due': 'waiting +~1s',
    'tick at the end': 'resting, no end > warn token-expired',
    replaced: 'fetching +10000, outdated > fetch-token',
    [`early tick, another token, the same token, no token, ${LATE}`]: SAME,
  },
  waiting: {
    'tick when due': 'fetching +10000 > fetch-token',
    'tick at the end': 'fetching +10000 > fetch-token',
    replaced: 'fetching +10000, outdated > fetch-token',
    [`early tick, another token, the same token, no token, taken, refused, ${LATE}`]: SAME,
  },
  'refused once': {
    taken: 'resting, until the new end',
    refused: 'resting',
    'tick when due': 'waiting +~1s',
    'tick at the end': 'resting, no end > warn token-expired',
    replaced: 'fetching +10000, outdated > fetch-token',
    [`early tick, another token, the same token, no token, ${LATE}`]: SAME,
  },
};

function step(
  machine: RenewalMachine,
  event: MachineEvent,
  at: number,
  over: Partial<Parameters<typeof stepRenewal>[3]> = {},
): { state: RenewalMachine; words: string } {
  const around = {
    connection: IN.ready,
    token: TOKEN,
    credentials: 'provided-token' as CredentialKind,
    opened: false,
    ...over,
  };
  const { state, effects } = stepRenewal(machine, event, at, around);
  return { state, words: [inWords(state, at), effects.map(effectInWords).join(', ')].filter(Boolean).join(' > ') };
}

describe('renewal: every state and event, while connected', () => {
  for (const [name, rows] of Object.entries(TABLE) as [keyof typeof STATES, Record<string, string>][]) {
    const before: RenewalMachine = STATES[name];
    it(`${name}: names every event once`, () => {
      const named = Object.keys(rows).flatMap((events) => events.split(', '));
      expect(named.toSorted()).to.deep.equal(Object.keys(EVENTS).toSorted());
    });
    for (const [events, expected] of Object.entries(rows)) {
      for (const event of events.split(', ') as EventName[]) {
        it(`${name}, ${event}: ${expected}`, () => {
          const wake = renewalWakeAt(before, IN.ready, 'provided-token') ?? NOW;
          const at = event === 'tick when due' ? wake : event === 'tick at the end' ? STANDING.expiresAt! : NOW;
          const { state, words } = step(before, EVENTS[event], at);
          expect(words).to.equal(expected === SAME ? inWords(before, at) : expected);
          if (expected === SAME) expect(state).to.deep.equal(before);
        });
      }
    }
  }
});

describe('renewal: while not connected', () => {
  for (const [name, before] of Object.entries(STATES) as [string, RenewalMachine][]) {
    it(`${name}: rests while it reconnects, and begins with the token of the next login`, () => {
      for (const connection of [IN.waiting, IN.registering, IN.offline]) {
        const { state, words } = step(before, { type: 'tick' }, NOW, { connection });
        expect(words).to.match(/^resting[^>]*$/);
        expect(state.outdated).to.equal(before.outdated);
      }
      const opening = step(before, { type: 'tick' }, NOW, { connection: IN.opening, opened: true });
      expect(opening.state).to.deep.equal({ ...RESTING, expiresAt: TOKEN.expiresAt, renewAt: TOKEN.renewAt });
    });

    it(`${name}: is forgotten when the phone is put away`, () => {
      for (const connection of [IN.idle, IN.closing, IN.closed]) {
        expect(step(before, { type: 'tick' }, NOW, { connection })).to.deep.include({ state: RESTING });
      }
    });
  }

  it('waits for the network, and then begins', () => {
    const connection = { ...IN.ready, online: false };
    for (const before of [STATES.due, STATES.outdated, { ...STATES.waiting, phase: { name: 'waiting', until: NOW } }]) {
      const offline = step(before as RenewalMachine, { type: 'tick' }, NOW, { connection });
      expect(offline.state).to.deep.equal(before);
      expect(renewalWakeAt(offline.state, connection, 'provided-token')).to.equal(STANDING.expiresAt);
      expect(step(offline.state, { type: 'online' }, NOW).words).to.match(/^fetching.*fetch-token$/);
    }
  });
});

describe('renewal: a provider', () => {
  it('whose token is not good for anything is warned of', () => {
    const spent = { ...TOKEN, held: false };
    expect(step(STATES.fetching, EVENTS['the same token'], NOW, { token: spent }).words).to.equal(
      'waiting +~1s > warn token-expired',
    );
  });

  it('that fails is warned of once, asked again at growing intervals, and not beyond the end', () => {
    let { state } = step(STATES.due, { type: 'tick' }, NOW);
    let at = NOW;
    const said: string[] = [];
    const waits: number[] = [];
    while (state.phase.name === 'fetching') {
      const failed = step(state, EVENTS['no token'], at);
      const wake = renewalWakeAt(failed.state, IN.ready, 'provided-token')!;
      const next = step(failed.state, { type: 'tick' }, wake);
      said.push(...[failed, next].flatMap(({ words }) => /warn [\w-]+/g.exec(words) ?? []));
      waits.push(wake - at);
      ({ state } = next);
      at = wake;
    }
    expect(said).to.deep.equal(['warn token-fetch-failed', 'warn token-expired']);
    expect(at).to.equal(STANDING.expiresAt);
    expect(waits.length).to.be.within(8, 14);
    expect(renewalWakeAt(state, IN.ready, 'provided-token'), 'nothing more').to.equal(null);
  });

  it('that fails without an end in sight is given up', () => {
    let { state } = step({ ...RESTING, outdated: true }, { type: 'tick' }, NOW);
    let at = NOW;
    for (let asked = 1; asked <= 13; asked += 1) {
      expect(state.phase.name, `asked ${asked} times`).to.equal('fetching');
      state = step(state, EVENTS['no token'], at).state;
      at = renewalWakeAt(state, IN.ready, 'provided-token') ?? at;
      state = step(state, { type: 'tick' }, at).state;
    }
    expect(state).to.include({ outdated: false }).and.to.have.deep.property('phase', { name: 'resting' });
  });
});

describe('renewal: what is given by hand', () => {
  it('is announced once when it nears its end, whether connected or not, and warned of at its end', () => {
    const by = { credentials: 'static-token' } as const;
    for (const connection of [IN.ready, IN.waiting]) {
      expect(renewalWakeAt(STANDING, connection, 'static-token')).to.equal(STANDING.renewAt);
      const before = step(STANDING, { type: 'tick' }, STANDING.renewAt! - 1, { ...by, connection });
      expect(before.words).to.equal('resting');
      const told = step(STANDING, { type: 'tick' }, STANDING.renewAt!, { ...by, connection });
      expect(told.words).to.equal('resting > token-expiring');
      expect(step(told.state, { type: 'tick' }, STANDING.renewAt! + 1, { ...by, connection }).words).to.equal(
        'resting',
      );
    }
    const told = step(STANDING, { type: 'tick' }, STANDING.renewAt!, by).state;
    expect(renewalWakeAt(told, IN.ready, 'static-token')).to.equal(STANDING.expiresAt);
    const over = step(told, { type: 'tick' }, STANDING.expiresAt!, by);
    expect(over.words).to.equal('resting, no end > warn token-expired');
    expect(renewalWakeAt(over.state, IN.ready, 'static-token')).to.equal(null);
  });

  it('replaces what the session stands on at once', () => {
    const fetching = step(STANDING, configured(10, 'static-token', 'replaced'), NOW, { credentials: 'static-token' });
    expect(fetching.words).to.equal('fetching +10000, outdated > fetch-token');
    const signing = step(fetching.state, ready(false), NOW, { credentials: 'static-token' });
    expect(signing.words).to.equal('signing-in +15000, outdated > sign-in');
    expect(step(signing.state, EVENTS.taken, NOW).words).to.equal('resting, until the new end');
  });

  it('is not tried again when it is refused or no token at all: the session stands as it stood', () => {
    const by = { credentials: 'static-token' } as const;
    const signing = { ...STATES['signing in'], outdated: true };
    expect(step(signing, EVENTS.refused, NOW, { ...by }).words).to.equal('resting > warn auth-failed');
    const fetching = { ...STATES.fetching, outdated: true };
    const garbage: MachineEvent = { type: 'token-failed', code: 'token-invalid', message: null, final: true };
    expect(step(fetching, garbage, NOW, by).words).to.equal('resting > warn token-invalid');
  });

  it('needs no token when it is a password', () => {
    const by = { credentials: 'password', token: { ...NO_TOKEN, serial: SERIAL } } as const;
    const signing = step(STANDING, configured(10, 'password', 'replaced'), NOW, by);
    expect(signing.words).to.equal('signing-in +15000, outdated > sign-in');
    expect(step(signing.state, EVENTS.taken, NOW, by).words).to.equal('resting, no end');
  });

  it('is waited for while there is nothing', () => {
    const by = { credentials: 'none' } as const;
    expect(step(STANDING, configured(10, 'none', 'replaced'), NOW, by).words).to.equal('resting, outdated');
  });
});
