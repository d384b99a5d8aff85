import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/elements/call-button/telnyx-call-button.ts';
import '../../src/elements/call-controls/telnyx-call-controls.ts';
import '../../src/elements/call-list/telnyx-call-list.ts';
import '../../src/elements/call-status/telnyx-call-status.ts';
import '../../src/elements/dialpad/telnyx-dialpad.ts';
import '../../src/elements/incoming-call/telnyx-incoming-call.ts';
import '../../src/elements/media-recovery/telnyx-media-recovery.ts';
import '../../src/elements/phone/telnyx-phone.ts';
import type { LitElement } from 'lit';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import { pageViews } from '../../src/views.ts';
import { testClock } from '../support/clock.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

describe('What shows calls', () => {
  afterEach(() => pageViews().wanted.clear());

  for (const name of [
    'phone',
    'call-button',
    'call-controls',
    'call-list',
    'dialpad',
    'incoming-call',
    'media-recovery',
  ]) {
    const tag = `telnyx-${name}`;
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

describe('A phone before what shows calls is there', () => {
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

  it('says that it calls an assistant, who has no number', async () => {
    const { phone, client } = await bare();
    client.configuration = { assistantId: 'assistant-demo' };
    client.outcome = () => new Promise(() => undefined);
    phone.requestUpdate();
    await phone.updateComplete;
    await press(phone, 'Talk to the assistant');
    expect(shownText(phone)).to.equal('Phone Ready Assistant Calling…');
  });

  it('says who it is and for how long, and hangs up', async () => {
    const { phone, client } = await bare({ answeredAt: clock.now() - 5000, remoteName: 'Ada Lovelace' });
    expect(shownText(phone)).to.include('Ada Lovelace').and.include('In call 0:05');
    await press(phone, 'Hang up');
    expect(client.commands).to.deep.equal([['hangup', 'call-1']]);
  });

  for (const tag of ['telnyx-phone', 'telnyx-incoming-call']) {
    it(`answers and rejects in <${tag}>`, async () => {
      for (const [name, command] of [
        ['Answer', 'answer'],
        ['Reject', 'reject'],
      ] as const) {
        callViews.value = null;
        const client = new FakeClient(aSnapshot({}, { direction: 'inbound', state: 'ringing', remoteNumber: '' }));
        const element = await fixture<LitElement>(
          tag === 'telnyx-phone'
            ? html`<telnyx-phone .client=${client}></telnyx-phone>`
            : html`<telnyx-incoming-call .client=${client}></telnyx-incoming-call>`,
        );
        expect(shownText(element)).to.include('Unknown caller').and.include('Incoming call');
        expect(buttons(element)).to.deep.equal(['Reject', 'Answer']);
        const [reject, answer] = ['Reject', 'Answer'].map((each) => button(element, each)!.getBoundingClientRect());
        expect(answer!.top, 'side by side').to.equal(reject!.top);
        expect(answer!.left).to.be.greaterThan(reject!.right);
        await expect(element).to.be.accessible();
        await press(element, name);
        expect(client.commands).to.deep.equal([[command, 'call-1']]);
      }
    });
  }

  it('ends a call in <telnyx-call-controls>', async () => {
    callViews.value = null;
    const client = new FakeClient(aSnapshot({}, { answeredAt: clock.now() }));
    const element = await fixture<LitElement>(html`<telnyx-call-controls .client=${client}></telnyx-call-controls>`);
    expect(buttons(element)).to.deep.equal(['Hang up']);
    await press(element, 'Hang up');
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
