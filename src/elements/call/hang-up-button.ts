import { html, type TemplateResult } from 'lit';
import { hangUp } from '../icons.ts';
import type { CallTexts } from './texts.ts';

export const hangUpButton = (
  { text }: Pick<CallTexts, 'text'>,
  press: () => void,
  name: 'phone.hang-up' | 'phone.reject' = 'phone.hang-up',
): TemplateResult =>
  html`<button part="button hang-up" class="disc hang-up" type="button" aria-label=${text(name)} @click=${press}>
    ${hangUp()}
  </button>`;
