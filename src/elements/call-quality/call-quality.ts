import { css, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LocalizeController } from '../../controllers/localize.ts';
import { tokens } from '../../styles/tokens.ts';
import { PartKeeper } from '../lazy-part.ts';
import { TelnyxElement } from '../telnyx-element.ts';
import { qualityView } from './view.ts';

/**
 * How good the call is, as measured every second: signal bars and a word, and on a press the packets lost in either
 * direction, round trip, jitter and the score that they come to. Audio that has stopped or is being brought back is
 * shown as that. Takes no room without a call, unless with `check-destination` it offers a check before one: whether the
 * microphone can be had, whether anything is heard, and how good the connection is, measured in a call to that number
 * which nobody hears and nothing shows. A call that is made or comes in ends the check at once.
 *
 * @tag telnyx-call-quality
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 * @attr {string} check-destination - Without a call, offers to check microphone and connection, by calling this number: one that answers and sends back what it hears. When empty, the microphone alone.
 *
 * @csspart quality - The button with bars and word.
 * @csspart quality-bars - The four bars.
 * @csspart quality-level - The word.
 * @csspart quality-details - The numbers, while they are shown; each by its own name: quality-loss, quality-loss-sent, quality-round-trip, quality-jitter, quality-mos.
 * @csspart check - What there is to check, and what came of it.
 * @csspart check-status - What is being done, or was found.
 * @csspart check-meter - How loud it is in the microphone, during a check.
 * @csspart check-result - Each finding; also by its own name: check-microphone, check-network.
 * @csspart check-verdict - The finding in a word.
 * @csspart check-advice - What to do about it.
 * @csspart check-details - The numbers; each by its own name: check-loss, check-round-trip, check-jitter, check-mos, check-path.
 * @csspart check-button - Starts a check, cancels it, or starts another.
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

  static override properties: PropertyDeclarations = { checkDestination: { attribute: 'check-destination' } };

  /** Offers a check before a call: by a call to this number, or, when empty, of the microphone alone. */
  checkDestination: string | null = null;

  readonly #view = new PartKeeper(this, qualityView);

  constructor() {
    super();
    new LocalizeController(this, {});
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#view.follow(this.bound.call !== null || (this.checkDestination ?? false) !== false);
  }

  protected override render(): unknown {
    return qualityView.value?.show(this, this.bound.call);
  }
}
