import { expect } from 'chai';
import { EARLY_MESSAGES, explain, learnMessages, PhoneError, type ErrorCode } from '../../src/contract/errors.ts';
import { LATER_MESSAGES } from '../../src/contract/later-errors.ts';

const MESSAGES = { ...EARLY_MESSAGES, ...LATER_MESSAGES };

/** The codes of the public surface: taking one away, or giving one another name, breaks pages. */
const CODES: readonly ErrorCode[] = [
  ...(['not-configured', 'config-conflict', 'invalid-destination', 'invalid-option', 'not-connected'] as const),
  ...(['command-timeout', 'connect-timeout', 'protocol-error', 'token-fetch-failed', 'token-invalid'] as const),
  ...([
    'token-expired',
    'auth-failed',
    'offline',
    'exhausted',
    'session-lost',
    'server-closed',
    'open-elsewhere',
  ] as const),
  ...([
    'mic-denied',
    'mic-dismissed',
    'mic-missing',
    'mic-busy',
    'mic-lost',
    'insecure-context',
    'permissions-policy',
  ] as const),
  ...([
    'unsupported-browser',
    'storage-blocked',
    'hold-failed',
    'playback-blocked',
    'sound-failed',
    'media-failed',
    'device-lost',
    'device-back',
    'speaker-failed',
    'sdk-load-failed',
  ] as const),
  ...(['high-latency', 'high-jitter', 'high-loss', 'low-quality', 'mic-quiet'] as const),
  ...(['call-in-progress', 'no-answer'] as const),
];

describe('contract: errors', () => {
  it('has every code of the public surface, and no other', () => {
    expect(Object.keys(MESSAGES).toSorted()).to.deep.equal(CODES.toSorted());
  });

  for (const [code, message] of Object.entries(MESSAGES)) {
    it(`${code} comes with whole sentences`, () => {
      expect(message).to.match(/^[A-Z].{40,}[.]$/);
    });
  }

  it('carry the general sentence, or a better one', () => {
    expect(new PhoneError('offline').message).to.equal(EARLY_MESSAGES.offline);
    expect(new PhoneError('offline', { message: 'No network.' }).message).to.equal('No network.');
  });

  it('are explained, those that come with what runs the phone as soon as it is there', () => {
    learnMessages(LATER_MESSAGES);
    for (const [code, message] of Object.entries(MESSAGES)) expect(explain(code as ErrorCode)).to.equal(message);
  });

  it('carry what is known, and null for what is not', () => {
    const bare = new PhoneError('mic-busy');
    expect(bare).to.include({ name: 'PhoneError', code: 'mic-busy', sdkCode: null, callId: null });
    expect(bare).to.be.instanceOf(Error);
    expect('cause' in bare).to.equal(false);
    const cause = new Error('in use');
    const full = new PhoneError('mic-busy', { sdkCode: 42_003, callId: 'call-1', cause });
    expect(full).to.include({ sdkCode: 42_003, callId: 'call-1', cause });
  });
});
