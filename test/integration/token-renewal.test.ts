import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';

/** Seconds. A token of so many is renewed with its last quarter. */
const TTL = 12;

const tokensOf = (stage: Stage, user: string): number[] =>
  stage.gateway
    .truth()
    .tokens.filter((token) => token.user === user)
    .map(({ status }) => status);
const codesOf = (stage: Stage, user: string): (number | null)[] => stage.logins(user).map(({ code }) => code);
const warnings = (page: PhonePage): string[] => page.events('telnyx-warning').map(({ detail }) => detail.code);
const url = (user: string, more = ''): Record<string, string> => ({
  'token-url': `/token?user=${user}&ttl=${TTL}${more}`,
});

/** Waits for so many logins, and finds that the server took each, on one socket. */
async function expectLogins(stage: Stage, page: PhonePage, count: number): Promise<void> {
  const within = (count + 1) * TTL * 1000;
  await stage.truly(`${page.user} has logged in ${count} times`, () => stage.logins(page.user).length >= count, within);
  expect(codesOf(stage, page.user)).to.deep.equal(Array(count).fill(null));
  expect(stage.connects(page.user)).to.have.length(1);
  expect(stage.gateway.truth().sessions.filter(({ user }) => user === page.user)).to.have.length(1);
  await page.refresh();
  expect(page.connectionStates()).to.deep.equal(['connecting', 'connected']);
  expect(page.errors()).to.deep.equal([]);
}

/** Runs a statement on the page that has its client. */
function run(page: PhonePage, statement: string): Promise<unknown> {
  return page.page.evaluate(
    `import('/dist/cdn/telnyx-elements.js').then(({ getClient }) => { const client = getClient(); ${statement} })`,
  );
}

