import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/incoming-call/telnyx-incoming-call.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import { phoneNumbers } from '../../src/elements/numbers/numbers.ts';
import type { TelnyxIncomingCall } from '../../src/elements/incoming-call/incoming-call.ts';
import { PhoneError } from '../../src/contract/errors.ts';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const rings = (change: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({
  direction: 'inbound',
  state: 'ringing',
  remoteName: 'Ada Lovelace',
  ...change,
});

async function mount(...calls: Partial<CallSnapshot>[]): Promise<{ element: TelnyxIncomingCall; client: FakeClient }> {
  const client = new FakeClient(aSnapshot({}, ...calls));
  const element = await fixture<TelnyxIncomingCall>(
    html`<telnyx-incoming-call .client=${client}></telnyx-incoming-call>`,
  );
  return { element, client };
}

async function show(element: TelnyxIncomingCall, client: FakeClient, ...calls: Partial<CallSnapshot>[]): Promise<void> {
  client.set(aSnapshot({}, ...calls));
  await element.updateComplete;
}

describe('<telnyx-incoming-call>', () => {
  before(function () {
    // The numbers are many modules here, one file in the bundle.
    this.timeout(30_000);
    return Promise.all([callViews.fetch(), phoneNumbers.fetch()]);
  });

  it('takes no room while nothing rings', async () => {
    const { element, client } = await mount();
    expect(element.offsetHeight).to.equal(0);
    await show(element, client, { answeredAt: 1 });
    expect(element.offsetHeight).to.equal(0);
    await show(element, client, rings());
    expect(element.offsetHeight).to.be.greaterThan(0);
    await show(element, client, rings({ state: 'destroyed', cause: 'originatorCancel', endedAt: 1 }));
    expect(element.offsetHeight).to.equal(0);
  });

  it('says who calls, and asks the page before it answers', async () => {
    const { element, client } = await mount(rings());
    expect(shownText(element)).to.equal('AL Ada Lovelace +1 555 123 4567 Incoming call Reject Answer');
    const asked: string[] = [];
    document.addEventListener('telnyx-answer-request', ({ detail }) => asked.push(detail.callId), { once: true });
    await press(element, 'Answer');
    expect(asked).to.deep.equal(['call-1']);
    expect(client.commands).to.deep.equal([['answer', 'call-1']]);
  });

  it('rejects, unless the page prevents it', async () => {
    const { element, client } = await mount(rings());
    await press(element, 'Reject');
    element.addEventListener('telnyx-hangup-request', (event) => event.preventDefault());
    await press(element, 'Reject');
    expect(client.commands).to.deep.equal([['reject', 'call-1']]);
  });

  it('shows that it is being answered, and can still be rejected', async () => {
    const { element, client } = await mount(rings({ pending: ['answer'] }));
    expect(button(element, 'Answer')?.getAttribute('aria-busy')).to.equal('true');
    expect(shownText(element)).to.include('Answering…');
    await press(element, 'Answer');
    await press(element, 'Reject');
    expect(client.commands).to.deep.equal([['reject', 'call-1']]);
  });

  it('leaves a call to the page that shows it by itself', async () => {
    const { element } = await mount(rings({ shownByPage: true }));
    expect(buttons(element)).to.deep.equal([]);
  });

  it('shows one that rings during another call', async () => {
    const { element } = await mount({ id: 'talks', answeredAt: 1 }, rings());
    expect(shownText(element)).to.include('Ada Lovelace');
  });

  it('offers the three choices in the middle of a call', async () => {
    const { element, client } = await mount({ id: 'talks', answeredAt: 1 }, rings());
    expect(buttons(element)).to.deep.equal(['Hold and answer', 'End and answer', 'Reject']);
    for (const name of buttons(element)) await press(element, name);
    expect(client.commands).to.deep.equal([
      ['answer', 'call-1'],
      ['answer', 'call-1', { others: 'end' }],
      ['reject', 'call-1'],
    ]);
  });

  it('offers no more than to answer while the other call is on hold', async () => {
    const { element } = await mount({ id: 'held', answeredAt: 1, state: 'held', held: true }, rings());
    expect(buttons(element)).to.deep.equal(['Reject', 'Answer']);
  });

  it('says that the browser keeps the sound back, for as long as it does', async () => {
    const { element, client } = await mount(rings());
    client.set({ ...client.snapshot, playbackBlocked: true });
    await element.updateComplete;
    expect(shownText(element)).to.include('Sound is off Press anywhere on the page to hear it ring.');
    expect(buttons(element)).to.deep.equal(['Turn on sound', 'Reject', 'Answer']);
    client.set({ ...client.snapshot, playbackBlocked: false });
    await element.updateComplete;
    expect(shownText(element)).not.to.include('Sound is off');
  });

  it('says why a call could not be answered, and does not say it of the next', async () => {
    const { element, client } = await mount(rings());
    client.outcome = () => Promise.reject(new PhoneError('command-timeout'));
    await press(element, 'Answer');
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
    expect(shownText(element)).to.include('did not confirm in time');
    await show(element, client, rings({ id: 'b' }));
    expect(shownText(element)).not.to.include('did not confirm in time');
  });

  it('says what to do for a microphone that cannot be had', async () => {
    const { element, client } = await mount(rings({ pending: ['answer'] }));
    const { snapshot } = client;
    const mediaRecovery = { callId: 'call-1', cause: 'mic-missing', deadline: null, retrying: false } as const;
    client.set({ ...snapshot, mediaRecovery });
    await element.updateComplete;
    expect(shownText(element)).to.include('No microphone');
    client.set({ ...snapshot, mediaRecovery: { ...mediaRecovery, callId: 'another' } });
    await element.updateComplete;
    expect(shownText(element)).not.to.include('No microphone');
  });

  it('takes no focus from the page, and keeps its own off the buttons', async () => {
    const { element, client } = await mount(rings());
    expect(element.shadowRoot!.activeElement).to.be.null;
    button(element, 'Answer')!.focus();
    await show(element, client, rings({ pending: ['answer'] }));
    expect(element.shadowRoot!.activeElement).to.equal(button(element, 'Answer'));
  });
});
