import type { TemplateResult } from 'lit';
import { CALL } from '../../../localization/en/lazy/call.ts';
import type { CallSnapshot } from '../../../contract/snapshots.ts';
import type { CallView, CallViews, Kit } from '../call-views.ts';
import type { RoundButton } from './round-button.ts';

type Part = (view: CallView, call: CallSnapshot) => TemplateResult;

/** What an answered call has. */
export interface InCallViews {
  /** The keys, and those that were pressed. */
  readonly keypad: Part;
  /** The controls, or what is open in their place. */
  readonly panels: Part;
  /** Beside hanging up, while something is open. */
  readonly closePanel: Part;
}

/** Makes what an answered call is controlled with. */
export function createInCallViews(
  { html, icon, line, lookup, mute, nothing, renderDialpad, spinner, svg }: Kit,
  roundButton: (button: RoundButton) => TemplateResult,
  inCall: CallViews['inCall'],
): InCallViews {
  const text = (key: keyof typeof CALL): string => lookup(CALL, key);

  const hold = line('M9 6v12M15 6v12');
  const resume = line('M8.5 5.5v13l10-6.5z');
  const plus = line('M12 5.5v13M5.5 12h13');
  const transfer = line('M4 17.5v-2a4 4 0 0 1 4-4h11M14.5 7l4.5 4.5l-4.5 4.5', 'flips');
  const dots = icon(
    [5, 12, 19].map((y) => [5, 12, 19].map((x) => svg`<circle cx=${x} cy=${y} r="1" fill="currentColor" />`)),
  );

  const keypad: Part = ({ texts, actions, disabled }, call) => {
    const { digits } = inCall(actions).of(call);
    return html`<div class="keys">
      <p part="digits" class="digits" role="group" aria-label=${text('phone.dialled')}><span>${digits}</span></p>
      ${renderDialpad(texts, (key) => inCall(actions).press(call, key), { disabled })}
    </div>`;
  };

  const partyOf = ({ remoteName, remoteNumber }: CallSnapshot): string => remoteName || remoteNumber;

  const transferTo: Part = ({ actions, disabled }, call) => {
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
        ${busy ? spinner() : nothing} ${text('phone.transfer')}
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
    keypad,

    panels(view, call) {
      const { actions, add, disabled } = view;
      const { micMuted, held, pending } = call;
      const { panel } = inCall(actions).of(call);
      if (panel) return panel === 'keypad' ? keypad(view, call) : transferTo(view, call);
      const count = 3 + Number(inCall(actions).transferable) + Number(Boolean(add));
      return html`<div class=${`controls ${count === 4 ? 'four' : ''}`}>
        ${roundButton({
          part: 'mute',
          label: text(micMuted ? 'phone.unmute' : 'phone.mute'),
          icon: mute(),
          press: () => inCall(actions).toggleMute(call),
          on: micMuted,
        })}
        ${roundButton({
          part: 'keypad',
          label: text('phone.keypad'),
          icon: dots,
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
  };
}
