/** What the server does to a client that has done nothing wrong: sends it away, forgets it, does not register it. */
import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Scenario } from '../support/harness/side-by-side.ts';
import type { Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';

const SENT_AWAY: Readonly<Record<string, Record<string, unknown>>> = {
  'is punted': { fault: 'punt' },
  'is punted for a call': { fault: 'punt', call: 'newest' },
  'fails to register': { fault: 'gateway-state', state: 'FAILED' },
  'fails to register, and waits': { fault: 'gateway-state', state: 'FAIL_WAIT' },
  'times out': { fault: 'gateway-state', state: 'TIMEOUT' },
  'is unregistered': { fault: 'gateway-state', state: 'UNREGED' },
  expires: { fault: 'gateway-state', state: 'EXPIRED' },
};

const user = (what: string, name: string): string => `${what} ${name}`.replaceAll(/[^a-z]+/gi, '-');

/** Registered, as both sides see it, after as many logins as there were. */
async function expectBack(stage: Stage, page: PhonePage, logins: number): Promise<void> {
  await page.connectionState('connected');
  const session = stage.gateway.truth().sessions.findLast((each) => each.user === page.user);
  expect(session, 'the session that the gateway has').to.include({ state: 'attached', registration: 'REGED' });
  expect(stage.logins(page.user), 'logins').to.have.length(logins);
}

function expectReason(page: PhonePage): void {
  const lost = page.events('telnyx-reconnecting').filter(({ detail }) => detail.scope === 'signaling');
  expect(lost.map(({ detail }) => detail.reason)).to.deep.equal(['server']);
  expect(page.attributeValues('telnyx-phone', 'connection-reason')).to.include('server');
  expect(page.events('telnyx-warning').map(({ detail }) => detail.code)).to.include('server-closed');
}

const idle = Object.entries(SENT_AWAY).map(([name, fault]): [string, Scenario] => [
  `a phone that ${name} says why, comes back with one login, and can call`,
  async (stage) => {
    const page = await stage.open(user('idle', name));
    stage.gateway.fault({ ...fault, user: page.user });
    await page.connectionState('reconnecting');
    await expectBack(stage, page, 2);
    expectReason(page);
    expect(page.connectionStates()).to.deep.equal(['connecting', 'connected', 'reconnecting', 'connected']);
    await page.dial('9196');
    await page.callState('active');
    // A timer of the SDK's own would cut this socket within six seconds.
    await pause(6_500);
    expect(stage.logins(page.user)).to.have.length(2);
    expect((await page.call()).state).to.equal('active');
  },
]);

/** One for each way of the SDK's own to deal with it. */
const DIFFERENT = new Set(['is punted', 'is punted for a call', 'fails to register', 'is unregistered']);

const talking = Object.entries(SENT_AWAY)
  .filter(([name]) => DIFFERENT.has(name))
  .map(([name, fault]): [string, Scenario] => [
    `a call whose phone ${name} goes on, and is taken up again`,
    async (stage) => {
      const page = await stage.open(user('talking', name));
      const { id } = await page.dial('9196');
      await page.callState('active');
      await stage.truly('audio crosses', () => stage.leg(page.user).in.packets > 20);
      const since = Date.now();
      stage.gateway.fault({ ...fault, user: page.user });
      await page.connectionState('reconnecting');
      await expectBack(stage, page, 2);
      expectReason(page);
      await stage.truly('the call has been taken up again', () => stage.leg(page.user).reattachedAt.length === 1);
      await page.until('the call is back', async () => (await page.call()).recoveries === 1);
      await pause(6_500);
      expect(await page.call()).to.include({ id, state: 'active', cause: null });
      expect(stage.leg(page.user, { since })).to.include({ id, state: 'active' });
      expect(stage.leg(page.user, { since }).in.longestGapMs, 'silence').to.be.lessThan(1_500);
      expect(stage.logins(page.user)).to.have.length(2);
    },
  ]);

sideBySide('A server that sends an idle phone away', Object.fromEntries(idle));
sideBySide('A server that sends away a phone in a call', Object.fromEntries(talking));
