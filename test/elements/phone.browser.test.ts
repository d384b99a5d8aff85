import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/phone/telnyx-phone.ts';
import { callViews } from '../../src/elements/call/call-views.ts';
import { phoneNumbers } from '../../src/elements/numbers/numbers.ts';
import type { TelnyxPhone } from '../../src/elements/phone/phone.ts';
import { PhoneError, type ErrorCode } from '../../src/contract/errors.ts';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { testClock } from '../support/clock.ts';
import { button, buttons, press, shownText } from '../support/elements.ts';
import { FakeClient } from '../support/fake-client.ts';
import { aSnapshot } from '../support/snapshots.ts';

const clock = testClock();
const NUMBER = '+15551234567';
const WRITTEN = '+1 555 123 4567';

async function mount(...calls: Partial<CallSnapshot>[]): Promise<{ phone: TelnyxPhone; client: FakeClient }> {
  const client = new FakeClient(aSnapshot({}, ...calls));
  const phone = await fixture<TelnyxPhone>(html`<telnyx-phone .client=${client}></telnyx-phone>`);
  return { phone, client };
}

const settled = async (phone: TelnyxPhone): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve));
  await phone.updateComplete;
};

async function show(phone: TelnyxPhone, client: FakeClient, ...calls: Partial<CallSnapshot>[]): Promise<void> {
  client.set(aSnapshot({}, ...calls));
  await phone.updateComplete;
}

const input = (phone: TelnyxPhone): HTMLInputElement => phone.renderRoot.querySelector('input')!;

async function type(phone: TelnyxPhone, number: string): Promise<void> {
  input(phone).value = number;
  input(phone).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await phone.updateComplete;
}

/** Presses a key where the focus is, or where `target` says. */
async function key(
  phone: TelnyxPhone,
  name: string,
  target: Element | null = phone.shadowRoot!.activeElement,
): Promise<void> {
  const init = { key: name, bubbles: true, composed: true, cancelable: true };
  (target ?? phone.renderRoot.querySelector('section')!).dispatchEvent(new KeyboardEvent('keydown', init));
  await phone.updateComplete;
}

