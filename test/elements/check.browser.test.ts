import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/elements/call-quality/telnyx-call-quality.ts';
import type { MicrophoneCheck, NetworkCheck, PreCallCheck } from '../../src/contract/check.ts';
import { PhoneError, type ErrorCode } from '../../src/contract/errors.ts';
import { LATER_MESSAGES } from '../../src/contract/later-errors.ts';
import type { TelnyxCallQuality } from '../../src/elements/call-quality/call-quality.ts';
import { buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const NETWORK: NetworkCheck = {
  cause: null,
  loss: 0.014,
  jitter: 3.6,
  roundTrip: 41.7,
  mos: 4.31,
  level: 'good',
  relay: false,
  candidates: null,
  remarks: [],
};
const HEARD: MicrophoneCheck = { cause: null, level: 0.7, silent: false };

const result = (
  microphone: Partial<MicrophoneCheck> = {},
  network: Partial<NetworkCheck> | null = {},
  warnings: readonly ErrorCode[] = [],
): PreCallCheck => ({
  microphone: { ...HEARD, ...microphone },
  network: network && { ...NETWORK, ...network },
  warnings,
});

const START = 'Check microphone and connection';

/** One that offers a check, with its view, which is fetched for that. */
async function mount(client: FakeClient, attributes: Record<string, string> = { 'check-destination': '9196' }) {
  const element = await fixture<TelnyxCallQuality>(html`<telnyx-call-quality .client=${client}></telnyx-call-quality>`);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  await waitUntil(() => buttons(element).length > 0);
  return element;
}

/** What is announced when it changes. */
const said = (element: TelnyxCallQuality) =>
  element.renderRoot.querySelector<HTMLElement>('[role="status"]')!.innerText.replace(/\s+/g, ' ').trim();
const findings = (element: TelnyxCallQuality) =>
  [...element.renderRoot.querySelectorAll<HTMLElement>('.finding')].map((finding) => ({
    tone: finding.classList[1],
    words: finding.innerText.replace(/\s+/g, ' ').trim(),
  }));
const details = (element: TelnyxCallQuality) => element.renderRoot.querySelector('details');

/** Runs a check to its end. */
async function checked(client: FakeClient, element: TelnyxCallQuality, what: PreCallCheck | Error): Promise<void> {
  client.checks.splice(0);
  await press(element, buttons(element)[0]!);
  const [check] = client.checks;
  if (what instanceof Error) check!.reject(what);
  else check!.resolve(what);
  await waitUntil(() => buttons(element)[0] !== 'Cancel check');
}

describe('<telnyx-call-quality check-destination>', () => {
  let client: FakeClient;
  beforeEach(() => {
    client = new FakeClient(aSnapshot());
  });

  it('offers what it can check, and nothing unasked', async () => {
    const element = await mount(client);
    expect(buttons(element)).to.deep.equal([START]);
    expect(client.checks).to.deep.equal([]);
    element.removeAttribute('check-destination');
    await element.updateComplete;
    expect(buttons(element)).to.deep.equal([]);
    element.setAttribute('check-destination', '');
    await element.updateComplete;
    expect(buttons(element)).to.deep.equal(['Check microphone']);
  });

  it('takes no room without the attribute', async () => {
    const element = await fixture<TelnyxCallQuality>(
      html`<telnyx-call-quality .client=${client}></telnyx-call-quality>`,
    );
    expect(element.offsetHeight).to.equal(0);
  });

  it('takes no room when a framework says no', async () => {
    const element = await mount(client);
    for (const no of [undefined, false]) {
      Object.assign(element, { checkDestination: no });
      await element.updateComplete;
      expect(element.offsetHeight, String(no)).to.equal(0);
    }
  });

  it('gives way to a call, and is there again after it', async () => {
    const element = await mount(client);
    for (const state of ['ringing', 'active'] as const) {
      client.set(aSnapshot({}, { id: 'a', state, direction: 'inbound' }));
      await element.updateComplete;
      expect(buttons(element)).not.to.include(START);
    }
    client.set(aSnapshot({}, { id: 'a', state: 'destroyed', cause: 'normal', endedAt: Date.now() }));
    await element.updateComplete;
    expect(buttons(element)).to.deep.equal([START]);
  });

  it('checks on a press, and says how far it is and how loud', async () => {
    const element = await mount(client);
    await press(element, START);
    const { options } = client.checks[0]!;
    expect(options.destination).to.equal('9196');
    expect(said(element)).to.equal('Allow the microphone if your browser asks.');
    options.listener!('measuring', 0.42);
    await element.updateComplete;
    expect(said(element)).to.equal('Say a few words while the connection is measured…');
    options.listener!('measuring', 0.42);
    const meter = element.renderRoot.querySelector('[role="meter"]')!;
    expect(meter.getAttribute('aria-valuenow')).to.equal('42');
    expect(meter.querySelector('div')!.offsetWidth).to.be.closeTo(meter.clientWidth * 0.42, 1);
    expect(buttons(element)).to.deep.equal(['Cancel check']);
  });

  it('asks for no connection where it is to check none', async () => {
    const element = await mount(client, { 'check-destination': '' });
    await press(element, 'Check microphone');
    const [check] = client.checks;
    expect(check!.options.destination).to.equal('');
    check!.options.listener!('measuring', null);
    await element.updateComplete;
    expect(said(element)).to.equal('Say a few words…');
    check!.resolve(result({}, null));
    await waitUntil(() => findings(element).length > 0);
    expect(findings(element)).to.deep.equal([{ tone: 'good', words: 'Microphone You are heard' }]);
    expect(details(element)).to.equal(null);
  });

  it('keeps the focus on its one button through all of it', async () => {
    const element = await mount(client);
    const only = element.renderRoot.querySelector('button')!;
    only.focus();
    await checked(client, element, result());
    expect(element.shadowRoot!.activeElement).to.equal(only);
    expect(buttons(element)).to.deep.equal(['Check again']);
  });

  for (const [what, check, words] of [
    ['that all is well', result(), ['good: Microphone You are heard', 'good: Connection Good']],
    [
      'that nothing was heard',
      result({ level: 0.1, silent: true }, { level: 'excellent' }, ['mic-quiet']),
      [`bad: Microphone Nothing heard ${LATER_MESSAGES['mic-quiet']}`, 'good: Connection Excellent'],
    ],
    [
      'only what it knows of a microphone that could not be measured',
      result({ level: null }),
      ['good: Microphone Ready', 'good: Connection Good'],
    ],
    [
      'why the microphone cannot be had',
      result({ cause: 'mic-denied', level: null }, null),
      [`bad: Microphone Not available ${LATER_MESSAGES['mic-denied']}`],
    ],
    [
      'what a call would suffer from',
      result({}, { level: 'poor' }, ['high-loss', 'low-quality']),
      [
        'good: Microphone You are heard',
        `bad: Connection Poor ${LATER_MESSAGES['high-loss']} ${LATER_MESSAGES['low-quality']}`,
      ],
    ],
    [
      'that a line is fair',
      result({}, { level: 'fair' }),
      ['good: Microphone You are heard', 'warning: Connection Fair'],
    ],
    [
      'that nobody answered',
      result({}, { cause: 'no-answer', level: null }),
      ['good: Microphone You are heard', `bad: Connection Not available ${LATER_MESSAGES['no-answer']}`],
    ],
    [
      'that the browser did not tell enough',
      result({}, { level: null, mos: null }),
      ['good: Microphone You are heard', 'warning: Connection Not measured'],
    ],
  ] as const) {
    it(`says ${what}, and announces just that`, async () => {
      const element = await mount(client);
      await checked(client, element, check);
      expect(findings(element).map((each) => `${each.tone}: ${each.words}`)).to.deep.equal(words);
      const announced = words.map((each) => each.replace(/^\w+: /, '')).join(' ');
      expect(said(element)).to.equal(announced);
      expect(element.renderRoot.querySelectorAll('[role="status"]')).to.have.length(1);
    });
  }

  it('has the figures behind details', async () => {
    const element = await mount(client);
    await checked(client, element, result());
    expect(shownText(element)).not.to.include('42 ms');
    details(element)!.querySelector('summary')!.click();
    const rows = [...details(element)!.querySelectorAll('dl > div')].map((row) =>
      [...row.children].map((each) => (each as HTMLElement).innerText).join(': '),
    );
    expect(rows).to.deep.equal([
      'Lost on the way: 1.4%',
      'Round trip: 42 ms',
      'Jitter: 4 ms',
      'Score (MOS, 1 to 4.5): 4.3',
      'Way to the server: Direct',
    ]);
    await checked(client, element, result({}, { relay: true, mos: null }));
    const text = details(element)!.textContent;
    expect(text).to.include('Through a relay');
    expect(text).to.include('Not measured');
  });

  it('can be cancelled, without a word', async () => {
    const element = await mount(client);
    await press(element, START);
    const { signal } = client.checks[0]!.options;
    await press(element, 'Cancel check');
    expect(signal!.aborted).to.equal(true);
    await waitUntil(() => buttons(element)[0] === START);
    expect(said(element)).to.equal('');
  });

  it('says what stopped it', async () => {
    const element = await mount(client);
    await checked(client, element, new PhoneError('not-connected'));
    expect(said(element)).to.equal(`The check was stopped. ${LATER_MESSAGES['not-connected']}`);
    await checked(client, element, new DOMException('overtaken', 'AbortError'));
    expect(said(element)).to.equal('The check was stopped.');
    expect(buttons(element)).to.deep.equal(['Check again']);
  });

  it('ends when the element goes, and not when it is moved', async () => {
    const element = await mount(client);
    await press(element, START);
    const { signal } = client.checks[0]!.options;
    const elsewhere = document.createElement('div');
    element.parentElement!.append(elsewhere);
    elsewhere.append(element);
    await Promise.resolve();
    expect(signal!.aborted).to.equal(false);
    element.remove();
    await Promise.resolve();
    expect(signal!.aborted).to.equal(true);
  });

  for (const theme of ['light', 'dark']) {
    for (const [what, check] of [
      ['well', result()],
      ['badly', result({ silent: true }, { level: 'poor' }, ['mic-quiet', 'high-loss'])],
      ['fairly', result({}, { level: 'fair' })],
    ] as const) {
      it(`has no fault, ${theme}, when it went ${what}`, async () => {
        const holder = await fixture<HTMLElement>(
          html`<main style="background: ${theme === 'dark' ? '#0b0c0e' : '#fff'}"></main>`,
        );
        const element = await mount(client, { 'check-destination': '9196', theme });
        holder.append(element);
        await expect(holder).to.be.accessible();
        await press(element, START);
        client.checks[0]!.options.listener!('measuring', 0.5);
        await element.updateComplete;
        await expect(holder).to.be.accessible();
        client.checks[0]!.resolve(check);
        await waitUntil(() => findings(element).length > 0);
        details(element)!.open = true;
        await expect(holder).to.be.accessible();
      });
    }
  }
});
