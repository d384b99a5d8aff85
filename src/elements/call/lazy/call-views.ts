import { liveCalls, spokenIn } from '../../../selectors/live-calls.ts';
import { CALL } from '../../../localization/en/lazy/call.ts';
import type { CallViews, Kit } from '../call-views.ts';
import { createMediaRecovery } from '../../media-recovery/lazy/media-recovery-view.ts';
import { callButtonStyles } from './call-button.styles.ts';
import { createCallButton } from './call-button.ts';
import { createRows } from './call-rows.ts';
import { rowsStyles } from './call-rows.styles.ts';
import { createCall } from './call.ts';
import { callStyles } from './call.styles.ts';
import { createInCall } from './in-call.ts';
import { createInCallViews } from './in-call-views.ts';
import { createKeyTones } from './key-tones.ts';
import { roundButtonStyles } from './round-button.styles.ts';
import { createRoundButton } from './round-button.ts';
import { createSoundOff } from './sound-off.ts';

/** Makes the views of calls; see `CallViews`. */
export function createView(kit: Kit): CallViews {
  const { css, html, lookup, nothing } = kit;
  const inCall = createInCall(kit, createKeyTones());
  const roundButton = createRoundButton(kit);
  const views = createInCallViews(kit, roundButton, inCall);
  const one = createCall(kit, roundButton, views);
  const several = createRows(kit, inCall);
  return {
    styles: css`
      ${callStyles(kit)} ${roundButtonStyles(kit)} ${rowsStyles(kit)} ${callButtonStyles(kit)}
    `,
    inCall,
    mediaRecovery: createMediaRecovery(kit),
    keypad: views.keypad,
    call: one.call,
    controls: one.controls,
    rows: several.rows,
    incoming: (view, who) =>
      html`${one.whom(view)} ${spokenIn(view.snapshot) ? several.choices(view, who) : one.decision(view, who)}`,
    ...createSoundOff(kit),
    ...createCallButton(kit),
    others: (view, shown, back) => {
      const calls = liveCalls(view.snapshot).filter((call) => call !== shown);
      if (calls.length === 0) return nothing;
      return html`${several.rows(view, calls)}
      ${
        back
          ? html`<button part="button back" class="pill back" type="button" @click=${back}>
              ${lookup(CALL, 'phone.back')}
            </button>`
          : nothing
      }`;
    },
  };
}
