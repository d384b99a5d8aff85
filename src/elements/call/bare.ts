import { html, nothing, type TemplateResult } from 'lit';
import { isIncoming } from '../../selectors/current-call.ts';
import { party } from '../../selectors/status.ts';
import { call as callIcon } from '../icons.ts';
import type { CallView } from './call-views.ts';
import { hangUpButton } from './hang-up-button.ts';
import { nameless } from './nameless.ts';

/**
 * A call, or one that is only wished for, before what shows calls is there: who it is, how it stands, and what cannot
 * wait.
 */
export function renderBare({ texts, call, status, actions }: CallView): TemplateResult {
  const title = call ? party(call).title : (actions.dialling?.number ?? '');
  const rings = call && isIncoming(call);
  return html`<div part=${rings ? 'incoming' : 'call'} class="view call bare">
    <div>
      <p part="party" class="party" tabindex="-1">
        <bdi>${actions.written(title) || texts.text(nameless(call))}</bdi>
      </p>
      <p class="status">${status}</p>
    </div>
    <div class="bar">
      ${hangUpButton(texts, () => actions.end(call), rings ? 'phone.reject' : 'phone.hang-up')}
      ${
        rings
          ? html`<button
              part="button answer"
              class="disc call"
              type="button"
              aria-label=${texts.text('phone.answer')}
              @click=${() => actions.answer(call)}
            >
              ${callIcon()}
            </button>`
          : nothing
      }
    </div>
  </div>`;
}
