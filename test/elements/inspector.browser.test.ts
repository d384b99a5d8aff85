import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/elements/inspector/telnyx-inspector.ts';
import type { SignalingMessageDetail } from '../../src/contract/events.ts';
import type { TelnyxInspector } from '../../src/elements/inspector/inspector.ts';
import { inspectorView } from '../../src/elements/inspector/view.ts';
import { setTexts } from '../../src/localization/localize.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aCall, aSnapshot } from '../support/snapshots.ts';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZ2VudCJ9.c2lnbmF0dXJlLWhlcmU';

const message = (change: Partial<SignalingMessageDetail> = {}): SignalingMessageDetail => ({
  direction: 'inbound',
  method: 'telnyx_rtc.bye',
  documentedName: 'telnyx.bye',
  gateway: null,
  payload: { method: 'telnyx_rtc.bye', params: { callID: 'a-call' } },
  ...change,
});

const problem = (text: string, code: 'protocol-error' | 'token-fetch-failed' = 'protocol-error') => ({
  code,
  sdkCode: 45001,
  name: code,
  message: text,
  fatal: false,
  callId: null,
});

describe('<telnyx-inspector>', () => {
  const clipboard = navigator.clipboard.writeText.bind(navigator.clipboard);
  let copied: string[];
  let client: FakeClient;
  beforeEach(() => {
    copied = [];
    client = new FakeClient(aSnapshot());
    client.configuration = { debug: true };
    navigator.clipboard.writeText = (text) => {
      copied.push(text);
      return Promise.resolve();
    };
  });
  afterEach(() => {
    navigator.clipboard.writeText = clipboard;
  });

  async function mount(own = client): Promise<TelnyxInspector> {
    const element = await fixture<TelnyxInspector>(html`<telnyx-inspector .client=${own}></telnyx-inspector>`);
    await inspectorView.fetch();
    await waitUntil(() => buttons(element).length > 0);
    return element;
  }

  const rows = (element: TelnyxInspector): HTMLElement[] =>
    [...element.renderRoot.querySelectorAll<HTMLElement>('li')].filter(({ hidden }) => !hidden);
  /** What the rows say, newest first, without their times. */
  const lines = (element: TelnyxInspector): string[] =>
    rows(element).map((row) => row.querySelector('summary')!.innerText.replace(/\s+/g, ' ').replace(/^\S+ /, ''));
  const filter = async (element: TelnyxInspector, text: string): Promise<void> => {
    const input = element.renderRoot.querySelector('input')!;
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await element.updateComplete;
  };
  const choose = async (element: TelnyxInspector, kind: string): Promise<void> => {
    const select = element.renderRoot.querySelector('select')!;
    select.value = kind;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await element.updateComplete;
  };
  const tell = async (element: TelnyxInspector, ...texts: string[]): Promise<void> => {
    for (const text of texts) client.emit('telnyx-warning', problem(text));
    await element.updateComplete;
  };

  it('tells in words what the client has been through, the newest first', async () => {
    const call = aCall({ id: 'a-call', state: 'active', direction: 'inbound', remoteName: 'Ada', micMuted: true });
    client = new FakeClient(aSnapshot({ state: 'reconnecting' }, call));
    client.configuration = { debug: true };
    const element = await mount();
    const [session] = client.calls;
    const at = Date.now();
    client.emit('telnyx-connection-change', {
      state: 'reconnecting',
      previous: 'connected',
      reason: 'signaling',
      attempt: 2,
      maxAttempts: 10,
      nextAttemptAt: null,
    });
    client.emit('telnyx-reconnected', { scope: 'signaling', reason: 'signaling', duration: 1234 });
    client.emit('telnyx-incoming-call', { call: session! });
    client.emit('telnyx-call-change', {
      call: session!,
      snapshot: call,
      previous: aCall({ id: 'a-call', state: 'ringing' }),
    });
    client.emit('telnyx-remote-media-change', { call: session!, remoteMedia: 'stalled' });
    client.emit('telnyx-token-expiring', { expiresAt: at + 60_000 });
    client.emit('telnyx-error', problem('It broke.'));
    client.emit('telnyx-signaling-message', message());
    client.emit(
      'telnyx-signaling-message',
      message({ direction: 'outbound', method: 'telnyx_rtc.ping', documentedName: null, payload: {} }),
    );
    await element.updateComplete;
    const told = lines(element).map((line) => line.replace(/in (59|60)\.\d s/, 'in a minute'));
    expect(told).to.deep.equal([
      '→ sent telnyx_rtc.ping',
      '← received telnyx.bye telnyx_rtc.bye',
      'Problems protocol-error It broke., SDK 45001',
      'Connection token expiring in a minute',
      'Media stalled inbound +15551234567 Ada, a-call',
      'Calls ringing → active inbound +15551234567 Ada, muted, a-call',
      'Calls incoming call inbound +15551234567 Ada, a-call',
      'Connection reconnected signaling, after 1.2 s',
      'Connection connected → reconnecting signaling, attempt 2 of 10',
      'Connection reconnecting observed from here on, active inbound +15551234567 Ada',
    ]);
  });

  it('observes from the moment when it is on the page, before it can show anything', async () => {
    const element = document.createElement('telnyx-inspector');
    element.client = client;
    document.body.append(element);
    client.emit('telnyx-warning', problem('At once.'));
    await waitUntil(() => rows(element).length === 2);
    expect(lines(element)[0]).to.include('At once.');
    element.remove();
    client.emit('telnyx-warning', problem('While it is away.'));
    document.body.append(element);
    await waitUntil(() => rows(element).length === 3);
    expect(lines(element).join()).not.to.include('While it is away.');
    element.remove();
  });

  it('begins anew with another client', async () => {
    const element = await mount();
    const other = new FakeClient(aSnapshot({ state: 'disconnected' }));
    element.client = other;
    client.emit('telnyx-warning', problem('Of the former.'));
    await element.updateComplete;
    expect(lines(element)).to.deep.equal([
      'Connection disconnected observed from here on',
      'Connection connected observed from here on',
    ]);
  });

  it('keeps the newest 500', async () => {
    const element = await mount();
    await tell(element, ...Array.from({ length: 600 }, (_, index) => `Number ${index}.`));
    expect(rows(element)).to.have.length(500);
    expect(shownText(element)).to.include('500 of 500 entries');
    expect(lines(element)[0]).to.include('Number 599.');
    expect(lines(element).at(-1)).to.include('Number 100.');
  });

  it('is filtered by text, in details too, and by kind', async () => {
    const element = await mount();
    await tell(element, 'One.', 'Two.');
    client.emit('telnyx-signaling-message', message({ payload: { params: { callID: 'Findable' } } }));
    await element.updateComplete;
    await filter(element, ' TWO ');
    expect(lines(element)).to.deep.equal(['Problems protocol-error Two., SDK 45001']);
    expect(shownText(element)).to.include('1 of 4 entries');
    await filter(element, 'findable');
    expect(lines(element)).to.deep.equal(['← received telnyx.bye telnyx_rtc.bye']);
    await tell(element, 'Not like that.');
    expect(rows(element)).to.have.length(1);
    await filter(element, '');
    await choose(element, 'problem');
    expect(rows(element)).to.have.length(3);
    await filter(element, 'nowhere');
    expect(shownText(element)).to.include('No entry is like that.');
  });

  it('says what comes instead of a documented event that never crosses the wire', async () => {
    const element = await mount();
    for (const name of ['telnyx.bridge', 'bridge']) {
      await filter(element, name);
      expect(element.renderRoot.querySelector('[part=note]')!.textContent).to.include(
        'telnyx.bridge never crosses the wire. Both parties are connected when the answer comes',
      );
    }
    await filter(element, 'telnyx.bye');
    expect(element.renderRoot.querySelector('[part=note]')).to.equal(null);
  });

  it('is paused and resumed, and misses nothing', async () => {
    const element = await mount();
    await press(element, 'Pause');
    await tell(element, 'Meanwhile.', 'And again.');
    expect(rows(element)).to.have.length(1);
    expect(shownText(element)).to.include('Paused: 2 more since');
    await press(element, 'Resume');
    expect(rows(element)).to.have.length(3);
    expect(shownText(element)).not.to.include('Paused');
  });

  it('is cleared, also while paused', async () => {
    const element = await mount();
    await tell(element, 'Before.');
    await press(element, 'Clear');
    expect(shownText(element)).to.include('Nothing has happened yet.');
    await tell(element, 'After.');
    await press(element, 'Pause');
    await press(element, 'Clear');
    expect(rows(element)).to.have.length(0);
    await press(element, 'Resume');
    await tell(element, 'At last.');
    expect(lines(element)).to.deep.equal(['Problems protocol-error At last., SDK 45001']);
  });

  it('shows an entry’s details when they are asked for, and leaves them open and focused when others come', async () => {
    const element = await mount();
    client.emit('telnyx-signaling-message', message());
    await element.updateComplete;
    const row = rows(element)[0]!;
    expect(row.querySelector('pre')).to.equal(null);
    const summary = row.querySelector('summary')!;
    summary.focus();
    summary.click();
    await waitUntil(() => row.querySelector('pre') !== null);
    expect(JSON.parse(row.querySelector('pre')!.textContent)).to.deep.equal(message().payload);
    await tell(element, 'News.');
    expect(rows(element)[1]).to.equal(row);
    expect(row.querySelector('details')!.open).to.equal(true);
    expect(element.shadowRoot!.activeElement).to.equal(summary);
    summary.click();
    summary.click();
    await tell(element, 'More.');
    expect(row.querySelectorAll('pre')).to.have.length(1);
  });

  it('says that debug is off, and how to switch it on', async () => {
    client.configuration = {};
    const element = await mount();
    expect(shownText(element)).to.include('debug is off').and.include('client.configure({ debug: true })');
    client.configuration = { debug: true };
    await tell(element, 'Something.');
    expect(shownText(element)).not.to.include('debug is off');
  });

  it('copies a report: versions, browser, states and entries', async () => {
    client = new FakeClient(aSnapshot({}, { id: 'a-call', remoteNumber: '+15551234567' }));
    client.configuration = { debug: true };
    const element = await mount();
    await tell(element, 'First.');
    client.emit('telnyx-signaling-message', message());
    await press(element, 'Pause');
    await tell(element, 'While paused.');
    await press(element, 'Copy report');
    await waitUntil(() => shownText(element).includes('Copied'));
    const [report = ''] = copied;
    expect(report).to.match(/^telnyx-elements \d+\.\d+\.\d+, @telnyx\/webrtc \d+\.\d+\.\d+\n/);
    expect(report).to.include(`Browser: ${navigator.userAgent}\n`);
    expect(report).to.include('Configuration: {"debug":true}\n');
    expect(report).to.include('Connection: {"state":"connected"').and.include('Call: {"id":"a-call"');
    expect(report).to.include('+15551234567');
    const entries = report.slice(report.indexOf('4 entries, oldest first:')).split('\n').slice(1);
    expect(entries.map((line) => line.replace(/^\S+Z /, '').replace(/ \{.*/, ''))).to.deep.equal([
      'connection connected (observed from here on, active outbound +15551234567)',
      'problem protocol-error (First., SDK 45001)',
      'message inbound telnyx.bye (telnyx_rtc.bye)',
      'problem protocol-error (While paused., SDK 45001)',
    ]);
    expect(entries[2]).to.include('{"method":"telnyx_rtc.bye","params":{"callID":"a-call"}}');
  });

  it('shows the report where the browser does not let it be copied', async () => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('No', 'NotAllowedError'));
    const element = await mount();
    await press(element, 'Copy report');
    await waitUntil(() => element.renderRoot.querySelector('textarea') !== null);
    const area = element.renderRoot.querySelector('textarea')!;
    expect(area.value).to.match(/^telnyx-elements /);
    expect(area.labels[0]!.innerText).to.include('Report, to be copied from here');
    expect(shownText(element)).not.to.include('Copied');
    await expect(element).to.be.accessible();
  });

  it('shows no secret that is in a message of an error, in no line, no details and no report', async () => {
    const element = await mount();
    client.emit('telnyx-error', problem(`The server said ${TOKEN} a=ice-pwd:abcdefghijkl`, 'token-fetch-failed'));
    await element.updateComplete;
    const summary = rows(element)[0]!.querySelector('summary')!;
    summary.click();
    await waitUntil(() => rows(element)[0]!.querySelector('pre') !== null);
    await press(element, 'Copy report');
    await waitUntil(() => copied.length > 0);
    for (const text of [element.shadowRoot!.innerHTML, copied[0]!]) {
      expect(text).to.include('[redacted]');
      expect(text).not.to.include('c2lnbmF0dXJl').and.not.to.include('abcdefghijkl');
    }
    await filter(element, 'c2lnbmf0dxjl');
    expect(rows(element), 'nor is it found by its filter').to.have.length(0);
  });

  it('takes other texts', async () => {
    const element = await mount();
    setTexts({ 'inspector.clear': 'Leeren' });
    await element.updateComplete;
    expect(button(element, 'Leeren')).to.exist;
    setTexts({ 'inspector.clear': 'Clear' });
  });

  it('is a list, says nothing by itself, and comes by the keyboard in its order', async () => {
    const element = await mount();
    await tell(element, 'Something.');
    const root = element.renderRoot;
    expect(root.querySelector('ol')!.getAttribute('role')).to.equal('list');
    expect(root.querySelectorAll('[aria-live], [role=log], [role=alert], [role=timer]')).to.have.length(0);
    expect(root.querySelector('[role=status]')!.textContent.trim()).to.equal('');
    expect([...document.querySelectorAll('[aria-live]')].map((each) => each.textContent).join('')).to.equal('');
    const stops = [...root.querySelectorAll<HTMLElement>('input, select, button, summary')];
    expect(stops.map((each) => each.localName)).to.deep.equal([
      'input',
      'select',
      'button',
      'button',
      'button',
      'summary',
      'summary',
    ]);
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`has no fault, ${theme} and narrow`, async () => {
      client.configuration = {};
      const holder = await fixture<HTMLElement>(
        html`<main style="inline-size: 15rem; padding: 1rem; background: ${theme === 'dark' ? '#0b0c0e' : '#fff'}">
          <telnyx-inspector theme=${theme} .client=${client}></telnyx-inspector>
        </main>`,
      );
      const element = holder.querySelector('telnyx-inspector')!;
      await waitUntil(() => buttons(element).length > 0);
      await tell(element, 'Something with averyveryveryveryveryveryverylongwordinit.');
      client.emit('telnyx-signaling-message', message());
      await element.updateComplete;
      rows(element)[0]!.querySelector('summary')!.click();
      await waitUntil(() => rows(element)[0]!.querySelector('pre') !== null);
      await expect(holder).to.be.accessible();
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    });
  }
});
