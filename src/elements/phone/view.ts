import { html, nothing, type TemplateResult } from 'lit';
import type { LocalizeController } from '../../controllers/localize.ts';
import type { NOTICE } from '../../localization/en/notice.ts';
import type { PHONE } from '../../localization/en/phone.ts';
import type { STATUS } from '../../localization/en/status.ts';
import { person, spinner } from '../icons.ts';

export type PhoneTexts = LocalizeController<typeof PHONE & typeof NOTICE & typeof STATUS>;

export interface RoundButton {
  /** Its part, and what makes it look as it does. */
  part: string;
  label: string;
  icon: TemplateResult;
  press: () => void;
  /** What it switches is on. Its name says what a press does, so `aria-pressed` would say it twice, and wrongly. */
  on?: boolean;
  /** Pressed, and not confirmed yet. */
  busy?: boolean;
  /** Cannot be done now. */
  disabled?: boolean;
}

/** A round button with its name below it. It keeps the focus while it is busy, so it is never really disabled. */
export const roundButton = ({
  part,
  label,
  icon,
  press,
  on = false,
  busy = false,
  disabled = false,
}: RoundButton): TemplateResult =>
  html`<button
    part=${`button ${part}`}
    class=${`round ${part} ${on ? 'on' : ''}`}
    type="button"
    aria-busy=${busy}
    aria-disabled=${busy || disabled}
    @click=${() => busy || disabled || press()}
  >
    <span class="disc">${busy ? spinner() : icon}</span><span class="name">${label}</span>
  </button>`;

/** The first letters of the first and the last word of a name; empty for a number. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => Array.from(word ?? '')[0] ?? '').join('');
}

/** Who is at the other end. Takes the focus when the view changes below it. */
export const partyLines = (title: string, subtitle: string): TemplateResult =>
  html`<span part="avatar" class="avatar" aria-hidden="true">${(subtitle && initials(title)) || person()}</span>
    <p part="party" class="party" tabindex="-1"><bdi>${title}</bdi></p>
    ${subtitle ? html`<p part="party-number" class="number"><bdi>${subtitle}</bdi></p>` : nothing}`;
