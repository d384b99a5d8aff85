import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/call-button/telnyx-call-button.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import type { TelnyxCallButton } from '../../src/elements/call-button/call-button.ts';
import { PhoneError } from '../../src/contract/errors.ts';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { testClock } from '../support/clock.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const clock = testClock();
const SHOP = '+15551234567';

async function mount(
  markup = html`<telnyx-call-button destination=${SHOP}></telnyx-call-button>`,
): Promise<{ element: TelnyxCallButton; client: FakeClient }> {
  const client = new FakeClient();
  const element = await fixture<TelnyxCallButton>(markup);
  element.client = client;
  await element.updateComplete;
  return { element, client };
}

async function show(element: TelnyxCallButton, client: FakeClient, ...calls: Partial<CallSnapshot>[]): Promise<void> {
  client.set(aSnapshot({}, ...calls));
  await element.updateComplete;
}

const settled = async (element: TelnyxCallButton): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve));
  await element.updateComplete;
};
const start = (element: TelnyxCallButton): HTMLButtonElement => element.renderRoot.querySelector('.start')!;

describe('<telnyx-call-button>', () => {
  before(() => callViews.fetch());

  it('says Call, or what the page puts into it', async () => {
    const { element } = await mount();
    expect(shownText(element)).to.equal('Call');
    const { element: own } = await mount(html`<telnyx-call-button destination=${SHOP}>Talk to us</telnyx-call-button>`);
    expect(own.innerText).to.equal('Talk to us');
    await expect(own).to.be.accessible();
  });

  it('cannot be pressed without a destination', async () => {
    const { element, client } = await mount(html`<telnyx-call-button></telnyx-call-button>`);
    expect(start(element).getAttribute('aria-disabled')).to.equal('true');
    await press(element, 'Call');
    expect(client.commands).to.deep.equal([]);
    element.destination = SHOP;
    await element.updateComplete;
    expect(start(element).getAttribute('aria-disabled')).to.equal('false');
  });

  it('asks the page, then calls', async () => {
    const { element, client } = await mount();
    const asked: string[] = [];
    document.addEventListener('telnyx-dial-request', ({ detail }) => asked.push(detail.destination), { once: true });
    await press(element, 'Call');
    expect(asked).to.deep.equal([SHOP]);
    expect(client.commands[0]?.slice(0, 2)).to.deep.equal(['dial', SHOP]);
    element.addEventListener('telnyx-dial-request', (event) => event.preventDefault());
    await settled(element);
    await press(element, 'Call');
    expect(client.commands).to.have.length(1);
  });

  it('says that it connects and calls, from the press on, and can be given up', async () => {
    const { element, client } = await mount();
    client.outcome = () => new Promise(() => {});
    start(element).focus();
    await press(element, 'Call');
    client.set(aSnapshot({ state: 'connecting' }));
    await element.updateComplete;
    expect(shownText(element)).to.equal('Connecting…');
    await show(element, client);
    expect(shownText(element)).to.equal('Calling…');
    expect(element.shadowRoot!.activeElement?.className, 'a second Enter presses nothing').to.equal('status');
    await press(element, 'Hang up');
    expect((client.commands[0]?.[2] as AbortSignal).aborted).to.be.true;
  });

  it('follows its call, with the time, and hangs up', async () => {
    const { element, client } = await mount();
    await press(element, 'Call');
    await settled(element);
    await show(element, client, { state: 'ringing' });
    expect(shownText(element)).to.equal('Ringing…');
    await show(element, client, { answeredAt: clock.now() - 5000 });
    expect(shownText(element)).to.equal('In call 0:05');
    await clock.pass(1000);
    expect(shownText(element)).to.equal('In call 0:06');
    await press(element, 'Hang up');
    expect(client.commands.at(-1)).to.deep.equal(['hangup', 'call-1']);
  });

  it('asks the page before it hangs up', async () => {
    const { element, client } = await mount();
    await show(element, client, {});
    element.addEventListener('telnyx-hangup-request', (event) => event.preventDefault());
    await press(element, 'Hang up');
    expect(client.commands).to.deep.equal([]);
  });

  it('can always hang up, also while the connection is lost and without its destination', async () => {
    const { element, client } = await mount();
    await press(element, 'Call');
    await settled(element);
    element.destination = null;
    client.set(aSnapshot({ state: 'reconnecting', reason: 'offline' }, { answeredAt: clock.now() }));
    await element.updateComplete;
    await press(element, 'Hang up');
    expect(client.commands.at(-1)).to.deep.equal(['hangup', 'call-1']);
  });

  it('says how the call ended, offers to call again, and is itself again after a while', async () => {
    const { element, client } = await mount();
    await press(element, 'Call');
    await settled(element);
    await show(element, client, {});
    button(element, 'Hang up')!.focus();
    const over = { state: 'destroyed', cause: 'rejected', sipCode: 486, endedAt: clock.now() } as const;
    await show(element, client, over);
    expect(shownText(element)).to.equal('Busy');
    expect(buttons(element)).to.deep.equal(['Call again']);
    expect(element.shadowRoot!.activeElement?.className, 'a second Enter calls nobody').to.equal('status');
    await press(element, 'Call again');
    expect(client.commands.filter(([name]) => name === 'dial')).to.have.length(2);
    await settled(element);
    await clock.pass(5000);
    expect(shownText(element)).to.equal('Call');
    expect(element.shadowRoot!.activeElement).to.equal(start(element));
  });

  it('shows no call to somebody else', async () => {
    const { element, client } = await mount();
    await show(element, client, { remoteNumber: '+15559999999' });
    expect(shownText(element)).to.equal('Call');
    expect(element.getAttribute('call-state'), 'which it reflects all the same').to.equal('active');
  });

  it('shows the call that it is pinned to', async () => {
    const { element, client } = await mount(
      html`<telnyx-call-button destination="1" call-id="call-1"></telnyx-call-button>`,
    );
    await show(element, client, { state: 'ringing' });
    expect(shownText(element)).to.equal('Ringing…');
  });

  it('says why it cannot call now, and is pressed in vain', async () => {
    const { element, client } = await mount();
    client.set(aSnapshot({ state: 'reconnecting', reason: 'offline' }));
    await element.updateComplete;
    expect(shownText(element)).to.equal('Call Offline');
    await press(element, 'Call Offline'.replace(' Offline', ''));
    client.set(aSnapshot({ state: 'disconnected', reason: 'elsewhere' }));
    await element.updateComplete;
    expect(shownText(element)).to.equal('Call In another tab');
    await press(element, 'Call');
    expect(client.commands).to.deep.equal([]);
  });

  it('connects anew where nothing does so by itself any more', async () => {
    const { element, client } = await mount();
    client.set(aSnapshot({ state: 'disconnected', reason: 'exhausted', error: 'exhausted' }));
    await element.updateComplete;
    await press(element, 'Call');
    expect(client.commands.map(([name]) => name)).to.deep.equal(['reconnectNow', 'dial']);
  });

  it('says why the call could not be made, and not why others could not', async () => {
    const { element, client } = await mount();
    client.report({ code: 'mic-denied' });
    await element.updateComplete;
    expect(shownText(element)).to.equal('Call');
    client.outcome = () => Promise.reject(new PhoneError('token-fetch-failed'));
    await press(element, 'Call');
    await settled(element);
    expect(shownText(element)).to.include('No access token could be fetched');
    await press(element, 'Dismiss');
    expect(shownText(element)).to.equal('Call');
  });

  it('says what to do for a microphone that its call waits for', async () => {
    const { element, client } = await mount();
    client.outcome = () => new Promise(() => {});
    await press(element, 'Call');
    const mediaRecovery = { callId: 'call-1', cause: 'mic-missing', deadline: null, retrying: false } as const;
    client.set({ ...aSnapshot({}, { state: 'new' }), mediaRecovery });
    await element.updateComplete;
    expect(shownText(element)).to.include('No microphone');
  });

  it('is at least as large as a finger wants', async () => {
    const { element, client } = await mount();
    expect(start(element).getBoundingClientRect().height).to.be.at.least(44);
    await show(element, client, {});
    expect(button(element, 'Hang up')!.getBoundingClientRect().height).to.be.at.least(24);
  });
});

