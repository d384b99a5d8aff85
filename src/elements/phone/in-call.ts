import { html, nothing, type TemplateResult } from 'lit';
import type { CallSnapshot } from '../../contract/snapshots.ts';
import { party } from '../../selectors/status.ts';
import { hangUp, hold, keypad, mute, resume } from '../icons.ts';
import { renderDialpad } from './dialpad.ts';
import { partyLines, roundButton, type PhoneTexts } from './view.ts';

export interface InCallView {
  texts: PhoneTexts;
  /** Null while the call is only wished for: the phone connects first. */
  call: CallSnapshot | null;
  /** What was dialled, while there is no call. */
  dialling: string;
  status: TemplateResult;
  /** The server cannot be told anything now. */
  disabled: boolean;
  keypadOpen: boolean;
  /** The keys pressed in this call. */
  digits: string;
  toggleKeypad: () => void;
  press: (key: string) => void;
  toggleMute: () => void;
  toggleHold: () => void;
  hangUp: () => void;
}

/** The controls, or the keypad in their place; hanging up is possible throughout. */
export function renderInCall(view: InCallView): TemplateResult {
  const { texts, call, keypadOpen, digits, disabled } = view;
  const { text } = texts;
  const { title, subtitle } = call ? party(call) : { title: view.dialling, subtitle: '' };
  const answered = call !== null && call.answeredAt !== null;
  const open = keypadOpen && answered;
  const held = call?.held ?? false;
  return html`<div part="call" class=${`view in-call ${open ? 'open' : ''}`}>
    <div class="who">
      ${partyLines(title || text('phone.unknown'), subtitle)}
      <p class="status">${view.status}</p>
    </div>
    ${
      open
        ? html`<div class="keys">
            <p part="digits" class="digits" role="group" aria-label=${text('phone.dialled')}><span>${digits}</span></p>
            ${renderDialpad(texts, view.press, { disabled })}
          </div>`
        : nothing
    }
    ${
      answered && !open
        ? html`<div class="controls">
            ${roundButton({
              part: 'mute',
              label: text(call.micMuted ? 'phone.unmute' : 'phone.mute'),
              icon: mute(),
              press: view.toggleMute,
              on: call.micMuted,
            })}
            ${roundButton({
              part: 'keypad',
              label: text('phone.keypad'),
              icon: keypad(),
              press: view.toggleKeypad,
              disabled,
            })}
            ${roundButton({
              part: 'hold',
              label: text(held ? 'phone.resume' : 'phone.hold'),
              icon: held ? resume() : hold(),
              press: view.toggleHold,
              on: held,
              disabled,
              busy: call.pending.some((command) => command === 'hold' || command === 'unhold'),
            })}
          </div>`
        : nothing
    }
    <div class="bar">
      <button
        part="button hang-up"
        class="disc hang-up"
        type="button"
        aria-label=${text('phone.hang-up')}
        @click=${view.hangUp}
      >
        ${hangUp()}
      </button>
      ${
        open
          ? html`<button part="button hide-keypad" class="plain" type="button" @click=${view.toggleKeypad}>
              ${text('phone.hide-keypad')}
            </button>`
          : nothing
      }
    </div>
  </div>`;
}
