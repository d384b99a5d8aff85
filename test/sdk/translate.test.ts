import { expect } from 'chai';
import type { Observation } from '../../src/contract/observations.ts';
import type { CallSignal, Signal } from '../../src/sdk/signals.ts';
import { NOTHING_SEEN, translate } from '../../src/sdk/translate.ts';
import { observe, readTrace, traceNames } from './trace.ts';

/** An observation in a line: short enough to read a whole call. */
function line(observation: Observation): string {
  switch (observation.type) {
    case 'socket-open':
    case 'socket-lost':
    case 'registered':
      return `${observation.type} ${observation.socket}`;
    case 'login-failed':
      return `login-failed ${String(observation.sdkCode)}`;
    case 'call-appeared': {
      const { callId, object, direction, attach, remoteNumber, identity } = observation;
      const known = identity.telnyxCallControlId === null ? 'unknown to the server' : 'known to the server';
      return `${callId}.${object} appeared: ${attach ? 'brought back' : direction}, ${remoteNumber}, ${known}`;
    }
    case 'call-progress':
      return `${observation.callId}.${observation.object} ${observation.progress}`;
    case 'call-ended': {
      const { callId, object, byServer, raw } = observation;
      const { cause, causeCode, sipCode, sipReason } = raw;
      const why = [cause, causeCode, sipCode, sipReason].filter((part) => part !== null).join(' ');
      return `${callId}.${object} ended by the ${byServer ? 'server' : 'SDK'}: ${why}`;
    }
    case 'peer-changed':
      return `${observation.callId}.${observation.object} peer ${observation.peer}`;
    case 'call-forgotten':
      return `${observation.callId} forgotten`;
    case 'hold-failed':
      return `${observation.callId}.${observation.object} hold failed`;
    case 'problem':
      return `${observation.severity} ${observation.code} ${String(observation.sdkCode)} of ${String(observation.callId)}`;
    default:
      return observation.type;
  }
}

const REGISTERED = ['socket-open 1', 'registered 1'];
const dialled = (number: string): string[] => [
  ...REGISTERED,
  `call-1.1 appeared: outbound, ${number}, unknown to the server`,
  'call-1.1 accepted',
];
const active = (number = '9196'): string[] => [
  ...dialled(number),
  'call-1.1 ringing',
  'call-1.1 peer connecting',
  'call-1.1 answered',
  'call-1.1 peer connected',
];
const incoming = [...REGISTERED, 'call-1.1 appeared: inbound, agent, known to the server'];
const lostAndBack = ['socket-lost 1', 'socket-open 2', 'registered 2'];
const broughtBack = [
  'call-1.1 recovering',
  'call-1.2 appeared: brought back, 9196, known to the server',
  'call-1.2 recovering',
];
/** The SDK tells its end twice, as a hang-up and as its destruction. */
const twice = (line: string): string[] => [line, line];