const inbound = (change: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({
  direction: 'inbound',
  state: 'ringing',
  remoteName: 'Ada Lovelace',
  ...change,
});
const talk = (change: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({ answeredAt: clock.now(), ...change });

describe('<telnyx-phone>', function () {
  this.timeout(30_000);
  before(() => Promise.all([callViews.fetch(), phoneNumbers.fetch()]));

  describe('number entry', () => {
    it('takes a number by keys and deletes it again', async () => {
      const { phone } = await mount();
      for (const name of ['1', '2', 'Star', 'Pound', '0']) await press(phone, name);
      expect(input(phone).value).to.equal('12*#0');
      await press(phone, 'Delete last digit');
      expect(input(phone).value).to.equal('12*#');
    });

    it('shows no delete key without a number', async () => {
      const { phone } = await mount();
      expect(button(phone, 'Delete last digit')).to.be.null;
    });

    it('makes a plus of a long press of 0', async () => {
      const { phone } = await mount();
      const zero = button(phone, '0')!;
      const at = (event: Event, timeStamp: number): Event =>
        Object.defineProperty(event, 'timeStamp', { value: timeStamp });
      zero.dispatchEvent(at(new PointerEvent('pointerdown', { bubbles: true }), 1000));
      zero.dispatchEvent(at(new MouseEvent('click', { bubbles: true }), 1600));
      zero.dispatchEvent(at(new PointerEvent('pointerdown', { bubbles: true }), 2000));
      zero.dispatchEvent(at(new MouseEvent('click', { bubbles: true }), 2100));
      await phone.updateComplete;
      expect(input(phone).value).to.equal('+0');
    });

    it('takes digits typed anywhere in the phone, but none twice', async () => {
      const { phone } = await mount();
      await key(phone, '5', button(phone, '7'));
      await key(phone, '+', button(phone, '7'));
      await key(phone, 'a', button(phone, '7'));
      await key(phone, '5', input(phone));
      expect(input(phone).value).to.equal('5+');
      await key(phone, 'Backspace', button(phone, '7'));
      expect(input(phone).value).to.equal('5');
    });

    it('calls with Enter wherever the number was typed', async () => {
      const { phone, client } = await mount();
      await key(phone, '5', phone.renderRoot.querySelector('section'));
      await key(phone, 'Enter', button(phone, '7'));
      expect(client.commands).to.deep.equal([]);
      await key(phone, 'Enter', phone.renderRoot.querySelector('section'));
      expect(client.commands[0]?.slice(0, 2)).to.deep.equal(['dial', '5']);
    });

    it('asks the page, then calls', async () => {
      const { phone, client } = await mount();
      const asked: string[] = [];
      phone.parentElement!.addEventListener('telnyx-dial-request', ({ detail }) => asked.push(detail.destination));
      await type(phone, ` ${NUMBER} `);
      phone.renderRoot.querySelector('form')!.requestSubmit();
      await settled(phone);
      expect(asked).to.deep.equal([NUMBER]);
      expect(input(phone).value, 'a number that was called is done with').to.equal('');
      expect(client.commands[0]?.slice(0, 2)).to.deep.equal(['dial', NUMBER]);
    });

    it('does not call when the page prevents it', async () => {
      const { phone, client } = await mount();
      phone.addEventListener('telnyx-dial-request', (event) => event.preventDefault());
      await type(phone, NUMBER);
      await press(phone, 'Call');
      expect(client.commands).to.deep.equal([]);
      expect(input(phone).value).to.equal(WRITTEN);
    });

    it('calls nobody while there is no way to', async () => {
      const { phone, client } = await mount();
      client.set(aSnapshot({ state: 'reconnecting', reason: 'signaling' }));
      await phone.updateComplete;
      await type(phone, NUMBER);
      await press(phone, 'Call');
      expect(client.commands).to.deep.equal([]);
      expect(button(phone, 'Call')?.getAttribute('aria-disabled')).to.equal('true');
    });

    it('shows why a call could not be made, and keeps the number', async () => {
      const { phone, client } = await mount();
      client.outcome = () => Promise.reject(new PhoneError('invalid-destination'));
      await type(phone, '??');
      await press(phone, 'Call');
      await settled(phone);
      expect(shownText(phone)).to.contain('That is not a number');
      expect(input(phone).value).to.equal('??');
      await press(phone, 'Dismiss');
      expect(shownText(phone)).not.to.contain('That is not a number');
    });
  });

  describe('a call that is still to come', () => {
    it('is shown from the press on, and can be given up', async () => {
      const { phone, client } = await mount();
      client.outcome = () => new Promise(() => {});
      await type(phone, NUMBER);
      await press(phone, 'Call');
      expect(shownText(phone)).to.contain(`${WRITTEN} Calling…`);
      expect(buttons(phone)).to.deep.equal(['Hang up']);
      const signal = client.commands[0]?.[2] as AbortSignal;
      expect(signal.aborted).to.be.false;
      await press(phone, 'Hang up');
      expect(signal.aborted).to.be.true;
    });

    it('is no problem when it was given up', async () => {
      const { phone, client } = await mount();
      client.outcome = () => Promise.reject(new DOMException('Given up.', 'AbortError'));
      await press(phone, 'Call');
      await settled(phone);
      expect(phone.renderRoot.querySelector('[part=problem]')).to.be.null;
      expect(buttons(phone)).to.deep.equal(['Recent calls', 'Call']);
    });

    it('rings, and can be hung up', async () => {
      const { phone, client } = await mount({ state: 'ringing' });
      expect(shownText(phone)).to.contain('Ringing…');
      expect(buttons(phone)).to.deep.equal(['Hang up']);
      await press(phone, 'Hang up');
      expect(client.commands).to.deep.equal([['hangup', 'call-1']]);
    });
  });

  describe('an incoming call', () => {
    it('says who calls, and asks the page before it answers', async () => {
      const { phone, client } = await mount(inbound());
      expect(shownText(phone)).to.contain(`Ada Lovelace ${WRITTEN} Incoming call`);
      expect(buttons(phone)).to.deep.equal(['Reject', 'Answer']);
      const asked: string[] = [];
      document.addEventListener('telnyx-answer-request', ({ detail }) => asked.push(detail.callId), { once: true });
      await press(phone, 'Answer');
      expect(asked).to.deep.equal(['call-1']);
      expect(client.commands).to.deep.equal([['answer', 'call-1']]);
    });

    it('is not answered when the page prevents it', async () => {
      const { phone, client } = await mount(inbound());
      phone.addEventListener('telnyx-answer-request', (event) => event.preventDefault());
      phone.addEventListener('telnyx-hangup-request', (event) => event.preventDefault());
      await press(phone, 'Answer');
      await press(phone, 'Reject');
      expect(client.commands).to.deep.equal([]);
    });

    it('shows that it is being answered, and can still be rejected', async () => {
      const { phone, client } = await mount(inbound({ pending: ['answer'] }));
      expect(button(phone, 'Answer')?.getAttribute('aria-busy')).to.equal('true');
      await press(phone, 'Answer');
      await press(phone, 'Reject');
      expect(client.commands).to.deep.equal([['reject', 'call-1']]);
    });

    it('has a name for a caller without one', async () => {
      const { phone } = await mount(inbound({ remoteName: '', remoteNumber: '' }));
      expect(shownText(phone)).to.contain('Unknown caller');
    });

    it('is left to the page that shows it, until it is answered', async () => {
      const { phone, client } = await mount(inbound({ shownByPage: true }));
      expect(buttons(phone)).to.deep.equal(['Recent calls', 'Call']);
      await show(phone, client, inbound({ ...talk(), shownByPage: true, state: 'active' }));
      expect(buttons(phone)).to.contain('Hang up');
    });

    it('takes the focus from the number, but gives it to no button', async () => {
      const { phone, client } = await mount();
      input(phone).focus();
      await show(phone, client, inbound());
      const focused = phone.shadowRoot!.activeElement as HTMLElement;
      expect(focused.innerText).to.equal('Ada Lovelace');
    });

    it('takes no focus from the page', async () => {
      const { phone, client } = await mount();
      const other = await fixture<HTMLInputElement>(html`<input aria-label="other" />`);
      other.focus();
      await show(phone, client, inbound());
      expect(document.activeElement).to.equal(other);
    });
  });

  describe('in a call', () => {
    it('shows who, the state and the time', async () => {
      const { phone } = await mount(talk({ remoteName: 'Ada', answeredAt: clock.now() - 61_000 }));
      expect(shownText(phone)).to.contain(`Ada ${WRITTEN} In call 1:01`);
      await clock.pass(1000);
      expect(shownText(phone)).to.contain('In call 1:02');
    });

    it('mutes and unmutes, and says which', async () => {
      const { phone, client } = await mount(talk());
      await press(phone, 'Mute');
      await show(phone, client, talk({ micMuted: true }));
      expect(button(phone, 'Mute')).to.be.null;
      await press(phone, 'Unmute');
      expect(client.commands).to.deep.equal([
        ['mute', 'call-1'],
        ['unmute', 'call-1'],
      ]);
    });

    it('holds once, shows that it waits for it, keeps the focus, and resumes', async () => {
      const { phone, client } = await mount(talk());
      button(phone, 'Hold')!.focus();
      await press(phone, 'Hold');
      await show(phone, client, talk({ pending: ['hold'] }));
      expect(button(phone, 'Hold')?.getAttribute('aria-busy')).to.equal('true');
      expect(phone.shadowRoot!.activeElement).to.equal(button(phone, 'Hold'));
      await press(phone, 'Hold');
      await show(phone, client, talk({ state: 'held', held: true }));
      expect(button(phone, 'Hold')).to.be.null;
      expect(shownText(phone)).to.contain('On hold');
      await press(phone, 'Resume');
      expect(client.commands).to.deep.equal([
        ['hold', 'call-1'],
        ['unhold', 'call-1'],
      ]);
    });

    it('sends digits by press and by key, and shows them', async () => {
      const { phone, client } = await mount(talk());
      await press(phone, 'Keypad');
      await press(phone, '4');
      await key(phone, '2', button(phone, 'Hang up'));
      await key(phone, '#', button(phone, 'Hang up'));
      await key(phone, '+', button(phone, 'Hang up'));
      expect(client.commands).to.deep.equal([
        ['sendDigits', 'call-1', '4'],
        ['sendDigits', 'call-1', '2'],
        ['sendDigits', 'call-1', '#'],
      ]);
      expect(phone.renderRoot.querySelector('.digits')?.textContent).to.equal('42#');
    });

    it('sends no digits while the keypad is closed', async () => {
      const { phone, client } = await mount(talk());
      await key(phone, '2', button(phone, 'Hang up'));
      expect(client.commands).to.deep.equal([]);
    });

    it('closes the keypad with Escape, with the focus still in the phone', async () => {
      const { phone } = await mount(talk());
      await press(phone, 'Keypad');
      button(phone, '5')!.focus();
      await key(phone, 'Escape');
      expect(button(phone, 'Keypad')).not.to.be.null;
      expect(phone.shadowRoot!.activeElement).not.to.be.null;
    });

    it('starts with a closed keypad and no digits in the next call', async () => {
      const { phone, client } = await mount(talk());
      await press(phone, 'Keypad');
      await press(phone, '4');
      await show(phone, client, talk({ id: 'b' }));
      expect(buttons(phone)).to.deep.equal(['Mute', 'Keypad', 'Hold', 'Add call', 'Hang up']);
      await press(phone, 'Keypad');
      expect(phone.renderRoot.querySelector('.digits')?.textContent).to.equal('');
    });

    for (const [what, call] of [
      ['new', { state: 'new' }],
      ['ringing', { state: 'ringing' }],
      ['active', talk()],
      ['held', talk({ state: 'held', held: true })],
      ['reconnecting', talk({ state: 'reconnecting' })],
      ['muted', talk({ micMuted: true })],
    ] as [string, Partial<CallSnapshot>][]) {
      it(`can be hung up while ${what}, also while the connection is lost`, async () => {
        const { phone, client } = await mount(call);
        expect(button(phone, 'Hang up')).not.to.be.null;
        client.set(aSnapshot({ state: 'reconnecting', reason: 'offline' }, call));
        await phone.updateComplete;
        await press(phone, 'Hang up');
        expect(client.commands).to.deep.equal([['hangup', 'call-1']]);
      });
    }

    it('can be hung up while the keypad is open', async () => {
      const { phone, client } = await mount(talk());
      await press(phone, 'Keypad');
      await press(phone, 'Hang up');
      expect(client.commands).to.deep.equal([['hangup', 'call-1']]);
    });

    it('is not hung up when the page prevents it', async () => {
      const { phone, client } = await mount(talk());
      phone.addEventListener('telnyx-hangup-request', (event) => event.preventDefault());
      await press(phone, 'Hang up');
      expect(client.commands).to.deep.equal([]);
    });

    it('shows why a command failed, and nothing when another overtook it', async () => {
      const { phone, client } = await mount(talk());
      client.outcome = () =>
        Promise.reject(new PhoneError('command-timeout', { message: 'The hold was not confirmed.' }));
      await press(phone, 'Hold');
      await settled(phone);
      expect(shownText(phone)).to.contain('The hold was not confirmed.');
      client.outcome = () => Promise.reject(new DOMException('Overtaken.', 'AbortError'));
      await press(phone, 'Hold');
      await settled(phone);
      expect(phone.renderRoot.querySelector('[part=problem]')).to.be.null;
    });

    it('does not take a second press of Enter for hanging up', async () => {
      const { phone, client } = await mount();
      button(phone, 'Call')!.focus();
      await show(phone, client, { state: 'ringing' });
      expect(phone.shadowRoot!.activeElement).not.to.be.null;
      expect(phone.shadowRoot!.activeElement?.localName).not.to.equal('button');
    });
  });

  describe('after a call', () => {
    const over = (change: Partial<CallSnapshot> = {}): Partial<CallSnapshot> => ({
      state: 'destroyed',
      cause: 'rejected',
      sipCode: 486,
      endedAt: clock.now(),
      ...change,
    });

    it('says how it ended, and calls again', async () => {
      const { phone, client } = await mount(over());
      expect(shownText(phone)).to.contain(`${WRITTEN} Busy`);
      await press(phone, 'Call again');
      await settled(phone);
      expect(client.commands[0]?.slice(0, 2)).to.deep.equal(['dial', NUMBER]);
    });

    it('offers to call back what was missed, and nothing when nobody is known', async () => {
      const { phone, client } = await mount(over({ direction: 'inbound', cause: 'timeOut' }));
      expect(buttons(phone)).to.deep.equal(['Close', 'Call back']);
      await show(phone, client, over({ id: 'b', direction: 'inbound', cause: 'timeOut', remoteNumber: '' }));
      expect(buttons(phone)).to.deep.equal(['Close']);
    });

    it('is put away by hand, or after a while', async () => {
      const { phone, client } = await mount(over());
      await press(phone, 'Close');
      expect(buttons(phone)).to.deep.equal(['Recent calls', 'Call']);
      await show(phone, client, over({ id: 'b' }));
      expect(buttons(phone)).to.contain('Call again');
      await clock.pass(5000);
      expect(buttons(phone)).to.deep.equal(['Recent calls', 'Call']);
    });

    it('says once that a call was lost, and goes on offering to call again', async () => {
      const { phone } = await mount(over({ cause: 'error', answeredAt: 1 }));
      expect(buttons(phone)).to.deep.equal(['Close', 'Call again']);
      await clock.pass(5000);
      expect(shownText(phone)).to.contain('The call was lost');
      expect(buttons(phone)).to.deep.equal(['Call again', 'Dismiss', 'Recent calls', 'Call']);
      await press(phone, 'Dismiss');
      expect(buttons(phone)).to.deep.equal(['Recent calls', 'Call']);
    });
  });

  describe('notices and problems', () => {
    it('shows the notice of an outage above the call', async () => {
      const { phone, client } = await mount();
      const lostAt = clock.now() - 1000;
      const outage = {
        state: 'reconnecting',
        reason: 'signaling',
        lostAt,
        attempt: 1,
        nextAttemptAt: lostAt + 3000,
      } as const;
      client.set(aSnapshot(outage, talk({ mediaHealthy: true })));
      await phone.updateComplete;
      expect(shownText(phone)).to.contain('Connection lost Attempt 1 of 10 in 2 seconds. You can still talk.');
      await press(phone, 'Reconnect now');
      expect(client.commands).to.deep.equal([['reconnectNow']]);
    });

    const problem = async (phone: TelnyxPhone, client: FakeClient, code: ErrorCode): Promise<string> => {
      client.report({ code });
      await phone.updateComplete;
      return phone.renderRoot.querySelector<HTMLElement>('[part=problem]')?.innerText.trim() ?? '';
    };

    it('shows an error of the client in words', async () => {
      const { phone, client } = await mount();
      expect(await problem(phone, client, 'mic-missing')).to.match(/^No microphone was found/);
      expect(phone.renderRoot.querySelector('[part=problem]')?.getAttribute('role')).to.equal('alert');
    });

    it('leaves to the notice what the notice says', async () => {
      const { phone, client } = await mount();
      expect(await problem(phone, client, 'offline')).to.equal('');
      client.set(aSnapshot({ state: 'disconnected', reason: 'auth', error: 'token-expired' }));
      expect(await problem(phone, client, 'token-expired')).to.equal('');
    });

    it('forgets a problem of connecting once it is connected', async () => {
      const { phone, client } = await mount();
      client.set(aSnapshot({ state: 'connecting' }));
      expect(await problem(phone, client, 'token-fetch-failed')).not.to.equal('');
      await show(phone, client);
      expect(phone.renderRoot.querySelector('[part=problem]')).to.be.null;
    });

    it('keeps a problem that connecting does not mend', async () => {
      const { phone, client } = await mount();
      await problem(phone, client, 'mic-denied');
      await show(phone, client);
      expect(phone.renderRoot.querySelector('[part=problem]')).not.to.be.null;
    });
  });

  it('configures its client as <telnyx-client> does', async () => {
    const client = new FakeClient(aSnapshot());
    await fixture(html`<telnyx-phone .client=${client} token-url="/token" caller-number="+1"></telnyx-phone>`);
    expect(client.configured.map(([configuration]) => configuration)).to.deep.equal([
      { tokenUrl: '/token', callerNumber: '+1' },
    ]);
  });
});
