import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { CallSnapshot, ClientSnapshot } from '../../contract/snapshots.ts';
import { LocalizeController } from '../../controllers/localize.ts';
import { PHONE } from '../../localization/en/phone.ts';
import { STATUS } from '../../localization/en/status.ts';
import { isIncoming, isLive } from '../../selectors/current-call.ts';
import { canDial } from '../../selectors/dial.ts';
import { panel } from '../../styles/panel.ts';
import { tokens } from '../../styles/tokens.ts';
import { CallActions } from '../call-actions.ts';
import { callViews, CallViewsKeeper } from '../call/call-views.ts';
import { hangUpButton } from '../call/hang-up-button.ts';
import { FocusKeeper } from '../focus.ts';
import { pressedIn } from '../keyboard.ts';
import { noticeStyles } from '../notice/notice.styles.ts';
import { renderProblem } from '../problem.ts';
import { TelnyxElement, upgradeProperties } from '../telnyx-element.ts';
import { dialpadStyles } from './dialpad.styles.ts';
import { NumberEntry } from './entry.ts';
import { renderDialpad } from './keys.ts';

/** It is as high in a call as before, so that nothing around it moves. */
const ownStyles = css`
  :host {
    max-inline-size: var(--telnyx-dialpad-width, 20rem);
  }

  .panel:has(.view) {
    min-block-size: calc(5 * var(--_key) + 9.5rem);
  }
`;

/**
 * Twelve keys. In an answered call they send their digits; else they collect a number, which can be typed and pasted too,
 * and called. With `keys-only` there are the keys alone, for a page that shows the number and calls by itself.
 *
 * @tag telnyx-dialpad
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 * @attr {'comfortable' | 'compact'} density - `compact`: smaller keys, less space between them.
 * @attr {'on' | 'off'} shortcuts - `off`: digits that are typed outside of the field are neither written nor sent; the keys are pressed one by one.
 *
 * @fires {InputEvent} input - The number was changed by the user; `value` is what it is now.
 * @fires {TelnyxRequestEvent} telnyx-dial-request - Before calling; cancelable.
 * @fires {TelnyxRequestEvent} telnyx-hangup-request - Before hanging up; cancelable.
 *
 * @csspart panel - The whole element.
 * @csspart entry - Number entry.
 * @csspart number - The number's input.
 * @csspart number-hint - What there is to say of the number: where it is, or that it may not be one.
 * @csspart dialpad - The twelve keys.
 * @csspart dialpad-key - One of them.
 * @csspart digits - The keys that were pressed in the call.
 * @csspart button - Each button; also by its own name: call, delete, hang-up.
 * @csspart media-recovery - The notice of a microphone that cannot be had, with the parts of
 *   `<telnyx-media-recovery>`.
 * @csspart problem - Why something could not be done; its button is `dismiss`.
 *
 * @cssprop --telnyx-dialpad-width - Its largest width.
 * @cssprop --telnyx-key-size - Width of the keys.
 * @cssprop --telnyx-background - Behind everything.
 * @cssprop --telnyx-surface - Keys.
 * @cssprop --telnyx-accent - Call; `--telnyx-on-accent` on it.
 * @cssprop --telnyx-danger - Hang up; `--telnyx-on-danger` on it.
 * @cssprop --telnyx-radius - Roundness of corners.
 */
export class TelnyxDialpad extends TelnyxElement {
  static override properties: PropertyDeclarations = {
    value: { noAccessor: true },
    keysOnly: { attribute: 'keys-only', type: Boolean },
    keyTones: { attribute: 'key-tones' },
  };

  static override styles = [tokens, noticeStyles, dialpadStyles, panel, ownStyles];

  /** Nothing but the keys. */
  keysOnly = false;

  /** `off`: the keys of a call make no sound here. */
  keyTones: string | null = null;

  readonly #texts = new LocalizeController(this, { ...PHONE, ...STATUS });
  readonly #actions = new CallActions(this, this.bound);
  readonly #entry = new NumberEntry(this, this.#actions);
  readonly #views = new CallViewsKeeper(this);
  readonly #focus = new FocusKeeper(this, '.panel');

  constructor() {
    super();
    upgradeProperties(this, ['value']);
  }

  /** The number collected so far. */
  get value(): string {
    return this.#entry.number;
  }

  set value(value: string | null) {
    this.#entry.number = value ?? '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#focus.before();
    this.#views.follow(this.bound.snapshot?.connection.state === 'connected');
    this.#actions.follow();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#entry.updated();
    this.#focus.after(null);
  }

  protected override render(): unknown {
    const { snapshot } = this.bound;
    if (!snapshot) return nothing;
    return html`<section
      part="panel"
      class="panel"
      tabindex="-1"
      aria-label=${this.#texts.text('phone.keys')}
      @keydown=${this.#keydown}
    >
      ${this.keysOnly ? nothing : callViews.value?.mediaRecovery(this.bound, this.callId)}
      ${renderProblem(this.#actions, snapshot, this.#texts)} ${this.#renderKeys(snapshot)}
    </section>`;
  }

  /** The call that the keys belong to; null while they belong to a number. */
  get #answered(): CallSnapshot | null {
    const { call } = this.bound;
    return call && isLive(call) && call.answeredAt !== null ? call : null;
  }

  #renderKeys(snapshot: ClientSnapshot): TemplateResult {
    const texts = this.#texts;
    const { connection } = snapshot;
    const answered = this.#answered;
    const connected = connection.state === 'connected';
    if (this.keysOnly) {
      const disabled = answered !== null && !(connected && this.#actions.inCall);
      return renderDialpad(texts, this.#press, { plus: !answered, disabled });
    }
    const view = { texts, call: answered, status: html``, disabled: !connected, actions: this.#actions };
    const end = (): void => this.#actions.end(this.#going);
    if (answered) {
      return html`<div class="view call open">
        ${callViews.value?.keypad(view, answered)}
        <div class="bar">${hangUpButton(texts, end)}</div>
      </div>`;
    }
    const going = this.#going ?? this.#actions.dialling;
    return this.#entry.render({ texts, disabled: !canDial(connection), end: going ? end : null });
  }

  /** A call that can be hung up. */
  get #going(): CallSnapshot | null {
    const { call } = this.bound;
    return call && isLive(call) && !isIncoming(call) ? call : null;
  }

  readonly #press = (key: string): void => {
    const answered = this.#answered;
    if (answered) this.#actions.inCall?.press(answered, key);
    else this.#entry.type(key);
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    const target = pressedIn(event, this);
    const answered = this.#answered;
    if (!target) return;
    const used = answered
      ? this.#actions.inCall?.digit(event.key, target, answered)
      : this.#entry.keydown(event.key, target);
    if (used) event.preventDefault();
  };
}
