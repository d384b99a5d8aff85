import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/client/telnyx-client.ts';
import type { TelnyxClient } from '../../src/elements/client/client.ts';
import { PhoneError } from '../../src/contract/errors.ts';
import type { ProblemDetail } from '../../src/contract/events.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

/** An element made from markup, with a client of its own. */
function fromMarkup(markup: string): { element: TelnyxClient; client: FakeClient } {
  const holder = document.createElement('div');
  holder.innerHTML = markup;
  const element = holder.querySelector('telnyx-client')!;
  const client = new FakeClient(aSnapshot());
  element.client = client;
  document.body.append(element);
  return { element, client };
}

describe('<telnyx-client>', () => {
  afterEach(() => {
    for (const element of document.querySelectorAll('telnyx-client')) element.remove();
  });

  it('configures its client at once, with what its attributes say', () => {
    const { element, client } = fromMarkup(
      `<telnyx-client token-url="/t" assistant-id="a" host="ws://localhost/rtc" region="eu"
        ice-servers='[{"urls":"stun:x"}]' caller-number="+1555" caller-name="Ada" connect-mode="lazy"
        max-reconnect-attempts="3" keep-call-on-reload single-tab ringtone="/r" ringback="/b" lang="en"
        call-reports debug></telnyx-client>`,
    );
    expect(client.configured).to.deep.equal([
      [
        {
          tokenUrl: '/t',
          assistantId: 'a',
          host: 'ws://localhost/rtc',
          region: 'eu',
          iceServers: [{ urls: 'stun:x' }],
          callerNumber: '+1555',
          callerName: 'Ada',
          connectMode: 'lazy',
          maxReconnectAttempts: 3,
          keepCallOnReload: true,
          singleTab: true,
          ringtone: '/r',
          ringback: '/b',
          lang: 'en',
          callReports: true,
          debug: true,
        },
        element,
      ],
    ]);
  });

  it('says so once, also when it is moved', async () => {
    const { element, client } = fromMarkup('<telnyx-client token-url="/t"></telnyx-client>');
    await element.updateComplete;
    document.body.prepend(element);
    await element.updateComplete;
    expect(client.configured).to.have.length(1);
  });

  it('says nothing when it has nothing to say', async () => {
    const { element, client } = fromMarkup('<telnyx-client></telnyx-client>');
    await element.updateComplete;
    expect(client.configured).to.deep.equal([]);
  });

  it('says all of it again when something changes', async () => {
    const { element, client } = fromMarkup('<telnyx-client token-url="/t" caller-number="+1"></telnyx-client>');
    element.callerNumber = '+2';
    element.setAttribute('caller-name', 'Ada');
    await element.updateComplete;
    expect(client.configured.at(-1)?.[0]).to.deep.equal({ tokenUrl: '/t', callerNumber: '+2', callerName: 'Ada' });
    element.removeAttribute('caller-name');
    await element.updateComplete;
    expect(client.configured.at(-1)?.[0]).to.deep.equal({ tokenUrl: '/t', callerNumber: '+2' });
  });

  it('reads credentials once and leaves none in the document', async () => {
    const { element, client } = fromMarkup('<telnyx-client login="ada" password="secret"></telnyx-client>');
    expect(element.outerHTML).not.to.match(/ada|secret|login|password/);
    expect(client.configured.map(([configuration]) => configuration)).to.deep.equal([
      { login: 'ada', password: 'secret' },
    ]);
    element.setAttribute('login-token', 'jwt');
    expect(element.hasAttribute('login-token')).to.be.false;
    await element.updateComplete;
    expect(client.configured.at(-1)?.[0]).to.deep.equal({ loginToken: 'jwt' });
  });

  it('has credential properties that can only be written, also before it was defined', async () => {
    const element = document.createElement('telnyx-client-late') as unknown as TelnyxClient;
    const client = new FakeClient(aSnapshot());
    element.client = client;
    element.loginToken = 'jwt';
    document.body.append(element);
    customElements.define('telnyx-client-late', class extends customElements.get('telnyx-client')! {});
    expect(client.configured.map(([configuration]) => configuration)).to.deep.equal([{ loginToken: 'jwt' }]);
    element.password = 'secret';
    await element.updateComplete;
    expect(client.configured.at(-1)?.[0]).to.deep.equal({ password: 'secret' });
    const read = element as unknown as Record<string, unknown>;
    expect([read['loginToken'], read['login'], read['password']]).to.deep.equal([undefined, undefined, undefined]);
    element.remove();
  });

  it('reports a configuration that is refused', () => {
    const holder = document.createElement('div');
    holder.innerHTML = '<telnyx-client token-url="/other"></telnyx-client>';
    const element = holder.firstElementChild as TelnyxClient;
    const client = new FakeClient(aSnapshot());
    client.onConfigure = () => {
      throw new PhoneError('config-conflict');
    };
    const problems: ProblemDetail[] = [];
    element.addEventListener('telnyx-error', ({ detail }) => problems.push(detail));
    element.client = client;
    document.body.append(element);
    expect(problems.map(({ code }) => code)).to.deep.equal(['config-conflict']);
  });

  it('says nothing of what a framework leaves undefined', () => {
    const element = document.createElement('telnyx-client');
    const client = new FakeClient(aSnapshot());
    Object.assign(element, { client, region: 'eu', callerNumber: undefined, debug: undefined, iceServers: undefined });
    document.body.append(element);
    expect(client.configured.map(([configuration]) => configuration)).to.deep.equal([{ region: 'eu' }]);
  });

  it('leaves it to the client to refuse JSON that is none', () => {
    const { client } = fromMarkup('<telnyx-client ice-servers="[oops"></telnyx-client>');
    expect(client.configured[0]?.[0]).to.deep.equal({ iceServers: '[oops' });
  });

  it('shows what it contains and nothing else', async () => {
    const element = await fixture<TelnyxClient>(
      html`<telnyx-client .client=${new FakeClient(aSnapshot())}><p>Page</p></telnyx-client>`,
    );
    expect(element.innerText.trim()).to.equal('Page');
    expect(getComputedStyle(element).display).to.equal('contents');
    expect(element.getAttribute('connection-state')).to.equal('connected');
  });
});
