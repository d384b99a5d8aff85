import { expect } from 'chai';
import { createRequire } from 'node:module';
import { translateProblem } from '../../src/sdk/problems.ts';
import type { ProblemSignal } from '../../src/sdk/signals.ts';

// The SDK's entry for Node is CommonJS, and the codes are all that can be had of it there.
const { TELNYX_ERROR_CODES, TELNYX_WARNING_CODES } = createRequire(import.meta.url)('@telnyx/webrtc') as {
  TELNYX_ERROR_CODES: Record<string, number>;
  TELNYX_WARNING_CODES: Record<string, number>;
};

const problem = (code: number, about: Partial<ProblemSignal> = {}): ProblemSignal => ({
  code,
  name: 'NAME',
  message: 'Message',
  callId: 'a',
  browserError: null,
  ...about,
});
const translated = (kind: 'error' | 'warning', signal: ProblemSignal): unknown =>
  translateProblem(kind, signal, 3, () => 2).map((observation) => {
    if (observation.type !== 'problem') return observation;
    const { severity, code, fatal } = observation;
    return `${severity} ${code}${fatal ? ', fatal' : ''}`;
  });

const LOGIN_REFUSED = (code: number) => [{ type: 'login-failed', socket: 3, sdkCode: code, message: 'Message' }];

/** Every error of the SDK's, and what it means of a call; an empty list says that something else says it better. */
const ERRORS: Readonly<Record<string, unknown>> = {
  SDP_CREATE_OFFER_FAILED: ['error media-failed, fatal'],
  SDP_CREATE_ANSWER_FAILED: ['error media-failed, fatal'],
  SDP_SET_LOCAL_DESCRIPTION_FAILED: ['error media-failed, fatal'],
  SDP_SET_REMOTE_DESCRIPTION_FAILED: ['error media-failed, fatal'],
  SDP_SEND_FAILED: ['error protocol-error, fatal'],
  MEDIA_MICROPHONE_PERMISSION_DENIED: ['error mic-denied, fatal'],
  MEDIA_DEVICE_NOT_FOUND: ['error mic-missing, fatal'],
  MEDIA_GET_USER_MEDIA_FAILED: ['error mic-busy, fatal'],
  HOLD_FAILED: [{ type: 'hold-failed', callId: 'a', object: 2 }],
  INVALID_CALL_PARAMETERS: ['error invalid-destination, fatal'],
  // The byes of calls that are over find nobody there.
  BYE_SEND_FAILED: [],
  SUBSCRIBE_FAILED: [],
  // A hang-up that came before the peer did.
  PEER_CLOSED_DURING_INIT: [],
  WEBSOCKET_CONNECTION_FAILED: [{ type: 'socket-lost', socket: 3 }],
  // The socket's own error event says it.
  WEBSOCKET_ERROR: [],
  // Never: the SDK's own count of attempts is off.
  RECONNECTION_EXHAUSTED: [],
  GATEWAY_FAILED: ['warning server-closed'],
  LOGIN_FAILED: LOGIN_REFUSED(46001),
  INVALID_CREDENTIALS: LOGIN_REFUSED(46002),
  AUTHENTICATION_REQUIRED: LOGIN_REFUSED(46003),
  // The peer connection's state says it.
  ICE_RESTART_FAILED: [],
  // The browser's own event says it, also while there is no socket.
  NETWORK_OFFLINE: [],
  SESSION_NOT_REATTACHED: [{ type: 'call-forgotten', callId: 'a' }],
  UNEXPECTED_ERROR: ['error media-failed, fatal'],
};

describe('the problems that the SDK tells of', () => {
  it('are all known', () => {
    expect(Object.keys(ERRORS).sort()).to.deep.equal(Object.keys(TELNYX_ERROR_CODES).sort());
  });

  for (const [name, expected] of Object.entries(ERRORS)) {
    it(`mean what they mean: ${name}`, () => {
      expect(translated('error', problem(TELNYX_ERROR_CODES[name]!))).to.deep.equal(expected);
    });
  }

  it('are nothing when a later version makes them up', () => {
    expect(translated('error', problem(99_999))).to.deep.equal([]);
  });

  const warnings: Readonly<Record<string, unknown>> = {
    SIGNALING_RECOVERY_REQUIRED: [{ type: 'socket-lost', socket: 3 }],
    HIGH_RTT: ['warning high-latency'],
    HIGH_JITTER: ['warning high-jitter'],
    HIGH_PACKET_LOSS: ['warning high-loss'],
    LOW_MOS: ['warning low-quality'],
    LOW_LOCAL_AUDIO: ['warning mic-quiet'],
  };
  for (const [name, code] of Object.entries(TELNYX_WARNING_CODES)) {
    it(`mean ${name in warnings ? 'what they mean' : 'nothing'} as the warning ${name}`, () => {
      expect(translated('warning', problem(code))).to.deep.equal(warnings[name] ?? []);
    });
  }

  const microphones: Readonly<Record<string, string>> = {
    NotAllowedError: 'mic-denied',
    NotFoundError: 'mic-missing',
    OverconstrainedError: 'mic-missing',
    NotReadableError: 'mic-busy',
    AbortError: 'mic-busy',
    SecurityError: 'permissions-policy',
    TypeError: 'mic-busy',
  };
  for (const [browserError, code] of Object.entries(microphones)) {
    it(`are told apart by the browser's own word for it: ${browserError}`, () => {
      expect(translated('error', problem(42003, { browserError }))).to.deep.equal([`error ${code}, fatal`]);
    });
  }

  it('end no call when they are about none', () => {
    expect(translated('error', problem(49001, { callId: null }))).to.deep.equal(['error media-failed']);
    expect(translated('error', problem(48501, { callId: null }))).to.deep.equal([]);
    expect(translated('error', problem(44001, { callId: null }))).to.deep.equal([]);
  });

  it('carry the number of the SDK, and the call', () => {
    expect(translateProblem('error', problem(42001), 1, () => 1)[0]).to.deep.equal({
      type: 'problem',
      severity: 'error',
      code: 'mic-denied',
      sdkCode: 42001,
      message: null,
      callId: 'a',
      fatal: true,
    });
  });
});
