import { html, nothing, type TemplateResult } from 'lit';
import type { CallSnapshot } from '../../contract/snapshots.ts';
import { ending } from '../../selectors/ending.ts';
import { party } from '../../selectors/status.ts';
import { call as callIcon, close as closeIcon } from '../icons.ts';
import { partyLines, roundButton, type PhoneTexts } from './view.ts';

export interface EndedView {
  texts: PhoneTexts;
  call: CallSnapshot;
  status: TemplateResult;
  /** Nothing can be called now. */
  disabled: boolean;
  callAgain: () => void;
  close: () => void;
}

/** How the call ended, and calling again. */
export function renderEnded({ texts, call, status, disabled, callAgain, close }: EndedView): TemplateResult {
  const { text } = texts;
  const { title, subtitle } = party(call);
  return html`<div part="ended" class="view ended">
    <div class="who">
      ${partyLines(title || text('phone.unknown'), subtitle)}
      <p class="status">${status}</p>
    </div>
    <div class="controls pair">
      ${roundButton({ part: 'close', label: text('phone.close'), icon: closeIcon(), press: close })}
      ${
        call.remoteNumber
          ? roundButton({
              part: 'call-again',
              label: text(ending(call) === 'missed' ? 'phone.call-back' : 'phone.call-again'),
              icon: callIcon(),
              press: callAgain,
              disabled,
            })
          : nothing
      }
    </div>
  </div>`;
}
