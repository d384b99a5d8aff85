import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/elements/call-quality/telnyx-call-quality.ts';
import type { LitElement } from 'lit';
import type { CallQuality, CallSnapshot } from '../../src/contract/snapshots.ts';
import '../../src/elements/phone/telnyx-phone.ts';
import type { TelnyxCallQuality } from '../../src/elements/call-quality/call-quality.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import { setTexts } from '../../src/localization/localize.ts';
import { button, buttons, press } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const QUALITY: CallQuality = {
  loss: 0.123,
  lossSent: 0,
  jitter: 12.4,
  roundTrip: 1234.5,
  mos: 3.27,
  level: 'fair',
};
const TALKS: Partial<CallSnapshot> = {
  id: 'a',
  answeredAt: 1,
  remoteMedia: 'flowing',
  localMedia: 'flowing',
  quality: QUALITY,
};

const talking = (change: Partial<CallSnapshot> = {}) => aSnapshot({}, { ...TALKS, ...change });

/** With its view, which is fetched with the first call. */
async function mount(client: FakeClient, theme = 'light'): Promise<TelnyxCallQuality> {
  const element = await fixture<TelnyxCallQuality>(
    html`<telnyx-call-quality .client=${client} theme=${theme}></telnyx-call-quality>`,
  );
  if (client.snapshot.calls.length > 0) await waitUntil(() => buttons(element).length > 0);
  return element;
}

const lit = (element: LitElement) => element.renderRoot.querySelectorAll('.lit').length;
const details = (element: LitElement) => element.renderRoot.querySelector<HTMLElement>('[part="quality-details"]')!;
const isOpen = (element: LitElement) => details(element).matches(':popover-open');

describe('<telnyx-call-quality>', () => {
  it('takes no room without a call', async () => {
    const element = await mount(new FakeClient(aSnapshot()));
    expect(element.offsetHeight).to.equal(0);
  });

  for (const [level, bars, word] of [
    ['excellent', 4, 'Excellent'],
    ['good', 3, 'Good'],
    ['fair', 2, 'Fair'],
    ['poor', 1, 'Poor'],
    [null, 0, 'Measuring…'],
  ] as const) {
    it(`shows ${bars} bars and the word when it is ${level}`, async () => {
      const element = await mount(new FakeClient(talking({ quality: { ...QUALITY, level } })));
      expect(lit(element)).to.equal(bars);
      expect(button(element, `Call quality: ${word}`)?.innerText.trim()).to.equal(word);
    });
  }

  it('says what the audio is like, and no level, when it has stopped', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    for (const [change, word] of [
      [{ remoteMedia: 'stalled' }, 'No sound from the other side'],
      [{ localMedia: 'stalled' }, 'They cannot hear you'],
      [{ state: 'reconnecting' }, 'Reconnecting…'],
      [{ state: 'held', held: true }, 'On hold'],
    ] as const) {
      client.set(talking(change));
      await element.updateComplete;
      expect([lit(element), ...buttons(element)]).to.deep.equal([0, `Call quality: ${word}`]);
    }
    client.set(talking({ state: 'destroyed', cause: 'normal', endedAt: Date.now() }));
    await element.updateComplete;
    expect(buttons(element)).to.deep.equal([]);
  });

  it('shows the numbers on a press, with their units, and hides them with another', async () => {
    const element = await mount(new FakeClient(talking()));
    expect(isOpen(element)).to.equal(false);
    await press(element, 'Call quality: Fair');
    expect(isOpen(element)).to.equal(true);
    const rows = [...details(element).querySelectorAll('dl > div')].map((row) =>
      [...row.children].map((each) => (each as HTMLElement).innerText).join(': '),
    );
    expect(rows).to.deep.equal([
      'Lost on the way to you: 12.3%',
      'Lost on the way to them: 0%',
      'Round trip: 1,235 ms',
      'Jitter: 12 ms',
      'Score (MOS, 1 to 4.5): 3.3',
    ]);
    await press(element, 'Call quality: Fair');
    expect(isOpen(element)).to.equal(false);
  });

  it('keeps the numbers open while they change', async () => {
    const client = new FakeClient(talking());
    const element = await mount(client);
    await press(element, 'Call quality: Fair');
    client.set(talking({ quality: { ...QUALITY, loss: 0.5, level: 'poor' } }));
    await element.updateComplete;
    expect(isOpen(element)).to.equal(true);
    expect(details(element).innerText).to.include('50%');
  });

  it('says what was not measured', async () => {
    const element = await mount(new FakeClient(talking({ quality: null })));
    await press(element, 'Call quality: Measuring…');
    expect(details(element).innerText.match(/Not measured/g)).to.have.length(5);
  });

  it('speaks as the page wants it to', async () => {
    const element = await mount(new FakeClient(talking()));
    setTexts({ 'quality.fair': 'So so' });
    await element.updateComplete;
    expect(buttons(element)).to.deep.equal(['Call quality: So so']);
    setTexts({ 'quality.fair': 'Fair' });
  });

  describe('as the phone shows it', () => {
    const shown = (phone: TelnyxPhone) => phone.renderRoot.querySelector<HTMLElement>('[part="quality"]');

    async function phoneWith(client: FakeClient): Promise<TelnyxPhone> {
      return fixture<TelnyxPhone>(html`<telnyx-phone .client=${client}></telnyx-phone>`);
    }

    it('is the same, with its numbers', async () => {
      const phone = await phoneWith(new FakeClient(talking()));
      await waitUntil(() => shown(phone));
      expect([lit(phone), shown(phone)?.innerText.trim()]).to.deep.equal([2, 'Fair']);
      shown(phone)?.click();
      expect(isOpen(phone)).to.equal(true);
      expect(details(phone).innerText).to.include('12.3%');
      expect(getComputedStyle(details(phone)).position, 'it has its looks').to.equal('fixed');
      expect(getComputedStyle(shown(phone)!).display).to.contain('flex');
    });

    it('says nothing that the status says, nor before anything is measured', async () => {
      const client = new FakeClient(talking());
      const phone = await phoneWith(client);
      await waitUntil(() => shown(phone));
      for (const change of [
        { remoteMedia: 'stalled' },
        { state: 'held', held: true },
        { state: 'reconnecting' },
        { quality: null },
        { state: 'destroyed', cause: 'normal', endedAt: Date.now() },
      ] as const) {
        client.set(talking(change));
        await phone.updateComplete;
        expect(shown(phone), JSON.stringify(change)).to.equal(null);
      }
    });
  });

  for (const theme of ['light', 'dark']) {
    for (const quality of [
      ...(['excellent', 'good', 'fair', 'poor', null] as const).map((level) => ({ ...QUALITY, level })),
      null,
    ]) {
      it(`has no fault, ${quality?.level ?? 'measuring'}, ${theme}, with its numbers`, async () => {
        const holder = await fixture<HTMLElement>(
          html`<main style="background: ${theme === 'dark' ? '#0b0c0e' : '#fff'}"></main>`,
        );
        const element = await mount(new FakeClient(talking({ quality })), theme);
        holder.append(element);
        await waitUntil(() => buttons(element).length > 0);
        await press(element, buttons(element)[0]!);
        await expect(holder).to.be.accessible();
      });
    }
  }
});
