import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/phone/telnyx-phone.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import { shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

describe('<telnyx-phone> whose sound the browser keeps back', () => {
  before(() => callViews.fetch());

  it('says so once', async () => {
    const client = new FakeClient(aSnapshot({}, { answeredAt: Date.now() }));
    const phone = await fixture<TelnyxPhone>(html`<telnyx-phone .client=${client}></telnyx-phone>`);
    client.set({ ...client.snapshot, playbackBlocked: true });
    client.report({ code: 'playback-blocked' });
    await phone.updateComplete;
    expect(shownText(phone)).to.include('Sound is off Press anywhere on the page to hear the call. Turn on sound');
    expect(shownText(phone)).not.to.include('keeps the sound back');
  });
});
