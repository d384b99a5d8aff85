import { expect } from 'chai';
import type { CredentialKind, MachineEvent } from '../../src/machines/events.ts';
import { NO_TOKEN, stepToken, tokenDecision, type TokenMachine } from '../../src/machines/token.ts';
import { HELD, NOW } from '../support/machines.ts';
import { configured } from '../support/world.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

const LONG: TokenMachine = { ...HELD, receivedAt: NOW, expiresAt: NOW + 30_001 };
const SHORT: TokenMachine = { ...LONG, expiresAt: NOW + 30_000 };
const OLD: TokenMachine = { ...HELD, receivedAt: NOW - 2, expiresAt: NOW - 1 };
/** It came at a time that is yet to be: the clock was set back. */
const LATER: TokenMachine = { ...HELD, receivedAt: NOW + 1, expiresAt: NOW + HOUR };

describe('token: what an attempt needs first', () => {
  const rows: [CredentialKind, TokenMachine, ReturnType<typeof tokenDecision>][] = [
    ['none', NO_TOKEN, 'not-configured'],
    ['none', HELD, 'not-configured'],
    ['password', NO_TOKEN, 'use'],
    ['password', OLD, 'use'],
    ['anonymous', NO_TOKEN, 'use'],
    ...(['provided-token', 'static-token'] as const).flatMap(
      (kind) =>
        [
          [kind, NO_TOKEN, 'fetch'],
          [kind, HELD, 'use'],
          [kind, LONG, 'use'],
          [kind, SHORT, 'fetch'],
          [kind, OLD, 'fetch'],
          [kind, LATER, 'fetch'],
        ] as [CredentialKind, TokenMachine, ReturnType<typeof tokenDecision>][],
    ),
  ];
  for (const [credentials, token, decision] of rows) {
    it(`${credentials}, ${JSON.stringify(token)}: ${decision}`, () =>
      expect(tokenDecision(token, credentials, NOW)).to.equal(decision));
  }
});

/** A token that came: when it was issued and when it ends, as offsets from now by its issuer's word. */
function ready(issued: number | null, ends: number | null, known = false): MachineEvent {
  const time = (offset: number | null): number | null => (offset === null ? null : NOW + offset);
  return { type: 'token-ready', issuedAt: time(issued), expiresAt: time(ends), known };
}

describe('token: when one that comes ends, by this clock', () => {
  /** `end`, and when it is to be renewed, in seconds from now. */
  const rows: [what: string, before: TokenMachine, event: MachineEvent, end: number | null, renew: number | null][] = [
    ['fresh', NO_TOKEN, ready(0, HOUR), 3600, 3300],
    ['of a day', NO_TOKEN, ready(0, 24 * HOUR), 86_400, 86_100],
    ['of 30 days', NO_TOKEN, ready(0, 720 * HOUR), 2_592_000, 2_591_700],
    ['of a minute', NO_TOKEN, ready(0, 60 * SECOND), 60, 45],
    ['half spent', NO_TOKEN, ready(-HOUR / 2, HOUR / 2), 1800, 1500],
    ['nearly spent', NO_TOKEN, ready(-HOUR + 20 * SECOND, 20 * SECOND), 20, 10],
    ['all but spent', NO_TOKEN, ready(-HOUR + 2 * SECOND, 2 * SECOND), 2, 1],
    ['that does not say when it was issued', NO_TOKEN, ready(null, HOUR), 3600, 3300],
    ['that does not say when it ends', NO_TOKEN, ready(0, null), null, null],
    ['issued in the future: the clock is behind', NO_TOKEN, ready(3 * HOUR, 4 * HOUR), 3600, 3300],
    ['that has ended as it comes: the clock is ahead', NO_TOKEN, ready(-3 * HOUR, -2 * HOUR), 3600, 3300],
    ['that ends this moment', NO_TOKEN, ready(-HOUR, 0), 3600, 3300],
    ['that has ended and does not say when it was issued', NO_TOKEN, ready(null, -1), null, null],
    [
      'as old as the one before: the clock is ahead',
      { ...HELD, age: HOUR / 2 - 10 * SECOND },
      ready(-HOUR / 2, HOUR / 2),
      3600,
      3300,
    ],
    ['not as old as the one before', { ...HELD, age: HOUR / 2 - 10_001 }, ready(-HOUR / 2, HOUR / 2), 1800, 1500],
  ];
  for (const [what, before, event, end, renew] of rows) {
    it(`a token ${what}`, () => {
      const { held, receivedAt, expiresAt, renewAt, serial } = stepToken(before, event, NOW);
      const offset = (time: number | null): number | null => (time === null ? null : (time - NOW) / SECOND);
      expect({ held, receivedAt, end: offset(expiresAt), renew: offset(renewAt), serial }).to.deep.equal({
        held: true,
        receivedAt: NOW,
        end,
        renew,
        serial: before.serial + 1,
      });
    });
  }

  it('one that ends before it begins is not taken, whatever the clock says', () => {
    for (const issued of [-HOUR, 0, HOUR]) {
      expect(stepToken(NO_TOKEN, ready(issued, issued), NOW)).to.include({ held: false });
      expect(stepToken(NO_TOKEN, ready(issued, issued - 1), NOW)).to.include({ held: false });
    }
  });

  it('one that had ended as it came is marked, for the server to judge', () => {
    expect(stepToken(NO_TOKEN, ready(-HOUR, 0), NOW)).to.include({ doubtful: true });
    expect(stepToken(NO_TOKEN, ready(null, 0), NOW)).to.include({ doubtful: true });
    expect(stepToken(NO_TOKEN, ready(-HOUR, 1), NOW)).to.include({ doubtful: false });
    expect(stepToken(NO_TOKEN, ready(0, null), NOW)).to.include({ doubtful: false });
  });
});

