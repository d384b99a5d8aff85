import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/elements/call-controls/telnyx-call-controls.ts';
import '../../src/elements/call-status/telnyx-call-status.ts';
import '../../src/elements/incoming-call/telnyx-incoming-call.ts';
import '../../src/elements/phone/telnyx-phone.ts';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import { pageViews } from '../../src/views.ts';
import { testClock } from '../support/clock.ts';
import { buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

describe('What shows calls', () => {
  afterEach(() => pageViews().wanted.clear());

  for (const tag of ['telnyx-phone', 'telnyx-incoming-call', 'telnyx-call-controls']) {
    it(`is what the page’s phone does not connect without, for the sake of <${tag}>`, () => {
      pageViews().wanted.clear();
      document.createElement(tag);
      expect([...pageViews().wanted]).to.deep.equal([callViews.once]);
    });
  }

  it('is waited for by nobody who shows none', () => {
    pageViews().wanted.clear();
    document.createElement('telnyx-call-status');
    expect(pageViews().wanted.size).to.equal(0);
  });
});

describe('<telnyx-phone> before what shows calls is there', () => {
  const clock = testClock();
  let views: typeof callViews.value;
  before(async () => {
    await callViews.fetch();
    views = callViews.value;
  });
  afterEach(() => {
    callViews.value = views;
  });

  /** A phone that has come too late for that; `come` brings it. */
  async function bare(
    ...calls: Partial<CallSnapshot>[]
  ): Promise<{ phone: TelnyxPhone; client: FakeClient; come: () => Promise<unknown> }> {
    callViews.value = null;
    const client = new FakeClient(aSnapshot({}, ...calls));
    const phone = await fixture<TelnyxPhone>(html`<telnyx-phone .client=${client}></telnyx-phone>`);
    const come = (): Promise<unknown> => {
      callViews.value = views;
      phone.requestUpdate();
      return phone.updateComplete;
    };
    return { phone, client, come };
  }

  it('says whom it calls, and can give it up', async () => {
    const { phone, client } = await bare();
    const giveUp = new AbortController();
    client.outcome = () =>
      new Promise((_, reject) => {
        giveUp.signal.addEventListener('abort', () => reject(giveUp.signal.reason as Error));
      });
    phone.enter('9196');
    await phone.updateComplete;
    phone.renderRoot.querySelector<HTMLElement>('.disc.call')!.focus();
    await press(phone, 'Call');
    expect(shownText(phone)).to.equal('Phone Ready 9196 Calling…');
    expect(buttons(phone)).to.deep.equal(['Hang up']);
    expect(phone.shadowRoot!.activeElement?.className, 'nobody hangs up by accident').to.equal('party');
    await press(phone, 'Hang up');
    expect((client.commands[0]?.[2] as AbortSignal).aborted).to.equal(true);
    giveUp.abort();
    await waitUntil(() => buttons(phone).includes('Call'));
    expect(phone.renderRoot.querySelector('input')!.value).to.equal('9196');
  });

  it('says who it is and for how long, and hangs up', async () => {
    const { phone, client } = await bare({ answeredAt: clock.now() - 5000, remoteName: 'Ada Lovelace' });
    expect(shownText(phone)).to.include('Ada Lovelace').and.include('In call 0:05');
    await press(phone, 'Hang up');
    expect(client.commands).to.deep.equal([['hangup', 'call-1']]);
  });

  it('offers to call when a call is over', async () => {
    const { phone, come } = await bare({ state: 'destroyed', endedAt: clock.now(), cause: 'normal' });
    expect(buttons(phone)).to.include('Call');
    await come();
    expect(shownText(phone)).to.include('Call ended');
  });

  it('shows the call as soon as it can, and keeps the focus', async () => {
    const { phone, come } = await bare({ answeredAt: clock.now(), remoteName: 'Ada Lovelace' });
    phone.renderRoot.querySelector<HTMLElement>('.hang-up')!.focus();
    await come();
    expect(shownText(phone)).to.include('Ada Lovelace');
    expect(buttons(phone)).to.deep.equal(['Mute', 'Keypad', 'Hold', 'Add call', 'Hang up']);
    expect(getComputedStyle(phone.renderRoot.querySelector('.controls')!).display).to.equal('grid');
    expect(phone.shadowRoot!.activeElement?.className).to.equal('party');
  });
});
