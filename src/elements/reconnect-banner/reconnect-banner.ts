import { LocalizeController } from '../../controllers/localize.ts';
import { NoticeKeeper } from '../../controllers/notice.ts';
import { written } from '../../controllers/written.ts';
import { NOTICE } from '../../localization/en/notice.ts';
import { tokens } from '../../styles/tokens.ts';
import { dial } from '../commands.ts';
import { noticeStyles } from '../notice/notice.styles.ts';
import { renderNotice } from '../notice/notice.ts';
import { TelnyxElement } from '../telnyx-element.ts';
import { bannerStyles } from './reconnect-banner.styles.ts';

/**
 * Says what is wrong with the connection, what happens next and whether one can still talk; takes no room while all
 * is well.
 *
 * @tag telnyx-reconnect-banner
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 *
 * @fires {TelnyxRequestEvent} telnyx-dial-request - "Call again" was pressed; cancelable.
 *
 * @csspart notice - The whole notice.
 * @csspart notice-title - What happened.
 * @csspart notice-detail - The attempt, the countdown, the reason.
 * @csspart notice-talk - "You can still talk."
 * @csspart notice-action - "Reconnect now", "Use it here", "Call again".
 * @csspart notice-dismiss - Dismisses a lost call.
 *
 * @cssprop --telnyx-background - Behind everything.
 * @cssprop --telnyx-warning - Tone of what mends itself.
 * @cssprop --telnyx-bad - Tone of what does not.
 * @cssprop --telnyx-good - Tone of "back online".
 * @cssprop --telnyx-radius - Roundness of corners.
 */
export class TelnyxReconnectBanner extends TelnyxElement {
  static override properties = { problem: { state: true } };

  static override styles = [tokens, noticeStyles, bannerStyles];

  readonly #texts = new LocalizeController(this, NOTICE);
  readonly #notices = new NoticeKeeper(this.bound);

  /** Why "Call again" did not work. */
  private problem: string | null = null;

  protected override render(): unknown {
    const notice = this.#notices.current();
    return renderNotice(notice, this.#texts, {
      written: (number) => written(number, this.client),
      reconnect: () => this.client.reconnectNow(),
      callAgain: () => {
        this.problem = null;
        void dial(this, notice?.call?.remoteNumber ?? '', ({ code, message }) => {
          this.problem = this.#texts.problem(code, message);
        });
      },
      dismiss: () => {
        this.problem = null;
        this.#notices.dismiss();
        this.requestUpdate();
      },
      problem: this.problem,
    });
  }
}
