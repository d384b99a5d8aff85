import { html, nothing, type TemplateResult } from 'lit';
import type { CallSnapshot, ClientSnapshot } from '../../contract/snapshots.ts';
import type { STATUS } from '../../localization/en/status.ts';
import { isLive } from '../../selectors/current-call.ts';
import { callStatus, connectionStatus, statusTone } from '../../selectors/status.ts';
import { talkSeconds } from '../../selectors/timer.ts';
import { mute } from '../icons.ts';

export interface StatusTexts {
  readonly text: (key: keyof typeof STATUS) => string;
  readonly duration: (seconds: number) => string;
}

/** The dot, the state in words, the timer: of the call, or of the connection while there is none. */
export function renderStatus(
  { connection }: ClientSnapshot,
  call: CallSnapshot | null,
  now: number,
  { text, duration }: StatusTexts,
): TemplateResult {
  const seconds = call && talkSeconds(call, now);
  return html`<span part="dot" class="dot ${statusTone(connection, call)}"></span>
    <span part="label"
      >${text(call ? `call.${callStatus(call, connection)}` : `connection.${connectionStatus(connection)}`)}</span
    >
    ${seconds === null ? nothing : html`<span part="timer" role="timer">${duration(seconds)}</span>`}
    ${
      call?.micMuted && isLive(call)
        ? html`<span part="muted" role="img" aria-label=${text('call.muted')}>${mute()}</span>`
        : nothing
    }`;
}
