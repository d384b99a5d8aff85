import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { ErrorCode } from '../../contract/errors.ts';
import type { CallSnapshot, ClientSnapshot } from '../../contract/snapshots.ts';
import { getHistory } from '../../controllers/history.ts';
import { LocalizeController } from '../../controllers/localize.ts';
import { NoticeKeeper } from '../../controllers/notice.ts';
import { TelLinkController, type TelNumber } from '../../controllers/tel-links.ts';
import { NOTICE } from '../../localization/en/notice.ts';
import { PHONE } from '../../localization/en/phone.ts';
import { STATUS } from '../../localization/en/status.ts';
import { isAssisted } from '../../selectors/assistant.ts';
import { isLive } from '../../selectors/current-call.ts';
import { canDial } from '../../selectors/dial.ts';
import { talkSecondsChangeAt } from '../../selectors/timer.ts';
import { panel } from '../../styles/panel.ts';
import { dot, tokens } from '../../styles/tokens.ts';
import { CallActions } from '../call-actions.ts';
import { renderBare } from '../call/bare.ts';
import { callViews, CallViewsKeeper } from '../call/call-views.ts';
import { callKind, openPanel, type CallKind } from '../call/kind.ts';
import { qualityView } from '../call-quality/view.ts';
import { ConfiguredElement } from '../configured-element.ts';
import { DeviceKeeper } from '../device-select/view.ts';
import { dialpadStyles } from '../dialpad/dialpad.styles.ts';
import { NumberEntry } from '../dialpad/entry.ts';
import { FocusKeeper } from '../focus.ts';
import { HistoryKeeper } from '../history/history.ts';
import { sliders } from '../icons.ts';
import { pressedIn } from '../keyboard.ts';
import { PartKeeper } from '../lazy-part.ts';
import { phoneNumbers } from '../numbers/numbers.ts';
import { renderNotify } from '../notify/notify.ts';
import { noticeStyles } from '../notice/notice.styles.ts';
import { renderNotice } from '../notice/notice.ts';
import { renderProblem } from '../problem.ts';
import { renderStatus } from '../status/status.ts';
import { offerAssistant, renderSwitch } from './entry-views.ts';
import { FloatingKeeper, type FloatingView, type PhoneLayout } from './floating.ts';
import { TranscriptKeeper } from '../transcript/view.ts';
import { Opened } from './opened.ts';
import { phoneStyles } from './phone.styles.ts';

/** Problems that notices say better. */
const NOTICED: readonly ErrorCode[] = [
  'offline',
  'exhausted',
  'server-closed',
  'connect-timeout',
  'session-lost',
  'open-elsewhere',
  'playback-blocked',
];

