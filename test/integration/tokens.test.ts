import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';

const BANNER = 'telnyx-reconnect-banner';
/** Authentication required: the SDK alone logs in again and again on it. */
const AUTHENTICATION_REQUIRED = -32_000;

/** The session has expired and the socket is closed. */
function expire(stage: Stage, user: string): void {
  stage.gateway.fault({ fault: 'expire-tokens', user });
  stage.gateway.fault({ fault: 'close', user });
}

const tokensOf = (stage: Stage, user: string): number =>
  stage.gateway.truth().tokens.filter((token) => token.user === user && token.status === 200).length;

/** Nobody logs in any more, and the page says why. */
async function expectSignedOut(stage: Stage, page: PhonePage, code: string): Promise<void> {
  await page.connectionState('disconnected');
  const logins = stage.logins(page.user).length;
  const connects = stage.connects(page.user).length;
  expect((await page.do('attributes'))['telnyx-phone']).to.include({
    'connection-state': 'disconnected',
    'connection-reason': 'auth',
  });
  const { detail } = await page.event('telnyx-disconnected');
  expect(detail).to.deep.equal({ reason: 'auth', error: code });
  expect(page.errors()).to.deep.equal([code]);
  await pause(4_000);
  expect(stage.logins(page.user), 'no login after the last').to.have.length(logins);
  expect(stage.connects(page.user), 'no connect after the last').to.have.length(connects);
  await page.refresh();
  expect(page.connectionStates().at(-1)).to.equal('disconnected');
  expect(page.errors()).to.deep.equal([code]);
}

sideBySide('A token that the server no longer takes', {
  'is replaced by a fresh one after one refused login, and the session goes on': async (stage) => {
    const page = await stage.open('renewed');
    expect(tokensOf(stage, 'renewed')).to.equal(1);
    expire(stage, 'renewed');
    await page.connectionState('reconnecting');
    await page.connectionState('connected');
    expect(stage.logins('renewed').map(({ code }) => code)).to.deep.equal([null, AUTHENTICATION_REQUIRED, null]);
    expect(tokensOf(stage, 'renewed')).to.equal(2);
    expect(page.connectionStates()).to.deep.equal(['connecting', 'connected', 'reconnecting', 'connected']);
    expect(page.errors()).to.deep.equal([]);
    await page.dial('9196');
    await page.callState('active');
  },

  'is replaced in a call, and the call goes on': async (stage) => {
    const page = await stage.open('talking');
    const { id } = await page.dial('9664');
    await page.callState('active');
    expire(stage, 'talking');
    await page.until('the call is back', async () => (await page.call()).recoveries === 1);
    await page.callState('active');
    expect(stage.logins('talking').map(({ code }) => code)).to.deep.equal([null, AUTHENTICATION_REQUIRED, null]);
    expect(page.callStates()).to.deep.equal(['new', 'ringing', 'active', 'reconnecting', 'active']);
    expect(await page.call()).to.include({ id });
    expect(stage.leg('talking')).to.include({ id, state: 'active' });
    expect(page.errors()).to.deep.equal([]);
  },

  'signs the phone out when no fresh one can be had, and a button brings it back': async (stage) => {
    const page = await stage.open('stale');
    stage.gateway.fault({ fault: 'token-error', user: 'stale', status: 403 });
    expire(stage, 'stale');
    await expectSignedOut(stage, page, 'token-fetch-failed');
    expect(stage.logins('stale').map(({ code }) => code)).to.deep.equal([null, AUTHENTICATION_REQUIRED]);
    expect(page.banner().at(-1)).to.include({ title: 'You are signed out' });
    stage.gateway.fault({ fault: 'restore', user: 'stale' });
    await page.press('Try again', BANNER);
    await page.connectionState('connected');
  },

  'signs the phone out when fresh ones are refused too': async (stage) => {
    const page = await stage.open('banned');
    stage.gateway.fault({ fault: 'login-error', user: 'banned', code: -32_001, forMs: 60_000 });
    stage.gateway.fault({ fault: 'close', user: 'banned' });
    await expectSignedOut(stage, page, 'auth-failed');
    expect(stage.logins('banned').map(({ code }) => code)).to.deep.equal([null, -32_001, -32_001]);
  },

  'signs the phone out without a login when it has expired as it comes': async (stage) => {
    const page = await stage.open('outdated', { ttl: -60, connect: false });
    await expectSignedOut(stage, page, 'token-expired');
    expect(stage.logins('outdated')).to.deep.equal([]);
    expect(stage.connects('outdated')).to.deep.equal([]);
    expect(await page.client('connect')).to.include({ settled: 'failed', code: 'token-expired' });
  },
});
