import { html, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LocalizeController } from '../../controllers/localize.ts';
import { PHONE } from '../../localization/en/phone.ts';
import { STATUS } from '../../localization/en/status.ts';
import { incomingCall } from '../../selectors/incoming-call.ts';
import { panel } from '../../styles/panel.ts';
import { dot, tokens } from '../../styles/tokens.ts';
import { CallActions } from '../call-actions.ts';
import { renderBare } from '../call/bare.ts';
import { callViews, CallViewsKeeper } from '../call/call-views.ts';
import { FocusKeeper } from '../focus.ts';
import { renderNotify } from '../notify/notify.ts';
import { noticeStyles } from '../notice/notice.styles.ts';
import { renderProblem } from '../problem.ts';
import { renderStatus } from '../status/status.ts';
import { TelnyxElement } from '../telnyx-element.ts';

/**
 * Who calls, with Answer and Reject, and in the middle of another call with what becomes of that: hold and answer, end
 * and answer, or reject. Shows nothing, and takes no room, while nothing rings here, and for a call that the
 * page shows by itself (`preventDefault()` on `telnyx-incoming-call`); with `notify`, the button to allow notifications.
 *
 * @tag telnyx-incoming-call
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 * @attr {'comfortable' | 'compact'} density - `compact`: smaller buttons, less space between them.
 *
 * @fires {TelnyxRequestEvent} telnyx-answer-request - Before answering; cancelable.
 * @fires {TelnyxRequestEvent} telnyx-hangup-request - Before rejecting; cancelable.
 *
 * @csspart panel - The whole element.
 * @csspart avatar - The initials of who calls.
 * @csspart party - Who calls.
 * @csspart party-number - The number, below a name.
 * @csspart dot - Says by its colour how things stand.
 * @csspart label - The state in words.
 * @csspart button - Each button; also by its own name: answer, end-answer, reject, notify.
 * @csspart notify-blocked - With `notify`: that the browser keeps notifications back, and what to do about it.
 * @csspart media-recovery - The notice of a microphone that cannot be had, with the parts of
 *   `<telnyx-media-recovery>`.
 * @csspart sound-off - The notice that the browser keeps sound back; its button is `sound-on`.
 * @csspart problem - Why something could not be done; its button is `dismiss`.
 *
 * @cssprop --telnyx-key-size - Width of the round buttons.
 * @cssprop --telnyx-background - Behind everything.
 * @cssprop --telnyx-accent - Answer; `--telnyx-on-accent` on it.
 * @cssprop --telnyx-danger - Reject; `--telnyx-on-danger` on it.
 * @cssprop --telnyx-radius - Roundness of corners.
 */
export class TelnyxIncomingCall extends TelnyxElement {
  static override properties: PropertyDeclarations = { notify: { type: Boolean } };

  static override styles = [tokens, dot, noticeStyles, panel];

  /**
   * The system tells of calls that ring while nobody looks at the page, once the user has allowed that; who is not asked
   * yet finds a button here while nothing rings.
   */
  notify = false;

  readonly #texts = new LocalizeController(this, { ...PHONE, ...STATUS });
  readonly #actions = new CallActions(this, this.bound);
  readonly #views = new CallViewsKeeper(this);
  readonly #focus = new FocusKeeper(this, '.party');
  #shown: string | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { snapshot } = this.bound;
    const shown = snapshot && incomingCall(snapshot, this.callId)?.id;
    // What went wrong with one call is not said of the next.
    if (shown !== this.#shown) this.#actions.problem = null;
    this.#shown = shown ?? null;
    this.#focus.before();
    this.#views.follow(this.#shown !== null || snapshot?.connection.state === 'connected');
    this.#actions.follow();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#focus.after(null);
  }

  protected override render(): unknown {
    const { snapshot, now } = this.bound;
    const call = snapshot && incomingCall(snapshot, this.callId);
    const offer = renderNotify(this, call?.id, !call);
    const views = callViews.value;
    if (!call) return offer;
    const texts = this.#texts;
    const status = renderStatus(snapshot, call, now, texts);
    const disabled = snapshot.connection.state !== 'connected';
    const view = { texts, snapshot, now, call, status, disabled, actions: this.#actions };
    return html`<section part="panel" class="panel" tabindex="-1" aria-label=${texts.text('call.incoming')}>
      ${views?.mediaRecovery(this.bound, call.id)} ${renderProblem(this.#actions, snapshot, texts)}
      ${views?.soundOff(snapshot)}
      ${views ? html`<div class="view incoming aside">${views.incoming(view, call)}</div>` : renderBare(view)}
    </section>`;
  }
}
