import { html, nothing } from 'lit';
import { LocalizeController } from '../../controllers/localize.ts';
import { STATUS } from '../../localization/en/status.ts';
import { talkSecondsChangeAt } from '../../selectors/timer.ts';
import { dot, tokens } from '../../styles/tokens.ts';
import { renderStatus } from '../status/status.ts';
import { TelnyxElement } from '../telnyx-element.ts';
import { callStatusStyles } from './call-status.styles.ts';

/**
 * The state of the current call with its timer, or of the connection while there is no call.
 *
 * @tag telnyx-call-status
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 *
 * @csspart status - The pill.
 * @csspart dot - Says by its colour how things stand.
 * @csspart label - The state in words.
 * @csspart timer - How long one has talked.
 * @csspart muted - Shown while the microphone is muted.
 *
 * @cssprop --telnyx-background - Behind everything.
 * @cssprop --telnyx-text - Colour of the words.
 * @cssprop --telnyx-border - Colour of the border.
 */
export class TelnyxCallStatus extends TelnyxElement {
  static override styles = [tokens, dot, callStatusStyles];

  readonly #texts = new LocalizeController(this, STATUS);

  protected override render(): unknown {
    const { snapshot, call, now } = this.bound;
    if (!snapshot) return nothing;
    if (call) this.bound.changesAt(talkSecondsChangeAt(call, now));
    return html`<span part="status" class="status">${renderStatus(snapshot, call, now, this.#texts)}</span>`;
  }
}