/** What each recorded trace means. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'outbound-answered': [...active(), ...twice('call-1.1 ended by the SDK: NORMAL_CLEARING 16')],
  'outbound-ended-by-server': [...active('9005'), ...twice('call-1.1 ended by the server: NORMAL_CLEARING 16')],
  'outbound-early-media': [
    ...dialled('9004'),
    'call-1.1 ringing',
    'call-1.1 peer connecting',
    'call-1.1 ringing',
    'call-1.1 peer connected',
    'call-1.1 answered',
    ...twice('call-1.1 ended by the SDK: NORMAL_CLEARING 16'),
  ],
  'outbound-busy': [...dialled('9001'), ...twice('call-1.1 ended by the server: USER_BUSY 17 486 Busy Here')],
  'outbound-rejected': [...dialled('9002'), ...twice('call-1.1 ended by the server: CALL_REJECTED 21 603 Decline')],
  'outbound-not-found': [
    ...dialled('nobody'),
    ...twice('call-1.1 ended by the server: UNALLOCATED_NUMBER 1 404 Not Found'),
  ],
  // The server answers the bye after the recording has ended; the SDK's own cause is made up.
  'outbound-cancelled': [
    ...dialled('9003'),
    'call-1.1 ringing',
    'call-1.1 peer connecting',
    'call-1.1 ended by the SDK: USER_BUSY 17',
  ],
  'inbound-answered': [
    ...incoming,
    'call-1.1 peer connecting',
    'call-1.1 answered',
    'call-1.1 peer connected',
    ...twice('call-1.1 ended by the server: NORMAL_CLEARING 16'),
  ],
  'inbound-rejected': [...incoming, ...twice('call-1.1 ended by the SDK: USER_BUSY 17')],
  'inbound-missed': [
    ...incoming,
    ...twice('call-1.1 ended by the server: ORIGINATOR_CANCEL 487 487 Request Terminated'),
  ],
  'hold-and-resume': [...active(), 'call-1.1 held', 'call-1.1 answered'],
  'reattach-active': [
    ...active(),
    ...lostAndBack,
    ...broughtBack,
    'call-1.2 peer connecting',
    'call-1.2 answered',
    'call-1.2 peer connected',
  ],
  'reattach-muted': [
    ...active(),
    ...lostAndBack,
    ...broughtBack,
    'call-1.2 peer connecting',
    'call-1.2 answered',
    'call-1.2 peer connected',
  ],
  // Here the server brings the call back before it says that the phone is registered.
  'reattach-held': [
    ...active(),
    'call-1.1 held',
    'socket-lost 1',
    'socket-open 2',
    ...broughtBack,
    'registered 2',
    'call-1.2 peer connecting',
    'call-1.2 held',
    'call-1.2 peer connected',
  ],
  'reattach-twice': [
    ...active(),
    'socket-lost 1',
    'socket-open 2',
    ...broughtBack,
    'registered 2',
    'call-1.2 peer connecting',
    'call-1.2 answered',
    'call-1.2 peer connected',
    'socket-lost 2',
    'socket-open 3',
    'registered 3',
    'call-1.2 recovering',
    'call-1.3 appeared: brought back, 9196, known to the server',
    'call-1.3 recovering',
    'call-1.3 peer connecting',
    'call-1.3 answered',
    'call-1.3 peer connected',
    ...twice('call-1.3 ended by the SDK: NORMAL_CLEARING 16'),
  ],
  'reattach-ringing': [
    ...incoming,
    ...lostAndBack,
    'call-1.1 recovering',
    'call-1.2 appeared: brought back, agent, known to the server',
    'call-1.2 recovering',
    ...twice('call-1.2 ended by the SDK: USER_BUSY 17'),
  ],
  // Hung up while the socket was gone: ended here, ended again by the late bye, brought back, ended for good.
  zombie: [
    ...active(),
    'socket-lost 1',
    ...twice('call-1.1 ended by the SDK: NORMAL_CLEARING 16'),
    'socket-open 2',
    'registered 2',
    'call-1.1 ended by the SDK: NORMAL_CLEARING 16',
    'call-1.2 appeared: brought back, 9196, known to the server',
    'call-1.2 recovering',
    'call-1.2 ended by the SDK: NORMAL_CLEARING 16',
    'call-1.1 ended by the SDK: NORMAL_CLEARING 16',
    'call-1.2 peer connecting',
    'call-1.2 ended by the SDK: NORMAL_CLEARING 16',
  ],
  'login-refused': ['socket-open 1', 'login-failed 46001', 'socket-lost 1'],
  'login-expired': ['socket-open 1', 'login-failed 46001', 'socket-lost 1'],
  'session-forgotten': [
    ...active(),
    'socket-lost 1',
    'socket-open 2',
    'call-1 forgotten',
    ...twice('call-1.1 ended by the SDK: NORMAL_CLEARING 16'),
    'registered 2',
  ],
  'microphone-denied': [
    ...REGISTERED,
    'call-1.1 appeared: outbound, 9196, unknown to the server',
    'error mic-denied 42001 of call-1',
    ...twice('call-1.1 ended by the SDK: USER_BUSY 17'),
  ],
};

describe('what the real SDK said', () => {
  it('was recorded in the scenarios that are known here', () => {
    expect(traceNames()).to.deep.equal(Object.keys(EXPECTED).sort());
  });

  for (const [name, expected] of Object.entries(EXPECTED)) {
    it(`means, in ${name}`, () => {
      expect(observe(readTrace(name)).flat().map(line)).to.deep.equal(expected);
    });
  }

  it('identifies a call as soon as the server has', () => {
    const [first, last] = [
      observe(readTrace('outbound-answered')).flat(),
      observe(readTrace('reattach-active')).flat(),
    ].map((observations) =>
      observations.flatMap((observation) => ('identity' in observation ? [observation.identity] : [])),
    );
    expect(first?.[0]).to.deep.equal({ telnyxCallControlId: null, telnyxSessionId: null, telnyxLegId: null });
    // The server's word that it rings is the first to name it.
    for (const identity of [first?.[2], last?.at(-1)]) {
      expect(identity).to.deep.equal({
        telnyxCallControlId: 'callcontrol-1',
        telnyxSessionId: 'session-1',
        telnyxLegId: 'leg-1',
      });
    }
  });
});

const NO_IDENTITY = { telnyxCallControlId: null, telnyxSessionId: null, telnyxLegId: null };
const NO_CAUSE = { cause: null, causeCode: null, sipCode: null, sipReason: null };

const call = (state: string, about: Partial<CallSignal> = {}): Signal => ({
  kind: 'call',
  call: {
    callId: 'a',
    object: 1,
    state,
    direction: 'outbound',
    attach: false,
    remoteNumber: '1',
    remoteName: '',
    identity: NO_IDENTITY,
    raw: { ...NO_CAUSE, cause: 'USER_BUSY', causeCode: 17 },
    ...about,
  },
});
const message = (method: string, callId: string | null = 'a', raw = NO_CAUSE): Signal => ({
  kind: 'message',
  method,
  callId,
  identity: NO_IDENTITY,
  raw,
});
const problem = (code: number, callId: string | null = 'a'): Signal => ({
  kind: 'error',
  socket: 1,
  problem: { code, name: '', message: '', callId, browserError: null },
});

/** What batches of signals mean, one after the other. */
function meaning(...batches: readonly (readonly Signal[])[]): string[] {
  let memory = NOTHING_SEEN;
  return batches.flatMap((batch) => {
    const translation = translate(memory, batch);
    ({ memory } = translation);
    return translation.observations.map(line);
  });
}

