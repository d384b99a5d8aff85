import { html, nothing, type TemplateResult } from 'lit';
import type { ClientSnapshot } from '../contract/snapshots.ts';
import type { CallActions } from './call-actions.ts';
import type { CallTexts } from './call/texts.ts';
import { alert, close } from './icons.ts';

/** Why what was pressed could not be done, unless a notice of the connection or the microphone says so already. */
export function renderProblem(
  { problem, dismiss }: CallActions,
  { connection, mediaRecovery }: ClientSnapshot,
  texts: CallTexts,
): TemplateResult | typeof nothing {
  if (!problem || problem.code === connection.error || problem.code === mediaRecovery?.cause) return nothing;
  return html`<div part="problem" class="notice bad" role="alert">
    ${alert()}
    <div class="words">${texts.problem(problem.code, problem.message)}</div>
    <button part="dismiss" class="dismiss" type="button" aria-label=${texts.text('phone.dismiss')} @click=${dismiss}>
      ${close()}
    </button>
  </div>`;
}
