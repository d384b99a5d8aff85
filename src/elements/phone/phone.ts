import { adoptStyles, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CallSession } from '../../contract/client.ts';
import type { ErrorCode, PhoneError } from '../../contract/errors.ts';
import type { CallSnapshot, ClientSnapshot, ConnectionSnapshot } from '../../contract/snapshots.ts';
import { LocalizeController } from '../../controllers/localize.ts';
import { NoticeKeeper } from '../../controllers/notice.ts';
import { NOTICE } from '../../localization/en/notice.ts';
import { PHONE } from '../../localization/en/phone.ts';
import { STATUS } from '../../localization/en/status.ts';
import { isLive } from '../../selectors/current-call.ts';
import { talkSecondsChangeAt } from '../../selectors/timer.ts';
import { dot, tokens } from '../../styles/tokens.ts';
import { dial, request, settle } from '../commands.ts';
import { ConfiguredElement } from '../configured-element.ts';
import { alert, close } from '../icons.ts';
import { renderMediaRecovery } from '../media-recovery/notice.ts';
import { noticeStyles } from '../notice/notice.styles.ts';
import { renderNotice } from '../notice/notice.ts';
import { renderStatus } from '../status/status.ts';
import { callExtras } from './call-extras.ts';
import { renderCall } from './call.ts';
import { renderEntry } from './entry.ts';
import { phoneStyles } from './phone.styles.ts';

type View = 'entry' | 'incoming' | 'call' | 'ended';

/** A call that is wished for: from the press until the client has a call, or has failed to make one. */
interface Dialling {
  readonly number: string;
  readonly abort: AbortController;
}

interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  /** It came while there was no connection, so it is over when there is one. */
  readonly passing: boolean;
}

/** Problems that the notice says better. */
const NOTICED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'offline',
  'exhausted',
  'server-closed',
  'connect-timeout',
  'session-lost',
  'open-elsewhere',
]);

