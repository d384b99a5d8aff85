import { nothing, type PropertyValues } from 'lit';
import { LocalizeController } from '../../controllers/localize.ts';
import { tokens } from '../../styles/tokens.ts';
import { noticeStyles } from '../notice/notice.styles.ts';
import { TelnyxElement } from '../telnyx-element.ts';
import { deviceSelectStyles } from './device-select.styles.ts';
import { DeviceKeeper } from './view.ts';

/**
 * Microphone, speaker and ringer, each with what there is to choose from, which follows what is plugged in and out; a
 * meter that moves with the voice, in a call by itself and else on a press, and a sound to try speaker and ringer with.
 * What is chosen is used at once, in the calls that go on too, and remembered. Asks for the microphone only when told to.
 * `<telnyx-phone>` has the same behind a button.
 *
 * @tag telnyx-device-select
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 *
 * @csspart devices - The whole.
 * @csspart device - Each of the three; also by its own name: device-microphone, device-speaker, device-ringer.
 * @csspart device-label - What a device is for.
 * @csspart device-list - What there is to choose from.
 * @csspart device-hint - What is to be known of it.
 * @csspart device-meter - How loud it is in the microphone.
 * @csspart device-test - Each button to try one; also by its own name: test-microphone, test-speaker, test-ringer.
 * @csspart device-pick - Has the browser ask for a speaker, where it shows them to none else.
 * @csspart device-notice - A device that went or came back by itself; its button is `dismiss`.
 * @csspart device-problem - Why a device could not be used.
 *
 * @cssprop --telnyx-background - Behind everything.
 * @cssprop --telnyx-surface - Lists and buttons.
 * @cssprop --telnyx-good - The level of the microphone.
 */
export class TelnyxDeviceSelect extends TelnyxElement {
  static override styles = [tokens, noticeStyles, deviceSelectStyles];

  readonly #devices = new DeviceKeeper(this);

  constructor() {
    super();
    new LocalizeController(this, {});
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#devices.follow(this.bound.snapshot, true);
  }

  protected override render(): unknown {
    const { snapshot } = this.bound;
    return snapshot ? [this.#devices.notice(snapshot), this.#devices.panel(snapshot, true)] : nothing;
  }
}
