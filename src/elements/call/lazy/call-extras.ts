import { CALL } from '../../../localization/en/lazy/call.ts';
import type { CallSnapshot } from '../../../contract/snapshots.ts';
import type { CallExtras, Kit } from '../call-extras.ts';
import { extrasStyles } from './call-extras.styles.ts';
import { createInCall } from './in-call.ts';
import { createKeyTones } from './key-tones.ts';
import { createRows } from './call-rows.ts';
import { createSoundOff } from './sound-off.ts';
import { rowsStyles } from './call-rows.styles.ts';

/** The first letters of the first and the last word of a name; empty for a number. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => Array.from(word ?? '')[0] ?? '').join('');
}

/** Makes the extras of the call views; see `CallExtras`. */
export function createExtras(kit: Kit): CallExtras {
  const { html, icon, line, lookup, nothing, renderDialpad, roundButton, svg } = kit;
  const text = (key: keyof typeof CALL): string => lookup(CALL, key);

  const inCall = createInCall(kit, createKeyTones());

  const person = line('M4.5 20.5a7.5 7.5 0 0 1 15 0M16 8a4 4 0 1 1-8 0a4 4 0 1 1 8 0');
  const hold = line('M9 6v12M15 6v12');
  const resume = line('M8.5 5.5v13l10-6.5z');
  const plus = line('M12 5.5v13M5.5 12h13');
  const transfer = line('M4 17.5v-2a4 4 0 0 1 4-4h11M14.5 7l4.5 4.5l-4.5 4.5', 'flips');
  const keypad = icon(
    [5, 12, 19].map((y) => [5, 12, 19].map((x) => svg`<circle cx=${x} cy=${y} r="1" fill="currentColor" />`)),
  );

  const keys: CallExtras['keypad'] = ({ texts, actions, disabled }, call) => {
    const { digits } = inCall(actions).of(call);
    return html`<div class="keys">
      <p part="digits" class="digits" role="group" aria-label=${text('phone.dialled')}><span>${digits}</span></p>
      ${renderDialpad(texts, (key) => inCall(actions).press(call, key), { disabled })}
    </div>`;
  };

  const partyOf = ({ remoteName, remoteNumber }: CallSnapshot): string => remoteName || remoteNumber;

  const transferTo: CallExtras['keypad'] = ({ actions, disabled }, call) => {
    const { target } = inCall(actions).of(call);
    const busy = call.pending.includes('transfer');
    const idle = disabled || busy || !target.trim();
    return html`<form
      part="transfer"
      class="transfer"
      @submit=${(event: Event) => {
        event.preventDefault();
        if (!idle) void inCall(actions).transfer(call);
      }}
    >
      <label>
        ${text('phone.transfer-to')}
        <input
          part="number"
          type="tel"
          autocomplete="off"
          enterkeyhint="go"
          spellcheck="false"
          ?readonly=${busy}
          .value=${target}
          @input=${(event: Event) => inCall(actions).aim(call, (event.target as HTMLInputElement).value)}
        />
      </label>
      <button part="button transfer-now" class="wide" type="submit" aria-busy=${busy} aria-disabled=${idle}>
        ${busy ? kit.spinner() : nothing} ${text('phone.transfer')}
      </button>
      ${inCall(actions)
        .others(call)
        .map(
          (other) =>
            html`<button
              part="button connect"
              class="wide quiet"
              type="button"
              aria-disabled=${disabled || busy}
              @click=${() => disabled || busy || void inCall(actions).transfer(call, other)}
            >
              ${lookup(CALL, 'phone.connect', { party: partyOf(other) })}
            </button>`,
        )}
    </form>`;
  };

  return {
    styles: kit.css`${extrasStyles(kit)} ${rowsStyles(kit)}`,

    ...createRows(kit, inCall),
    ...createSoundOff(kit),

    back: (press) =>
      html`<button part="button back" class="pill back" type="button" @click=${press}>${text('phone.back')}</button>`,

    later: (keys, actions) =>
      html`<p part="later" class="later">
        <span>${lookup(CALL, 'phone.later', { digits: keys.replace(/^,+/, '') })}</span>
        <button part="button cancel-later" class="pill" type="button" @click=${() => inCall(actions).dropLater()}>
          ${text('phone.cancel')}
        </button>
      </p>`,

    avatar: (title, subtitle) =>
      html`<span part="avatar" class="avatar" aria-hidden="true">${(subtitle && initials(title)) || person}</span>`,

    keypad: keys,

    inCall,

    controls(view, call) {
      const { actions, add, disabled } = view;
      const { micMuted, held, pending } = call;
      const { panel } = inCall(actions).of(call);
      if (panel) return panel === 'keypad' ? keys(view, call) : transferTo(view, call);
      const count = 3 + Number(inCall(actions).transferable) + Number(Boolean(add));
      return html`<div class=${`controls ${count === 4 ? 'four' : ''}`}>
        ${roundButton({
          part: 'mute',
          label: text(micMuted ? 'phone.unmute' : 'phone.mute'),
          icon: kit.mute(),
          press: () => inCall(actions).toggleMute(call),
          on: micMuted,
        })}
        ${roundButton({
          part: 'keypad',
          label: text('phone.keypad'),
          icon: keypad,
          press: () => inCall(actions).open(call, 'keypad'),
          disabled,
        })}
        ${roundButton({
          part: 'hold',
          label: text(held ? 'phone.resume' : 'phone.hold'),
          icon: held ? resume : hold,
          press: () => inCall(actions).toggleHold(call),
          on: held,
          disabled,
          busy: pending.some((command) => command === 'hold' || command === 'unhold'),
        })}
        ${
          inCall(actions).transferable
            ? roundButton({
                part: 'transfer',
                label: text('phone.transfer'),
                icon: transfer,
                press: () => inCall(actions).open(call, 'transfer'),
                disabled,
              })
            : nothing
        }
        ${add ? roundButton({ part: 'add-call', label: text('phone.add-call'), icon: plus, press: add, disabled }) : nothing}
      </div>`;
    },

    closePanel({ actions }, call) {
      const name = inCall(actions).of(call).panel === 'keypad' ? 'hide-keypad' : 'cancel';
      return html`<button
        part=${`button ${name}`}
        class="plain"
        type="button"
        @click=${() => inCall(actions).open(call, null)}
      >
        ${text(`phone.${name}`)}
      </button>`;
    },

    ending: ({ texts, disabled, actions }, call) =>
      html`<div class="controls pair">
        ${roundButton({ part: 'close', label: text('phone.close'), icon: kit.close(), press: () => actions.close(call) })}
        ${
          call.remoteNumber
            ? roundButton({
                part: 'call-again',
                label:
                  call.direction === 'inbound' && call.answeredAt === null
                    ? text('phone.call-back')
                    : texts.text('phone.call-again'),
                icon: kit.call(),
                press: () => void actions.dial(call.remoteNumber),
                disabled,
              })
            : nothing
        }
      </div>`,
  };
}
