import { html, type TemplateResult } from 'lit';
import type { CallSnapshot } from '../../contract/snapshots.ts';
import { party } from '../../selectors/status.ts';
import { call as callIcon, hangUp } from '../icons.ts';
import { partyLines, roundButton, type PhoneTexts } from './view.ts';

export interface IncomingView {
  texts: PhoneTexts;
  call: CallSnapshot;
  status: TemplateResult;
  answer: () => void;
  reject: () => void;
}

/** Someone calls. While the microphone is being asked for, the call can still be rejected. */
export function renderIncoming({ texts, call, status, answer, reject }: IncomingView): TemplateResult {
  const { text } = texts;
  const { title, subtitle } = party(call);
  return html`<div part="incoming" class="view incoming">
    <div class="who">
      ${partyLines(title || text('phone.unknown'), subtitle)}
      <p class="status">${status}</p>
    </div>
    <div class="controls pair">
      ${roundButton({
        part: 'reject',
        label: text('phone.reject'),
        icon: hangUp(),
        press: reject,
        busy: call.pending.includes('reject'),
      })}
      ${roundButton({
        part: 'answer',
        label: text('phone.answer'),
        icon: callIcon(),
        press: answer,
        busy: call.pending.includes('answer'),
      })}
    </div>
  </div>`;
}
