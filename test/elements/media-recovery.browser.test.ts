import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/elements/media-recovery/telnyx-media-recovery.ts';
import '../../src/elements/phone/telnyx-phone.ts';
import type { ErrorCode } from '../../src/contract/errors.ts';
import type { CallSnapshot, MediaRecoverySnapshot } from '../../src/contract/snapshots.ts';
import type { TelnyxMediaRecovery } from '../../src/elements/media-recovery/media-recovery.ts';
import { browserOf } from '../../src/elements/media-recovery/lazy/media-recovery-view.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import { testClock } from '../support/clock.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const clock = testClock();

const RINGS: Partial<CallSnapshot> = { id: 'a', state: 'ringing', direction: 'inbound', pending: ['answer'] };
const DIALS: Partial<CallSnapshot> = { id: 'a', state: 'new', pending: ['dial'] };

const waiting = (
  cause: ErrorCode,
  call: Partial<CallSnapshot> | null,
  change: Partial<MediaRecoverySnapshot> = {},
) => ({
  ...aSnapshot({}, ...(call ? [call] : [])),
  mediaRecovery: {
    callId: call ? 'a' : null,
    cause,
    deadline: call ? clock.now() + 20_000 : null,
    retrying: false,
    ...change,
  },
});

/** With its words, which are fetched when they are first needed. */
async function mount(client: FakeClient): Promise<TelnyxMediaRecovery> {
  const element = await fixture<TelnyxMediaRecovery>(
    html`<telnyx-media-recovery .client=${client}></telnyx-media-recovery>`,
  );
  if (client.snapshot.mediaRecovery) await waitUntil(() => buttons(element).length > 0);
  return element;
}

describe('<telnyx-media-recovery>', () => {
  it('takes no room while nothing is wrong', async () => {
    const element = await mount(new FakeClient(aSnapshot({}, RINGS)));
    expect(element.offsetHeight).to.equal(0);
    expect(clock.waiting.size).to.equal(0);
  });

  it('counts down to the rejection, to the second', async () => {
    const element = await mount(new FakeClient(waiting('mic-busy', RINGS, { deadline: clock.now() + 2400 })));
    const seen = [];
    for (const wait of [0, 399, 1, 1000]) {
      await clock.pass(wait);
      seen.push(/The call is rejected in [^.]*/.exec(shownText(element))?.[0]);
    }
    expect(seen).to.deep.equal([
      'The call is rejected in 3 seconds',
      'The call is rejected in 3 seconds',
      'The call is rejected in 2 seconds',
      'The call is rejected in 1 second',
    ]);
  });

  for (const [cause, words] of [
    ['mic-dismissed', 'The microphone is not allowed yet Try again, and choose “Allow”'],
    ['mic-missing', 'No microphone found Plug one in'],
    ['mic-busy', 'The microphone is in use Another program uses it.'],
    ['mic-lost', 'Your microphone has stopped They cannot hear you.'],
    ['insecure-context', 'This page is not secure Browsers give'],
    ['permissions-policy', 'This frame may not use the microphone The page around it has to allow that'],
  ] as const) {
    it(`says what to do about ${cause}`, async () => {
      expect(shownText(await mount(new FakeClient(waiting(cause, DIALS))))).to.include(words);
    });
  }

  it('says where to lift a block in this browser', async () => {
    const text = shownText(await mount(new FakeClient(waiting('mic-denied', DIALS))));
    expect(text).to.include('The microphone is blocked');
    expect(text).to.include(
      navigator.userAgent.includes('Firefox') ? 'crossed-out microphone' : 'switch the microphone on',
    );
  });

  it('tries again, once at a time', async () => {
    const client = new FakeClient(waiting('mic-busy', RINGS));
    const element = await mount(client);
    await press(element, 'Try again');
    client.set(waiting('mic-busy', RINGS, { retrying: true }));
    await element.updateComplete;
    expect(button(element, 'Try again')?.getAttribute('aria-disabled')).to.equal('true');
    await press(element, 'Try again');
    expect(client.commands).to.deep.equal([['resumeMedia']]);
  });

  for (const [what, call, name] of [
    ['a call that rings', RINGS, 'Reject'],
    ['a call that is dialled', DIALS, 'End call'],
    ['no call', null, 'Dismiss'],
  ] as const) {
    it(`gives up ${what} with “${name}”`, async () => {
      const client = new FakeClient(waiting('mic-missing', call));
      const element = await mount(client);
      expect(buttons(element)).to.deep.equal(['Try again', name]);
      await press(element, name);
      expect(client.commands).to.deep.equal([['rejectMedia']]);
    });
  }

  it('does not offer what is of no use', async () => {
    expect(buttons(await mount(new FakeClient(waiting('permissions-policy', null))))).to.deep.equal(['Dismiss']);
  });

  it('goes when the microphone is there', async () => {
    const client = new FakeClient(waiting('mic-busy', DIALS));
    const element = await mount(client);
    client.set(aSnapshot({}, DIALS));
    await element.updateComplete;
    expect(element.offsetHeight).to.equal(0);
    expect(clock.waiting.size).to.equal(0);
  });

  it('is a part of the phone too, which says nothing twice', async () => {
    const client = new FakeClient(waiting('mic-denied', null));
    const phone = await fixture<TelnyxPhone>(html`<telnyx-phone .client=${client}></telnyx-phone>`);
    client.report({ code: 'mic-denied' });
    await phone.updateComplete;
    expect(shownText(phone)).to.include('The microphone is blocked');
    expect(shownText(phone)).not.to.include('may not use the microphone');
    await press(phone, 'Try again');
    expect(client.commands).to.deep.equal([['resumeMedia']]);
  });
});

describe('whose settings are described', () => {
  for (const [expected, userAgent] of [
    ['chromium', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36'],
    ['chromium', 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141 Safari/537 Edg/141'],
    [
      'chromium',
      'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1',
    ],
    ['firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
    ['safari', 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15'],
    ['other', 'Ladybird/1.0'],
  ] as const) {
    it(`${expected}: ${userAgent}`, () => expect(browserOf(userAgent)).to.equal(expected));
  }
});
