import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/call-status/telnyx-call-status.ts';
import type { TelnyxCallStatus } from '../../src/elements/call-status/call-status.ts';
import { setTexts } from '../../src/localization/localize.ts';
import { testClock } from '../support/clock.ts';
import { shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const clock = testClock();

async function mount(client: FakeClient): Promise<TelnyxCallStatus> {
  return fixture<TelnyxCallStatus>(html`<telnyx-call-status .client=${client}></telnyx-call-status>`);
}

describe('<telnyx-call-status>', () => {
  it('shows the connection while there is no call', async () => {
    const client = new FakeClient();
    const element = await mount(client);
    for (const [connection, text] of [
      [{ state: 'idle' }, 'Not connected'],
      [{ state: 'connecting' }, 'Connecting…'],
      [{ state: 'connected' }, 'Ready'],
      [{ state: 'reconnecting', reason: 'signaling' }, 'Reconnecting…'],
      [{ state: 'reconnecting', reason: 'offline' }, 'Offline'],
      [{ state: 'disconnected', reason: 'auth' }, 'Signed out'],
    ] as const) {
      client.set(aSnapshot(connection));
      await element.updateComplete;
      expect(shownText(element)).to.equal(text);
    }
  });

  it('counts from the answer, on the second, and through a recovery', async () => {
    const client = new FakeClient(aSnapshot());
    const element = await mount(client);
    client.set(aSnapshot({}, { state: 'ringing' }));
    await element.updateComplete;
    expect(shownText(element)).to.equal('Ringing…');

    const answeredAt = clock.now() - 58_400;
    client.set(aSnapshot({}, { answeredAt }));
    await element.updateComplete;
    expect(shownText(element)).to.equal('In call 0:58');
    await clock.pass(599);
    expect(shownText(element)).to.equal('In call 0:58');
    await clock.pass(1);
    expect(shownText(element)).to.equal('In call 0:59');
    client.set(aSnapshot({}, { answeredAt, state: 'reconnecting' }));
    await clock.pass(1000);
    expect(shownText(element)).to.equal('Reconnecting… 1:00');
    client.set(aSnapshot({}, { answeredAt, recoveries: 1 }));
    await element.updateComplete;
    expect(shownText(element)).to.equal('In call 1:00');
    client.set(aSnapshot({}, { answeredAt: clock.now() - 3_600_000 }));
    await element.updateComplete;
    expect(shownText(element)).to.equal('In call 1:00:00');
  });

  it('shows how the call ended and how long it was, then the connection again', async () => {
    const client = new FakeClient(aSnapshot());
    const element = await mount(client);
    const now = clock.now();
    client.set(aSnapshot({}, { state: 'destroyed', cause: 'normal', answeredAt: now - 5000, endedAt: now }));
    await element.updateComplete;
    expect(shownText(element)).to.equal('Call ended 0:05');
    await clock.pass(5000);
    expect(shownText(element)).to.equal('Ready');
  });

  it('says that the microphone is muted', async () => {
    const element = await mount(new FakeClient(aSnapshot({}, { micMuted: true })));
    expect(element.renderRoot.querySelector('[part=muted]')?.getAttribute('aria-label')).to.equal('Muted');
  });

  it('wakes nobody while nothing changes by itself', async () => {
    const client = new FakeClient(aSnapshot({}, { state: 'ringing' }));
    const element = await mount(client);
    expect(clock.waiting.size).to.equal(0);
    client.set(aSnapshot({}, { answeredAt: clock.now() }));
    await element.updateComplete;
    expect(clock.waiting.size).to.equal(1);
    element.remove();
    expect(clock.waiting.size).to.equal(0);
  });

  it("shows the page's own texts, also when they come late", async () => {
    const element = await mount(new FakeClient(aSnapshot()));
    setTexts({ 'connection.connected': 'Bereit' });
    await element.updateComplete;
    expect(shownText(element)).to.equal('Bereit');
    setTexts({ 'connection.connected': 'Ready' });
  });
});
