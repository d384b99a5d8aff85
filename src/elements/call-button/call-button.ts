import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { CallSnapshot, ClientSnapshot, ConnectionSnapshot } from '../../contract/snapshots.ts';
import { LocalizeController } from '../../controllers/localize.ts';
import { PHONE } from '../../localization/en/phone.ts';
import { STATUS } from '../../localization/en/status.ts';
import { isAssisted } from '../../selectors/assistant.ts';
import { isLive } from '../../selectors/current-call.ts';
import { connectionStatus } from '../../selectors/status.ts';
import { dot, tokens } from '../../styles/tokens.ts';
import { CallActions } from '../call-actions.ts';
import { callViews, CallViewsKeeper } from '../call/call-views.ts';
import { hangUpButton } from '../call/hang-up-button.ts';
import { FocusKeeper } from '../focus.ts';
import { call as callIcon } from '../icons.ts';
import { noticeStyles } from '../notice/notice.styles.ts';
import { renderProblem } from '../problem.ts';
import { renderStatus } from '../status/status.ts';
import { TelnyxElement } from '../telnyx-element.ts';
import { callButtonStyles } from './call-button.styles.ts';

/** While it is being looked for, or in another tab, the phone cannot call; one that has given up is connected anew. */
const isOutOfReach = ({ state, reason }: ConnectionSnapshot): boolean =>
  state === 'reconnecting' || state === 'disconnecting' || (state === 'disconnected' && reason === 'elsewhere');

/**
 * Calls one number, or an AI assistant, when it is pressed, and connects for it if need be. While it calls and talks it says so, with the
 * time, and hangs up.
 *
 * @tag telnyx-call-button
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 *
 * @fires {TelnyxRequestEvent} telnyx-dial-request - Before calling; cancelable.
 * @fires {TelnyxRequestEvent} telnyx-hangup-request - Before hanging up; cancelable.
 *
 * @slot - What the button says; "Call" by default.
 *
 * @csspart button - Each button; also by its own name: call, hang-up, call-again.
 * @csspart call - A call under way, or just over: how it stands, and a button.
 * @csspart dot - Says by its colour how the call stands.
 * @csspart label - How it stands, in words.
 * @csspart timer - How long one has talked.
 * @csspart muted - Shown while the microphone is muted.
 * @csspart note - Why nothing can be called now.
 * @csspart media-recovery - The notice of a microphone that cannot be had, with the parts of
 *   `<telnyx-media-recovery>`.
 * @csspart problem - Why something could not be done; its button is `dismiss`.
 *
 * @cssprop --telnyx-accent - The button; `--telnyx-on-accent` on it.
 * @cssprop --telnyx-danger - Hang up; `--telnyx-on-danger` on it.
 * @cssprop --telnyx-background - Behind how the call stands.
 * @cssprop --telnyx-border - Around it.
 * @cssprop --telnyx-call-button-radius - Roundness of the button, where it is to be another than that of the other buttons.
 */
export class TelnyxCallButton extends TelnyxElement {
  static override properties: PropertyDeclarations = { destination: {} };

  static override styles = [tokens, dot, noticeStyles, callButtonStyles];

  /**
   * Whom it calls: a number, a SIP address, or a user name. Without one it cannot be pressed, unless the client has an
   * `assistant-id`: then it calls the assistant.
   */
  destination: string | null = null;

  readonly #texts = new LocalizeController(this, { ...PHONE, ...STATUS });
  readonly #actions = new CallActions(this, this.bound);
  readonly #views = new CallViewsKeeper(this);
  readonly #focus = new FocusKeeper(this, '.status', '.start');

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#focus.before();
    this.#views.follow(this.bound.call !== null || this.bound.snapshot?.connection.state === 'connected');
    this.#actions.follow();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#focus.after(null);
  }

  protected override render(): unknown {
    const { snapshot } = this.bound;
    if (!snapshot) return nothing;
    const call = this.#call;
    const { dialling } = this.#actions;
    // Of a call that it did not make, others say what is wrong.
    const waiting = call ?? (dialling ? this.bound.call : null);
    const said = (waiting && callViews.value?.mediaRecovery(this.bound, waiting.id)) || nothing;
    const problem = renderProblem(this.#actions, snapshot, this.#texts);
    return html`${call || dialling ? this.#renderCall(snapshot, call) : this.#renderStart(snapshot.connection)}
    ${said === nothing && problem === nothing ? nothing : html`<div class="notices">${said}${problem}</div>`}`;
  }

  /** Empty for the assistant; null for nobody. */
  get #whom(): string | null {
    return this.destination || (isAssisted(this.client.configuration) ? '' : null);
  }

  /** Before what shows calls is there, the current one, if it is ours: whoever comes late can hang it up at once. */
  get #call(): CallSnapshot | null {
    const destination = this.#whom;
    const { call } = this.bound;
    if (callViews.value) return callViews.value.calledBy(this.#actions, destination);
    if (!call || !isLive(call)) return null;
    return this.callId || (call.direction === 'outbound' && call.remoteNumber === destination) ? call : null;
  }

  #renderStart(connection: ConnectionSnapshot): TemplateResult {
    const { text } = this.#texts;
    const far = isOutOfReach(connection);
    return html`<button
        part="button call"
        class="start"
        type="button"
        aria-disabled=${far || this.#whom === null}
        aria-describedby=${far ? 'note' : nothing}
        @click=${this.#press}
      >
        ${callIcon()}<span><slot>${text('phone.call')}</slot></span>
      </button>
      ${far ? html`<p part="note" id="note">${text(`connection.${connectionStatus(connection)}`)}</p>` : nothing}`;
  }

  #renderCall(snapshot: ClientSnapshot, call: CallSnapshot | null): TemplateResult {
    const texts = this.#texts;
    const { text } = texts;
    const { connection } = snapshot;
    // It is idle until that is there with which it connects.
    const way =
      connection.state === 'connected' || connection.state === 'idle'
        ? 'call.calling'
        : (`connection.${connectionStatus(connection)}` as const);
    const status = call
      ? renderStatus(snapshot, call, this.bound.now, texts)
      : html`<span part="dot" class="dot busy"></span><span part="label">${text(way)}</span>`;
    return html`<div part="call" class="talk" role="group">
      <p class="status" tabindex="-1">${status}</p>
      ${
        call && !isLive(call)
          ? callViews.value?.again(texts, isOutOfReach(connection) || this.#whom === null, this.#press)
          : hangUpButton(texts, () => this.#actions.end(call))
      }
    </div>`;
  }

  readonly #press = (): void => {
    const { client } = this;
    const destination = this.#whom;
    const { connection } = client.snapshot;
    if (destination === null || isOutOfReach(connection)) return;
    // Nothing connects any more by itself; whoever presses wants to call.
    if (connection.state === 'disconnected') client.reconnectNow();
    void this.#actions.dial(destination);
  };
}
