import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Stage } from '../support/harness/stage.ts';

/** What the test looks at of a message. */
interface Message {
  readonly direction: 'inbound' | 'outbound';
  readonly method: string;
  readonly documentedName: string | null;
  readonly gateway: 'up' | 'down' | null;
}

/** Notes every message told, the sockets, what is copied, and what the SDK prints. */
const WATCH = `
  globalThis.messages = [];
  globalThis.opened = [];
  globalThis.copied = null;
  document.addEventListener('telnyx-signaling-message', ({ detail }) => messages.push(detail));
  globalThis.WebSocket = class extends WebSocket { constructor(...given) { super(...given); opened.push(this); } };
  globalThis.printed = [];
  for (const level of ['debug', 'log', 'info', 'warn', 'trace'])
    console[level] = (...values) => printed.push(values.map((value) => JSON.stringify(value)).join(' '));
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { globalThis.copied = text; } } });
`;

async function open(stage: Stage, user: string, debug: boolean, token: string | null = null): Promise<PhonePage> {
  const attributes = {
    ...(debug ? { debug: '' } : {}),
    ...(token === null ? {} : { 'token-url': null, 'login-token': token }),
  };
  return stage.open(user, {
    markup: `${stage.phone(user, attributes)}<telnyx-inspector></telnyx-inspector>`,
    prepare: (page) => page.evaluateOnNewDocument(WATCH),
  });
}

const messages = (page: PhonePage): Promise<Message[]> => page.look('messages');
const names = (told: readonly Message[], direction: string): (string | null)[] =>
  told.filter((message) => message.direction === direction).map(({ documentedName }) => documentedName);

/** Whether these come in this order, with others between them. */
function expectInOrder(told: readonly (string | null)[], wanted: readonly string[]): void {
  let from = 0;
  for (const name of wanted) {
    const at = told.indexOf(name, from);
    expect(at, `${name} after ${told.slice(0, from).join(' ')}, in ${told.join(' ')}`).to.be.at.least(0);
    from = at + 1;
  }
}

/** What identifies the page's peer connections, and the addresses that they can be reached at. */
async function secretsOf(page: PhonePage): Promise<string[]> {
  const peers = await page.connectedPeers();
  const found = peers.flatMap(({ local, remote }) =>
    [local, remote].flatMap((sdp) =>
      [...sdp.matchAll(/a=(?:fingerprint:\S+ |ice-pwd:|ice-ufrag:)(\S+)/g)].map(([, secret = '']) => secret),
    ),
  );
  expect(found.length, 'secrets in the descriptions').to.be.at.least(6);
  return [...new Set(found)].filter((secret) => secret.length > 7);
}

/** Looks for secrets wherever the page's messages are shown. */
async function expectNoSecret(page: PhonePage, secrets: readonly string[]): Promise<void> {
  await page.look(`document.querySelector('telnyx-inspector').shadowRoot.querySelectorAll('summary')
    .forEach((summary) => summary.click())`);
  await page.press('Copy report', 'telnyx-inspector');
  await page.until('the report is copied', () => page.look('copied !== null'));
  await page.until('details are shown', () =>
    page.look(`document.querySelector('telnyx-inspector').shadowRoot.querySelectorAll('pre').length > 10`),
  );
  const places = {
    events: JSON.stringify(await messages(page)),
    element: await page.look<string>(`document.querySelector('telnyx-inspector').shadowRoot.innerHTML`),
    report: await page.look<string>('copied'),
  };
  for (const text of Object.values(places)) expect(text).to.include('telnyx.hold');
  const printed = await page.look<string>('printed.join()');
  expect(printed).to.include('telnyx_rtc.modify');
  for (const [where, text] of Object.entries({ ...places, printed })) {
    expect(text, where).to.include('[redacted]');
    const told = secrets.map((secret) => text.indexOf(secret)).filter((at) => at >= 0);
    expect(told.map((at) => `${where}: …${text.slice(Math.max(0, at - 200), at + 40)}`)).to.deep.equal([]);
  }
  expect(places.report)
    .to.match(/^telnyx-elements \d/)
    .and.include('telnyx.invite');
}

