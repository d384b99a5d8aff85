import { html, type TemplateResult } from 'lit';
import type { LocalizeController } from '../../controllers/localize.ts';
import type { NOTICE } from '../../localization/en/notice.ts';
import type { PHONE } from '../../localization/en/phone.ts';
import type { STATUS } from '../../localization/en/status.ts';
import { spinner } from '../icons.ts';

export type PhoneTexts = LocalizeController<typeof PHONE & typeof NOTICE & typeof STATUS>;

export interface RoundButton {
  /** Its part, and what makes it look as it does. */
  part: string;
  label: string;
  icon: TemplateResult;
  press: () => void;
  /** A toggle's state. */
  pressed?: boolean;
  /** Pressed, and not confirmed yet. */
  busy?: boolean;
}

/** A round button with its name below it. It keeps the focus while it is busy, so it is never really disabled. */
export const roundButton = ({ part, label, icon, press, pressed, busy = false }: RoundButton): TemplateResult =>
  html`<button
    part=${`button ${part}`}
    class=${`round ${part}`}
    type="button"
    aria-pressed=${pressed ?? 'undefined'}
    aria-busy=${busy}
    aria-disabled=${busy}
    @click=${() => busy || press()}
  >
    <span class="disc">${busy ? spinner() : icon}</span><span class="name">${label}</span>
  </button>`;

/** Who is at the other end. Takes the focus when the view changes below it. */
export const partyLines = (title: string, subtitle: string): TemplateResult =>
  html`<p part="party" class="party" tabindex="-1"><bdi>${title}</bdi></p>
    ${subtitle ? html`<p part="party-number" class="number"><bdi>${subtitle}</bdi></p>` : ''}`;
