import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { LocalizeController } from '../../controllers/localize.ts';
import { CALL_LIST } from '../../localization/en/call-list.ts';
import { PHONE } from '../../localization/en/phone.ts';
import { STATUS } from '../../localization/en/status.ts';
import { canDial } from '../../selectors/dial.ts';
import { liveCalls } from '../../selectors/live-calls.ts';
import { talkSecondsChangeAt } from '../../selectors/timer.ts';
import { panel } from '../../styles/panel.ts';
import { dot, tokens } from '../../styles/tokens.ts';
import { CallActions } from '../call-actions.ts';
import { callViews, CallViewsKeeper } from '../call/call-views.ts';
import { FocusKeeper } from '../focus.ts';
import { HistoryKeeper } from '../history/history.ts';
import { pressedIn } from '../keyboard.ts';
import { noticeStyles } from '../notice/notice.styles.ts';
import { renderProblem } from '../problem.ts';
import { TelnyxElement } from '../telnyx-element.ts';
import { callListStyles } from './call-list.styles.ts';

/**
 * The live calls: who it is, how each stands and for how long, with what can be done about it: hold, swap, resume, hang
 * up; of a call that waits, answer and hold or end the other, and reject. Below them those that are over, with what came
 * of each and when, to be called again or removed. With `call-id`, that call alone.
 *
 * @tag telnyx-call-list
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 * @attr {'comfortable' | 'compact'} density - `compact`: less space between what is in it.
 * @attr {'on' | 'off'} shortcuts - `off`: no call is removed by the Delete key, but by its button.
 *
 * @fires {TelnyxRequestEvent} telnyx-dial-request - Before calling; cancelable.
 * @fires {TelnyxRequestEvent} telnyx-answer-request - Before answering; cancelable.
 * @fires {TelnyxRequestEvent} telnyx-hangup-request - Before hanging up or rejecting, also to answer another; cancelable.
 *
 * @slot empty - In place of the words "No calls".
 *
 * @csspart panel - The whole list.
 * @csspart problem - Why something could not be done; its button is `dismiss`.
 * @csspart empty - Shown while there are no calls.
 * @csspart calls - The list.
 * @csspart row - A call; also by its state: waiting, new, ringing, active, held, reconnecting.
 * @csspart row-party - Who is at the other end.
 * @csspart dot - Says by its colour how things stand.
 * @csspart label - The state in words.
 * @csspart timer - How long one has talked.
 * @csspart muted - Shown while the microphone is muted.
 * @csspart history - The calls that are over.
 * @csspart entries - Those of a day.
 * @csspart entry-row - One of them; also by what came of it: answered, missed, rejected, busy, no-answer, cancelled, failed.
 * @csspart entry-party - Who it was with.
 * @csspart outcome - What came of it, in a word.
 * @csspart button - Each button; also by its own name: answer, end-answer, reject, hold, swap, resume, hang-up, call-entry,
 *   remove, clear, keep, clear-now.
 *
 * @cssprop --telnyx-call-list-width - The list's largest width.
 * @cssprop --telnyx-background - Behind everything.
 * @cssprop --telnyx-border - Colour of borders.
 * @cssprop --telnyx-accent - Tone of a call that waits.
 * @cssprop --telnyx-danger - Hang up; `--telnyx-on-danger` on it.
 * @cssprop --telnyx-radius - Roundness of corners.
 */
export class TelnyxCallList extends TelnyxElement {
  static override properties: PropertyDeclarations = { history: {} };

  static override styles = [tokens, dot, noticeStyles, panel, callListStyles];

  /** off: the live calls alone. `history` of the phone, or of `<telnyx-client>`, says whether calls are written down. */
  history: 'on' | 'off' | null = null;

  readonly #texts = new LocalizeController(this, { ...CALL_LIST, ...PHONE, ...STATUS });
  readonly #actions = new CallActions(this, this.bound);
  readonly #views = new CallViewsKeeper(this);
  readonly #focus = new FocusKeeper(this, '.panel');
  readonly #history = new HistoryKeeper(this);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { call, snapshot } = this.bound;
    this.#focus.before();
    this.#views.follow(Boolean(call) || snapshot?.connection.state === 'connected');
    this.#actions.follow();
    const { state } = snapshot?.connection ?? {};
    // While it connects by itself, there is more urgent business for the network.
    const rests =
      state !== 'connecting' && !(state === 'idle' && (this.client.configuration.connectMode ?? 'auto') === 'auto');
    this.#history.watch(false, this.#remembers && (rests || Boolean(call)));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#focus.after(null);
  }

  protected override render(): unknown {
    const { snapshot, now } = this.bound;
    if (!snapshot) return nothing;
    const texts = this.#texts;
    const calls = liveCalls(snapshot).filter(({ id }) => !this.callId || id === this.callId);
    for (const call of calls) this.bound.changesAt(talkSecondsChangeAt(call, now));
    const disabled = snapshot.connection.state !== 'connected';
    const history = this.#renderHistory(!canDial(snapshot.connection));
    return html`<section
      part="panel"
      class="panel"
      tabindex="-1"
      aria-label=${texts.text('calls.label')}
      @keydown=${this.#keydown}
    >
      ${renderProblem(this.#actions, snapshot, texts)}
      ${
        calls.length > 0
          ? callViews.value?.rows({ texts, snapshot, now, disabled, actions: this.#actions }, calls)
          : history
            ? nothing
            : html`<slot name="empty"><p part="empty" class="empty">${texts.text('calls.none')}</p></slot>`
      }
      ${history}
    </section>`;
  }

  /** The calls that are over, if there are any. */
  #renderHistory(disabled: boolean): TemplateResult | null {
    const { value: history, view } = this.#history;
    const { now } = this.bound;
    if (!this.#remembers || !history?.entries.length || !view) return null;
    this.bound.changesAt(view.changesAt(now));
    return view.render({ history, now, disabled, actions: this.#actions, keeper: this.#history });
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const target = pressedIn(event, this);
    if (target && this.#history.view?.keydown(event.key, target, this.#history)) event.preventDefault();
  };

  /** Whether the calls that are over are to be seen. */
  get #remembers(): boolean {
    return this.history !== 'off' && !this.callId && this.#history.on;
  }
}