const APPEARED = 'a.1 appeared: outbound, 1, unknown to the server';

describe('what the SDK could say as well', () => {
  const states: Readonly<Record<string, readonly string[]>> = {
    new: [],
    requesting: [],
    trying: ['a.1 accepted'],
    recovering: ['a.1 recovering'],
    ringing: [],
    answering: [],
    early: ['a.1 ringing'],
    active: ['a.1 answered'],
    held: ['a.1 held'],
    hangup: ['a.1 ended by the SDK: USER_BUSY 17'],
    destroy: ['a.1 ended by the SDK: USER_BUSY 17'],
    purge: [],
    'a state of another version': [],
  };
  for (const [state, expected] of Object.entries(states)) {
    it(`the state ${state}`, () => {
      expect(meaning([call(state)])).to.deep.equal([APPEARED, ...expected]);
    });
  }

  it('an end and its reason in whatever order, when they come together', () => {
    const bye = message('telnyx_rtc.bye', 'a', {
      cause: 'NO_ANSWER',
      causeCode: 19,
      sipCode: 480,
      sipReason: 'Gone',
    } as never);
    const ended = 'a.1 ended by the server: NO_ANSWER 19 480 Gone';
    expect(meaning([call('new')], [call('hangup'), bye])).to.deep.equal([APPEARED, ended]);
    expect(meaning([call('new')], [bye, call('hangup')])).to.deep.equal([APPEARED, ended]);
    expect(meaning([call('new')], [bye], [call('hangup')])).to.deep.equal([APPEARED, ended]);
  });

  it('that a call rings of which nothing is known, or none in particular', () => {
    expect(meaning([message('telnyx_rtc.ringing')])).to.deep.equal([]);
    expect(meaning([message('telnyx_rtc.ringing', null)])).to.deep.equal([]);
    expect(meaning([message('telnyx_rtc.bye', null)])).to.deep.equal([]);
  });

  it('that a call rings in the same breath in which it appears', () => {
    expect(meaning([call('new'), message('telnyx_rtc.ringing')])).to.deep.equal([APPEARED, 'a.1 ringing']);
  });

  it('something of an object that was superseded', () => {
    expect(
      meaning([call('active')], [call('recovering', { object: 2, attach: true })], [call('destroy')]),
    ).to.deep.equal([
      APPEARED,
      'a.1 answered',
      'a.2 appeared: brought back, 1, unknown to the server',
      'a.2 recovering',
      'a.1 ended by the SDK: USER_BUSY 17',
    ]);
  });

  it('a direction that it does not know yet', () => {
    expect(meaning([call('recovering', { direction: null, attach: true })])[0]).to.match(/brought back/);
    expect(translate(NOTHING_SEEN, [call('ringing', { direction: null })]).observations[0]).to.include({
      direction: 'inbound',
    });
  });

  it('that a hold failed, of the newest object', () => {
    const held = [call('active')];
    const back = [call('recovering', { object: 2, attach: true })];
    expect(meaning(held, back, [problem(44001)]).at(-1)).to.equal('a.2 hold failed');
  });

  it('calls one beside the other', () => {
    expect(
      meaning([call('trying'), call('ringing', { callId: 'b', direction: 'inbound', remoteNumber: '2' })]),
    ).to.deep.equal([APPEARED, 'a.1 accepted', 'b.1 appeared: inbound, 2, unknown to the server']);
  });
});
