import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { CallSnapshot, ClientSnapshot, ConnectionSnapshot } from '../../contract/snapshots.ts';
import { LocalizeController } from '../../controllers/localize.ts';
import { PHONE } from '../../localization/en/phone.ts';
import { STATUS } from '../../localization/en/status.ts';
import { isAssisted } from '../../selectors/assistant.ts';
import { callTo } from '../../selectors/call-to.ts';
import { isLive } from '../../selectors/current-call.ts';
import { connectionStatus } from '../../selectors/status.ts';
import { talkSecondsChangeAt } from '../../selectors/timer.ts';
import { dot, tokens } from '../../styles/tokens.ts';
import { CallActions } from '../call-actions.ts';
import { hangUpButton } from '../call/hang-up-button.ts';
import { FocusKeeper } from '../focus.ts';
import { call as callIcon } from '../icons.ts';
import { callViews, CallViewsKeeper } from '../call/call-views.ts';
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
 * @csspart note - Why nothing can be called now.
 * @csspart media-recovery - The notice of a microphone that cannot be had, with that element's parts.
 * @csspart problem - Why something could not be done; can be dismissed.
 *
 * @cssprop --telnyx-accent - The button; `--telnyx-on-accent` on it.
 * @cssprop --telnyx-danger - Hang up; `--telnyx-on-danger` on it.
 * @cssprop --telnyx-background - Behind how the call stands.
 * @cssprop --telnyx-border - Around it.
 * @cssprop --telnyx-call-button-radius - Roundness of the button, where it is to be another than that of the other buttons.
 */
export class TelnyxCallButton extends TelnyxElement {
  static override properties: PropertyDeclarations = { destination: { attribute: 'destination' } };

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
  /** The call that it made last. */
  #made: string | null = null;

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
    const call = this.#call(snapshot);
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

  #call(snapshot: ClientSnapshot): CallSnapshot | null {
    const { callId, linger } = this;
    const destination = this.#whom;
    const { now } = this.bound;
    const made = this.#actions.dialling ? null : this.#made;
    const call = callId ? this.bound.call : callTo(snapshot, { made, destination, linger, now });
    this.bound.changesAt(call && (isLive(call) ? talkSecondsChangeAt(call, now) : (call.endedAt ?? 0) + linger));
    return call;
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
    const way =
      connection.state === 'connected' ? 'call.calling' : (`connection.${connectionStatus(connection)}` as const);
    const status = call
      ? renderStatus(snapshot, call, this.bound.now, texts)
      : html`<span part="dot" class="dot busy"></span><span part="label">${text(way)}</span>`;
    return html`<div part="call" class="call" role="group">
      <p class="status" tabindex="-1">${status}</p>
      ${
        call && !isLive(call)
          ? html`<button
              part="button call-again"
              class="disc again"
              type="button"
              aria-label=${text('phone.call-again')}
              aria-disabled=${isOutOfReach(connection) || this.#whom === null}
              @click=${this.#press}
            >
              ${callIcon()}
            </button>`
          : hangUpButton(texts, () => this.#actions.end(call))
      }
    </div>`;
  }

  readonly #press = async (): Promise<void> => {
    const { client } = this;
    const destination = this.#whom;
    const { connection } = client.snapshot;
    if (destination === null || isOutOfReach(connection)) return;
    // Nothing connects any more by itself; whoever presses wants to call.
    if (connection.state === 'disconnected') client.reconnectNow();
    this.#made = null;
    const made = await this.#actions.dial(destination);
    this.#made = made?.id ?? null;
    this.requestUpdate();
  };
}
