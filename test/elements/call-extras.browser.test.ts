import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/phone/telnyx-phone.ts';
import { callExtras } from '../../src/elements/call/call-extras.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { testClock } from '../support/clock.ts';
import { buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

describe('<telnyx-phone> without the extras of a call', () => {
  const clock = testClock();
  const incoming: Partial<CallSnapshot> = { direction: 'inbound', state: 'ringing', remoteName: 'Ada Lovelace' };

  /** A phone in a call, as it is before the extras are there; `come` brings them. */
  async function bare(
    call: Partial<CallSnapshot>,
  ): Promise<{ phone: TelnyxPhone; client: FakeClient; come: () => Promise<unknown> }> {
    await callExtras.fetch();
    const extras = callExtras.value;
    callExtras.value = null;
    const client = new FakeClient(aSnapshot({}, call));
    const phone = await fixture<TelnyxPhone>(html`<telnyx-phone .client=${client}></telnyx-phone>`);
    const come = (): Promise<unknown> => {
      callExtras.value = extras;
      phone.requestUpdate();
      return phone.updateComplete;
    };
    return { phone, client, come };
  }
  it('says who calls, and answers', async () => {
    const { phone, client, come } = await bare(incoming);
    expect(shownText(phone)).to.include('Ada Lovelace').and.include('Incoming call');
    expect(buttons(phone)).to.deep.equal(['Reject', 'Answer']);
    await press(phone, 'Answer');
    expect(client.commands).to.deep.equal([['answer', 'call-1']]);
    await come();
  });

  it('rejects', async () => {
    const { phone, client, come } = await bare(incoming);
    await press(phone, 'Reject');
    expect(client.commands).to.deep.equal([['reject', 'call-1']]);
    await come();
  });

  it('says who it is and for how long, and hangs up', async () => {
    const { phone, client, come } = await bare({ remoteName: 'Ada Lovelace', answeredAt: clock.now() - 5000 });
    expect(shownText(phone)).to.include('Ada Lovelace').and.include('In call 0:05');
    expect(buttons(phone)).to.deep.equal(['Hang up']);
    await press(phone, 'Hang up');
    expect(client.commands).to.deep.equal([['hangup', 'call-1']]);
    await come();
  });

  it('gets the rest when it comes, and keeps the focus', async () => {
    const { phone, come } = await bare({ answeredAt: clock.now() });
    const hangUp = phone.renderRoot.querySelector<HTMLElement>('.hang-up')!;
    hangUp.focus();
    await come();
    expect(buttons(phone)).to.deep.equal(['Mute', 'Keypad', 'Hold', 'Add call', 'Hang up']);
    expect(phone.renderRoot.querySelector('.avatar')).to.exist;
    expect(phone.shadowRoot!.activeElement).to.equal(hangUp);
    expect(getComputedStyle(phone.renderRoot.querySelector('.controls')!).display).to.equal('grid');
  });
});
