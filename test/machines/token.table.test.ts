import { expect } from 'chai';
import type { CredentialKind, MachineEvent } from '../../src/machines/events.ts';
import { NO_TOKEN, stepToken, tokenDecision, type TokenMachine } from '../../src/machines/token.ts';
import { configured } from '../support/world.ts';
import { NOW } from '../support/machines.ts';

const NONE: TokenMachine = { held: false, expiresAt: null };
const ENDLESS: TokenMachine = { held: true, expiresAt: null };
const LONG: TokenMachine = { held: true, expiresAt: NOW + 30_001 };
const SHORT: TokenMachine = { held: true, expiresAt: NOW + 30_000 };
const OLD: TokenMachine = { held: true, expiresAt: NOW - 1 };

describe('token: what an attempt needs first', () => {
  const rows: [CredentialKind, TokenMachine, ReturnType<typeof tokenDecision>][] = [
    ['none', NONE, 'not-configured'],
    ['none', ENDLESS, 'not-configured'],
    ['password', NONE, 'use'],
    ['password', OLD, 'use'],
    ['anonymous', NONE, 'use'],
    ['provided-token', NONE, 'fetch'],
    ['provided-token', ENDLESS, 'use'],
    ['provided-token', LONG, 'use'],
    ['provided-token', SHORT, 'fetch'],
    ['provided-token', OLD, 'fetch'],
    ['static-token', NONE, 'fetch'],
    ['static-token', ENDLESS, 'use'],
    ['static-token', LONG, 'use'],
    ['static-token', SHORT, 'fetch'],
    ['static-token', OLD, 'fetch'],
  ];
  for (const [credentials, token, decision] of rows) {
    it(`${credentials}, ${JSON.stringify(token)}: ${decision}`, () =>
      expect(tokenDecision(token, credentials, NOW)).to.equal(decision));
  }
});

describe('token: every state and event', () => {
  const fresh = { type: 'token-ready', expiresAt: 5 } as const;
  const rows: [MachineEvent, TokenMachine, TokenMachine][] = [
    [fresh, NONE, { held: true, expiresAt: 5 }],
    [fresh, OLD, { held: true, expiresAt: 5 }],
    [{ type: 'login-failed', socket: 1, sdkCode: null, message: null }, LONG, NONE],
    [configured(10, 'provided-token'), LONG, NONE],
    [{ type: 'disconnect', forget: true }, LONG, NONE],
    [{ type: 'disconnect', forget: false }, LONG, LONG],
    [{ type: 'token-failed', code: 'token-fetch-failed', message: null, final: false }, LONG, LONG],
    [{ type: 'socket-lost', socket: 1 }, LONG, LONG],
    [{ type: 'tick' }, NONE, NONE],
  ];
  for (const [event, before, after] of rows) {
    it(`${JSON.stringify(event)} on ${JSON.stringify(before)}`, () =>
      expect(stepToken(before, event)).to.deep.equal(after));
  }

  it('begins with none', () => expect(NO_TOKEN).to.deep.equal(NONE));
});
