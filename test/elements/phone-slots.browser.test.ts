import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/phone/telnyx-phone.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

/** Presses a key in what the page has put into the phone, or where its keys are pressed; true if the phone took it. */
async function key(phone: TelnyxPhone, name: string, target: Element | null = null): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true });
  (target ?? phone.renderRoot.querySelector('section')!).dispatchEvent(event);
  await new Promise((resolve) => setTimeout(resolve));
  await phone.updateComplete;
  return event.defaultPrevented;
}

const number = (phone: TelnyxPhone): string => phone.renderRoot.querySelector('input')!.value;

describe('what a page puts into its phone', () => {
  it("shows the page's own title", async () => {
    const client = new FakeClient(aSnapshot());
    const phone = await fixture<TelnyxPhone>(
      html`<telnyx-phone .client=${client}><b slot="title">Acme</b></telnyx-phone>`,
    );
    expect(phone.innerText).to.contain('Acme');
  });

  it("does not take what is typed into the page's own fields", async () => {
    const client = new FakeClient(aSnapshot());
    const phone = await fixture<TelnyxPhone>(
      html`<telnyx-phone .client=${client}><input slot="title" aria-label="search" /></telnyx-phone>`,
    );
    await key(phone, '5', phone.querySelector('input'));
    expect(number(phone)).to.equal('');
  });

  it("calls nobody when the page's own link or button is pressed by Enter", async () => {
    const client = new FakeClient(aSnapshot());
    const phone = await fixture<TelnyxPhone>(
      html`<telnyx-phone .client=${client}
        ><a slot="header" href="#help">Help</a>
        <details slot="empty"><summary>More</summary></details></telnyx-phone
      >`,
    );
    await key(phone, '5');
    for (const own of phone.querySelectorAll('a, summary')) {
      expect(await key(phone, 'Enter', own), own.localName).to.equal(false);
    }
    expect(client.commands).to.deep.equal([]);
    expect(await key(phone, 'Enter')).to.equal(true);
    expect(client.commands.map(([name, to]) => [name, to])).to.deep.equal([['dial', '5']]);
  });
});
