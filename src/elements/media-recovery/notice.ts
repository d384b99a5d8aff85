import { html, nothing, type TemplateResult } from 'lit';
import type { ErrorCode } from '../../contract/errors.ts';
import type { ClientController, ClientHost } from '../../controllers/client.ts';
import { seconds } from '../../localization/localize.ts';
import { mediaRecovery, type MediaRecovery } from '../../selectors/media-recovery.ts';
import { alert } from '../icons.ts';
import { viewKit } from '../kit.ts';
import { lazyView } from '../lazy-part.ts';

export interface MediaRecoveryActions {
  readonly resume: () => void;
  readonly reject: () => void;
}

/** What is wrong with the microphone, what to do, and until when. */
export type MediaRecoveryView = (recovery: MediaRecovery, actions: MediaRecoveryActions) => TemplateResult;

/** What the view is made with; it gets it handed, and imports nothing, as the views of calls do. */
const kit = { ...viewKit, seconds };

export type Kit = typeof kit;

const view = lazyView(
  kit,
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  (_attempt) => import('./lazy/media-recovery-view.ts'),
);

/**
 * The notice of a microphone that cannot be had: the whole of `<telnyx-media-recovery>`, and a part of the phone. Few
 * ever see it, so its words and buttons are fetched when they are needed; until they are there, the general sentence
 * stands for them. `callId`: of this call alone.
 */
export function renderMediaRecovery(
  host: ClientHost,
  bound: ClientController,
  problem: (code: ErrorCode) => string,
  callId: string | null = host.callId,
): TemplateResult | typeof nothing {
  const { client, snapshot, now } = bound;
  const recovery = snapshot && mediaRecovery(snapshot, callId, now);
  if (!recovery) return nothing;
  bound.changesAt(recovery.changesAt);
  if (view.value) {
    return view.value(recovery, { resume: () => client.resumeMedia(), reject: () => client.rejectMedia() });
  }
  void view.fetch().then(() => host.requestUpdate());
  return html`<div part="media-recovery" class="notice">
    ${alert()}
    <div class="words">${problem(recovery.cause)}</div>
  </div>`;
}
