import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/call-controls/telnyx-call-controls.ts';
import '../../src/elements/call-list/telnyx-call-list.ts';
import '../../src/elements/dialpad/telnyx-dialpad.ts';
import '../../src/elements/phone/telnyx-phone.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import { getHistory } from '../../src/controllers/history.ts';
import type { TelnyxElement } from '../../src/elements/telnyx-element.ts';
import { button, press } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

interface Mounted {
  readonly element: TelnyxElement;
  readonly client: FakeClient;
}

async function mount(markup: unknown, talking: boolean): Promise<Mounted> {
  const element = await fixture<TelnyxElement>(html`${markup}`);
  const client = new FakeClient(aSnapshot({}, ...(talking ? [{ answeredAt: 1 }] : [])));
  element.client = client;
  await element.updateComplete;
  return { element, client };
}

/** Presses a key in the element, on nothing in particular unless it is said on what. */
async function key({ element }: Mounted, name: string, on = 'section'): Promise<boolean> {
  const pressed = new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true });
  element.renderRoot.querySelector(on)!.dispatchEvent(pressed);
  await element.updateComplete;
  return pressed.defaultPrevented;
}

const number = ({ element }: Mounted): string => element.renderRoot.querySelector('input')!.value;
const sent = ({ client }: Mounted): unknown[] =>
  client.commands.filter(([name]) => name === 'sendDigits').map(([, , digit]) => digit);
const dialled = ({ client }: Mounted): unknown[] => client.commands.filter(([name]) => name === 'dial');

/** Each, where it has keys for a number, and whether they are on. */
const ENTRIES = [
  ['telnyx-phone', html`<telnyx-phone></telnyx-phone>`, true],
  ['telnyx-phone, off', html`<telnyx-phone shortcuts="off"></telnyx-phone>`, false],
  ['telnyx-dialpad', html`<telnyx-dialpad></telnyx-dialpad>`, true],
  ['telnyx-dialpad, off', html`<telnyx-dialpad shortcuts="off"></telnyx-dialpad>`, false],
] as const;

/** The same in a call, and the button that the keys have to be opened with. */
const CALLS = [
  ['telnyx-phone', html`<telnyx-phone></telnyx-phone>`, 'Keypad', true],
  ['telnyx-phone, off', html`<telnyx-phone shortcuts="off"></telnyx-phone>`, 'Keypad', false],
  ['telnyx-dialpad', html`<telnyx-dialpad></telnyx-dialpad>`, null, true],
  ['telnyx-dialpad, off', html`<telnyx-dialpad shortcuts="off"></telnyx-dialpad>`, null, false],
  ['telnyx-call-controls', html`<telnyx-call-controls></telnyx-call-controls>`, 'Keypad', true],
  ['telnyx-call-controls, off', html`<telnyx-call-controls shortcuts="off"></telnyx-call-controls>`, 'Keypad', false],
] as const;

describe('keys of the keyboard', () => {
  before(() => callViews.fetch());

  for (const [name, markup, on] of ENTRIES) {
    it(`${on ? 'write, delete and call' : 'do nothing'} beside the field of a number: ${name}`, async () => {
      const mounted = await mount(markup, false);
      for (const each of ['1', '*', '#', '+', '2', 'Backspace']) expect(await key(mounted, each), each).to.equal(on);
      expect(number(mounted)).to.equal(on ? '1*#+' : '');
      expect(await key(mounted, 'Enter')).to.equal(on);
      expect(dialled(mounted)).to.have.length(on ? 1 : 0);
    });
  }

  for (const [name, markup, opener, on] of CALLS) {
    it(`${on ? 'send digits' : 'send nothing'} in a call: ${name}`, async () => {
      const mounted = await mount(markup, true);
      if (opener) await press(mounted.element, opener);
      for (const each of ['1', '*', '#']) expect(await key(mounted, each), each).to.equal(on);
      expect(sent(mounted)).to.deep.equal(on ? ['1', '*', '#'] : []);
      // What is pressed itself is meant.
      await press(mounted.element, '5');
      expect(sent(mounted).at(-1)).to.equal('5');
    });
  }

  it('lead back all the same', async () => {
    for (const markup of [CALLS[1][1], CALLS[5][1]]) {
      const mounted = await mount(markup, true);
      await press(mounted.element, 'Keypad');
      expect(await key(mounted, 'Escape')).to.equal(true);
      expect(button(mounted.element, 'Keypad')).not.to.equal(null);
    }
  });

  for (const [name, markup, on] of [
    ['on', html`<telnyx-call-list></telnyx-call-list>`, true],
    ['off', html`<telnyx-call-list shortcuts="off"></telnyx-call-list>`, false],
  ] as const) {
    it(`${on ? 'remove a call' : 'remove no call'} from those that are over, and go from one to the next: ${name}`, async () => {
      const mounted = await mount(markup, false);
      const { element, client } = mounted;
      const history = await getHistory(client);
      const about = { direction: 'inbound', outcome: 'missed', telnyxSessionId: null, answeredAt: null } as const;
      history.add(
        ['a', 'b'].map((id) => ({ ...about, id, remoteNumber: id, remoteName: id, startedAt: 1, endedAt: 1 })),
      );
      while (!element.renderRoot.querySelector('.entry-row')) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        await element.updateComplete;
      }
      expect(await key(mounted, 'ArrowDown', '.entry-row button')).to.equal(true);
      expect(element.shadowRoot!.activeElement?.closest<HTMLElement>('.entry-row')?.dataset['entry']).to.equal(
        history.entries[1]?.id,
      );
      expect(await key(mounted, 'Delete', '.entry-row button')).to.equal(on);
      expect(history.entries).to.have.length(on ? 1 : 2);
    });
  }
});
