import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/call-button/telnyx-call-button.ts';
import '../../src/elements/call-controls/telnyx-call-controls.ts';
import '../../src/elements/call-list/telnyx-call-list.ts';
import '../../src/elements/call-quality/telnyx-call-quality.ts';
import '../../src/elements/call-status/telnyx-call-status.ts';
import '../../src/elements/device-select/telnyx-device-select.ts';
import '../../src/elements/dialpad/telnyx-dialpad.ts';
import '../../src/elements/incoming-call/telnyx-incoming-call.ts';
import '../../src/elements/media-recovery/telnyx-media-recovery.ts';
import '../../src/elements/phone/telnyx-phone.ts';
import '../../src/elements/reconnect-banner/telnyx-reconnect-banner.ts';
import { press } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';
import { snapshotsOf, STATES } from '../support/states.ts';

const TAGS = [
  'telnyx-phone',
  'telnyx-call-list',
  'telnyx-call-status',
  'telnyx-reconnect-banner',
  'telnyx-media-recovery',
  'telnyx-call-button',
  'telnyx-call-controls',
  'telnyx-dialpad',
  'telnyx-incoming-call',
  'telnyx-call-quality',
  'telnyx-device-select',
] as const;

describe('accessibility', () => {
  for (const theme of ['light', 'dark'] as const) {
    for (const state of STATES) {
      it(`has no fault in ${state.name}, ${theme}`, async () => {
        const client = new FakeClient(aSnapshot());
        const holder = await fixture<HTMLElement>(
          html`<main style="padding: 1rem; background: ${theme === 'dark' ? '#0b0c0e' : '#fff'}"></main>`,
        );
        const elements = TAGS.map((tag) => {
          const element = document.createElement(tag);
          element.client = client;
          element.setAttribute('theme', theme);
          if (tag === 'telnyx-call-button') element.setAttribute('destination', '+15551234567');
          holder.append(element);
          return element;
        });
        for (const snapshot of snapshotsOf(state, Date.now())) {
          client.set(snapshot);
          await Promise.all(elements.map((element) => element.updateComplete));
        }
        if (state.error) client.report({ code: state.error });
        await elements[0]!.updateComplete;
        if (state.keypad) await press(elements[0]!, 'Keypad');
        await expect(holder).to.be.accessible();
      });
    }
  }
});
