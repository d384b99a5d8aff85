import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/elements/reconnect-banner/telnyx-reconnect-banner.ts';
import type { TelnyxReconnectBanner } from '../../src/elements/reconnect-banner/reconnect-banner.ts';
import { phoneNumbers } from '../../src/elements/numbers/numbers.ts';
import { PhoneError } from '../../src/contract/errors.ts';
import { fetchLanguage } from '../../src/localization/language.ts';
import { testClock } from '../support/clock.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const clock = testClock();

const mount = (client: FakeClient): Promise<TelnyxReconnectBanner> =>
  fixture<TelnyxReconnectBanner>(html`<telnyx-reconnect-banner .client=${client}></telnyx-reconnect-banner>`);

const down = (nextIn: number | null, attempt = 1) =>
  ({
    state: 'reconnecting',
    reason: 'signaling',
    lostAt: clock.now() - 2000,
    attempt,
    nextAttemptAt: nextIn === null ? null : clock.now() + nextIn,
  }) as const;

const lost = () => ({ state: 'destroyed', cause: 'error', answeredAt: 1, endedAt: clock.now() }) as const;

describe('<telnyx-reconnect-banner>', () => {
  it('takes no room while all is well', async () => {
    const element = await mount(new FakeClient(aSnapshot({}, {})));
    expect(element.offsetHeight).to.equal(0);
    expect(clock.waiting.size).to.equal(0);
  });

  it('says nothing of a loss under a second, and wakes when it has lasted that long', async () => {
    const client = new FakeClient(aSnapshot());
    const element = await mount(client);
    client.set(aSnapshot({ ...down(3000), lostAt: clock.now() }));
    await clock.pass(999);
    expect(element.offsetHeight).to.equal(0);
    await clock.pass(1);
    expect(shownText(element)).to.equal('Connection lost Attempt 1 of 10 in 2 seconds. Reconnect now');
  });

  it('counts down to the second, then tries', async () => {
    const client = new FakeClient(aSnapshot(down(3400, 2)));
    const element = await mount(client);
    const seen = [];
    for (const wait of [0, 399, 1, 999, 1, 1000]) {
      await clock.pass(wait);
      seen.push(/\d seconds?/.exec(shownText(element))?.[0]);
    }
    expect(seen).to.deep.equal(['4 seconds', '4 seconds', '3 seconds', '3 seconds', '2 seconds', '1 second']);
    await clock.pass(1000);
    expect(shownText(element)).to.equal('Reconnecting… Attempt 2 of 10. Reconnect now');
    expect(button(element, 'Reconnect now')?.getAttribute('aria-disabled')).to.equal('true');
    await clock.pass(5000);
    expect(clock.waiting.size).to.equal(0);
  });

  it('tries at once when it is asked to, but not while it tries', async () => {
    const client = new FakeClient(aSnapshot(down(9000)));
    const element = await mount(client);
    await press(element, 'Reconnect now');
    expect(client.commands).to.deep.equal([['reconnectNow']]);
    client.set(aSnapshot(down(null)));
    await element.updateComplete;
    await press(element, 'Reconnect now');
    expect(client.commands).to.have.length(1);
  });

  it('says that one can still talk, and counts on without an end', async () => {
    const element = await mount(new FakeClient(aSnapshot(down(5000, 12), { answeredAt: 1, mediaHealthy: true })));
    expect(shownText(element)).to.equal('Connection lost Attempt 12 in 5 seconds. You can still talk. Reconnect now');
  });

  for (const [connection, text] of [
    [{ reason: 'exhausted', error: 'exhausted' }, /^Could not reconnect .*stopped trying.* Reconnect now$/],
    [{ reason: 'exhausted' }, /^Could not reconnect .*stopped trying.* Reconnect now$/],
    [{ reason: 'auth', error: 'token-expired' }, /^You are signed out .*expired.* Try again$/],
    [{ reason: 'auth' }, /^You are signed out .*refused the credentials.* Try again$/],
    [{ reason: 'elsewhere', error: 'open-elsewhere' }, /^The phone is open in another tab Use it here$/],
    [{ reason: 'server', error: null }, /^Disconnected The server closed.* Reconnect now$/],
  ] as const) {
    it(`shows the way back from ${JSON.stringify(connection)}`, async () => {
      const client = new FakeClient(aSnapshot({ state: 'disconnected', ...connection }));
      const element = await mount(client);
      expect(shownText(element)).to.match(text);
      await press(element, buttons(element)[0]!);
      expect(client.commands).to.deep.equal([['reconnectNow']]);
    });
  }

  it('says nothing when the user has disconnected', async () => {
    const element = await mount(new FakeClient(aSnapshot({ state: 'disconnected', reason: 'user' })));
    expect(shownText(element)).to.equal('');
  });

  it('says that all is well again, for a while', async () => {
    const client = new FakeClient(aSnapshot(down(5000)));
    const element = await mount(client);
    client.set(aSnapshot({ restoredAt: clock.now() }));
    await element.updateComplete;
    expect(shownText(element)).to.equal('Back online');
    await clock.pass(3999);
    expect(shownText(element)).to.equal('Back online');
    await clock.pass(1);
    expect(shownText(element)).to.equal('');
    await clock.pass(5000);
    expect(clock.waiting.size).to.equal(0);
  });

  it('keeps what it knows when it is moved', async () => {
    const client = new FakeClient(aSnapshot(down(5000)));
    const element = await mount(client);
    document.body.append(element);
    client.set(aSnapshot({ restoredAt: clock.now() }));
    await element.updateComplete;
    expect(shownText(element)).to.equal('Back online');
    element.remove();
  });

  it("does not tell one client's news of another", async () => {
    const element = await mount(new FakeClient(aSnapshot(down(5000))));
    element.client = new FakeClient(aSnapshot());
    await element.updateComplete;
    expect(shownText(element)).to.equal('');
  });

  describe('after a lost call', () => {
    it('offers to call again, and asks the page first', async () => {
      const client = new FakeClient(aSnapshot({}, lost()));
      const element = await mount(client);
      expect(shownText(element)).to.equal('The call was lost +15551234567 Call again');
      const asked: string[] = [];
      element.parentElement!.addEventListener('telnyx-dial-request', ({ detail }) => asked.push(detail.destination));
      await press(element, 'Call again');
      expect(asked).to.deep.equal(['+15551234567']);
      expect(client.commands).to.deep.equal([['dial', '+15551234567']]);
    });

    it('writes the number as people do, as soon as that is known', async () => {
      const client = new FakeClient(aSnapshot({}, { ...lost(), remoteName: '', remoteNumber: '+12025550143' }));
      const element = await mount(client);
      expect(shownText(element)).to.contain('+12025550143');
      await phoneNumbers.fetch();
      element.requestUpdate();
      await element.updateComplete;
      expect(shownText(element)).to.contain('+1 202 555 0143');
      client.set(aSnapshot({}, { ...lost(), remoteName: 'Ada', remoteNumber: '+12025550143' }));
      await element.updateComplete;
      expect(shownText(element)).to.contain('Ada').and.not.contain('202');
    });

    it('keeps its number in its order among words from right to left', async () => {
      await fetchLanguage('ar');
      const client = new FakeClient(aSnapshot({}, { ...lost(), remoteName: '', remoteNumber: '+12025550143' }));
      const element = await mount(client);
      element.lang = 'ar';
      await waitUntil(() => element.renderRoot.querySelector<HTMLElement>('[part=notice]')?.dir === 'rtl');
      const detail = element.renderRoot.querySelector('[part=notice-detail]')!;
      expect(detail.textContent).to.match(/^\u2068.*0143\u2069$/);
    });

    it('does not call when the page prevents it', async () => {
      const client = new FakeClient(aSnapshot({}, lost()));
      const element = await mount(client);
      element.addEventListener('telnyx-dial-request', (event) => event.preventDefault());
      await press(element, 'Call again');
      expect(client.commands).to.deep.equal([]);
    });

    it('says why calling again did not work', async () => {
      const client = new FakeClient(aSnapshot({}, lost()));
      client.outcome = () => Promise.reject(new PhoneError('mic-denied'));
      const element = await mount(client);
      await press(element, 'Call again');
      await new Promise((resolve) => setTimeout(resolve));
      expect(shownText(element)).to.match(/^The call was lost The browser may not use the microphone/);
    });

    it('offers nothing when it is not known whom to call', async () => {
      const element = await mount(new FakeClient(aSnapshot({}, { ...lost(), remoteNumber: '', remoteName: 'Ada' })));
      expect(buttons(element)).to.deep.equal(['Dismiss']);
    });

    it('can be put away, and stays away', async () => {
      const client = new FakeClient(aSnapshot({}, lost()));
      const element = await mount(client);
      await press(element, 'Dismiss');
      expect(shownText(element)).to.equal('');
      client.set(aSnapshot({ maxAttempts: 5 }, lost()));
      await element.updateComplete;
      expect(shownText(element)).to.equal('');
    });
  });
});