sideBySide(
  'A token that nears its end',
  {
    'is renewed in a call: same socket, same session, and no packet is late for it': async (stage) => {
      const page = await stage.open('talker', { attributes: url('talker') });
      const { id } = await page.dial('9664');
      await page.callState('active');
      const since = Date.now();
      await expectLogins(stage, page, 3);
      expect(page.callStates()).to.deep.equal(['new', 'ringing', 'active']);
      const leg = stage.leg('talker', { since });
      expect(leg).to.include({ id, state: 'active' });
      expect(leg.reattachedAt).to.deep.equal([]);
      for (const flow of [leg.in, leg.out]) {
        expect(flow.packets).to.be.greaterThan((Date.now() - since) / 25);
        expect(flow.longestGapMs).to.be.lessThan(1_000 + stage.lateness(page, since, Date.now()));
      }
      // The next connect has the latest token, and the session that was: the call is brought back.
      stage.gateway.fault({ fault: 'close', user: 'talker' });
      await page.until('the call is back', async () => (await page.call()).recoveries === 1);
      await page.callState('active');
      expect(codesOf(stage, 'talker').slice(0, 4)).to.deep.equal([null, null, null, null]);
      expect(stage.leg('talker')).to.include({ id, state: 'active' });
      expect(warnings(page)).to.deep.equal([]);
    },

    'is renewed although its claims are written in base64url': async (stage) => {
      const note = `&note=${encodeURIComponent('>>>???ÿÿ~~~')}`;
      const page = await stage.open('letters', { attributes: url('letters', note) });
      const { token } = (await (
        await fetch(`${stage.gateway.url}/token?user=x${note}`, { method: 'POST' })
      ).json()) as { token: string };
      expect(token.split('.')[1], 'letters that base64 does not have').to.match(/[-_]/);
      await expectLogins(stage, page, 2);
    },

    'is announced when it was given by hand, and another is taken in place': async (stage) => {
      const [first, second] = [await stage.gateway.token('byhand', 2 * TTL), await stage.gateway.token('byhand', 600)];
      const given = Date.now();
      const attributes = { 'token-url': null, 'login-token': first };
      const page = await stage.open('byhand', { attributes });
      const { detail } = await page.event('telnyx-token-expiring', undefined, { within: 2 * TTL * 1000 });
      expect(detail.expiresAt - given).to.be.within((2 * TTL - 1) * 1000, (2 * TTL + 1) * 1000);
      await run(page, `client.configure({ loginToken: ${JSON.stringify(second)} })`);
      await expectLogins(stage, page, 2);
      await pause(TTL * 1000);
      await page.refresh();
      expect(page.events('telnyx-token-expiring')).to.have.length(1);
      expect(warnings(page)).to.deep.equal([]);
      await page.expectEachEventOnce();
      stage.gateway.fault({ fault: 'close', user: 'byhand' });
      await page.connectionState('reconnecting');
      await page.connectionState('connected');
      expect(codesOf(stage, 'byhand')).to.deep.equal([null, null, null]);
    },

    'and is refused another in place costs nothing': async (stage) => {
      const page = await stage.open('stubborn', { attributes: url('stubborn') });
      await page.dial('9664');
      await page.callState('active');
      stage.gateway.fault({ fault: 'login-error', user: 'stubborn', code: -32_001, times: 9 });
      await page.event('telnyx-warning', ({ detail }) => detail.code === 'auth-failed', { within: TTL * 1000 });
      await page.event('telnyx-warning', ({ detail }) => detail.code === 'token-expired', { within: TTL * 1000 });
      expect(codesOf(stage, 'stubborn').length, 'logins').to.be.at.most(3);
      expect(page.connectionStates()).to.deep.equal(['connecting', 'connected']);
      expect(page.callStates()).to.deep.equal(['new', 'ringing', 'active']);
      expect(stage.connects('stubborn')).to.have.length(1);
      expect(page.errors()).to.deep.equal([]);
      stage.gateway.fault({ fault: 'restore', user: 'stubborn' });
      await page.must('hangup');
    },

    'and whose provider fails stays what it is: a warning, a few requests, no disconnect': async (stage) => {
      const page = await stage.open('failing', { attributes: url('failing') });
      await page.dial('9664');
      await page.callState('active');
      stage.gateway.fault({ fault: 'token-error', user: 'failing', status: 500 });
      await page.event('telnyx-warning', ({ detail }) => detail.code === 'token-expired', { within: 2 * TTL * 1000 });
      expect(warnings(page)).to.deep.equal(['token-fetch-failed', 'token-expired']);
      const asked = tokensOf(stage, 'failing');
      expect(asked.length).to.be.within(2, 5);
      expect(page.connectionStates()).to.deep.equal(['connecting', 'connected']);
      expect(await page.call()).to.include({ state: 'active', recoveries: 0 });
      await pause(4_000);
      expect(tokensOf(stage, 'failing'), 'no request after its end').to.deep.equal(asked);
      stage.gateway.fault({ fault: 'restore', user: 'failing' });
      stage.gateway.fault({ fault: 'close', user: 'failing' });
      await page.until('the call is back', async () => (await page.call()).recoveries === 1);
      expect(codesOf(stage, 'failing'), 'a fresh one before the login').to.deep.equal([null, null]);
    },

    'and that the provider hands out again and again is logged in with once': async (stage) => {
      const page = await stage.open('same', { connect: false, attributes: { 'token-url': null } });
      const token = await stage.gateway.token('same', TTL);
      await run(page, `client.tokenProvider = () => ${JSON.stringify(token)}; void client.connect()`);
      await page.event('telnyx-warning', ({ detail }) => detail.code === 'token-expired', { within: 2 * TTL * 1000 });
      expect(warnings(page)).to.deep.equal(['token-expired']);
      expect(page.connectionStates()).to.deep.equal(['connecting', 'connected']);
      stage.gateway.fault({ fault: 'close', user: 'same' });
      await page.connectionState('disconnected');
      expect(page.errors()).to.deep.equal(['token-expired']);
      expect(codesOf(stage, 'same')).to.deep.equal([null]);
    },

    'ends while the page is offline: a fresh one comes before the login on return': async (stage) => {
      const page = await stage.open('away', { attributes: url('away') });
      await stage.goOffline(page);
      await page.connectionState('reconnecting', 30_000);
      await pause(TTL * 1000);
      const asked = tokensOf(stage, 'away').length;
      await stage.goOnline(page);
      await page.connectionState('connected');
      expect(codesOf(stage, 'away').slice(0, 2)).to.deep.equal([null, null]);
      expect(tokensOf(stage, 'away').length).to.be.greaterThan(asked);
      expect(page.errors()).to.deep.equal([]);
    },

    'is good although the clock here is three hours ahead or behind, and is not asked for in a loop': async (stage) => {
      for (const [user, clock] of [
        ['ahead', -10_800],
        ['behind', 10_800],
      ] as const) {
        const page = await stage.open(user, { attributes: url(user, `&clock=${clock}`) });
        await expectLogins(stage, page, 2);
        expect(tokensOf(stage, user)).to.deep.equal([200, 200]);
        expect(warnings(page)).to.deep.equal([]);
      }
    },
  },
  { timeout: 120_000 },
);
