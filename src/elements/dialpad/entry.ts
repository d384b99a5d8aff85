import { html, type LitElement, type TemplateResult } from 'lit';
import type { CallActions } from '../call-actions.ts';
import { hangUpButton } from '../call/call.ts';
import type { CallTexts } from '../call/texts.ts';
import { backspace as backspaceIcon, call } from '../icons.ts';
import { isField } from '../keyboard.ts';
import { renderDialpad } from './keys.ts';

/** Characters that fit at full size. */
const LONG = 14;

const TYPED = /^[\d*#+]$/;

export interface EntryView {
  texts: CallTexts;
  /** Nothing can be called now. */
  disabled: boolean;
  /** In place of calling, while there is a call: hangs up. */
  end?: (() => void) | null;
}

/** Number entry: by keyboard, paste or dial pad. */
export class NumberEntry {
  readonly #host: LitElement;
  readonly #actions: CallActions;
  #number = '';
  #grown = false;

  constructor(host: LitElement, actions: CallActions) {
    this.#host = host;
    this.#actions = actions;
  }

  get number(): string {
    return this.#number;
  }

  set number(number: string) {
    this.#grown = this.#number !== number;
    this.#number = number;
    this.#host.requestUpdate();
  }

  /** A key of the dial pad. */
  readonly type = (key: string): void => this.#edit(this.#number + key);

  /** A key pressed anywhere in the element; true if it was meant for the number. */
  keydown(key: string, target: Element): boolean {
    if (isField(target)) return false;
    if (TYPED.test(key)) this.type(key);
    else if (key === 'Backspace') this.#backspace();
    // Whoever typed without being in the field expects the same of Enter.
    else if (key === 'Enter' && !target.closest('button')) this.#host.renderRoot.querySelector('form')?.requestSubmit();
    else return false;
    return true;
  }

  /** To be called after each rendering: a number that is too long for its field shows where it is being written. */
  updated(): void {
    const input = this.#grown ? this.#host.renderRoot.querySelector('input') : null;
    this.#grown = false;
    if (input && this.#host.shadowRoot?.activeElement !== input) input.scrollLeft = input.scrollWidth;
  }

  render({ texts, disabled, end }: EntryView): TemplateResult {
    const { text } = texts;
    const number = this.#number;
    return html`<form
      part="entry"
      class="view entry"
      @submit=${(event: Event) => {
        event.preventDefault();
        if (!disabled && !end) void this.#dial();
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
        @input=${(event: Event) => (this.number = (event.target as HTMLInputElement).value)}
      />
      ${renderDialpad(texts, this.type, { plus: true })}
      <div class="bar">
        ${
          end
            ? hangUpButton(texts, end)
            : html`<button
                part="button call"
                class="disc call"
                type="submit"
                aria-label=${text('phone.call')}
                aria-disabled=${disabled}
              >
                ${call()}
              </button>`
        }
        <button
          part="button delete"
          class="plain"
          type="button"
          aria-label=${text('phone.delete')}
          ?hidden=${!number}
          @click=${this.#backspace}
        >
          ${backspaceIcon()}
        </button>
      </div>
    </form>`;
  }

  /** What is pressed is told as what is typed into the field is. */
  #edit(number: string): void {
    this.number = number;
    this.#host.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  readonly #backspace = (): void => this.#edit(this.#number.slice(0, -1));

  async #dial(): Promise<void> {
    const number = this.#number.trim();
    const made = await this.#actions.dial(number);
    if (made && this.#number.trim() === number) this.number = '';
  }
}