const TYPED = /^[\d*#+]$/;

/** A phone that is not connected yet connects to call; one that has lost its connection has to find it first. */
const canDial = ({ state, reason }: ConnectionSnapshot): boolean =>
  state !== 'reconnecting' &&
  state !== 'disconnecting' &&
  (state !== 'disconnected' || reason === null || reason === 'user');

/**
 * A complete softphone: number entry and dial pad, incoming call, in-call controls, notices of the connection.
 *
 * @tag telnyx-phone
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 *
 * @fires {TelnyxRequestEvent} telnyx-dial-request - Before calling; cancelable.
 * @fires {TelnyxRequestEvent} telnyx-answer-request - Before answering; cancelable.
 * @fires {TelnyxRequestEvent} telnyx-hangup-request - Before hanging up or rejecting; cancelable.
 *
 * @slot title - In place of the word "Phone".
 *
 * @csspart panel - The whole phone.
 * @csspart header - Title and state of the connection.
 * @csspart notice - The notice of the connection, with the banner's parts.
 * @csspart media-recovery - The notice of a microphone that cannot be had, with that element's parts.
 * @csspart problem - A problem that can be dismissed.
 * @csspart entry - Number entry.
 * @csspart number - The number's input.
 * @csspart dialpad - The twelve keys.
 * @csspart dialpad-key - One of them.
 * @csspart incoming - An incoming call.
 * @csspart call - A call under way.
 * @csspart ended - A call that has ended.
 * @csspart avatar - The initials of who is at the other end.
 * @csspart party - Who is at the other end.
 * @csspart party-number - The number, below a name.
 * @csspart button - Each round button; also by its own name: call, answer, reject, hang-up, mute, keypad, hold, close, call-again.
 *
 * @cssprop --telnyx-phone-width - The phone's largest width.
 * @cssprop --telnyx-background - Behind everything.
 * @cssprop --telnyx-surface - Keys and controls.
 * @cssprop --telnyx-text - Colour of the words.
 * @cssprop --telnyx-text-muted - Colour of what is said by the way.
 * @cssprop --telnyx-border - Colour of borders.
 * @cssprop --telnyx-accent - Call and Answer; `--telnyx-on-accent` on it.
 * @cssprop --telnyx-danger - Hang up and Reject; `--telnyx-on-danger` on it.
 * @cssprop --telnyx-focus - Ring around what has the focus.
 * @cssprop --telnyx-radius - Roundness of corners.
 * @cssprop --telnyx-font - Font families.
 */
export class TelnyxPhone extends ConfiguredElement {
  static override properties = {
    number: { state: true },
    keypad: { state: true },
    dialling: { state: true },
    problem: { state: true },
    closed: { state: true },
    pressed: { state: true },
  };

  static override styles = [tokens, dot, noticeStyles, phoneStyles];

  private number = '';
  /** The call whose keypad is open. */
  private keypad: string | null = null;
  private dialling: Dialling | null = null;
  private problem: Problem | null = null;
  /** The ended call that the user has put away. */
  private closed: string | null = null;
  /** The keys pressed, and the call they were pressed in. */
  private pressed = { callId: '', keys: '' };

  readonly #texts = new LocalizeController(this, { ...PHONE, ...NOTICE, ...STATUS });
  readonly #notices = new NoticeKeeper(this.bound);
  #view: View = 'entry';
  #hadFocus = false;
  #extras: 'none' | 'wanted' | 'there' = 'none';

  constructor() {
    super();
    this.addEventListener('telnyx-error', ({ detail: { code, message } }) => {
      if (!NOTICED.has(code)) this.#fail({ code, message });
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#hadFocus = Boolean(this.shadowRoot?.activeElement);
    this.#followExtras();
    if (this.problem?.passing && this.bound.snapshot?.connection.state === 'connected') this.problem = null;
  }

  protected override updated(changed: PropertyValues): void {
    // A number that is too long for its field shows where it is being written.
    const input = changed.has('number') ? this.renderRoot.querySelector('input') : null;
    if (input && this.shadowRoot?.activeElement !== input) input.scrollLeft = input.scrollWidth;
    const closed = changed.has('keypad') && !this.keypad;
    // What had the focus is gone with its view. Whoever types on must not answer, call or hang up by accident.
    if (this.#hadFocus && (closed || !this.shadowRoot?.activeElement)) {
      // What was opened gives the focus back to what opened it.
      const opener = closed ? this.renderRoot.querySelector<HTMLElement>('.keypad') : null;
      const party = opener ?? this.renderRoot.querySelector<HTMLElement>('.party');
      (party ?? this.renderRoot.querySelector<HTMLElement>('.panel'))?.focus({ preventScroll: true });
    }
  }

  protected override render(): unknown {
    const { snapshot } = this.bound;
    if (!snapshot) return nothing;
    const call = this.#call();
    this.#view = this.#viewOf(call);
    const notice = this.#notices.current();
    if (call) this.bound.changesAt(talkSecondsChangeAt(call, this.bound.now));
    return html`<section
      part="panel"
      class="panel"
      tabindex="-1"
      aria-label=${this.#texts.text('phone.label')}
      @keydown=${this.#keydown}
    >
      <header part="header">
        <slot name="title">${this.#texts.text('phone.label')}</slot>
        <span class="status">${renderStatus(snapshot, null, 0, this.#texts)}</span>
      </header>
      ${renderNotice(notice?.call && notice.call === call ? null : notice, this.#texts, {
        reconnect: () => this.client.reconnectNow(),
        callAgain: () => void this.#dial(notice?.call?.remoteNumber ?? ''),
        dismiss: () => {
          this.#notices.dismiss();
          this.requestUpdate();
        },
      })}
      ${renderMediaRecovery(this, this.bound, this.#texts.problem)} ${this.#renderProblem(snapshot)}
      ${this.#renderView(snapshot, call)}
    </section>`;
  }

  /** The call to show. An ended one gives way when it was put away or another is wished for. */
  #call(): CallSnapshot | null {
    const { call } = this.bound;
    if (!call || (call.shownByPage && call.answeredAt === null)) return null;
    return !isLive(call) && (this.dialling || call.id === this.closed) ? null : call;
  }

  get #inKeypad(): boolean {
    return this.#view === 'call' && this.keypad !== null && this.keypad === this.bound.call?.id;
  }

  /** Before the phone is connected there is nothing to show with them; then they are there before they are needed. */
  #followExtras(): void {
    const { snapshot, call } = this.bound;
    const extras = callExtras.value;
    if (extras && this.#extras !== 'there') {
      adoptStyles(this.renderRoot as ShadowRoot, [...TelnyxPhone.elementStyles, extras.styles]);
      this.#extras = 'there';
    } else if (this.#extras === 'none' && (call || this.dialling || snapshot?.connection.state === 'connected')) {
      this.#extras = 'wanted';
      void callExtras.fetch().then(() => this.requestUpdate());
    }
  }

  #viewOf(call: CallSnapshot | null): View {
    if (!call) return this.dialling ? 'call' : 'entry';
    if (!isLive(call)) return 'ended';
    return call.direction === 'inbound' && call.answeredAt === null ? 'incoming' : 'call';
  }

  #renderView(snapshot: ClientSnapshot, call: CallSnapshot | null): TemplateResult {
    const texts = this.#texts;
    const disabled = !canDial(snapshot.connection);
    const status =
      !call && this.dialling
        ? html`<span class="dot busy"></span> <span part="label">${texts.text('call.calling')}</span>`
        : renderStatus(snapshot, call, this.bound.now, texts);
    if (this.#view !== 'entry') {
      return renderCall({
        texts,
        kind: this.#view,
        call,
        dialling: this.dialling?.number ?? '',
        status,
        extras: callExtras.value,
        disabled: this.#view === 'ended' ? disabled : snapshot.connection.state !== 'connected',
        keypadOpen: this.#inKeypad,
        digits: this.pressed.callId === call?.id ? this.pressed.keys : '',
        answer: () => call && this.#answer(call),
        end: () => (call ? this.#end(call) : this.dialling?.abort.abort()),
        toggleMute: () => this.#command((session) => (session.micMuted ? session.unmute() : session.mute())),
        toggleHold: () => this.#command((session) => (session.held ? session.unhold() : session.hold())),
        toggleKeypad: () => (this.keypad = call && !this.#inKeypad ? call.id : null),
        press: (key) => this.#sendDigit(key),
        callAgain: () => void this.#dial(call?.remoteNumber ?? ''),
        close: () => (this.closed = call?.id ?? null),
      });
    }
    return renderEntry({
      texts,
      number: this.number,
      disabled,
      change: (number) => (this.number = number),
      press: this.#type,
      backspace: this.#backspace,
      submit: () => void this.#dial(this.number.trim()),
    });
  }

  #renderProblem({ connection, mediaRecovery }: ClientSnapshot): TemplateResult | typeof nothing {
    const { problem } = this;
    if (!problem || problem.code === connection.error || problem.code === mediaRecovery?.cause) return nothing;
    const { text } = this.#texts;
    return html`<div part="problem" class="notice bad" role="alert">
      ${alert()}
      <div class="words">${this.#texts.problem(problem.code, problem.message)}</div>
      <button class="dismiss" type="button" aria-label=${text('phone.dismiss')} @click=${() => (this.problem = null)}>
        ${close()}
      </button>
    </div>`;
  }

  readonly #fail = ({ code, message }: Pick<PhoneError, 'code' | 'message'>): void => {
    this.problem = { code, message, passing: this.bound.snapshot?.connection.state !== 'connected' };
  };

  async #dial(number: string): Promise<void> {
    if (this.dialling) return;
    const dialling = { number, abort: new AbortController() };
    this.problem = null;
    this.dialling = dialling;
    const made = await dial(this, number, this.#fail, dialling.abort.signal);
    if (made && this.number.trim() === number) this.number = '';
    this.dialling = null;
  }

  #answer(call: CallSnapshot): void {
    if (!request(this, 'telnyx-answer-request', { callId: call.id })) return;
    this.#command((session) => session.answer(), call.id);
  }

  #end(call: CallSnapshot): void {
    if (!request(this, 'telnyx-hangup-request', { callId: call.id })) return;
    const incoming = this.#viewOf(call) === 'incoming';
    this.#command((session) => (incoming ? session.reject() : session.hangup()), call.id);
  }

  #command(command: (session: CallSession) => Promise<unknown>, id = this.bound.call?.id ?? ''): void {
    const session = this.client.call(id);
    if (!session) return;
    this.problem = null;
    void settle(command(session), this.#fail);
  }

  #sendDigit(key: string): void {
    const { call, snapshot } = this.bound;
    if (!call || snapshot?.connection.state !== 'connected') return;
    const { callId, keys } = this.pressed;
    this.pressed = { callId: call.id, keys: (callId === call.id ? keys : '') + key };
    this.#command((session) => session.sendDigits(key));
  }

  readonly #type = (key: string): void => {
    this.number += key;
  };

  readonly #backspace = (): void => {
    this.number = this.number.slice(0, -1);
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0] as Element;
    const { key } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.matches('input, textarea, select, [contenteditable]')) return;
    if (this.#inKeypad && key === 'Escape') {
      this.keypad = null;
    } else if (this.#inKeypad && TYPED.test(key) && key !== '+') {
      this.#sendDigit(key);
    } else if (this.#view === 'entry' && TYPED.test(key)) {
      this.#type(key);
    } else if (this.#view === 'entry' && key === 'Backspace') {
      this.#backspace();
    } else if (this.#view === 'entry' && key === 'Enter' && !target.closest('button')) {
      // Whoever typed without being in the field expects the same of Enter.
      this.renderRoot.querySelector('form')?.requestSubmit();
    } else {
      return;
    }
    event.preventDefault();
  };
}
