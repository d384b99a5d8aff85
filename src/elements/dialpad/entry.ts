import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { PhoneClient } from '../../contract/client.ts';
import type { CallHistory } from '../../contract/history.ts';
import type { CallDirection } from '../../contract/states.ts';
import type { CallActions } from '../call-actions.ts';
import { hangUpButton } from '../call/hang-up-button.ts';
import type { CallTexts } from '../call/texts.ts';
import { backspace as backspaceIcon, call } from '../icons.ts';
import { isField } from '../keyboard.ts';
import { phoneNumbers, settingsOf, type NumberSettings } from '../numbers/numbers.ts';
import { renderDialpad } from './keys.ts';

/** Characters that fit at full size. */
const LONG = 14;

const isOutbound = ({ direction }: { readonly direction: CallDirection }): boolean => direction === 'outbound';

const TYPED = /^[\d*#+]$/;

export interface EntryView {
  texts: CallTexts;
  /** Nothing can be called now. */
  disabled: boolean;
  /** In place of calling, while there is a call: hangs up. */
  end?: (() => void) | null;
  /** Beside calling. */
  start?: unknown;
}

/** Number entry: by keyboard, paste or dial pad. */
export class NumberEntry {
  readonly #host: LitElement & { readonly client: PhoneClient };
  readonly #actions: CallActions;
  readonly #history: ((client: PhoneClient) => Promise<CallHistory>) | null;
  #number = '';
  #grown = false;
  /** Nobody is entering more of it now. */
  #left = true;

  /** `history`: where to look for the number that was called last; to ask for it is to have it kept from then on. */
  constructor(
    host: LitElement & { readonly client: PhoneClient },
    actions: CallActions,
    history: ((client: PhoneClient) => Promise<CallHistory>) | null = null,
  ) {
    this.#host = host;
    this.#actions = actions;
    this.#history = history;
  }

  get number(): string {
    return this.#number;
  }

  set number(number: string) {
    this.#grown = this.#number !== number;
    this.#number = number;
    this.#left = true;
    this.#host.requestUpdate();
  }

  /** Puts a number in, as if somebody had pasted it. */
  enter(number: string): void {
    this.#edit(number);
    this.#leave();
  }

  submit(): void {
    this.#host.renderRoot.querySelector('form')?.requestSubmit();
  }

  /** A key of the dial pad. */
  readonly type = (key: string): void => this.#edit(this.#number + key);

  /** A key pressed anywhere in the element; true if it was meant for the number. */
  keydown(key: string, target: Element): boolean {
    if (isField(target)) return false;
    if (TYPED.test(key)) this.type(key);
    else if (key === 'Backspace') this.#backspace();
    // Whoever typed without being in the field expects the same of Enter, but not of what is pressed by it.
    else if (key === 'Enter' && !target.closest('a,button,summary,[role=button]')) this.submit();
    else return false;
    return true;
  }

  /** To be called after each rendering: a number that is too long for its field shows where it is being written. */
  updated(): void {
    const input = this.#grown ? this.#host.renderRoot.querySelector('input') : null;
    this.#grown = false;
    if (input && this.#host.shadowRoot?.activeElement !== input) input.scrollLeft = input.scrollWidth;
  }

  render({ texts, disabled, end, start = nothing }: EntryView): TemplateResult {
    const { text } = texts;
    const number = this.#number;
    const shown = this.#shown;
    const hint = phoneNumbers.value?.hint(number, this.#settings, this.#left);
    return html`<form
      part="entry"
      class="view entry"
      @submit=${(event: Event) => {
        event.preventDefault();
        if (!disabled && !end) void this.#dial();
      }}
    >
      <div class="field">
        <input
          part="number"
          class=${shown.length > LONG ? 'long' : ''}
          dir="ltr"
          type="tel"
          autocomplete="off"
          enterkeyhint="go"
          spellcheck="false"
          aria-label=${text('phone.number')}
          aria-describedby="number-hint"
          placeholder=${text('phone.placeholder')}
          .value=${shown}
          @focus=${this.#ask}
          @input=${this.#input}
          @change=${this.#leave}
        />
        <p
          part="number-hint"
          class=${`hint ${hint?.doubtful ? 'doubtful' : ''}`}
          id="number-hint"
          title=${hint?.text ?? nothing}
          .textContent=${hint?.text ?? ''}
        ></p>
      </div>
      ${renderDialpad(texts, this.type, { plus: true })}
      <div class="bar">
        ${start}
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

  get #settings(): NumberSettings {
    return settingsOf(this.#host.client);
  }

  get #shown(): string {
    return phoneNumbers.value?.typed(this.#number, this.#settings) ?? this.#number;
  }

  /** More is known of numbers as soon as somebody enters one. */
  readonly #ask = (): void => {
    if (!phoneNumbers.value) void phoneNumbers.fetch().then(() => this.#host.requestUpdate());
  };

  readonly #leave = (): void => {
    this.#left = true;
    this.#host.requestUpdate();
  };

  readonly #input = (event: InputEvent): void => {
    const input = event.target as HTMLInputElement;
    const { value: text, selectionStart } = input;
    this.#ask();
    const backspace = event.inputType === 'deleteContentBackward';
    // What an input method composes is its own until it is done.
    const edited = event.isComposing
      ? null
      : phoneNumbers.value?.edit(
          { text, caret: selectionStart ?? text.length, before: this.#shown, backspace },
          this.#settings,
        );
    this.number = edited?.number ?? text;
    this.#left = false;
    if (!edited || edited.shown === text) return;
    input.value = edited.shown;
    input.setSelectionRange(edited.caret, edited.caret);
  };

  /** What is pressed is told as what is typed into the field is. */
  #edit(number: string): void {
    this.#ask();
    this.number = number;
    this.#left = false;
    this.#host.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  readonly #backspace = (): void => this.#edit(this.#number.slice(0, -1));

  async #dial(): Promise<void> {
    const number = this.#number.trim();
    if (!number && (await this.#again())) return;
    const made = await this.#actions.dial(number);
    if (made && this.#number.trim() === number) this.number = '';
  }

  /** Without a number, Call puts in the one that was called last, as phones do; false when there is none. */
  async #again(): Promise<boolean> {
    const history = this.#actions.called ? null : await this.#history?.(this.#host.client).catch(() => null);
    const last = this.#actions.called || history?.entries.find(isOutbound)?.remoteNumber;
    if (last && !this.#number) this.#edit(last);
    return Boolean(last);
  }
}