describe('token: the same that comes again', () => {
  const again = ready(0, HOUR, true);
  const first = stepToken(NO_TOKEN, ready(0, HOUR), NOW);
  it('lasts no longer for that', () => expect(stepToken(first, again, NOW + 60_000)).to.deep.equal(first));
  it('is not taken when it has ended', () => {
    expect(stepToken(first, again, NOW + HOUR - 1)).to.include({ held: true });
    expect(stepToken(first, again, NOW + HOUR)).to.include({ held: false, serial: first.serial });
  });
  it('is not taken when it was refused', () => {
    const refused = stepToken(first, { type: 'login-failed', socket: 1, sdkCode: null, message: null }, NOW);
    expect(stepToken(refused, again, NOW)).to.include({ held: false });
    expect(stepToken(refused, ready(0, HOUR), NOW), 'another is').to.include({ held: true, refused: false });
  });
  it('is looked at anew when the clock was set back, or nothing is remembered of it', () => {
    expect(stepToken(first, again, NOW - 1)).to.include({ receivedAt: NOW - 1, held: true });
    expect(stepToken(NO_TOKEN, again, NOW)).to.include({ receivedAt: NOW, held: true });
  });
});

describe('token: every event', () => {
  const held = { ...LONG, serial: 4 };
  const refused = { ...held, held: false, refused: true };
  const none = { ...NO_TOKEN, serial: 5 };
  const rows: [MachineEvent, TokenMachine, TokenMachine][] = [
    [{ type: 'login-failed', socket: 1, sdkCode: null, message: null }, held, refused],
    [{ type: 'signed-in', serial: 4, accepted: false }, held, refused],
    [{ type: 'signed-in', serial: 3, accepted: false }, held, held],
    [{ type: 'signed-in', serial: 4, accepted: true }, held, held],
    [configured(10, 'provided-token', 'replaced'), held, none],
    [configured(10, 'provided-token', 'dropped'), held, none],
    [configured(10, 'provided-token', 'kept'), held, held],
    [{ type: 'disconnect', forget: true }, held, none],
    [{ type: 'disconnect', forget: false }, held, held],
    [{ type: 'connect' }, held, held],
    [{ type: 'connect' }, refused, none],
    [{ type: 'reconnect-now' }, refused, none],
    [{ type: 'connect' }, { ...OLD, serial: 4 }, none],
    [{ type: 'token-failed', code: 'token-fetch-failed', message: null, final: false }, held, held],
    [{ type: 'socket-lost', socket: 1 }, held, held],
    [{ type: 'tick' }, NO_TOKEN, NO_TOKEN],
  ];
  for (const [event, before, after] of rows) {
    it(`${JSON.stringify(event)} on ${JSON.stringify(before)}`, () =>
      expect(stepToken(before, event, NOW)).to.deep.equal(after));
  }
});
