import { css, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LocalizeController } from '../../controllers/localize.ts';
import { tokens } from '../../styles/tokens.ts';
import { PartKeeper } from '../lazy-part.ts';
import { TelnyxElement } from '../telnyx-element.ts';
import { checkView } from './check.ts';
import { qualityView } from './view.ts';

/**
 * How good the call is, as measured every second: signal bars and a word, and on a press the packets lost in either
 * direction, round trip, jitter and the score that they come to. Audio that has stopped or is being brought back is
 * shown as that. Takes no room without a call, unless with `check` it offers to check the microphone before one: whether it
 * can be had, and whether anything is heard. With `check-destination` the connection is measured as well, in a call to
 * that number which nobody hears and nothing shows. A call that is made or comes in ends the check at once.
 *
 * @tag telnyx-call-quality
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 * @attr {boolean} check - Without a call, offers to check the microphone.
 * @attr {string} check-destination - Offers to check the connection as well, by calling this number: one that answers and sends back what it hears.
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

  static override properties: PropertyDeclarations = {
    check: { attribute: 'check', type: Boolean },
    checkDestination: { attribute: 'check-destination' },
  };

  /** Offers to check the microphone before a call. */
  check = false;

  /** Offers to check the connection as well, by a call to this number. */
  checkDestination: string | null = null;

  readonly #view = new PartKeeper(this, qualityView);
  readonly #check = new PartKeeper(this, checkView);

  constructor() {
    super();
    new LocalizeController(this, {});
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#view.follow(this.bound.call !== null);
    this.#check.follow(this.#offersCheck);
  }

  protected override render(): unknown {
    if (this.#offersCheck) return checkView.value?.render(this) ?? nothing;
    const { call } = this.bound;
    return call ? (qualityView.value?.render(call) ?? nothing) : nothing;
  }

  /** A call comes first. */
  get #offersCheck(): boolean {
    const wanted = this.check || Boolean(this.checkDestination);
    return wanted && !this.bound.snapshot?.calls.some(({ state }) => state !== 'destroyed');
  }
}
