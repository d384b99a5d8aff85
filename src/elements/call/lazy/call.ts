import { party } from '../../../selectors/status.ts';
import { callKind, openPanel } from '../kind.ts';
import { nameless } from '../nameless.ts';
import type { TemplateResult } from 'lit';
import type { CallSnapshot } from '../../../contract/snapshots.ts';
import { CALL } from '../../../localization/en/lazy/call.ts';
import type { CallActions } from '../../call-actions.ts';
import type { CallView, CallViews, Kit } from '../call-views.ts';
import type { InCallViews } from './in-call-views.ts';
import type { RoundButton } from './round-button.ts';

/** The first letters of the first and the last word of a name; empty for a number. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => Array.from(word ?? '')[0] ?? '').join('');
}

interface CallParts extends Pick<CallViews, 'call' | 'controls'> {
  /** Who is at the other end, and how the call stands. */
  whom(view: CallView): TemplateResult;
  /** Someone calls: answer or reject. */
  decision(view: CallView, call: CallSnapshot): TemplateResult;
}

/** Makes what shows one call: who it is, how it stands, and what can be done about it. */
export function createCall(
  kit: Kit,
  roundButton: (button: RoundButton) => TemplateResult,
  { panels, closePanel }: InCallViews,
): CallParts {
  const { hangUpButton, html, line, lookup, nothing } = kit;
  const text = (key: keyof typeof CALL): string => lookup(CALL, key);

  const person = line('M4.5 20.5a7.5 7.5 0 0 1 15 0M16 8a4 4 0 1 1-8 0a4 4 0 1 1 8 0');

  /** Numbers are written from left to right everywhere. What is too long to be shown whole is told by its title. */
  const name = ({ texts, call, actions }: CallView, title: string): TemplateResult => {
    const isNumber = !call?.remoteName && title;
    const words = isNumber ? actions.written(title) : title || texts.text(nameless(call));
    return html`<bdi dir=${isNumber ? 'ltr' : 'auto'} title=${words}>${words}</bdi>`;
  };

  /** The keys that are pressed when the call is answered, and a way not to. */
  const later = (keys: string, actions: CallActions): TemplateResult =>
    html`<p part="later" class="later">
      <span>${lookup(CALL, 'phone.later', { digits: keys.replace(/^,+/, '') })}</span>
      <button part="button cancel-later" class="pill" type="button" @click=${() => actions.inCall?.dropLater()}>
        ${text('phone.cancel')}
      </button>
    </p>`;

  const whom = (view: CallView): TemplateResult => {
    const { call, actions, status, quality = nothing } = view;
    const keys = actions.inCall?.later;
    const { title, subtitle } = call ? party(call) : { title: actions.dialling?.number ?? '', subtitle: '' };
    return html`<div class="who">
      <span part="avatar" class="avatar" aria-hidden="true">${(subtitle && initials(title)) || person}</span>
      <p part="party" class="party" tabindex="-1">${name(view, title)}</p>
      ${
        subtitle
          ? html`<p part="party-number" class="number">
              <bdi dir="ltr" title=${subtitle}>${actions.written(subtitle)}</bdi>
            </p>`
          : nothing
      }
      <p class="status">${status}</p>
      ${keys && call?.id === keys.callId ? later(keys.keys, actions) : nothing} ${quality}
    </div>`;
  };

  /** While the microphone is being asked for, the call can still be rejected. */
  const decision = ({ texts, actions }: CallView, call: CallSnapshot): TemplateResult =>
    html`<div class="controls pair">
      ${roundButton({
        part: 'reject',
        label: texts.text('phone.reject'),
        icon: kit.hangUp(),
        press: () => actions.end(call),
        busy: call.pending.includes('reject'),
      })}
      ${roundButton({
        part: 'answer',
        label: texts.text('phone.answer'),
        icon: kit.call(),
        press: () => actions.answer(call),
        busy: call.pending.includes('answer'),
      })}
    </div>`;

  const controls: CallViews['controls'] = (view) => {
    const { texts, call, actions } = view;
    return html`${call && call.answeredAt !== null ? html`${panels(view, call)}<slot name="controls"></slot>` : nothing}
      <div class="bar">
        ${hangUpButton(texts, () => actions.end(call))}
        ${call && openPanel(call, actions) ? closePanel(view, call) : nothing}
      </div>`;
  };

  /** Closing, and calling again. */
  const ending = ({ texts, disabled, actions }: CallView, call: CallSnapshot): TemplateResult =>
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
    </div>`;

  return {
    whom,
    decision,
    controls,
    call(view) {
      const { call, actions } = view;
      const kind = callKind(call);
      return html`<div part=${kind} class=${`view ${kind} ${openPanel(call, actions) ? 'open' : ''}`}>
        ${whom(view)} ${kind === 'incoming' && call ? decision(view, call) : nothing}
        ${kind === 'call' ? controls(view) : nothing} ${kind === 'ended' && call ? ending(view, call) : nothing}
      </div>`;
    },
  };
}
