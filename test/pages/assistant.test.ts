import { expect } from 'chai';
import { DemoPage } from '../support/demo-page.ts';
import { until } from '../support/harness/until.ts';
import { scan } from './axe.ts';

const USER = 'anonymous:assistant-demo';
const READY = 'telnyx-call-button[connection-state="idle"]';

describe('demo/pages/assistant.html', function () {
  this.timeout(60_000);
  let demo: DemoPage;
  let gateway: DemoPage['gateway'];
  let page: DemoPage['page'];

  before(async () => {
    demo = await DemoPage.open('assistant', READY, {
      script: `
        globalThis.heard = [];
        document.addEventListener('telnyx-conversation-message', ({ detail }) => {
          const { id, role, text, final, call } = detail;
          globalThis.heard.push({ id, role, text, final, callId: call.id });
        });
      `,
    });
    ({ gateway, page } = demo);
  });
  after(() => demo.close());

  const becomes = (words: RegExp): Promise<unknown> => demo.says('telnyx-call-button', words);
  /** What the transcript shows. */
  const shown = (): Promise<{ role: string; text: string }[]> =>
    page.$eval('telnyx-transcript', ({ shadowRoot }) =>
      [...shadowRoot!.querySelectorAll<HTMLElement>('.message')].map((each) => ({
        role: each.classList.contains('user') ? 'user' : 'assistant',
        text: each.querySelector('p')!.textContent,
      })),
    );
  const open = (): Promise<number> =>
    page.$eval('telnyx-transcript', ({ shadowRoot }) => shadowRoot!.querySelectorAll('.open .message').length);
  const leg = () => gateway.truth().legs.find(({ user }) => user === USER)!;

  it('fetches and connects to nothing, and takes no room for what is not said yet', async () => {
    expect(demo.requests.filter((name) => /^(telnyx-webrtc|transcript-view|token)/.test(name))).to.deep.equal([]);
    expect(gateway.truth().connects).to.deep.equal([]);
    expect(await page.$eval('telnyx-transcript', (each) => (each as HTMLElement).offsetHeight)).to.equal(0);
    expect(await scan(page, 'html')).to.deep.equal([]);
  });

  it('calls the assistant with one press and without a token, and writes down what is said', async () => {
    await page.focus('nav a:last-child');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await becomes(/^In call/);
    expect(leg()).to.include({ direction: 'outbound', state: 'active', remoteNumber: '' });
    expect(gateway.truth().tokens).to.deep.equal([]);
    await until('the greeting is shown whole', async () => (await shown())[0]?.text === leg().said[0]?.text);
    await until('the assistant is heard', () => leg().out.packets > 25 && leg().in.packets > 25);
    await until('both sides are shown', async () => (await shown()).length === 3 && (await open()) === 0);
    expect(await shown()).to.deep.equal(leg().said);
    expect(await scan(page, 'html')).to.deep.equal([]);
  });

  it('writes to the assistant, by keyboard, and shows the message once', async () => {
    const field = await page.evaluateHandle(() =>
      document.querySelector('telnyx-transcript')!.shadowRoot!.querySelector('input')!,
    );
    await field.focus();
    await page.keyboard.type('How do you deliver?');
    await page.keyboard.press('Enter');
    await until('the answer is shown', async () => (await shown()).length === 5 && (await open()) === 0);
    expect(await shown()).to.deep.equal(leg().said);
    expect((await shown())[3]).to.deep.equal({ role: 'user', text: 'How do you deliver?' });
    expect(await field.evaluate(({ value }) => value)).to.equal('');
  });

  it('has the call back when the connection is lost, with all that was said, and goes on', async () => {
    const before = await shown();
    const { id } = leg();
    gateway.fault({ fault: 'close', user: USER });
    await until('the call was brought back', () => leg().reattachedAt.length === 1);
    await becomes(/^In call/);
    expect([leg().id, leg().state]).to.deep.equal([id, 'active']);
    expect(await shown()).to.deep.equal(before);
    await until('it can be written to again', () =>
      page.$eval(
        'telnyx-transcript',
        ({ shadowRoot }) => shadowRoot!.querySelector('[part~="send"]')?.getAttribute('aria-disabled') === 'false',
      ),
    );
    await page.keyboard.type('Are you still there?');
    await page.keyboard.press('Enter');
    await until('it answers', async () => (await shown()).length === before.length + 2 && (await open()) === 0);
    expect(await shown()).to.deep.equal(leg().said);
  });

  it('has told the page of it, each message under one id, of one call', async () => {
    const heard = (await page.evaluate('globalThis.heard')) as {
      id: string;
      role: string;
      text: string;
      final: boolean;
      callId: string;
    }[];
    expect(new Set(heard.map(({ callId }) => callId))).to.deep.equal(new Set([leg().id]));
    const last = new Map(heard.map((each) => [each.id, each]));
    expect([...last.values()].map(({ role, text }) => ({ role, text }))).to.deep.equal(leg().said);
    expect([...last.values()].every(({ final }) => final)).to.equal(true);
    // Nothing was told twice, though pieces came one by one.
    for (const [index, each] of heard.entries()) {
      const before = heard.slice(0, index).findLast(({ id }) => id === each.id);
      expect(before && [before.text, before.final]).to.not.deep.equal([each.text, each.final]);
    }
  });

  it('keeps the conversation when the call is over, fits a phone, and complains of nothing', async () => {
    const before = await shown();
    await page.$eval('telnyx-call-button', ({ shadowRoot }) =>
      shadowRoot!.querySelector<HTMLElement>('[part~="hang-up"]')!.click(),
    );
    await becomes(/^Call ended/);
    await until('the server was told', () => gateway.truth().byes.length === 1);
    await becomes(/^Ask a question$|^$/);
    expect(await shown()).to.deep.equal(before);
    expect(await demo.overflowAt(320)).to.be.at.most(0);
    expect(await scan(page, 'html')).to.deep.equal([]);
    expect(demo.complaints).to.deep.equal([]);
  });
});

describe('an assistant that the service does not have', function () {
  this.timeout(60_000);

  it('is not called: the page is told so, and nobody waits', async () => {
    const demo = await DemoPage.open('assistant', READY, {
      gateway: { settings: { assistants: [] } },
      script: `
        globalThis.codes = [];
        document.addEventListener('telnyx-error', ({ detail }) => globalThis.codes.push(detail.code));
      `,
    });
    const { gateway, page } = demo;
    try {
      await page.$eval('telnyx-call-button', ({ shadowRoot }) =>
        shadowRoot!.querySelector<HTMLElement>('button')!.click(),
      );
      await page.waitForSelector('telnyx-call-button[connection-state="disconnected"][connection-reason="auth"]');
      expect(await page.evaluate('globalThis.codes')).to.include('auth-failed');
      const { logins, legs } = gateway.truth();
      expect(logins.map(({ code }) => code)).to.deep.equal([-32001]);
      expect(legs).to.deep.equal([]);
    } finally {
      await demo.close();
    }
  });
});
