import fc from 'fast-check';
import type { CallCommandEvent, CredentialKind } from '../../src/machines/events.ts';
import { Invariants } from '../support/invariants.ts';
import { configured, World, type Action, type CallAction } from '../support/world.ts';

/** The same sequences every time, unless told otherwise: `PROPERTY_SEED` and `PROPERTY_RUNS` go looking for others. */
const SEED = Number(process.env['PROPERTY_SEED'] ?? 20_261);
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 1500);

const weighted = <Value>(...options: [number, fc.Arbitrary<Value>][]): fc.Arbitrary<Value> =>
  fc.oneof(...options.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const one = <Value>(value: Value): fc.Arbitrary<Value> => fc.constant(value);
const tell = (event: Extract<Action, { do: 'tell' }>['event']): fc.Arbitrary<Action> => one({ do: 'tell', event });

/** Whose word it is: mostly the present one's, at times an earlier one's. */
const age = weighted([6, one(0)], [1, one(1)], [1, one(2)]);

const credentials = fc.constantFrom<CredentialKind>('none', 'provided-token', 'static-token', 'password', 'anonymous');

const callAction: fc.Arbitrary<CallAction> = weighted<CallAction>(
  [
    2,
    fc.record({ what: one('appear' as const), attach: fc.boolean(), newer: weighted([4, one(true)], [1, one(false)]) }),
  ],
  [
    8,
    fc.record({
      what: one('progress' as const),
      progress: fc.constantFrom('accepted', 'ringing', 'answered', 'answered', 'held', 'recovering'),
      age,
    }),
  ],
  [1, fc.record({ what: one('end' as const), byServer: fc.boolean(), age })],
  [1, one({ what: 'forget' })],
  [1, fc.record({ what: one('hold-failed' as const), age })],
  [
    5,
    fc.record({
      what: one('peer' as const),
      peer: fc.constantFrom('new', 'connecting', 'connected', 'connected', 'disconnected', 'failed', 'closed'),
      age,
    }),
  ],
  [
    7,
    fc.record({
      what: one('sample' as const),
      peer: fc.constantFrom('connected', 'connected', 'connected', 'connecting', 'disconnected', 'failed'),
      packets: fc.constantFrom(0, 50, 50),
      unheard: fc.boolean(),
      unplugged: weighted([3, one(false)], [1, one(true)]),
      age,
    }),
  ],
  [
    3,
    fc.record({
      what: one('microphone' as const),
      code: fc.constantFrom(null, 'mic-denied', 'mic-dismissed', 'mic-missing'),
    }),
  ],
  [1, fc.record({ what: one('problem' as const), fatal: fc.boolean() })],
);

const command: fc.Arbitrary<CallCommandEvent> = fc.constantFrom<CallCommandEvent>(
  ...(['answer', 'answer', 'hold', 'hold', 'unhold', 'mute', 'unmute', 'transfer', 'reject', 'hangup'] as const).map(
    (name) => ({
      name,
    }),
  ),
  { name: 'dtmf', digits: '1' },
);

const signedIn = fc.record({ type: one('signed-in' as const), serial: fc.nat(5), accepted: fc.boolean() });

/** Mostly the call that came last. */
const which = weighted([5, one(0)], [2, one(1)], [1, fc.nat(5)]);

const action: fc.Arbitrary<Action> = weighted<Action>(
  [14, one({ do: 'cooperate' })],
  [3, fc.record({ do: one('refuse' as const), final: fc.boolean() })],
  [10, fc.record({ do: one('advance' as const), ms: fc.oneof(fc.nat(300), fc.nat(5000), fc.nat(35_000)) })],
  [2, fc.record({ do: one('sleep' as const), ms: fc.nat(300_000) })],
  [3, tell({ type: 'connect' })],
  [1, tell({ type: 'disconnect', forget: false })],
  [1, tell({ type: 'disconnect', forget: true })],
  [1, tell({ type: 'release' })],
  [1, tell({ type: 'reconnect-now' })],
  [2, tell({ type: 'offline' })],
  [3, tell({ type: 'online' })],
  [1, tell({ type: 'woke' })],
  [1, tell({ type: 'network-changed' })],
  [1, tell({ type: 'cached' })],
  [1, tell({ type: 'heard', heardAt: 0 })],
  [1, tell({ type: 'tick' })],
  [1, tell({ type: 'microphone-outlook', code: null, granted: true })],
  [1, tell({ type: 'microphone-outlook', code: 'mic-denied', granted: false })],
  [2, one({ do: 'media-recovery', type: 'resume-media' })],
  [1, one({ do: 'media-recovery', type: 'reject-media' })],
  [1, tell({ type: 'session-closed' })],
  [1, tell({ type: 'token-ready', issuedAt: null, expiresAt: null, known: false })],
  [1, tell({ type: 'token-failed', code: 'token-fetch-failed', message: null, final: false })],
  [1, fc.record({ do: one('tell' as const), event: signedIn })],
  [1, tell({ type: 'loaded' })],
  [
    1,
    fc.record({
      do: one('tell' as const),
      event: fc.record({ type: one('probe-answered' as const), probe: fc.nat(5) }),
    }),
  ],
  [
    1,
    fc
      .tuple(fc.integer({ min: 1, max: 4 }), credentials, fc.constantFrom('kept', 'dropped', 'replaced'))
      .map(([max, kind, token]) => ({ do: 'tell', event: configured(max, kind, token) })),
  ],
  [
    6,
    fc.record({
      do: one('socket' as const),
      type: fc.constantFrom(
        ...(['socket-lost', 'socket-lost', 'socket-open', 'registered'] as const),
        ...(['server-closed', 'server-closed', 'unregistered', 'login-failed'] as const),
      ),
      age,
    }),
  ],
  [2, fc.record({ do: one('list' as const), every: fc.constantFrom(null, 0, 1, 2) })],
  [3, one({ do: 'dial' })],
  [3, one({ do: 'incoming' })],
  [10, fc.record({ do: one('command' as const), call: which, command })],
  [1, fc.record({ do: one('show' as const), call: which })],
  [22, fc.record({ do: one('call' as const), call: which, action: callAction })],
);

/** What happens on an ordinary day with a bad network, so that calls live long enough to see it all. */
const ordinary: fc.Arbitrary<Action> = weighted<Action>(
  [20, one({ do: 'cooperate' })],
  [1, fc.record({ do: one('refuse' as const), final: weighted([5, one(false)], [1, one(true)]) })],
  [
    12,
    fc.record({ do: one('advance' as const), ms: fc.oneof(fc.nat(300), fc.nat(4000), fc.nat(12_000), fc.nat(45_000)) }),
  ],
  [1, fc.record({ do: one('sleep' as const), ms: fc.nat(100_000) })],
  [4, one({ do: 'socket', type: 'socket-lost', age: 0 })],
  [1, one({ do: 'socket', type: 'socket-lost', age: 1 })],
  [2, one({ do: 'socket', type: 'server-closed', age: 0 })],
  [1, one({ do: 'socket', type: 'unregistered', age: 0 })],
  [2, fc.record({ do: one('list' as const), every: fc.constantFrom(null, 0, 1, 2) })],
  [1, tell({ type: 'offline' })],
  [2, tell({ type: 'online' })],
  [1, tell({ type: 'woke' })],
  [1, tell({ type: 'connect' })],
  [4, one({ do: 'reattach' })],
  [
    6,
    fc.record({
      do: one('media' as const),
      call: which,
      peer: fc.constantFrom('connected', 'connected', 'connected', 'disconnected', 'failed', 'connecting'),
      flowing: weighted([3, one(true)], [2, one(false)]),
      unheard: fc.boolean(),
      unplugged: weighted([3, one(false)], [1, one(true)]),
    }),
  ],
  [1, one({ do: 'dial' })],
  [1, one({ do: 'incoming' })],
  [
    12,
    fc.record({
      do: one('command' as const),
      call: which,
      command: fc.constantFrom<CallCommandEvent>(
        { name: 'hold' },
        { name: 'hold' },
        { name: 'unhold' },
        { name: 'mute' },
        { name: 'unmute' },
        { name: 'dtmf', digits: '7' },
        { name: 'transfer' },
        { name: 'answer' },
      ),
    }),
  ],
  [1, fc.record({ do: one('call' as const), call: which, action: callAction })],
  [1, fc.record({ do: one('command' as const), call: which, command: one<CallCommandEvent>({ name: 'hangup' }) })],
);

const ONLINE: readonly Action[] = [
  { do: 'tell', event: configured(4, 'provided-token') },
  { do: 'tell', event: { type: 'connect' } },
  { do: 'cooperate' },
  { do: 'cooperate' },
  { do: 'cooperate' },
];

const TALKING: readonly Action[] = [
  ...ONLINE,
  { do: 'incoming' },
  { do: 'command', call: 0, command: { name: 'answer' } },
  { do: 'cooperate' },
];

const keptCall = (stays: boolean, micMuted: boolean, held: boolean, leftFor = 800): readonly Action[] => [
  { do: 'kept', leftFor, stays, micMuted, held },
  ...ONLINE,
];

/** After a reload, with a call of the page before. */
const RELOADED: readonly (readonly Action[])[] = [
  keptCall(true, false, false),
  keptCall(true, true, false),
  keptCall(true, false, true),
  keptCall(false, false, false),
  [...keptCall(true, true, false), { do: 'reattach' }, { do: 'cooperate' }],
  [{ do: 'kept', leftFor: 60_000, stays: true, micMuted: false, held: false }],
];

/** From the very beginning, from being connected, from within a call, or after a reload. */
const beginning = fc.constantFrom<readonly Action[]>([], ONLINE, ONLINE, TALKING, TALKING, TALKING, ...RELOADED);

function play(seed: number, ...acts: (readonly Action[])[]): { world: World; invariants: Invariants } {
  const invariants = new Invariants();
  const world = new World(seed, (happening) => invariants.see(happening));
  for (const act of acts.flat()) world.act(act);
  return { world, invariants };
}

describe('the phone keeps its promises', function () {
  this.timeout(60_000);

  it('on an ordinary day', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(ordinary, { maxLength: 60, size: 'max' }), (seed, acts) => {
        play(seed, TALKING, acts);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('whatever happens', () => {
    fc.assert(
      fc.property(fc.nat(), beginning, fc.array(action, { maxLength: 60, size: 'max' }), (seed, first, acts) => {
        play(seed, first, acts);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('and comes back from anywhere, once everybody does what is asked', () => {
    const back: readonly Action[] = [
      { do: 'tell', event: { type: 'online' } },
      { do: 'tell', event: configured(4, 'provided-token') },
      { do: 'tell', event: { type: 'connect' } },
    ];
    fc.assert(
      fc.property(fc.nat(), beginning, fc.array(action, { maxLength: 40, size: 'max' }), (seed, first, acts) => {
        const { world } = play(seed, first, acts, back);
        for (let i = 0; i < 300 && world.snapshot.connection.state !== 'connected'; i += 1) {
          world.act({ do: 'cooperate' });
          world.act({ do: 'advance', ms: 200 });
        }
        if (world.snapshot.connection.state !== 'connected') throw new Error(JSON.stringify(world.snapshot.connection));
      }),
      { seed: SEED, numRuns: Math.ceil(RUNS / 3) },
    );
  });

  it('and comes to rest when nothing is heard any more', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(ordinary, { maxLength: 40, size: 'max' }), (seed, acts) => {
        const { world, invariants } = play(seed, TALKING, acts);
        world.act({ do: 'advance', ms: 20 * 60_000 });
        const { connection, calls } = world.snapshot;
        const heard = calls.some((call) => call.mediaHealthy);
        const trying = connection.state === 'connecting' || connection.state === 'reconnecting';
        if (trying && connection.reason !== 'offline' && !heard) throw new Error(`still ${connection.state}`);
        const lost = calls.filter((call) => call.mediaLostAt !== null);
        if (lost.length > 0 && connection.reason !== 'offline' && !trying) throw new Error('a call still reconnecting');
        const waiting = invariants.waiting.filter(({ command }) => command !== 'dial' && command !== 'answer');
        if (waiting.length > 0) throw new Error(`${waiting[0]?.command} still pending`);
      }),
      { seed: SEED, numRuns: Math.ceil(RUNS / 30) },
    );
  });
});
