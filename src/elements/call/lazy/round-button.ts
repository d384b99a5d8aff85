import type { TemplateResult } from 'lit';
import type { Kit } from '../call-views.ts';

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

/** Makes round buttons with their names below them. One keeps the focus while it is busy, so it is never really disabled. */
export const createRoundButton =
  ({ html, spinner }: Kit) =>
  ({ part, label, icon, press, on = false, busy = false, disabled = false }: RoundButton): TemplateResult =>
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
