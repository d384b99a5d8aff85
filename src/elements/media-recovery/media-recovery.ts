import { nothing, type PropertyValues } from 'lit';
import { LocalizeController } from '../../controllers/localize.ts';
import { tokens } from '../../styles/tokens.ts';
import { callViews, CallViewsKeeper } from '../call/call-views.ts';
import { noticeStyles } from '../notice/notice.styles.ts';
import { bannerStyles } from '../reconnect-banner/reconnect-banner.styles.ts';
import { TelnyxElement } from '../telnyx-element.ts';

/**
 * Says why the microphone cannot be had, what to do about it in this browser and until when, with buttons to try again
 * and to give up; takes no room while nothing is wrong. `<telnyx-phone>` shows the same by itself.
 *
 * @tag telnyx-media-recovery
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 *
 * @csspart media-recovery - The whole notice.
 * @csspart media-cause - What is wrong.
 * @csspart media-advice - What to do about it.
 * @csspart media-deadline - The countdown to the end of the call.
 * @csspart notice-action - Each button with words; also by its own name: media-resume, media-reject.
 * @csspart media-dismiss - Puts the notice away, while no call depends on it.
 *
 * @cssprop --telnyx-background - Behind everything.
 * @cssprop --telnyx-warning - Its tone.
 * @cssprop --telnyx-radius - Roundness of corners.
 */
export class TelnyxMediaRecovery extends TelnyxElement {
  static override styles = [tokens, noticeStyles, bannerStyles];

  readonly #views = new CallViewsKeeper(this);

  constructor() {
    super();
    new LocalizeController(this, {});
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#views.follow(this.bound.snapshot?.connection.state === 'connected');
  }

  protected override render(): unknown {
    return callViews.value?.mediaRecovery(this.bound, this.callId) ?? nothing;
  }
}
