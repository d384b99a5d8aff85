import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { LitElement } from 'lit';
import '../../../src/elements/call-list/telnyx-call-list.ts';
import '../../../src/elements/phone/telnyx-phone.ts';
import { getHistory } from '../../../src/controllers/history.ts';
import type { CallHistory, HistoryEntry } from '../../../src/contract/history.ts';
import type { TelnyxElement } from '../../../src/elements/telnyx-element.ts';
import { button, buttons, press, shownText } from '../../support/elements.ts';
import { FakeClient } from '../../support/fake-client.ts';
import { aSnapshot } from '../../support/snapshots.ts';

const DAY = 86_400_000;
/** Two in the afternoon, so that none of what is said to be today was yesterday. */
const today = new Date().setHours(14, 5, 0, 0);

const entry = (change: Partial<HistoryEntry>): HistoryEntry => ({
  id: 'a',
  telnyxSessionId: null,
  direction: 'inbound',
  outcome: 'missed',
  remoteNumber: 'ada',
  remoteName: 'Ada Lovelace',
  startedAt: today,
  answeredAt: null,
  endedAt: today,
  ...change,
});

const ENTRIES: readonly HistoryEntry[] = [
  entry({ id: 'out', direction: 'outbound', outcome: 'answered', answeredAt: today, endedAt: today + 65_000 }),
  entry({ id: 'missed', remoteName: 'Grace Hopper', remoteNumber: 'grace', startedAt: today - DAY }),
  entry({ id: 'nobody', remoteName: '', remoteNumber: '', outcome: 'rejected', startedAt: today - DAY - 60_000 }),
];

type Tag = 'telnyx-call-list' | 'telnyx-phone';

interface Mounted {
  readonly element: TelnyxElement;
  readonly client: FakeClient;
  readonly history: CallHistory;
}

async function until(holds: () => boolean, element: LitElement): Promise<void> {
  while (!holds()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await element.updateComplete;
  }
}

async function mount(tag: Tag, entries = ENTRIES): Promise<Mounted> {
  const client = new FakeClient(aSnapshot({}));
  const history = await getHistory(client);
  history.add(entries);
  const element = document.createElement(tag);
  element.client = client;
  (await fixture<HTMLElement>(html`<main></main>`)).append(element);
  await element.updateComplete;
  if (tag === 'telnyx-phone') await press(element, button(element, 'Recent calls') ? 'Recent calls' : missed(entries));
  await until(() => element.renderRoot.querySelector('.history') !== null, element);
  return { element, client, history };
}

const missed = (entries: readonly HistoryEntry[]): string =>
  `Recent calls, ${entries.filter(({ outcome }) => outcome === 'missed').length} missed`;
const rows = (element: LitElement): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>('.entry-row'),
];
const focused = (element: LitElement): string | null =>
  element.shadowRoot!.activeElement?.getAttribute('aria-label') ?? null;

async function key(element: LitElement, name: string): Promise<boolean> {
  const pressed = new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true });
  element.shadowRoot!.activeElement!.dispatchEvent(pressed);
  await element.updateComplete;
  await new Promise((resolve) => setTimeout(resolve));
  return pressed.defaultPrevented;
}

