import { CALL } from '../../../localization/en/lazy/call.ts';
import type { CallExtras, Kit } from '../call-extras.ts';
import { extrasStyles } from './call-extras.styles.ts';

/** The first letters of the first and the last word of a name; empty for a number. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => Array.from(word ?? '')[0] ?? '').join('');
}

/** Makes the extras of the call views; see `CallExtras`. */
export function createExtras(kit: Kit): CallExtras {
  const { html, icon, line, lookup, nothing, renderDialpad, roundButton, svg } = kit;
  const text = (key: keyof typeof CALL): string => lookup(CALL, key);

  const person = line('M4.5 20.5a7.5 7.5 0 0 1 15 0M16 8a4 4 0 1 1-8 0a4 4 0 1 1 8 0');
  const hold = line('M9 6v12M15 6v12');
  const resume = line('M8.5 5.5v13l10-6.5z');
  const keypad = icon(
    [5, 12, 19].map((y) => [5, 12, 19].map((x) => svg`<circle cx=${x} cy=${y} r="1" fill="currentColor" />`)),
  );

  return {
    styles: extrasStyles(kit),

    avatar: (title, subtitle) =>
      html`<span part="avatar" class="avatar" aria-hidden="true">${(subtitle && initials(title)) || person}</span>`,

    controls({ texts, keypadOpen, digits, press, toggleMute, toggleHold, toggleKeypad, disabled }, call) {
      const { micMuted, held, pending } = call;
      if (keypadOpen) {
        return html`<div class="keys">
          <p part="digits" class="digits" role="group" aria-label=${text('phone.dialled')}><span>${digits}</span></p>
          ${renderDialpad(texts, press, { disabled })}
        </div>`;
      }
      return html`<div class="controls">
        ${roundButton({
          part: 'mute',
          label: text(micMuted ? 'phone.unmute' : 'phone.mute'),
          icon: kit.mute(),
          press: toggleMute,
          on: micMuted,
        })}
        ${roundButton({ part: 'keypad', label: text('phone.keypad'), icon: keypad, press: toggleKeypad, disabled })}
        ${roundButton({
          part: 'hold',
          label: text(held ? 'phone.resume' : 'phone.hold'),
          icon: held ? resume : hold,
          press: toggleHold,
          on: held,
          disabled,
          busy: pending.some((command) => command === 'hold' || command === 'unhold'),
        })}
      </div>`;
    },

    hideKeypad: ({ toggleKeypad }) =>
      html`<button part="button hide-keypad" class="plain" type="button" @click=${toggleKeypad}>
        ${text('phone.hide-keypad')}
      </button>`,

    ending: ({ disabled, close, callAgain }, call) =>
      html`<div class="controls pair">
        ${roundButton({ part: 'close', label: text('phone.close'), icon: kit.close(), press: close })}
        ${
          call.remoteNumber
            ? roundButton({
                part: 'call-again',
                label: text(
                  call.direction === 'inbound' && call.answeredAt === null ? 'phone.call-back' : 'phone.call-again',
                ),
                icon: kit.call(),
                press: callAgain,
                disabled,
              })
            : nothing
        }
      </div>`,
  };
}