/**
 * A complete softphone: number entry and dial pad, incoming call, in-call controls, notices of the connection.
 *
 * @tag telnyx-phone
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 * @attr {'comfortable' | 'compact'} density - `compact`: smaller keys, less space between them.
 * @attr {'inline' | 'floating'} layout - `floating`: above the page, behind a button that shows calls and can be moved.
 * @attr {boolean} open - Of a phone that floats: opened, not minimised to its button. Reflected.
 * @attr {'on' | 'off'} shortcuts - `off`: only what has the focus is pressed by a key; none writes a number, sends a digit or removes a call from elsewhere.
 *
 * @fires {InputEvent} input - The number was changed by the user.
 * @fires {TelnyxRequestEvent} telnyx-dial-request - Before calling; cancelable.
 * @fires {TelnyxRequestEvent} telnyx-answer-request - Before answering; cancelable.
 * @fires {TelnyxRequestEvent} telnyx-hangup-request - Before hanging up or rejecting; cancelable.
 *
 * @fires {ToggleEvent} toggle - A phone that floats was opened or minimised.
 *
 * @slot logo - Before the title.
 * @slot title - In place of the word "Phone".
 * @slot header - Between the title and the state of the connection.
 * @slot empty - Above number entry, while there is no call.
 * @slot controls - More controls of a call, below ours.
 * @slot launcher - Of a phone that floats: in place of the handset on its button.
 *
 * @csspart panel - The whole phone.
 * @csspart header - Title and state of the connection.
 * @csspart devices - Microphone, speaker and ringer, with the parts of `<telnyx-device-select>`; behind the button devices-button.
 * @csspart notice - The notice of the connection, with the parts of `<telnyx-reconnect-banner>`.
 * @csspart media-recovery - The notice of a microphone that cannot be had, with the parts of
 *   `<telnyx-media-recovery>`.
 * @csspart sound-off - The notice that the browser keeps sound back; its button is `sound-on`.
 * @csspart problem - Why something could not be done; its button is `dismiss`.
 * @csspart entry - Number entry.
 * @csspart number - The number's input.
 * @csspart number-hint - What there is to say of the number: where it is, or that it may not be one.
 * @csspart dialpad - The twelve keys.
 * @csspart dialpad-key - One of them.
 * @csspart calls - The calls beside the one that is shown, with the parts of `<telnyx-call-list>`.
 * @csspart incoming - An incoming call.
 * @csspart call - A call under way.
 * @csspart ended - A call that has ended.
 * @csspart avatar - The initials of who is at the other end.
 * @csspart party - Who is at the other end.
 * @csspart party-number - The number, below a name.
 * @csspart dot - Says by its colour how things stand.
 * @csspart label - The state in words.
 * @csspart timer - How long one has talked.
 * @csspart muted - Shown while the microphone is muted.
 * @csspart quality - How good the call is, with the parts of `<telnyx-call-quality>`.
 * @csspart transcript - What is said in a call with an AI assistant, with the parts of `<telnyx-transcript>`.
 * @csspart digits - The keys that were pressed in the call.
 * @csspart transfer - Where the call is to go.
 * @csspart later - The keys that are pressed when the call is answered.
 * @csspart history - The calls that are over, with the parts of `<telnyx-call-list>`.
 * @csspart button - Each button; also by its own name: devices-button, call, delete, answer, reject, hang-up, mute, keypad, hide-keypad, hold, transfer, transfer-now, connect, cancel, close, call-again,
 *   add-call, back, end-answer, swap, resume, move, minimise, recent, keys, cancel-later, notify.
 * @csspart notify-blocked - With `notify`: that the browser keeps notifications back, and what to do about it.
 * @csspart dock - Of a phone that floats: what stands on the page while it is minimised.
 * @csspart launcher - The button in it, or the call.
 * @csspart launcher-badge - How many calls were missed.
 * @csspart window - The phone while it is open.
 *
 * @cssprop --telnyx-transcript-height - The largest height of what is said in a call with an AI assistant.
 * @cssprop --telnyx-phone-width - The phone's largest width.
 * @cssprop --telnyx-key-size - Width of the keys and controls.
 * @cssprop --telnyx-space - Around what is in the phone, and between it.
 * @cssprop --telnyx-shadow - Below the phone.
 * @cssprop --telnyx-button-radius - Roundness of keys and buttons.
 * @cssprop --telnyx-floating-gap - Between a phone that floats and the edges of the window.
 * @cssprop --telnyx-launcher-size - Width of its button.
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
  static override properties: PropertyDeclarations = {
    layout: { reflect: true },
    open: { type: Boolean, reflect: true },
    keyTones: { attribute: 'key-tones' },
    captureTelLinks: { attribute: 'capture-tel-links' },
    notify: { type: Boolean },
  };

  static override styles = [tokens, dot, noticeStyles, dialpadStyles, panel, phoneStyles];

  /** `floating`: above the page, behind a button that shows calls and can be moved. */
  layout: PhoneLayout = 'inline';

  /** Of a phone that floats: opened, not minimised to its button. Its own doing too, so it is reflected. */
  open = false;

  /** `off`: the keys of a call make no sound here. */
  keyTones: string | null = null;

  /**
   * The page's `tel:` links put their number into the phone instead of opening another program, ready to be called; with
   * `dial` they call at once. Of several phones one takes them.
   */
  captureTelLinks: string | null = null;

  /**
   * The system tells of calls that ring while nobody looks at the page, once the user has allowed that; who is not asked
   * yet finds a button in the phone while there is no call.
   */
  notify = false;

  readonly #texts = new LocalizeController(this, { ...PHONE, ...NOTICE, ...STATUS });
  readonly #notices = new NoticeKeeper(this.bound);
  readonly #actions = new CallActions(this, this.bound);
  readonly #entry = new NumberEntry(this, this.#actions, getHistory);
  readonly #views = new CallViewsKeeper(this);
  readonly #quality = new PartKeeper(this, qualityView);
  readonly #floating = new FloatingKeeper(this);
  readonly #transcript = new TranscriptKeeper(this);
  readonly #devices = new DeviceKeeper(this);
  readonly #focus = new FocusKeeper(this, '.party', '.panel');
  readonly #history = new HistoryKeeper(this);
  #view: CallKind | 'entry' | 'recent' = 'entry';
  readonly #opened = new Opened(() => this.requestUpdate());

  constructor() {
    super();
    new TelLinkController(
      this,
      () => (this.captureTelLinks ?? false) !== false,
      (number) => void this.#takeLink(number),
    );
    this.addEventListener('telnyx-error', ({ detail }) => {
      if (!NOTICED.includes(detail.code)) this.#actions.fail(detail);
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { call, snapshot } = this.bound;
    this.#focus.before();
    this.#views.follow(Boolean(call) || snapshot?.connection.state === 'connected');
    this.#quality.follow(Boolean(call?.answeredAt));
    this.#actions.follow();
    this.#transcript.follow(call);
    this.#opened.follow(call, this.#actions.dialling !== null);
    this.#devices.follow(snapshot, this.#opened.choosing);
    const { recent } = this.#opened;
    this.#history.watch(Boolean(call) || snapshot?.connection.state === 'connected', recent, recent);
    this.#floating.follow(this.layout === 'floating');
    if (snapshot) this.#floating.frame?.follow(this.#floatingView(snapshot));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#entry.updated();
    this.#transcript.updated();
    this.#focus.after(this.#view === 'recent' ? 'recent' : this.#opened.adding ? 'entry' : this.#panel);
  }

  protected override render(): unknown {
    const { snapshot } = this.bound;
    if (!snapshot) return nothing;
    const call = this.#call();
    const adding = call !== null && call.id === this.#opened.adding && isLive(call);
    const entry = this.#opened.recent && this.#history.on ? 'recent' : 'entry';
    this.#view = !adding && (call ?? this.#actions.dialling) ? callKind(call) : entry;
    const notice = this.#notices.current();
    for (const each of snapshot.calls) this.bound.changesAt(talkSecondsChangeAt(each, this.bound.now));
    const floats = this.layout === 'floating';
    const { frame } = this.#floating;
    if (floats && !frame && !call) return nothing;
    const panel = html`<section
      part="panel"
      class="panel"
      tabindex="-1"
      aria-label=${frame ? nothing : this.#texts.text('phone.label')}
      @keydown=${this.#keydown}
    >
      <header part="header">
        <slot name="logo"></slot>
        <slot name="title">${this.#texts.text('phone.label')}</slot>
        <slot name="header"></slot>
        <span class="status">${renderStatus(snapshot, null, 0, this.#texts)}</span>
        <button
          part="button devices-button"
          class="plain settings"
          type="button"
          aria-label=${this.#texts.text('phone.devices')}
          aria-expanded=${this.#opened.choosing}
          @click=${() => this.#opened.choose(!this.#opened.choosing, this.bound.call)}
        >
          ${sliders()}
        </button>
        ${frame?.tools()}
      </header>
      ${renderNotice(notice?.call && notice.call === call ? null : notice, this.#texts, {
        written: this.#actions.written,
        reconnect: () => this.client.reconnectNow(),
        callAgain: () => void this.#actions.dial(notice?.call?.remoteNumber ?? ''),
        dismiss: () => {
          this.#notices.dismiss();
          this.requestUpdate();
        },
      })}
      ${callViews.value?.soundOff(snapshot)} ${callViews.value?.mediaRecovery(this.bound, this.callId)}
      ${this.#devices.notice(snapshot)} ${renderProblem(this.#actions, snapshot, this.#texts)}
      ${this.#opened.choosing ? this.#devices.panel(snapshot, false) : nothing}
      ${renderNotify(this, call?.id, this.#view === 'entry', this.#opened.choosing)}
      ${this.#renderOthers(snapshot, call)}
      ${this.#opened.choosing && (this.#view === 'entry' || this.#view === 'recent') ? nothing : this.#renderView(snapshot, call)}
      ${this.#renderTranscript(snapshot, call)}
    </section>`;
    return frame ? frame.render(this.#floatingView(snapshot), panel) : panel;
  }

  #floatingView(snapshot: ClientSnapshot): FloatingView {
    const { now } = this.bound;
    return { texts: this.#texts, snapshot, call: this.#call(), now, actions: this.#actions };
  }

  /** The call to show. An ended one gives way when it was put away or another is wished for. */
  #call(): CallSnapshot | null {
    const { call } = this.bound;
    if (!call || (call.shownByPage && call.answeredAt === null)) return null;
    const shown = isLive(call) || (callViews.value && !this.#actions.dialling && call.id !== this.#actions.closed);
    return shown ? call : null;
  }

  /** What the user has opened in the call that is shown. */
  get #panel(): string | null {
    return this.#view === 'call' ? openPanel(this.bound.call, this.#actions) : null;
  }

  /** The calls beside the one that is shown; and that one too, while the number of another is entered. */
  #renderOthers(snapshot: ClientSnapshot, call: CallSnapshot | null): unknown {
    const shown = this.#view === 'entry' || this.#view === 'recent' ? null : call;
    const disabled = snapshot.connection.state !== 'connected';
    const view = { texts: this.#texts, snapshot, now: this.bound.now, disabled, actions: this.#actions };
    return callViews.value?.others(view, shown, this.#opened.adding ? () => this.#opened.add(null) : null);
  }

  #renderView(snapshot: ClientSnapshot, call: CallSnapshot | null): TemplateResult {
    const texts = this.#texts;
    const actions = this.#actions;
    const disabled = !canDial(snapshot.connection);
    if (this.#view === 'recent') return this.#renderRecent(disabled);
    if (this.#view !== 'entry') {
      const status = call
        ? renderStatus(snapshot, call, this.bound.now, texts)
        : html`<span class="dot busy"></span> <span part="label">${texts.text('call.calling')}</span>`;
      const view = {
        texts,
        call,
        status,
        quality: call ? qualityView.value?.render(call, true) : nothing,
        disabled: this.#view === 'ended' ? disabled : snapshot.connection.state !== 'connected',
        actions,
        ...(call ? { add: () => this.#opened.add(call) } : {}),
      };
      return callViews.value?.call(view) ?? renderBare(view);
    }
    const entry = isAssisted(this.client.configuration)
      ? offerAssistant(texts, disabled, () => void actions.dial(''))
      : this.#entry.render({ texts, disabled, start: this.#renderSwitch('recent') });
    return html`<slot name="empty"></slot>${entry}`;
  }

  /** What is said in the call that is shown, when it is one with an assistant. */
  #renderTranscript(snapshot: ClientSnapshot, call: CallSnapshot | null): TemplateResult | typeof nothing {
    const { callId, messages } = this.#transcript;
    if (this.#view === 'entry' || this.#view === 'recent' || messages.length === 0 || call?.id !== callId)
      return nothing;
    const writable = isLive(call) ? call : null;
    return this.#transcript.render({ writable, disabled: snapshot.connection.state !== 'connected', quiet: true });
  }

  /** The calls that are over; and always the way back to the keys. */
  #renderRecent(disabled: boolean): TemplateResult {
    const { value: history, view } = this.#history;
    const { now } = this.bound;
    if (view) this.bound.changesAt(view.changesAt(now));
    return html`<div part="recent" class="view recent">
      ${history && view?.render({ history, now, disabled, actions: this.#actions, keeper: this.#history })}
      <div class="bar">${this.#renderSwitch('keys')}</div>
    </div>`;
  }

  #renderSwitch(to: 'recent' | 'keys'): TemplateResult | typeof nothing {
    return renderSwitch(to, this.#texts, this.#history, () => this.#opened.show(to === 'recent'));
  }

  /** What a link of the page names is put into the phone. */
  async #takeLink({ number, context }: TelNumber): Promise<void> {
    if (context) await phoneNumbers.fetch();
    this.enter(phoneNumbers.value?.inContext(number, context) ?? number);
    await this.updateComplete;
    const { snapshot } = this.bound;
    if (this.captureTelLinks === 'dial' && snapshot && canDial(snapshot.connection)) this.#entry.submit();
    else this.renderRoot.querySelector<HTMLElement>('.call[type="submit"]')?.focus();
  }

  /**
   * Puts a number into the phone, to be called by whoever presses Call. In the middle of a call it is the number of
   * another.
   */
  enter(number: string): void {
    const { call } = this.bound;
    this.#opened.enter(call);
    if (this.layout === 'floating') this.open = true;
    if (call && !isLive(call)) this.#actions.close(call);
    this.#entry.enter(number);
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const target = pressedIn(event, this);
    if (!target) return;
    const { call } = this.bound;
    const used =
      this.#panel && call
        ? this.#actions.inCall?.keydown(event.key, target, call)
        : this.#view === 'entry'
          ? !isAssisted(this.client.configuration) && this.#entry.keydown(event.key, target)
          : this.#view === 'recent' && this.#history.view?.keydown(event.key, target, this.#history);
    const closed = event.key === 'Escape' && this.#opened.close(this.#view === 'recent');
    if (used || closed) event.preventDefault();
  };
}
