import { html, type TemplateResult } from 'lit';
import { hangUp } from '../icons.ts';
import type { CallTexts } from './texts.ts';

export const hangUpButton = ({ text }: Pick<CallTexts, 'text'>, press: () => void): TemplateResult =>
  html`<button
    part="button hang-up"
    class="disc hang-up"
    type="button"
    aria-label=${text('phone.hang-up')}
    @click=${press}
  >
    ${hangUp()}
  </button>`;
