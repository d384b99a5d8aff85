import { html, nothing, type TemplateResult } from 'lit';
import type { CallTexts } from '../call/texts.ts';

const KEYS = ['1', '2ABC', '3DEF', '4GHI', '5JKL', '6MNO', '7PQRS', '8TUV', '9WXYZ', '*', '0+', '#'];

/** Held this long, in milliseconds, the 0 key is a plus. */
const LONG_PRESS = 500;

/** When the pointer went down on a key; outside of the rendering, which can change in between. */
let pressedAt = 0;

function pointerdown(event: PointerEvent): void {
  pressedAt = event.timeStamp;
}

export interface DialpadOptions {
  /** A long press of 0 is `+`. */
  plus?: boolean;
  disabled?: boolean;
}

/** The twelve keys; `press` hears each. */
export function renderDialpad(
  { text }: CallTexts,
  press: (key: string) => void,
  { plus = false, disabled = false }: DialpadOptions,
): TemplateResult {
  const click = (event: MouseEvent, key: string): void => {
    if (disabled) return;
    const long = plus && key === '0' && pressedAt > 0 && event.timeStamp - pressedAt >= LONG_PRESS;
    pressedAt = 0;
    press(long ? '+' : key);
  };
  // The letters are decoration: read aloud they would only stand in the way of the digit.
  return html`<div part="dialpad" class="dialpad">
    ${KEYS.map((label) => {
      const key = label.charAt(0);
      const letters = key === '0' && !plus ? '' : label.slice(1);
      const name = key === '*' ? text('phone.star') : key === '#' ? text('phone.pound') : key;
      return html`<button
        part="dialpad-key"
        type="button"
        aria-label=${name}
        aria-disabled=${disabled || nothing}
        data-letters=${letters || nothing}
        @pointerdown=${pointerdown}
        @click=${(event: MouseEvent) => click(event, key)}
      >
        ${key}
      </button>`;
    })}
  </div>`;
}
