import { isLive } from '../../../selectors/current-call.ts';
import { callTo } from '../../../selectors/call-to.ts';
import { talkSecondsChangeAt } from '../../../selectors/timer.ts';
import type { CallViews, Kit } from '../call-views.ts';

/** Makes what a call button needs once there is a call: which call it shows, and the way to call again. */
export function createCallButton({ call: callIcon, html }: Kit): Pick<CallViews, 'calledBy' | 'again'> {
  return {
    calledBy({ bound, dialling, host, made: last }, destination) {
      const { call: current, now, snapshot } = bound;
      const { callId, linger } = host;
      const made = dialling ? null : last;
      const call = callId ? current : snapshot && callTo(snapshot, { made, destination, linger, now });
      bound.changesAt(call && (isLive(call) ? talkSecondsChangeAt(call, now) : (call.endedAt ?? 0) + linger));
      return call;
    },

    again: ({ text }, disabled, press) =>
      html`<button
        part="button call-again"
        class="disc again"
        type="button"
        aria-label=${text('phone.call-again')}
        aria-disabled=${disabled}
        @click=${press}
      >
        ${callIcon()}
      </button>`,
  };
}