sideBySide('Signaling messages', {
  'of a whole call are told by their documented names, both ways, without a secret': async (stage) => {
    const token = await stage.gateway.token('caller', 3600);
    const page = await open(stage, 'caller', true, token);
    const called = await open(stage, 'called', true);
    await page.dial('called');
    await called.callState('ringing');
    await called.press('Answer');
    await Promise.all([page.callState('active'), called.callState('active')]);
    await page.must('hold');
    await page.must('unhold');
    await page.must('sendDigits', '12#');
    await called.must('hold');
    await stage.truly('the keys have come', () => stage.leg('caller').dtmf === '12#');
    const secrets = [token, token.split('.')[2]!, ...(await secretsOf(page))];
    await page.press('Hang up');
    await Promise.all([page.callState('destroyed'), called.callState('destroyed')]);

    const told = await page.until('the end is told', async () => {
      const all = await messages(page);
      return names(all, 'outbound').includes('telnyx.hangup') ? all : null;
    });
    expectInOrder(names(told, 'outbound'), [
      'telnyx.login',
      'telnyx.invite',
      'telnyx.hold',
      'telnyx.unhold',
      'telnyx.dtmf',
      'telnyx.hangup',
    ]);
    expectInOrder(names(told, 'inbound'), [
      'telnyx.login.success',
      'telnyx.gateway.state',
      'telnyx.invite.response',
      'telnyx.ringing',
      'telnyx.answer',
    ]);
    expect(told.find(({ documentedName }) => documentedName === 'telnyx.gateway.state')?.gateway).to.equal('up');
    expect(told.find(({ documentedName }) => documentedName === 'telnyx.hold')?.method).to.equal('telnyx_rtc.modify');
    expectInOrder(names(await messages(called), 'inbound'), ['telnyx.login.success', 'telnyx.invite', 'telnyx.bye']);
    expectInOrder(names(await messages(called), 'outbound'), ['telnyx.login', 'telnyx.answer']);

    await expectNoSecret(page, secrets);
    await expectNoSecret(called, await secretsOf(called));
  },

  'that the SDK does not get to see are told too': async (stage) => {
    const page = await open(stage, 'punted', true);
    stage.gateway.fault({ fault: 'gateway-state', user: 'punted', state: 'FAILED' });
    await page.until('the state is told', async () => (await messages(page)).some(({ gateway }) => gateway === 'down'));
    await page.connectionState('connected');
    stage.gateway.fault({ fault: 'punt', user: 'punted' });
    await page.until('the punt is told', async () =>
      (await messages(page)).some(({ method }) => method === 'telnyx_rtc.punt'),
    );
    await page.connectionState('connected');
    const logins = names(await messages(page), 'outbound').filter((name) => name === 'telnyx.login');
    expect(logins.length, 'each new socket is observed').to.be.at.least(3);
  },

  'that are refused are told': async (stage) => {
    stage.gateway.fault({ fault: 'login-error', user: 'refused', code: -32_001 });
    const page = await open(stage, 'refused', true);
    expectInOrder(names(await messages(page), 'inbound'), ['telnyx.login.error', 'telnyx.login.success']);
  },

  'are neither told nor looked at without debug': async (stage) => {
    const page = await open(stage, 'quiet', false);
    await page.dial('9196');
    await page.callState('active');
    expect(await messages(page)).to.deep.equal([]);
    expect(await page.look(`opened.map((socket) => Object.hasOwn(socket, 'send'))`)).to.deep.equal([false]);
    await page.until('the inspector says why', () =>
      page.look(`document.querySelector('telnyx-inspector').shadowRoot.textContent.includes('debug is off')`),
    );
  },
});
