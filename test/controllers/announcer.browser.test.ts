import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/elements/call-status/telnyx-call-status.ts';
import '../../src/elements/reconnect-banner/telnyx-reconnect-banner.ts';
import type { TelnyxCallStatus } from '../../src/elements/call-status/call-status.ts';
import { phoneNumbers } from '../../src/elements/numbers/numbers.ts';
import { testClock } from '../support/clock.ts';
import { Ear } from '../support/ear.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const clock = testClock();
const ear = new Ear();
const heard = (): Promise<string[]> => ear.heard();

const mount = (client: FakeClient): Promise<HTMLElement> =>
  fixture(
    html`<div>
      <telnyx-call-status .client=${client}></telnyx-call-status>
      <telnyx-call-status .client=${client}></telnyx-call-status>
      <telnyx-reconnect-banner .client=${client}></telnyx-reconnect-banner>
    </div>`,
  );

const TALK = { answeredAt: 1, mediaHealthy: true } as const;

describe('the announcer', () => {
  before(async () => {
    ear.listen();
    const client = new FakeClient(aSnapshot({}, {}));
    await mount(client);
    client.set(aSnapshot({}, { micMuted: true }));
    await waitUntil(async () => (await heard()).length > 0, 'there is a voice');
  });
  after(() => ear.cover());
  beforeEach(async () => {
    await heard();
  });

  it('says nothing of what was so before', async () => {
    await mount(new FakeClient(aSnapshot({ state: 'disconnected', reason: 'exhausted' }, { micMuted: true })));
    expect(await heard()).to.deep.equal([]);
  });

  it('tells an incoming call at once, and its end, once for all elements', async () => {
    const client = new FakeClient(aSnapshot());
    await mount(client);
    client.set(aSnapshot({}, { direction: 'inbound', state: 'ringing', remoteName: 'Ada' }));
    expect(await heard()).to.deep.equal(['assertive: Incoming call from Ada']);
    client.set(aSnapshot({}, { direction: 'inbound', state: 'destroyed', cause: 'timeOut', endedAt: 1 }));
    expect(await heard()).to.deep.equal(['polite: Missed call']);
  });

  it('names a caller without a name or number', async () => {
    const client = new FakeClient(aSnapshot());
    await mount(client);
    client.set(aSnapshot({}, { direction: 'inbound', state: 'ringing', remoteNumber: '' }));
    expect(await heard()).to.deep.equal(['assertive: Incoming call from an unknown caller']);
  });

  it('leaves an incoming call that the page shows to the page', async () => {
    const client = new FakeClient(aSnapshot());
    await mount(client);
    const call = { direction: 'inbound', state: 'ringing' } as const;
    client.set(aSnapshot({}, call));
    client.set(aSnapshot({}, { ...call, shownByPage: true }));
    expect(await heard()).to.deep.equal([]);
  });

  it('tells the same twice when it happens twice', async () => {
    const client = new FakeClient(aSnapshot({}, {}));
    await mount(client);
    for (const micMuted of [true, false, true]) {
      client.set(aSnapshot({}, { micMuted }));
      await heard().then((words) => expect(words).to.have.length(1));
    }
  });

  it('tells that the connection is lost and back, and not each attempt and second', async () => {
    const client = new FakeClient(aSnapshot({}, TALK));
    await mount(client);
    const lostAt = clock.now();
    const down = { state: 'reconnecting', reason: 'signaling', lostAt, attempt: 1 } as const;
    client.set(aSnapshot({ ...down, nextAttemptAt: lostAt + 4000 }, TALK));
    expect(await heard()).to.deep.equal([]);
    await clock.pass(1000);
    expect(await heard()).to.deep.equal(['assertive: Connection lost. You can still talk.']);
    await clock.pass(3000);
    client.set(aSnapshot(down, TALK));
    client.set(aSnapshot({ ...down, attempt: 2, nextAttemptAt: clock.now() + 4000 }, TALK));
    await clock.pass(2000);
    expect(await heard()).to.deep.equal([]);
    client.set(aSnapshot({ restoredAt: clock.now() }, { ...TALK, recoveries: 1 }));
    expect(await heard()).to.deep.equal(['polite: Back online']);
    await clock.pass(20_000);
    expect(await heard()).to.deep.equal([]);
  });

  it('tells a lost call once, as lost', async () => {
    const client = new FakeClient(aSnapshot({}, TALK));
    await mount(client);
    client.set(aSnapshot({}, { ...TALK, state: 'destroyed', cause: 'error', endedAt: clock.now() }));
    expect(await heard()).to.deep.equal(['assertive: The call was lost']);
  });

  it('says a number as people write it, as soon as that is known', async () => {
    const call = { direction: 'inbound', state: 'ringing', remoteName: '', remoteNumber: '+12025550143' } as const;
    const client = new FakeClient(aSnapshot());
    await mount(client);
    client.set(aSnapshot({}, call));
    expect(await heard()).to.deep.equal(['assertive: Incoming call from +12025550143']);
    await phoneNumbers.fetch();
    client.set(aSnapshot({}, call, { ...call, id: 'b' }));
    expect(await heard()).to.deep.equal(['assertive: Incoming call from +1 202 555 0143']);
    client.configuration = { defaultCountry: 'US' };
    client.set(aSnapshot({}, { ...call, id: 'c' }));
    expect(await heard()).to.deep.equal(['assertive: Incoming call from (202) 555-0143']);
  });

  it('leaves no old words in the page', async () => {
    const client = new FakeClient(aSnapshot({}, {}));
    await mount(client);
    client.set(aSnapshot({}, { micMuted: true }));
    await heard();
    expect(document.body.textContent).to.contain('Microphone muted');
    await clock.pass(5000);
    expect(document.body.textContent).not.to.contain('Microphone muted');
  });

  it('forgets nothing while elements are only moved', async () => {
    const client = new FakeClient(aSnapshot({}, {}));
    const place = await mount(client);
    const parent = place.parentElement!;
    client.set(aSnapshot({}, { micMuted: true }));
    place.remove();
    parent.append(place);
    expect(await heard()).to.deep.equal(['polite: Microphone muted']);
  });

  it('is silent and gone when its elements are gone', async () => {
    const client = new FakeClient(aSnapshot({}, {}));
    const element = await fixture<TelnyxCallStatus>(html`<telnyx-call-status .client=${client}></telnyx-call-status>`);
    client.set(aSnapshot({}, { micMuted: true }));
    await heard();
    for (const each of document.querySelectorAll('telnyx-call-status, telnyx-reconnect-banner')) each.remove();
    element.remove();
    await heard();
    expect(client.listeners.size).to.equal(0);
    expect(document.querySelector('[aria-live]')).to.be.null;
    expect(clock.waiting.size).to.equal(0);
  });
});
