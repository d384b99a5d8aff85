import { expect } from 'chai';
import { stepConnection, suspect } from '../../src/machines/connection.ts';
import type { Surroundings } from '../../src/machines/connection-attempt.ts';
import {
  connectionWakeAt,
  initialConnection,
  viewConnection,
  type ConnectionMachine,
} from '../../src/machines/connection-state.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import { NO_TOKEN } from '../../src/machines/token.ts';
import { connection, effectInWords, HELD, IN, inWords, NOW, SOCKET, THEN } from '../support/machines.ts';

const AROUND: Surroundings = {
  token: HELD,
  credentials: 'provided-token',
  healthyCall: false,
  inCall: false,
  audioLost: false,
  liveCall: false,
  mine: true,
};

interface Told {
  readonly state: ConnectionMachine;
  readonly words: string;
}

function tell(machine: ConnectionMachine, event: MachineEvent, over: Partial<Surroundings> = {}, at = NOW): Told {
  const { state, effects } = stepConnection(machine, event, at, { ...AROUND, ...over });
  return { state, words: [inWords(state, at), effects.map(effectInWords).join(', ')].filter(Boolean).join(' > ') };
}

const TOKEN: MachineEvent = { type: 'token-ready', issuedAt: null, expiresAt: null, known: false };
const lost = (socket = SOCKET): MachineEvent => ({ type: 'socket-lost', socket });
const refused: MachineEvent = { type: 'login-failed', socket: SOCKET, sdkCode: 46_001, message: 'no' };
const tick: MachineEvent = { type: 'tick' };

describe('connection: asking to connect', () => {
  const fresh = initialConnection(1, true);

  it('loads the SDK, fetches a token, opens a socket, and is connected when registered', () => {
    const loading = tell(fresh, { type: 'connect' }, { token: NO_TOKEN });
    expect(loading.words).to.equal('preparing #1 +30000 > load');
    const fetching = tell(loading.state, { type: 'loaded' }, { token: NO_TOKEN });
    expect(fetching.words).to.equal('preparing #1 +10000 > fetch-token');
    const opening = tell(fetching.state, TOKEN);
    expect(opening.words).to.equal('opening #1 +8000 > open-socket');
    const numbered = tell(opening.state, { type: 'socket-opening', socket: 1 });
    const registering = tell(numbered.state, { type: 'socket-open', socket: 1 });
    expect(registering.words).to.equal('registering #1 +15000');
    const ready = tell(registering.state, { type: 'registered', socket: 1 });
    expect(ready.words).to.equal('ready');
    expect(viewConnection(ready.state)).to.deep.equal({
      state: 'connected',
      reason: null,
      attempt: 0,
      maxAttempts: 10,
      nextAttemptAt: null,
      lostAt: null,
      restoredAt: null,
      error: null,
    });
  });

  it('a second load that ends late does not start a second attempt', () => {
    const fetching = tell(IN.loading, { type: 'loaded' }, { token: NO_TOKEN });
    expect(tell(fetching.state, { type: 'loaded' }, { token: NO_TOKEN }).words).to.equal(
      'preparing #2 signaling +10000',
    );
  });

  it('without credentials it ends before anything is loaded', () => {
    expect(tell(fresh, { type: 'connect' }, { credentials: 'none' }).words).to.equal(
      'closed auth: not-configured > drop-socket, report! not-configured',
    );
  });

  it('while the browser is offline it waits for the network, and says so', () => {
    const offline = tell(initialConnection(1, false), { type: 'connect' });
    expect(offline.words).to.equal('offline #1 offline > report offline');
    expect(viewConnection(offline.state)).to.include({ state: 'connecting', reason: 'offline' });
    expect(tell(offline.state, { type: 'online' }).words).to.equal('waiting #1 signaling <0.5s');
  });

  it('forgets what was before', () => {
    const dirty = connection(
      { name: 'closed', reason: 'auth', error: 'auth-failed' },
      {
        established: true,
        restoredAt: 5,
        lostAt: 5,
        renewed: true,
        complained: 'connect-timeout',
        attempt: 3,
        reason: 'auth',
      },
    );
    const { state } = tell(dirty, { type: 'connect' });
    expect(state).to.include({ established: false, restoredAt: null, lostAt: null, readyAt: null, probe: null });
    expect(state).to.include({ renewed: false, complained: null, attempt: 1, reason: null });
  });
});

