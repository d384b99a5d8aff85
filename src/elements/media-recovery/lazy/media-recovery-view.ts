import { MEDIA_RECOVERY } from '../../../localization/en/lazy/media-recovery.ts';
import { mediaRecovery, type MediaRecovery } from '../../../selectors/media-recovery.ts';
import type { CallViews, Kit } from '../../call/call-views.ts';

type Key = keyof typeof MEDIA_RECOVERY;

/** Whose settings are to be described. Every browser names itself after others, so the order matters. */
export function browserOf(userAgent: string): 'chromium' | 'firefox' | 'safari' | 'other' {
  if (/firefox|fxios/i.test(userAgent)) return 'firefox';
  if (/chrom(e|ium)|crios|edg/i.test(userAgent)) return 'chromium';
  return /safari/i.test(userAgent) ? 'safari' : 'other';
}

/** A block is lifted in a different place in each browser. */
function adviceKey(cause: MediaRecovery['cause']): Key {
  return (cause === 'mic-denied' ? `media.${cause}.${browserOf(navigator.userAgent)}` : `media.${cause}.advice`) as Key;
}

/** Makes the view of a microphone that cannot be had: what is wrong, what to do, and until when. */
export function createMediaRecovery({ close, html, lookup, mute, nothing, seconds }: Kit): CallViews['mediaRecovery'] {
  const text = (key: string, values?: Record<string, string>): string => lookup(MEDIA_RECOVERY, key, values);

  return (bound, callId) => {
    const { client, snapshot, now } = bound;
    const recovery = snapshot && mediaRecovery(snapshot, callId, now);
    if (!recovery) return nothing;
    bound.changesAt(recovery.changesAt);
    const { cause, end, mendable, retrying, seconds: left } = recovery;
    const dismiss = end === 'dismiss';
    const reject = (): void => client.rejectMedia();
    return html`<div part="media-recovery" class="notice" role="group" aria-label=${text('media.label')}>
      ${mute()}
      <div class="words">
        <strong part="media-cause">${text(`media.${cause}`)}</strong>
        <span part="media-advice">${text(adviceKey(cause))}</span>
        ${
          left === null
            ? nothing
            : html`<span part="media-deadline" role="timer">
                ${text(end === 'reject' ? 'media.reject-in' : 'media.end-in', { seconds: seconds(left) })}
              </span>`
        }
      </div>
      ${
        mendable
          ? html`<button
              part="notice-action media-resume"
              type="button"
              aria-disabled=${retrying}
              aria-busy=${retrying}
              @click=${() => retrying || client.resumeMedia()}
            >
              ${text('media.resume')}
            </button>`
          : nothing
      }
      ${
        dismiss
          ? html`<button
              part="media-dismiss"
              class="dismiss"
              type="button"
              aria-label=${text('media.dismiss')}
              @click=${reject}
            >
              ${close()}
            </button>`
          : html`<button part="notice-action media-reject" type="button" @click=${reject}>
              ${text(`media.${end}`)}
            </button>`
      }
    </div>`;
  };
}
