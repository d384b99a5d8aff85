import { html, nothing, type TemplateResult } from 'lit';
import type { CallSnapshot } from '../../contract/snapshots.ts';
import { party } from '../../selectors/status.ts';
import { call as callIcon, hangUp } from '../icons.ts';
import type { CallExtras } from './call-extras.ts';
import { roundButton } from './round-button.ts';
import type { PhoneTexts } from './texts.ts';

export interface CallView {
  texts: PhoneTexts;
  kind: 'incoming' | 'call' | 'ended';
  /** Null while the call is only wished for: the phone connects first. */
  call: CallSnapshot | null;
  /** What was dialled, while there is no call. */
  dialling: string;
  status: TemplateResult;
  /** Null while they are not there yet. */
  extras: CallExtras | null;
  /** The server cannot be told anything now; once the call has ended: nothing can be called now. */
  disabled: boolean;
  keypadOpen: boolean;
  /** The keys pressed in this call. */
  digits: string;
  answer: () => void;
  /** Rejects, or hangs up. */
  end: () => void;
  toggleMute: () => void;
  toggleHold: () => void;
  toggleKeypad: () => void;
  press: (key: string) => void;
  callAgain: () => void;
  close: () => void;
}

/**
 * A call that comes in, goes on or is over. Whatever could not be fetched yet, answering, rejecting and hanging up
 * are possible throughout.
 */
export function renderCall(view: CallView): TemplateResult {
  const { texts, kind, call, extras } = view;
  const { text } = texts;
  const { title, subtitle } = call ? party(call) : { title: view.dialling, subtitle: '' };
  const open = view.keypadOpen && extras !== null;
  return html`<div part=${kind} class=${`view ${kind} ${open ? 'open' : ''}`}>
    <div class="who">
      ${extras?.avatar(title, subtitle)}
      <p part="party" class="party" tabindex="-1"><bdi>${title || text('phone.unknown')}</bdi></p>
      ${subtitle ? html`<p part="party-number" class="number"><bdi>${subtitle}</bdi></p>` : nothing}
      <p class="status">${view.status}</p>
    </div>
    ${kind === 'incoming' && call ? renderDecision(view, call) : nothing}
    ${kind === 'call' && call && call.answeredAt !== null ? extras?.controls(view, call) : nothing}
    ${
      kind === 'call'
        ? html`<div class="bar">
            <button
              part="button hang-up"
              class="disc hang-up"
              type="button"
              aria-label=${text('phone.hang-up')}
              @click=${view.end}
            >
              ${hangUp()}
            </button>
            ${open ? extras.hideKeypad(view) : nothing}
          </div>`
        : nothing
    }
    ${kind === 'ended' && call ? extras?.ending(view, call) : nothing}
  </div>`;
}

/** Someone calls. While the microphone is being asked for, the call can still be rejected. */
function renderDecision({ texts: { text }, answer, end }: CallView, { pending }: CallSnapshot): TemplateResult {
  return html`<div class="controls pair">
    ${roundButton({
      part: 'reject',
      label: text('phone.reject'),
      icon: hangUp(),
      press: end,
      busy: pending.includes('reject'),
    })}
    ${roundButton({
      part: 'answer',
      label: text('phone.answer'),
      icon: callIcon(),
      press: answer,
      busy: pending.includes('answer'),
    })}
  </div>`;
}