describe('connection: what each state looks like', () => {
  const rows: [keyof typeof IN, string, string | null, number, number | null][] = [
    ['idle', 'idle', null, 0, null],
    ['loading', 'reconnecting', 'signaling', 2, null],
    ['fetching', 'reconnecting', 'signaling', 2, null],
    ['opening', 'reconnecting', 'signaling', 2, null],
    ['registering', 'reconnecting', 'signaling', 2, null],
    ['asking', 'reconnecting', 'signaling', 2, null],
    ['ready', 'connected', null, 0, null],
    ['probing', 'connected', null, 0, null],
    ['waiting', 'reconnecting', 'signaling', 2, THEN + 2000],
    ['offline', 'reconnecting', 'offline', 2, null],
    ['closing', 'disconnecting', 'user', 0, null],
    ['releasing', 'disconnecting', null, 0, null],
    ['reopening', 'disconnecting', null, 0, null],
    ['closed', 'disconnected', 'exhausted', 0, null],
  ];
  for (const [name, state, reason, attempt, nextAttemptAt] of rows) {
    it(`${name}: ${state}${reason === null ? '' : `, ${reason}`}`, () => {
      const view = viewConnection({ ...IN[name], attempt: 2, restoredAt: 7 });
      expect(view).to.include({ state, reason, attempt, nextAttemptAt, maxAttempts: 10, restoredAt: 7 });
      expect(view.error).to.equal(name === 'closed' ? 'exhausted' : null);
      expect(view.lostAt).to.equal(IN[name].lostAt);
      expect(view).to.be.frozen;
    });
  }

  it('before it was ever registered, it is connecting', () => {
    for (const name of ['claiming', 'loading', 'fetching', 'opening', 'registering', 'waiting', 'offline'] as const) {
      expect(viewConnection({ ...IN[name], established: false }).state).to.equal('connecting');
    }
  });

  it('needs to be looked at by its deadline', () => {
    const due = Object.fromEntries(Object.entries(IN).map(([name, machine]) => [name, connectionWakeAt(machine)]));
    expect(due).to.deep.equal({
      idle: null,
      claiming: THEN + 30_000,
      loading: THEN + 30_000,
      fetching: THEN + 10_000,
      opening: THEN + 8000,
      registering: THEN + 15_000,
      asking: THEN + 2000,
      ready: null,
      probing: THEN + 4000,
      waiting: THEN + 2000,
      offline: null,
      closing: THEN + 8000,
      releasing: THEN + 8000,
      reopening: THEN + 8000,
      closed: null,
    });
  });
});

