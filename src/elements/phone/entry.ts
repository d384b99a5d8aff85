import { html, type TemplateResult } from 'lit';
import { backspace as backspaceIcon, call } from '../icons.ts';
import { renderDialpad } from './dialpad.ts';
import type { PhoneTexts } from './texts.ts';

export interface EntryView {
  texts: PhoneTexts;
  number: string;
  /** Nothing can be called now. */
  disabled: boolean;
  change: (number: string) => void;
  press: (key: string) => void;
  backspace: () => void;
  submit: () => void;
}

/** Characters that fit at full size. */
const LONG = 14;

/** Number entry: by keyboard, paste or dial pad. */
export function renderEntry(view: EntryView): TemplateResult {
  const { texts, number, disabled } = view;
  const { text } = texts;
  return html`<form
    part="entry"
    class="view entry"
    @submit=${(event: Event) => {
      event.preventDefault();
      if (!disabled) view.submit();
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
      @input=${(event: Event) => view.change((event.target as HTMLInputElement).value)}
    />
    ${renderDialpad(texts, view.press, { plus: true })}
    <div class="bar">
      <button
        part="button call"
        class="disc call"
        type="submit"
        aria-label=${text('phone.call')}
        aria-disabled=${disabled}
      >
        ${call()}
      </button>
      <button
        part="button delete"
        class="plain"
        type="button"
        aria-label=${text('phone.delete')}
        ?hidden=${!number}
        @click=${view.backspace}
      >
        ${backspaceIcon()}
      </button>
    </div>
  </form>`;
}
