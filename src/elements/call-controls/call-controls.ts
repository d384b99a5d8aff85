import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LocalizeController } from '../../controllers/localize.ts';
import { PHONE } from '../../localization/en/phone.ts';
import { STATUS } from '../../localization/en/status.ts';
import { isIncoming, isLive } from '../../selectors/current-call.ts';
import { panel } from '../../styles/panel.ts';
import { tokens } from '../../styles/tokens.ts';
import { CallActions } from '../call-actions.ts';
import { callViews, CallViewsKeeper } from '../call/call-views.ts';
import { hangUpButton } from '../call/hang-up-button.ts';
import { openPanel } from '../call/kind.ts';
import { dialpadStyles } from '../dialpad/dialpad.styles.ts';
import { FocusKeeper } from '../focus.ts';
import { pressedIn } from '../keyboard.ts';
import { noticeStyles } from '../notice/notice.styles.ts';
import { renderProblem } from '../problem.ts';
import { TelnyxElement } from '../telnyx-element.ts';

/**
 * The controls of the current call: mute, keypad, hold, transfer where the page has a `client.transferHandler`, and hang
 * up. Takes no room without a call, nor while one waits for its answer here.
 *
 * @tag telnyx-call-controls
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 * @attr {'comfortable' | 'compact'} density - `compact`: smaller keys and controls, less space between them.
 * @attr {'on' | 'off'} shortcuts - `off`: digits that are typed while the keypad is open are not sent; its keys are pressed one by one.
 *
 * @fires {TelnyxRequestEvent} telnyx-hangup-request - Before hanging up; cancelable.
 *
 * @slot controls - More controls of the call, below ours.
 *
 * @csspart panel - The whole element.
 * @csspart button - Each button; also by its own name: mute, keypad, hold, transfer, hang-up, hide-keypad, cancel, transfer-now, connect.
 * @csspart dialpad - The twelve keys.
 * @csspart dialpad-key - One of them.
 * @csspart digits - The keys that were pressed.
 * @csspart transfer - Where the call is to go.
 * @csspart number - The field for it.
 * @csspart sound-off - The notice that the browser keeps sound back; its button is `sound-on`.
 * @csspart problem - Why something could not be done; its button is `dismiss`.
 *
 * @cssprop --telnyx-key-size - Width of the keys and controls.
 * @cssprop --telnyx-background - Behind everything.
 * @cssprop --telnyx-surface - Keys and controls.
 * @cssprop --telnyx-danger - Hang up; `--telnyx-on-danger` on it.
 * @cssprop --telnyx-accent - Transfer; `--telnyx-on-accent` on it.
 * @cssprop --telnyx-radius - Roundness of corners.
 */
export class TelnyxCallControls extends TelnyxElement {
  static override properties: PropertyDeclarations = {
    keyTones: { attribute: 'key-tones' },
  };

  static override styles = [tokens, noticeStyles, dialpadStyles, panel];

  /** `off`: the keys of a call make no sound here. */
  keyTones: string | null = null;

  readonly #texts = new LocalizeController(this, { ...PHONE, ...STATUS });
  readonly #actions = new CallActions(this, this.bound);
  readonly #views = new CallViewsKeeper(this);
  readonly #focus = new FocusKeeper(this, '.panel');

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { call, snapshot } = this.bound;
    this.#focus.before();
    this.#views.follow(call !== null || snapshot?.connection.state === 'connected');
    this.#actions.follow();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#focus.after(openPanel(this.bound.call, this.#actions));
  }

  protected override render(): unknown {
    const { snapshot, call } = this.bound;
    const views = callViews.value;
    if (!snapshot || !call || !isLive(call) || isIncoming(call)) return nothing;
    const texts = this.#texts;
    const view = {
      texts,
      call,
      status: html``,
      disabled: snapshot.connection.state !== 'connected',
      actions: this.#actions,
    };
    return html`<section
      part="panel"
      class="panel"
      tabindex="-1"
      aria-label=${texts.text('phone.controls')}
      @keydown=${this.#keydown}
    >
      ${views?.soundOff(snapshot)} ${renderProblem(this.#actions, snapshot, texts)}
      <div class=${`view call across ${openPanel(call, this.#actions) ? 'open' : ''}`}>
        ${views?.controls(view) ?? hangUpButton(texts, () => this.#actions.end(call))}
      </div>
    </section>`;
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const target = pressedIn(event, this);
    const { call } = this.bound;
    if (target && call && this.#actions.inCall?.keydown(event.key, target, call)) event.preventDefault();
  };
}