describe('connection: an outage', () => {
  it('begins with the loss and ends with the return', () => {
    const gone = tell(IN.ready, lost());
    expect(viewConnection(gone.state)).to.include({
      state: 'reconnecting',
      reason: 'signaling',
      attempt: 1,
      lostAt: NOW,
    });
    const until = viewConnection(gone.state).nextAttemptAt!;
    const opening = tell(gone.state, tick, {}, until);
    const back = tell({ ...opening.state, socket: 8 }, { type: 'registered', socket: 8 }, {}, until + 50);
    expect(viewConnection(back.state)).to.include({
      state: 'connected',
      lostAt: null,
      restoredAt: until + 50,
      attempt: 0,
    });
    expect(back.state).to.include({ readyAt: until + 50, heardAt: until + 50, established: true });
  });

  it('the first connection restores nothing', () => {
    const { state } = tell(
      { ...IN.registering, lostAt: null, established: false },
      { type: 'registered', socket: SOCKET },
    );
    expect(state.restoredAt).to.equal(null);
  });

  it('waits 1, 2, 4, 8, 16, 32 and again 32 seconds', () => {
    let machine: ConnectionMachine = { ...connection({ name: 'opening', deadline: NOW }), attempt: 0 };
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
      const { state, words } = tell(machine, lost());
      machine = { ...connection({ name: 'opening', deadline: NOW }), attempt: state.attempt, seed: state.seed };
      return words;
    });
    expect(waits).to.deep.equal(
      [1, 2, 4, 8, 16, 32, 32, 32].map((seconds, index) => `waiting #${index + 1} signaling ~${seconds}s`),
    );
  });

  it('is exhausted after the last attempt, and says so once', () => {
    const last = { ...IN.opening, attempt: 10 };
    expect(tell(last, lost()).words).to.equal('closed exhausted: exhausted > drop-socket, report! exhausted');
    expect(tell({ ...last, attempt: 9 }, lost()).words).to.equal('waiting #10 signaling ~32s');
  });

  it('is not exhausted while a call can be heard', () => {
    expect(tell({ ...IN.opening, attempt: 10 }, lost(), { healthyCall: true }).words).to.equal(
      'waiting #11 signaling ~32s',
    );
  });

  it('an attempt that fails while offline is not counted', () => {
    expect(tell({ ...IN.opening, online: false }, lost()).words).to.equal('offline #2 offline');
    expect(tell({ ...IN.ready, online: false }, lost()).words).to.equal('offline #1 offline');
  });

  it('an offline spell begins at the first attempt if none was counted', () => {
    expect(tell({ ...IN.offline, attempt: 0 }, { type: 'online' }).words).to.equal('waiting #1 signaling <0.5s');
  });

  it('online never puts off an attempt that is due sooner', () => {
    const soon = connection({ name: 'waiting', until: NOW + 1 });
    expect(tell(soon, { type: 'online' }).state.phase).to.deep.equal({ name: 'waiting', until: NOW + 1 });
  });

  it('the events of the socket before do not fail the attempt after', () => {
    const opening = tell(IN.waiting, tick, {}, THEN + 2000).state;
    expect(tell(opening, lost()).words).to.equal('opening #2 signaling +9900');
    expect(tell(opening, { type: 'registered', socket: SOCKET }).words).to.equal('opening #2 signaling +9900');
  });

  it('at the first connection each kind of failure is told once', () => {
    const first = { established: false, lostAt: null };
    const opening = { ...IN.opening, ...first };
    const failed = tell(opening, lost());
    expect(failed.words).to.equal('waiting #3 signaling ~4s > report connect-timeout');
    expect(tell({ ...failed.state, phase: opening.phase, socket: SOCKET }, lost()).words).to.equal(
      'waiting #4 signaling ~8s',
    );
    expect(tell(opening, tick, {}, THEN + 8000).words).to.equal(
      'waiting #3 signaling ~4s > drop-socket, report connect-timeout',
    );
    expect(tell({ ...IN.registering, ...first }, tick, {}, THEN + 15_000).words).to.equal(
      'waiting #3 signaling ~4s > drop-socket, report connect-timeout',
    );
    const unloaded = { type: 'load-failed', code: 'sdk-load-failed', final: false } as const;
    expect(tell({ ...IN.loading, ...first }, unloaded).words).to.equal(
      'waiting #3 signaling ~4s > report sdk-load-failed',
    );
  });
});