describe('<telnyx-call-button> before what shows calls is there', () => {
  let views: typeof callViews.value;
  before(async () => {
    await callViews.fetch();
    views = callViews.value;
  });
  beforeEach(() => {
    callViews.value = null;
  });
  afterEach(() => {
    callViews.value = views;
  });

  it('says that it calls from the press on, and can be given up', async () => {
    const { element, client } = await mount();
    client.outcome = () => new Promise(() => {});
    client.set(aSnapshot({ state: 'idle' }));
    await element.updateComplete;
    start(element).focus();
    await press(element, 'Call');
    expect(shownText(element)).to.equal('Calling…');
    expect(buttons(element)).to.deep.equal(['Hang up']);
    expect(element.shadowRoot!.activeElement?.className, 'a second Enter presses nothing').to.equal('status');
    await expect(element).to.be.accessible();
    await press(element, 'Hang up');
    expect((client.commands[0]?.[2] as AbortSignal).aborted).to.be.true;
  });

  it('hangs up a call to its destination, and lets nothing jump when that comes', async () => {
    const { element, client } = await mount();
    await show(element, client, { answeredAt: clock.now() - 5000 });
    expect(shownText(element)).to.equal('In call 0:05');
    const place = (): DOMRect => button(element, 'Hang up')!.getBoundingClientRect();
    const before = place();
    button(element, 'Hang up')!.focus();
    await press(element, 'Hang up');
    expect(client.commands).to.deep.equal([['hangup', 'call-1']]);
    callViews.value = views;
    element.requestUpdate();
    await element.updateComplete;
    expect(shownText(element)).to.equal('In call 0:05');
    expect([place().width, place().height, place().y]).to.deep.equal([before.width, before.height, before.y]);
    expect(element.shadowRoot!.activeElement).to.equal(button(element, 'Hang up'));
    const over = { state: 'destroyed', cause: 'normal', endedAt: clock.now() } as const;
    await show(element, client, over);
    expect(shownText(element), 'it did not make that call').to.equal('Call');
  });

  it('shows no call to or from somebody else', async () => {
    const { element, client } = await mount();
    await show(element, client, { remoteNumber: '+15559999999' });
    expect(shownText(element)).to.equal('Call');
    await show(element, client, { direction: 'inbound', remoteNumber: SHOP, state: 'ringing' });
    expect(shownText(element)).to.equal('Call');
    await show(element, client, { state: 'destroyed', cause: 'normal', endedAt: clock.now() });
    expect(shownText(element)).to.equal('Call');
  });

  it('shows the call that it is pinned to', async () => {
    const { element, client } = await mount(
      html`<telnyx-call-button destination="1" call-id="call-1"></telnyx-call-button>`,
    );
    await show(element, client, { state: 'ringing' });
    expect(shownText(element)).to.equal('Ringing…');
    expect(buttons(element)).to.deep.equal(['Hang up']);
  });
});
