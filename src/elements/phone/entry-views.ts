import { html, nothing, type TemplateResult } from 'lit';
import type { CallTexts } from '../call/texts.ts';
import type { HistoryKeeper } from '../history/history.ts';
import { call, keys, recent } from '../icons.ts';

/** In the place of number entry: no number is needed, and none would be called. */
export function offerAssistant({ text }: CallTexts, disabled: boolean, dial: () => void): TemplateResult {
  const label = text('phone.call-assistant');
  return html`<div part="entry" class="view entry assistant">
    <p>${label}</p>
    <div class="bar">
      <button
        part="button call"
        class="disc call"
        type="button"
        aria-label=${label}
        aria-disabled=${disabled}
        @click=${() => {
          if (!disabled) dial();
        }}
      >
        ${call()}
      </button>
    </div>
  </div>`;
}

/** From number entry to the calls that are over, and back. */
export function renderSwitch(
  to: 'recent' | 'keys',
  { text }: CallTexts,
  { on, missed }: HistoryKeeper,
  press: () => void,
): TemplateResult | typeof nothing {
  if (!on) return nothing;
  const name = to === 'keys' ? 'phone.keys' : missed ? 'phone.recent-missed' : 'phone.recent';
  return html`<button
    part=${`button ${to}`}
    class=${`plain ${to} ${to === 'recent' && missed ? 'missed' : ''}`}
    type="button"
    aria-label=${text(name, { missed })}
    @click=${press}
  >
    ${to === 'recent' ? recent() : keys()}
  </button>`;
}