describe('connection: a refused login', () => {
  const fetching = tell(IN.registering, refused);

  it('is tried once more, with a fresh token', () => {
    expect(fetching.words).to.equal('preparing #2 auth +10000 > drop-socket, fetch-token');
    const again = tell(fetching.state, TOKEN);
    expect(again.words).to.equal('opening #2 auth +8000 > open-socket');
    const registering = { ...IN.registering, renewed: again.state.renewed };
    expect(tell(registering, refused).words).to.equal('closed auth: auth-failed > drop-socket, report! auth-failed');
  });

  it('is final when no fresh token can be had', () => {
    const soft: MachineEvent = { type: 'token-failed', code: 'token-fetch-failed', message: null, final: false };
    expect(tell(fetching.state, soft).words).to.equal(
      'closed auth: token-fetch-failed > drop-socket, report! token-fetch-failed',
    );
    expect(tell(fetching.state, tick, {}, NOW + 10_000).words).to.equal(
      'closed auth: token-fetch-failed > drop-socket, report! token-fetch-failed',
    );
  });

  it('tells why no token could be had', () => {
    const soft: MachineEvent = { type: 'token-failed', code: 'token-fetch-failed', message: 'HTTP 500', final: false };
    for (const before of [IN.fetching, fetching.state]) {
      const { effects } = stepConnection(before, soft, NOW, AROUND);
      expect(effects.at(-1)).to.include({ type: 'report', code: 'token-fetch-failed', message: 'HTTP 500' });
    }
  });

  it('is final when there is no other credential', () => {
    for (const credentials of ['static-token', 'password', 'anonymous'] as const) {
      expect(tell(IN.registering, refused, { credentials }).words).to.equal(
        'closed auth: auth-failed > drop-socket, report! auth-failed',
      );
    }
  });

  it('carries what the server said', () => {
    const { effects } = stepConnection(IN.registering, refused, NOW, { ...AROUND, credentials: 'password' });
    expect(effects[1]).to.include({ code: 'auth-failed', sdkCode: 46_001, message: 'no', fatal: true });
  });

  it('begins an outage when it ends a session', () => {
    const { state } = tell({ ...IN.ready, lostAt: null }, refused);
    expect(viewConnection(state)).to.include({ state: 'reconnecting', reason: 'auth', attempt: 1, lostAt: NOW });
    expect(tell({ ...IN.registering, lostAt: 5 }, refused).state.lostAt).to.equal(5);
  });

  it('soon after a renewal is final, later it is not', () => {
    const renewed = { ...IN.ready, renewed: true, readyAt: NOW };
    expect(tell(renewed, refused, {}, NOW + 59_999).words).to.equal(
      'closed auth: auth-failed > drop-socket, report! auth-failed',
    );
    expect(tell(renewed, refused, {}, NOW + 60_000).words).to.equal(
      'preparing #1 auth +10000 > drop-socket, fetch-token',
    );
  });

  it('is judged by the session it refuses, not by the one before', () => {
    const again = { ...IN.registering, renewed: true, readyAt: NOW - 600_000 };
    expect(tell(again, refused).words).to.equal('closed auth: auth-failed > drop-socket, report! auth-failed');
  });

  it('while offline waits for the network before it asks for a token', () => {
    const offline = tell({ ...IN.registering, online: false }, refused);
    expect(offline.words).to.equal('offline #2 offline > drop-socket');
    expect(offline.state.renewed).to.equal(true);
  });

  it('a renewal is over with the session that it made', () => {
    const registered = tell({ ...IN.registering, renewed: true }, { type: 'registered', socket: SOCKET }).state;
    expect(tell(registered, lost()).state.renewed).to.equal(false);
  });
});

