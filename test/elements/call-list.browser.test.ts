import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/elements/call-list/telnyx-call-list.ts';
import '../../src/elements/phone/telnyx-phone.ts';
import type { LitElement } from 'lit';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import { phoneNumbers } from '../../src/elements/numbers/numbers.ts';
import type { TelnyxCallList } from '../../src/elements/call-list/call-list.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import { testClock } from '../support/clock.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const clock = testClock();

const ADA: Partial<CallSnapshot> = {
  id: 'ada',
  remoteName: 'Ada Lovelace',
  remoteMedia: 'flowing',
  mediaHealthy: true,
};
const spoken = (over: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({
  ...ADA,
  answeredAt: clock.now() - 42_000,
  ...over,
});
const onHold = (over: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({
  ...{ id: 'bob', remoteName: 'Bob', state: 'held', held: true, background: true, answeredAt: clock.now() - 5000 },
  ...over,
});
const waiting: Partial<CallSnapshot> = {
  ...{ id: 'eve', remoteName: 'Eve', direction: 'inbound', state: 'ringing', background: true },
};

/** The calls, the one spoken in last. */
const calls = (...all: Partial<CallSnapshot>[]): FakeClient => new FakeClient(aSnapshot({}, ...all));

before(function () {
  // The numbers are many modules here, one file in the bundle.
  this.timeout(30_000);
  return Promise.all([callViews.fetch(), phoneNumbers.fetch()]);
});

async function list(client: FakeClient, callId: string | null = null): Promise<TelnyxCallList> {
  return fixture<TelnyxCallList>(html`<telnyx-call-list .client=${client} .callId=${callId}></telnyx-call-list>`);
}

async function phone(client: FakeClient): Promise<TelnyxPhone> {
  return fixture<TelnyxPhone>(html`<telnyx-phone .client=${client}></telnyx-phone>`);
}

const rows = (element: LitElement): string[] =>
  [...element.renderRoot.querySelectorAll<HTMLElement>('.row')].map((row) => row.innerText.replace(/\s+/g, ' ').trim());

describe('<telnyx-call-list>', () => {
  it('says that there are no calls, in the page’s words if it has some', async () => {
    expect(shownText(await list(calls()))).to.equal('No calls');
    const element = await fixture<TelnyxCallList>(
      html`<telnyx-call-list .client=${calls({ state: 'destroyed' })}><b slot="empty">All quiet</b></telnyx-call-list>`,
    );
    const slot = element.renderRoot.querySelector<HTMLSlotElement>('slot[name="empty"]')!;
    expect(slot.assignedElements()[0]!.textContent).to.equal('All quiet');
  });

  it('shows each call with its state, party and timer, whoever waits first, and counts on', async () => {
    const element = await list(calls(onHold(), spoken(), waiting));
    expect(rows(element)).to.deep.equal([
      'Eve +1 555 123 4567 Call waiting Hold and answer End and answer Reject',
      'Bob On hold 0:05 Swap',
      'Ada Lovelace In call 0:42 Hold',
    ]);
    await clock.pass(1000);
    expect(rows(element)[1]).to.include('0:06');
  });

  it('shows one call alone with call-id', async () => {
    expect(rows(await list(calls(onHold(), spoken()), 'bob'))).to.deep.equal(['Bob On hold 0:05 Swap']);
  });

  it('names each button by its call', async () => {
    expect(buttons(await list(calls(onHold(), spoken(), waiting)))).to.deep.equal([
      ...['Hold and answer', 'End and answer', 'Reject'],
      ...['Swap to Bob', 'Hang up Bob', 'Hold Ada Lovelace', 'Hang up Ada Lovelace'],
    ]);
  });

  const presses: [name: string, command: readonly unknown[]][] = [
    ['Hold and answer', ['answer', 'eve']],
    ['End and answer', ['answer', 'eve', { others: 'end' }]],
    ['Reject', ['reject', 'eve']],
    ['Swap to Bob', ['unhold', 'bob']],
    ['Hang up Bob', ['hangup', 'bob']],
    ['Hold Ada Lovelace', ['hold', 'ada']],
  ];
  for (const [name, command] of presses) {
    it(`does what "${name}" says`, async () => {
      const client = calls(onHold(), spoken(), waiting);
      await press(await list(client), name);
      expect(client.commands).to.deep.equal([command]);
    });
  }

  it('offers to resume, and simply to answer, while no call is spoken in', async () => {
    const client = calls(onHold({ background: false }), waiting);
    const element = await list(client);
    expect(buttons(element)).to.deep.equal(['Answer', 'Reject', 'Resume Bob', 'Hang up Bob']);
    await press(element, 'Resume Bob');
    expect(client.commands).to.deep.equal([['unhold', 'bob']]);
  });

  it('asks the page before it answers, and before it ends another for that', async () => {
    const client = calls(spoken(), waiting);
    const element = await list(client);
    const asked: string[] = [];
    for (const name of ['telnyx-answer-request', 'telnyx-hangup-request'] as const) {
      element.addEventListener(name, (event) => {
        asked.push(`${name} ${event.detail.callId}`);
        if (name === 'telnyx-hangup-request') event.preventDefault();
      });
    }
    await press(element, 'End and answer');
    expect(asked).to.deep.equal(['telnyx-answer-request eve', 'telnyx-hangup-request ada']);
    expect(client.commands).to.deep.equal([]);
  });

  it('shows what is not confirmed yet as busy, and does it once', async () => {
    const client = calls(spoken({ pending: ['hold'] }), { ...waiting, pending: ['answer'] });
    const element = await list(client);
    expect(rows(element)[0]).to.include('Answering…');
    await press(element, 'Hold and answer');
    await press(element, 'Hold Ada Lovelace');
    expect(button(element, 'Hold and answer')!.getAttribute('aria-busy')).to.equal('true');
    expect(client.commands).to.deep.equal([]);
    await press(element, 'End and answer');
    expect(client.commands, 'without waiting any longer').to.deep.equal([['answer', 'eve', { others: 'end' }]]);
  });

  it('can hang up while the connection is down, and nothing else', async () => {
    const client = new FakeClient(aSnapshot({ state: 'reconnecting', reason: 'signaling' }, spoken()));
    const element = await list(client);
    await press(element, 'Hold Ada Lovelace');
    expect(client.commands).to.deep.equal([]);
    await press(element, 'Hang up Ada Lovelace');
    expect(client.commands).to.deep.equal([['hangup', 'ada']]);
  });

  it('says why a call could not be held, until that is put away', async () => {
    const client = calls(spoken(), waiting);
    const element = await list(client);
    const failed = Object.assign(new Error('It goes on.'), { code: 'hold-failed' });
    client.outcome = () => Promise.reject(failed);
    await press(element, 'Hold and answer');
    await waitUntil(() => shownText(element).includes('It goes on.'));
    await press(element, 'Dismiss');
    expect(shownText(element)).not.to.include('It goes on.');
  });

  it('does not let who has the focus press a button of another call', async () => {
    const client = calls(onHold(), onHold({ id: 'cleo', remoteName: 'Cleo' }), spoken());
    const element = await list(client);
    button(element, 'Hang up Bob')!.focus();
    client.set(aSnapshot({}, onHold({ id: 'cleo', remoteName: 'Cleo' }), spoken()));
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement).to.equal(element.renderRoot.querySelector('.panel'));
  });
});

describe('<telnyx-phone> with several calls', () => {
  it('shows the call that is spoken in, and the others above it', async () => {
    const element = await phone(calls(onHold(), spoken(), waiting));
    expect(element.renderRoot.querySelector('.party')!.textContent).to.equal('Ada Lovelace');
    expect(rows(element)).to.deep.equal([
      'Eve +1 555 123 4567 Call waiting Hold and answer End and answer Reject',
      'Bob On hold 0:05 Swap',
    ]);
    await clock.pass(1000);
    expect(rows(element)[1]).to.include('0:06');
  });

  it('answers, swaps and rejects there', async () => {
    const client = calls(onHold(), spoken(), waiting);
    const element = await phone(client);
    await press(element, 'Hold and answer');
    await press(element, 'Swap to Bob');
    await press(element, 'Reject');
    expect(client.commands).to.deep.equal([
      ['answer', 'eve'],
      ['unhold', 'bob'],
      ['reject', 'eve'],
    ]);
  });

  it('leaves out what the page shows itself', async () => {
    expect(rows(await phone(calls(spoken(), { ...waiting, shownByPage: true })))).to.deep.equal([]);
  });

  it('offers the call on hold when the other ends, and does not resume it', async () => {
    const client = calls(onHold(), spoken());
    const element = await phone(client);
    client.set(aSnapshot({}, onHold({ background: false }), { ...spoken(), state: 'destroyed', endedAt: clock.now() }));
    await element.updateComplete;
    expect(element.renderRoot.querySelector('.party')!.textContent).to.equal('Bob');
    expect(buttons(element)).to.include('Resume');
    expect(client.commands).to.deep.equal([]);
  });

  it('adds a call: the number is entered while the other goes on, and can be hung up', async () => {
    const client = calls(spoken());
    const element = await phone(client);
    button(element, 'Add call')!.focus();
    await press(element, 'Add call');
    const input = element.renderRoot.querySelector('input')!;
    expect(element.shadowRoot!.activeElement).to.equal(input);
    expect(rows(element)).to.deep.equal(['Ada Lovelace In call 0:42 Hold']);
    expect(buttons(element)).to.include.members(['Hang up Ada Lovelace', 'Back to the call', 'Call']);
    input.value = '+15557654321';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await element.updateComplete;
    await press(element, 'Call');
    expect(client.commands[0]!.slice(0, 2)).to.deep.equal(['dial', '+15557654321']);
    expect(element.renderRoot.querySelector('.party')!.textContent, 'the call again').to.equal('Ada Lovelace');
  });

  it('goes back to the call by its button, by Escape, and when the call ends', async () => {
    const client = calls(spoken());
    const element = await phone(client);
    const shown = (): boolean => element.renderRoot.querySelector('.party') !== null;
    await press(element, 'Add call');
    expect(shown()).to.equal(false);
    await press(element, 'Back to the call');
    expect(shown()).to.equal(true);
    await press(element, 'Add call');
    element.renderRoot
      .querySelector('input')!
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await element.updateComplete;
    expect(shown()).to.equal(true);
    await press(element, 'Add call');
    client.set(aSnapshot({}, { ...spoken(), state: 'destroyed', cause: 'normal', endedAt: clock.now() }));
    await element.updateComplete;
    expect(shownText(element)).to.include('Call ended');
  });
});
