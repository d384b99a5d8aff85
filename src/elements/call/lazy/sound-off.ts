import { CALL } from '../../../localization/en/lazy/call.ts';
import { soundOff } from '../../../selectors/sound-off.ts';
import type { CallViews, Kit } from '../call-views.ts';

/**
 * Makes the notice of sound that the browser keeps back. Any press lets it be heard, before the button hears of it; the
 * button is for those who look for one.
 */
export function createSoundOff({ html, line, lookup, nothing }: Kit): Pick<CallViews, 'soundOff'> {
  const text = (key: keyof typeof CALL): string => lookup(CALL, key);
  const speaker = line('M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM16 9.5l5 5M21 9.5l-5 5');

  return {
    soundOff(snapshot) {
      const what = soundOff(snapshot);
      if (!what) return nothing;
      return html`<div part="sound-off" class="notice" role="group" aria-label=${text('sound.off')}>
        ${speaker}
        <div class="words">
          <strong>${text('sound.off')}</strong>
          <span>${text(`sound.press-${what}`)}</span>
        </div>
        <button part="notice-action sound-on" type="button">${text('sound.on')}</button>
      </div>`;
    },
  };
}
