import { css, nothing, type PropertyValues } from 'lit';
import { LocalizeController } from '../../controllers/localize.ts';
import { tokens } from '../../styles/tokens.ts';
import { PartKeeper } from '../lazy-part.ts';
import { TelnyxElement } from '../telnyx-element.ts';
import { qualityView } from './view.ts';

/**
 * How good the call is, as measured every second: signal bars and a word, and on a press the packets lost in either
 * direction, round trip, jitter and the score that they come to. Audio that has stopped or is being brought back is
 * shown as that. Takes no room without a call.
 *
 * @tag telnyx-call-quality
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 *
 * @csspart quality - The button with bars and word.
 * @csspart quality-bars - The four bars.
 * @csspart quality-level - The word.
 * @csspart quality-details - The numbers, while they are shown; each by its own name: quality-loss, quality-loss-sent, quality-round-trip, quality-jitter, quality-mos.
 *
 * @cssprop --telnyx-background - Behind the numbers.
 * @cssprop --telnyx-text - Colour of the words.
 * @cssprop --telnyx-good - Bars of a good call; `--telnyx-warning` and `--telnyx-bad` of others.
 */
export class TelnyxCallQuality extends TelnyxElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: inline-block;
        max-inline-size: 100%;
        vertical-align: middle;
      }
    `,
  ];

  readonly #view = new PartKeeper(this, qualityView);

  constructor() {
    super();
    new LocalizeController(this, {});
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#view.follow(this.bound.call !== null);
  }

  protected override render(): unknown {
    const { call } = this.bound;
    return call ? (qualityView.value?.render(call) ?? nothing) : nothing;
  }
}
