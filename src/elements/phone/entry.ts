import { html, type TemplateResult } from 'lit';
import { backspace, call, spinner } from '../icons.ts';
import { renderDialpad } from './dialpad.ts';
import type { PhoneTexts } from './view.ts';

export interface EntryView {
  texts: PhoneTexts;
  number: string;
  /** Nothing can be called now. */
  disabled: boolean;
  busy: boolean;
  change: (number: string) => void;
  submit: () => void;
}

/** Characters that fit at full size. */
const LONG = 14;

/** Number entry: by keyboard, paste or dial pad. */
export function renderEntry({ texts, number, disabled, busy, change, submit }: EntryView): TemplateResult {
  const { text } = texts;
  return html`<form
    part="entry"
    class="view entry"
    @submit=${(event: Event) => {
      event.preventDefault();
      submit();
    }}
  >
    <input
      part="number"
      class=${number.length > LONG ? 'long' : ''}
      type="tel"
      autocomplete="off"
      enterkeyhint="go"
      spellcheck="false"
      aria-label=${text('phone.number')}
      placeholder=${text('phone.placeholder')}
      .value=${number}
      @input=${(event: Event) => change((event.target as HTMLInputElement).value)}
    />
    ${renderDialpad(texts, (key) => change(number + key), true)}
    <div class="bar">
      <button
        part="button call"
        class="disc call"
        type="submit"
        aria-label=${text('phone.call')}
        aria-busy=${busy}
        aria-disabled=${disabled || busy}
      >
        ${busy ? spinner() : call()}
      </button>
      <button
        part="button delete"
        class="plain"
        type="button"
        aria-label=${text('phone.delete')}
        ?hidden=${!number}
        @click=${() => change(number.slice(0, -1))}
      >
        ${backspace()}
      </button>
    </div>
  </form>`;
}