describe('connection: a socket that may be dead', () => {
  const probing = tell(IN.ready, { type: 'woke' }).state;

  it('each probe has its number, and only its own answer counts', () => {
    expect(probing.probe).to.deep.equal({ id: 1, startedAt: NOW, deadline: NOW + 4000 });
    expect(tell(probing, { type: 'probe-answered', probe: 0 }).words).to.equal('ready, probing +4000');
    const answered = tell(probing, { type: 'probe-answered', probe: 1 }, {}, NOW + 50).state;
    expect(answered).to.include({ probe: null, heardAt: NOW + 50 });
    expect(tell(answered, { type: 'woke' }).state.probe?.id).to.equal(2);
  });

  it('an answer never makes what was heard older', () => {
    const later = { ...probing, heardAt: NOW + 500 };
    expect(tell(later, { type: 'probe-answered', probe: 1 }).state.heardAt).to.equal(NOW + 500);
    expect(tell(IN.ready, { type: 'heard', heardAt: THEN - 1 }).state.heardAt).to.equal(THEN);
  });

  it('anything heard since the question is an answer', () => {
    const heard = tell(probing, { type: 'heard', heardAt: NOW + 10 }, {}, NOW + 20).state;
    expect(tell(heard, tick, {}, NOW + 4000).words).to.equal('ready');
    const before = tell(probing, { type: 'heard', heardAt: NOW }, {}, NOW + 20).state;
    expect(tell(before, tick, {}, NOW + 3999).words).to.equal('ready, probing +1');
    expect(tell(before, tick, {}, NOW + 4000).words).to.equal('opening #1 signaling +8000 > drop-socket, open-socket');
  });

  it('is replaced at once, or when the network is back', () => {
    const replaced = tell(probing, tick, {}, NOW + 4000).state;
    expect(viewConnection(replaced)).to.include({ state: 'reconnecting', lostAt: NOW + 4000, nextAttemptAt: null });
    expect(replaced.probe).to.equal(null);
    expect(tell({ ...probing, online: false }, tick, {}, NOW + 4000).words).to.equal(
      'offline #1 offline > drop-socket',
    );
  });

  it('with a token that is about to expire, a fresh one comes first', () => {
    const token = { ...HELD, expiresAt: NOW + 10_000 };
    expect(tell(probing, tick, { token }, NOW + 4000).words).to.equal(
      'preparing #1 signaling +10000 > drop-socket, fetch-token',
    );
  });

  it('is looked into after 10 s of silence in a call', () => {
    const silent: MachineEvent = { type: 'heard', heardAt: THEN };
    expect(tell(IN.ready, silent, { inCall: true }, THEN + 9999).words).to.equal('ready');
    expect(tell(IN.ready, silent, { inCall: true }, THEN + 10_000).words).to.equal('ready, probing +4000 > probe');
    expect(tell(IN.ready, silent, { inCall: false }, THEN + 10_000).words).to.equal('ready');
    const lost = { inCall: true, audioLost: true };
    expect(tell(IN.ready, silent, lost, THEN + 3999).words).to.equal('ready');
    expect(tell(IN.ready, silent, lost, THEN + 4000).words).to.equal('ready, probing +4000 > probe');
    expect(tell(IN.waiting, silent, { inCall: true }, THEN + 10_000).words).to.equal('waiting #2 signaling -8000');
  });

  it('is looked into when a call falls silent, once', () => {
    const { state, effects } = suspect(IN.ready, NOW);
    expect(inWords(state, NOW)).to.equal('ready, probing +4000');
    expect(effects.map(effectInWords)).to.deep.equal(['probe']);
    expect(suspect(state, NOW).effects).to.deep.equal([]);
    expect(suspect(IN.waiting, NOW).state).to.equal(IN.waiting);
  });

  it('is asked again, with less patience, when the network comes back', () => {
    const { state, words } = tell(probing, { type: 'online' });
    expect(words).to.equal('ready, probing +1000 > probe');
    expect(state.probe?.id).to.equal(2);
  });
});

describe('connection: the end', () => {
  it('is not for the last element to decide while a call lives', () => {
    expect(tell(IN.ready, { type: 'release' }, { liveCall: true }).words).to.equal('ready');
    expect(tell(IN.waiting, { type: 'release' }, { liveCall: true }).words).to.equal('waiting #2 signaling ~2s');
  });

  it('leaves nothing of the session', () => {
    const closing = { ...IN.closing, established: true, lostAt: 1, restoredAt: 2, readyAt: 3 };
    const { state } = tell(closing, { type: 'session-closed' });
    expect(state).to.include({ established: false, lostAt: null, restoredAt: null, readyAt: null });
    expect(viewConnection(state)).to.include({ state: 'disconnected', reason: 'user', error: null });
  });

  it('forgets the attempt, the reason and the probe', () => {
    const { state } = tell({ ...IN.probing, attempt: 3, reason: 'auth' }, { type: 'disconnect', forget: false });
    expect(state).to.include({ attempt: 0, reason: null, probe: null });
  });

  it('while offline still waits for the network when asked to connect meanwhile', () => {
    expect(tell({ ...IN.reopening, online: false }, { type: 'session-closed' }).words).to.equal(
      'offline #1 offline > report offline',
    );
  });

  it('that is final forgets the outage', () => {
    const { state } = tell({ ...IN.opening, attempt: 10 }, lost());
    expect(state).to.include({ attempt: 0, lostAt: null, reason: null, probe: null });
  });
});
