import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/call-status/telnyx-call-status.ts';
import type { TelnyxCallStatus } from '../../src/elements/call-status/call-status.ts';
import { pageSlot } from '../../src/registry.ts';
import { testClock } from '../support/clock.ts';
import { shownText, stateOf } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const clock = testClock();
const pageClient = pageSlot('client', () => new FakeClient());

const mount = (client: FakeClient): Promise<TelnyxCallStatus> =>
  fixture<TelnyxCallStatus>(html`<telnyx-call-status .client=${client}></telnyx-call-status>`);

describe('an element and its client', () => {
  it("takes the page's client unless it is given one", async () => {
    const element = await fixture<TelnyxCallStatus>(html`<telnyx-call-status></telnyx-call-status>`);
    expect(element.client).to.equal(pageClient);
    expect([...pageClient.leases]).to.deep.equal([element]);
  });

  it("never touches the page's client when it was given one before it was defined", () => {
    const client = new FakeClient();
    const element = document.createElement('telnyx-call-status-late') as unknown as {
      client: FakeClient;
    } & HTMLElement;
    element.client = client;
    document.body.append(element);
    customElements.define('telnyx-call-status-late', class extends customElements.get('telnyx-call-status')! {});
    expect(client.leases.has(element)).to.be.true;
    expect(pageClient.leases.has(element)).to.be.false;
    element.remove();
  });

  it('writes no attribute and asks for no client before it is in the document', () => {
    const client = new FakeClient();
    const element = document.createElement('telnyx-call-status');
    element.client = client;
    expect(element.getAttributeNames()).to.deep.equal([]);
    expect(client.listeners.size).to.equal(0);
  });

  it('shows the state as soon as it is in the document', () => {
    const element = document.createElement('telnyx-call-status');
    element.client = new FakeClient(aSnapshot());
    document.body.append(element);
    expect(stateOf(element)).to.deep.equal({ 'connection-state': 'connected' });
    element.remove();
  });

  it("has written its attributes when the client's listeners have been called", async () => {
    const client = new FakeClient();
    const element = await mount(client);
    client.set(aSnapshot({ state: 'reconnecting', reason: 'offline' }, { direction: 'inbound', micMuted: true }));
    expect(stateOf(element)).to.deep.equal({
      'connection-state': 'reconnecting',
      'connection-reason': 'offline',
      'call-state': 'active',
      'call-direction': 'inbound',
      'mic-muted': '',
    });
    client.set(aSnapshot());
    expect(stateOf(element)).to.deep.equal({ 'connection-state': 'connected' });
  });

  it('does not write what has not changed', async () => {
    const client = new FakeClient(aSnapshot({}, {}));
    const element = await mount(client);
    const observer = new MutationObserver(() => {});
    observer.observe(element, { attributes: true });
    client.set(
      aSnapshot({}, { quality: { loss: 0, lossSent: 0, jitter: 1, roundTrip: 2, mos: 4.4, level: 'excellent' } }),
    );
    await element.updateComplete;
    expect(observer.takeRecords()).to.deep.equal([]);
  });

  it('puts back what an author writes into a state attribute', async () => {
    const element = await mount(new FakeClient(aSnapshot({}, {})));
    const before = stateOf(element);
    element.setAttribute('call-state', 'held');
    element.removeAttribute('connection-state');
    element.setAttribute('mic-muted', '');
    expect(stateOf(element)).to.deep.equal(before);
  });

  it('corrects the stale values of a clone and of markup', async () => {
    const client = new FakeClient(aSnapshot({}, { micMuted: true }));
    const element = await mount(client);
    const clone = element.cloneNode(true) as unknown as TelnyxCallStatus;
    client.set(aSnapshot());
    clone.client = client;
    document.body.append(clone);
    expect(stateOf(clone)).to.deep.equal({ 'connection-state': 'connected' });
    clone.remove();

    const holder = document.createElement('div');
    holder.innerHTML = '<telnyx-call-status connection-state="connected" call-state="active"></telnyx-call-status>';
    document.body.append(holder);
    expect(stateOf(holder.firstElementChild!)).to.deep.equal({ 'connection-state': 'idle' });
    holder.remove();
  });

  it('lets go of its client when it leaves, and takes hold again when it returns', async () => {
    const client = new FakeClient(aSnapshot());
    const element = await mount(client);
    element.remove();
    await Promise.resolve();
    expect([client.leases.size, client.listeners.size]).to.deep.equal([0, 0]);
    client.set(aSnapshot({}, {}));
    document.body.append(element);
    expect(element.getAttribute('call-state')).to.equal('active');
    expect(client.leases.size).to.equal(1);
    element.remove();
  });

  it('keeps showing the truth when it is moved', async () => {
    const client = new FakeClient(aSnapshot());
    const element = await mount(client);
    const place = document.createElement('section');
    document.body.append(place);
    for (let move = 0; move < 3; move++) {
      place.append(element);
      document.body.append(element);
    }
    expect(client.leases.size).to.equal(1);
    client.set(aSnapshot({}, { state: 'held' }));
    expect(element.getAttribute('call-state')).to.equal('held');
    await element.updateComplete;
    expect(shownText(element)).to.contain('On hold');
    element.remove();
    place.remove();
  });

  it("changes to another client, and back to the page's", async () => {
    const first = new FakeClient(aSnapshot());
    const second = new FakeClient(aSnapshot({ state: 'connecting' }));
    const element = await mount(first);
    element.client = second;
    expect(stateOf(element)).to.deep.equal({ 'connection-state': 'connecting' });
    await Promise.resolve();
    expect([first.leases.size, first.listeners.size, second.leases.size]).to.deep.equal([0, 0, 1]);
    first.set(aSnapshot({ state: 'disconnected', reason: 'user' }));
    expect(stateOf(element)).to.deep.equal({ 'connection-state': 'connecting' });
    element.client = null;
    expect(element.client).to.equal(pageClient);
    expect(stateOf(element)).to.deep.equal({ 'connection-state': 'idle' });
  });

  it('lets an ended call linger', async () => {
    const client = new FakeClient();
    const element = await mount(client);
    client.set(aSnapshot({}, { state: 'destroyed', cause: 'normal', endedAt: clock.now() }));
    await element.updateComplete;
    await clock.pass(4999);
    expect(element.getAttribute('call-state')).to.equal('destroyed');
    await clock.pass(1);
    expect(element.getAttribute('call-state')).to.be.null;
    element.linger = 20_000;
    await element.updateComplete;
    expect(element.getAttribute('call-cause')).to.equal('normal');
  });

  it('shows the call it is pinned to', async () => {
    const client = new FakeClient(aSnapshot({}, { id: 'a', state: 'held' }, { id: 'b' }));
    const element = await mount(client);
    expect(element.getAttribute('call-state')).to.equal('active');
    element.setAttribute('call-id', 'a');
    await element.updateComplete;
    expect(element.getAttribute('call-state')).to.equal('held');
  });

  it('shows ten of it alike, and each event once on each', async () => {
    const client = new FakeClient(aSnapshot());
    const all = await Promise.all(Array.from({ length: 10 }, () => mount(client)));
    let heard = 0;
    for (const element of all) element.addEventListener('telnyx-warning', () => heard++);
    client.set(aSnapshot({}, { state: 'ringing' }));
    const detail = { code: 'offline', sdkCode: null, name: '', message: '', fatal: false, callId: null } as const;
    client.emit('telnyx-warning', detail);
    expect(heard).to.equal(10);
    for (const element of all) expect(element.getAttribute('call-state')).to.equal('ringing');
  });
});