describe('recent calls', function () {
  // The first that asks for accessibility fetches what knows of it.
  this.timeout(20_000);
  for (const tag of ['telnyx-call-list', 'telnyx-phone'] as const) {
    describe(`in <${tag}>`, () => {
      it('say who, what and when, in words and in a sentence', async () => {
        const { element } = await mount(tag);
        expect(rows(element).map((row) => row.ariaLabel)).to.deep.equal([
          'Call to Ada Lovelace, today 2:05 PM, 1:05',
          'Missed call from Grace Hopper, yesterday 2:05 PM',
          'Rejected call from Unknown caller, yesterday 2:04 PM',
        ]);
        const text = shownText(element);
        expect(text).to.match(/Today Ada Lovelace ada Outgoing · 2:05\sPM · 1:05 Yesterday Grace Hopper grace Missed/);
      });

      it('are called, unless nobody is known, or nothing can be called', async () => {
        const { element, client } = await mount(tag);
        expect(buttons(element).filter((name) => name.startsWith('Call '))).to.deep.equal([
          'Call Ada Lovelace',
          'Call Grace Hopper',
        ]);
        client.set(aSnapshot({ state: 'reconnecting', reason: 'signaling' }));
        await element.updateComplete;
        await press(element, 'Call Grace Hopper');
        expect(client.commands).to.deep.equal([]);
        expect(button(element, 'Call Grace Hopper')!.ariaDisabled).to.equal('true');
        client.set(aSnapshot({}));
        await element.updateComplete;
        expect(button(element, 'Call Grace Hopper')!.ariaDisabled).to.equal('false');
        await press(element, 'Call Grace Hopper');
        expect(client.commands[0]?.slice(0, 2)).to.deep.equal(['dial', 'grace']);
      });

      it('are removed, and the focus goes to the next', async () => {
        const { element, history } = await mount(tag);
        button(element, 'Remove Ada Lovelace from recent calls')!.focus();
        expect(await key(element, 'Delete')).to.equal(true);
        await until(() => rows(element).length === 2, element);
        expect(history.entries.map(({ id }) => id)).to.deep.equal(['missed', 'nobody']);
        expect(focused(element)).to.equal('Call Grace Hopper');
      });

      it('are walked through with the arrow keys, and are one stop of the tabulator', async () => {
        const { element } = await mount(tag);
        const stops = (): (string | null)[] =>
          [...element.renderRoot.querySelectorAll('.entry-row [tabindex="0"]')].map((each) => each.ariaLabel);
        expect(stops()).to.deep.equal(['Call Ada Lovelace', 'Remove Ada Lovelace from recent calls']);
        button(element, 'Call Ada Lovelace')!.focus();
        for (const [name, expected] of [
          ['ArrowDown', 'Call Grace Hopper'],
          ['ArrowDown', 'Remove Unknown caller from recent calls'],
          ['ArrowUp', 'Remove Grace Hopper from recent calls'],
          ['Home', 'Remove Ada Lovelace from recent calls'],
          ['End', 'Remove Unknown caller from recent calls'],
        ] as const) {
          expect(await key(element, name), name).to.equal(true);
          expect(focused(element), name).to.equal(expected);
        }
        expect(await key(element, 'a')).to.equal(false);
        expect(stops()).to.deep.equal(['Remove Unknown caller from recent calls']);
      });

      it('are all forgotten only when the user means it', async () => {
        const { element, history } = await mount(tag);
        await press(element, 'Clear all');
        await until(
          () => focused(element) === null && element.shadowRoot!.activeElement?.textContent.trim() === 'Keep',
          element,
        );
        await press(element, 'Keep');
        expect(history.entries).to.have.length(3);
        await press(element, 'Clear all');
        await press(element, 'Clear all');
        expect(history.entries).to.deep.equal([]);
        await until(() => rows(element).length === 0, element);
        // The list goes where there is nothing to list.
        const left = tag === 'telnyx-phone' ? 'history' : 'panel';
        await waitUntil(() => element.shadowRoot!.activeElement?.className === left, 'the focus stays in it');
        expect(shownText(element)).to.match(/No calls/);
      });

      it('are there as soon as a call ends', async () => {
        const { element, client } = await mount(tag);
        client.set(
          aSnapshot(
            {},
            {
              id: 'new',
              remoteName: 'Alan Turing',
              direction: 'inbound',
              state: 'active',
              answeredAt: today,
              startedAt: today,
            },
          ),
        );
        await element.updateComplete;
        client.set(
          aSnapshot(
            {},
            {
              id: 'new',
              remoteName: 'Alan Turing',
              direction: 'inbound',
              state: 'destroyed',
              cause: 'normal',
              answeredAt: today,
              startedAt: today,
              endedAt: today + 1000,
            },
          ),
        );
        client.set(aSnapshot({}));
        await element.updateComplete;
        if (tag === 'telnyx-phone') await press(element, 'Recent calls');
        await until(() => rows(element).length === 4, element);
        expect(rows(element).map((row) => row.ariaLabel)).to.include(
          'Incoming call from Alan Turing, today 2:05 PM, 0:01',
        );
      });

      it('are not shown while they are off', async () => {
        const { element, client } = await mount(tag);
        client.configuration = { history: 'off' };
        client.set(aSnapshot({}));
        await element.updateComplete;
        expect(rows(element)).to.deep.equal([]);
        expect(buttons(element).join()).not.to.contain('Recent calls');
      });

      it('are accessible', async () => {
        const { element } = await mount(tag);
        await expect(element).to.be.accessible();
      });
    });
  }

  const OUTCOMES: [direction: 'inbound' | 'outbound', outcome: HistoryEntry['outcome'], seen: string, heard: string][] =
    [
      ['inbound', 'answered', 'Incoming', 'Incoming call from Ada Lovelace'],
      ['inbound', 'missed', 'Missed', 'Missed call from Ada Lovelace'],
      ['inbound', 'rejected', 'Rejected', 'Rejected call from Ada Lovelace'],
      ['inbound', 'failed', 'Failed', 'Failed call from Ada Lovelace'],
      ['outbound', 'answered', 'Outgoing', 'Call to Ada Lovelace'],
      ['outbound', 'rejected', 'Declined', 'Declined call to Ada Lovelace'],
      ['outbound', 'busy', 'Busy', 'Call to Ada Lovelace, busy'],
      ['outbound', 'no-answer', 'No answer', 'Call to Ada Lovelace, no answer'],
      ['outbound', 'cancelled', 'Cancelled', 'Cancelled call to Ada Lovelace'],
      ['outbound', 'failed', 'Failed', 'Failed call to Ada Lovelace'],
    ];
  for (const [direction, outcome, seen, heard] of OUTCOMES) {
    it(`say what came of them: ${direction}, ${outcome}`, async () => {
      const answeredAt = outcome === 'answered' ? today : null;
      const { element } = await mount('telnyx-call-list', [entry({ direction, outcome, answeredAt })]);
      const [row] = rows(element);
      expect(row!.querySelector('[part="outcome"]')!.textContent).to.equal(seen);
      const talked = answeredAt === null ? '' : ', 0:00';
      expect(row!.ariaLabel).to.equal(`${heard}, today 2:05 PM${talked}`);
    });
  }

  it('show by an arrow which way they went, and which were missed', async () => {
    const { element } = await mount('telnyx-call-list', [
      entry({ id: 'in', outcome: 'answered', answeredAt: today }),
      entry({ id: 'out', direction: 'outbound', outcome: 'busy' }),
      entry({ id: 'missed' }),
    ]);
    const drawn = rows(element).map((row) => row.querySelector('.arrow path')!.getAttribute('d'));
    expect(new Set(drawn).size).to.equal(3);
  });

  it('write a number from left to right, and a name as it is written', async () => {
    const { element } = await mount('telnyx-call-list', [
      entry({ id: 'named', remoteNumber: '9196' }),
      entry({ id: 'nameless', remoteName: '', remoteNumber: '9196' }),
    ]);
    const written = [...element.renderRoot.querySelectorAll<HTMLElement>('.entry-row bdi')].map(
      ({ dir, innerText }) => `${innerText} ${dir}`,
    );
    expect(written).to.deep.equal(['Ada Lovelace auto', '9196 ltr', '9196 ltr']);
  });

  it('are left out of a list that says so, or that shows one call', async () => {
    const { element } = await mount('telnyx-call-list');
    element.setAttribute('history', 'off');
    await element.updateComplete;
    expect(rows(element)).to.deep.equal([]);
    element.removeAttribute('history');
    element.callId = 'x';
    await element.updateComplete;
    expect(rows(element)).to.deep.equal([]);
  });

  it('are the phone’s in place of the keys, which come back with Escape, and with a call', async () => {
    const { element, client } = await mount('telnyx-phone');
    expect(element.renderRoot.querySelector('.entry')).to.equal(null);
    button(element, 'Call Ada Lovelace')!.focus();
    await key(element, 'Escape');
    expect(focused(element)).to.equal('Recent calls');
    await press(element, 'Recent calls');
    await press(element, 'Dial pad');
    expect(element.renderRoot.querySelector('.entry')).not.to.equal(null);
    await press(element, 'Recent calls');
    client.set(aSnapshot({}, { state: 'ringing' }));
    await element.updateComplete;
    client.set(aSnapshot({}));
    await element.updateComplete;
    expect(element.renderRoot.querySelector('.entry')).not.to.equal(null);
  });

  it('say how many were missed, until somebody looks', async () => {
    const { element, history } = await mount('telnyx-phone');
    expect(history.missed).to.equal(0);
    await press(element, 'Dial pad');
    history.add([entry({ id: 'more', endedAt: today + 100_000 })]);
    await element.updateComplete;
    expect(buttons(element)).to.include('Recent calls, 1 missed');
    await press(element, 'Recent calls, 1 missed');
    await press(element, 'Dial pad');
    expect(buttons(element)).to.include('Recent calls');
  });
});
