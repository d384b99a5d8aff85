import { html, nothing, type TemplateResult } from 'lit';
import type { ErrorCode } from '../../contract/errors.ts';
import type { NOTICE } from '../../localization/en/notice.ts';
import { isolated } from '../../localization/localize.ts';
import { noticeTitle, type Notice, type NoticeKind } from '../../selectors/notice.ts';
import { party } from '../../selectors/status.ts';
import { alert, call, close, done, spinner } from '../icons.ts';

export interface NoticeTexts {
  readonly text: (key: keyof typeof NOTICE, values?: Record<string, string | number>) => string;
  readonly seconds: (value: number) => string;
  readonly problem: (code: ErrorCode) => string;
}

export interface NoticeActions {
  readonly reconnect: () => void;
  readonly callAgain: () => void;
  readonly dismiss: () => void;
  /** A number as people write it. */
  readonly written: (number: string) => string;
  /** Why the last of them did not work. */
  readonly problem?: string | null;
}

/** The general sentence for an end that came without an error of its own. */
const REASONS: Partial<Record<NoticeKind, ErrorCode>> = {
  exhausted: 'exhausted',
  'signed-out': 'auth-failed',
  closed: 'server-closed',
};

function detail(notice: Notice, { text, seconds, problem }: NoticeTexts, { written }: NoticeActions): string {
  const { kind, attempt, maxAttempts } = notice;
  const values = { attempt, max: maxAttempts ?? 0, seconds: seconds(notice.seconds) };
  switch (kind) {
    case 'waiting':
      return text(maxAttempts === null ? 'notice.next' : 'notice.next-of', values);
    case 'trying':
      return attempt ? text(maxAttempts === null ? 'notice.attempt' : 'notice.attempt-of', values) : '';
    case 'offline':
      return text('notice.waits');
    case 'call-lost':
      return notice.call ? isolated(written(party(notice.call).title)) : '';
    default: {
      const code = REASONS[kind] && (notice.error ?? REASONS[kind]);
      return code ? problem(code) : '';
    }
  }
}

const icon = (kind: NoticeKind): TemplateResult => {
  if (kind === 'trying' || kind === 'restoring') return spinner();
  return kind === 'back-online' ? done() : alert();
};

/** A notice with what can be done about it: the banner's whole content, and a part of the phone. */
export function renderNotice(
  notice: Notice | null,
  texts: NoticeTexts,
  actions: NoticeActions,
): TemplateResult | typeof nothing {
  if (!notice || notice.kind === 'none') return nothing;
  const { kind, talk } = notice;
  const { text } = texts;
  const busy = kind === 'trying';
  const lost = kind === 'call-lost';
  const elsewhere = kind === 'elsewhere';
  const again = busy || elsewhere || kind === 'waiting' || kind in REASONS;
  const tone = kind === 'back-online' ? 'good' : lost || kind in REASONS ? 'bad' : 'warning';
  const words = (lost && actions.problem) || detail(notice, texts, actions);
  return html`<div part="notice" class="notice ${tone}" role="group" aria-label=${text('notice.label')}>
    ${icon(kind)}
    <div class="words">
      <strong part="notice-title">${text(`notice.${noticeTitle(notice)}` as keyof typeof NOTICE)}</strong>
      ${words ? html`<span part="notice-detail">${words}</span>` : nothing}
      ${talk && kind !== 'back-online' ? html`<span part="notice-talk">${text('notice.talk')}</span>` : nothing}
    </div>
    ${
      again
        ? html`<button
            part="notice-action"
            type="button"
            aria-disabled=${busy}
            @click=${() => busy || actions.reconnect()}
          >
            ${text(elsewhere ? 'notice.use-here' : kind === 'signed-out' ? 'notice.try-again' : 'notice.reconnect')}
          </button>`
        : nothing
    }
    ${
      lost && notice.call?.remoteNumber
        ? html`<button part="notice-action" type="button" @click=${actions.callAgain}>
            ${call()}${text('notice.call-again')}
          </button>`
        : nothing
    }
    ${
      lost
        ? html`<button
            part="notice-dismiss"
            class="dismiss"
            type="button"
            aria-label=${text('notice.dismiss')}
            @click=${actions.dismiss}
          >
            ${close()}
          </button>`
        : nothing
    }
  </div>`;
}
