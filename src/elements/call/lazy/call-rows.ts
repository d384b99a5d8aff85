import { isIncoming } from '../../../selectors/current-call.ts';
import { spokenIn } from '../../../selectors/live-calls.ts';
import { party } from '../../../selectors/status.ts';
import { nameless } from '../nameless.ts';
import { CALL } from '../../../localization/en/lazy/call.ts';
import type { CallSnapshot } from '../../../contract/snapshots.ts';
import type { CallViews, Kit, RowsView } from '../call-views.ts';
import type { TemplateResult } from 'lit';

type Key = keyof typeof CALL;

interface Act {
  readonly part: string;
  readonly label: string;
  /** Where the label alone would not tell which call is meant. */
  readonly name?: string;
  readonly press: () => void;
  readonly busy?: boolean;
  readonly disabled?: boolean;
}

/** Makes the rows of several calls, each with what can be done about it. */
export function createRows(
  { hangUp, html, keyed, lookup, nothing, renderStatus, spinner }: Kit,
  inCall: CallViews['inCall'],
): Pick<CallViews, 'rows'> & { choices(view: RowsView, call: CallSnapshot): TemplateResult } {
  const text = (key: Key, values?: Record<string, string>): string => lookup(CALL, key, values);

  const pill = ({ part, label, name, press, busy = false, disabled = false }: Act): TemplateResult =>
    html`<button
      part=${`button ${part}`}
      class=${`pill ${part}`}
      type="button"
      aria-label=${name ?? label}
      aria-busy=${busy}
      aria-disabled=${busy || disabled}
      @click=${() => busy || disabled || press()}
    >
      ${busy ? spinner() : nothing} ${label}
    </button>`;

  /** Somebody calls: beside a call that is spoken in, it is said what becomes of that. */
  const choices = ({ texts, snapshot, actions, disabled }: RowsView, call: CallSnapshot): TemplateResult => {
    const spoken = spokenIn(snapshot);
    const answering = call.pending.includes('answer');
    return html`<div class="choices">
      ${pill({
        part: 'answer',
        label: spoken ? text('calls.hold-answer') : texts.text('phone.answer'),
        press: () => actions.answer(call),
        busy: answering,
        disabled,
      })}
      ${
        spoken
          ? pill({
              part: 'end-answer',
              label: text('calls.end-answer'),
              press: () => actions.answer(call, spoken),
              disabled,
            })
          : nothing
      }
      ${pill({
        part: 'reject',
        label: texts.text('phone.reject'),
        press: () => actions.end(call),
        busy: call.pending.includes('reject'),
      })}
    </div>`;
  };

  const controls = (
    { texts, snapshot, actions, disabled }: RowsView,
    call: CallSnapshot,
    who: string,
  ): TemplateResult => {
    const spoken = spokenIn(snapshot);
    const key = spoken === call ? 'hold' : spoken ? 'swap' : 'resume';
    const busy = call.pending.some((command) => command === 'hold' || command === 'unhold');
    const end = texts.text('phone.hang-up');
    return html`<div class="acts">
      ${
        call.answeredAt === null
          ? nothing
          : pill({
              part: key,
              label: text(key === 'swap' ? 'calls.swap' : `phone.${key}`),
              name: text(`calls.${key}-party`, { party: who }),
              press: () => (key === 'hold' ? inCall(actions).toggleHold(call) : inCall(actions).resume(call)),
              busy,
              disabled,
            })
      }
      <button
        part="button hang-up"
        class="end"
        type="button"
        aria-label=${text('calls.end-party', { action: end, party: who })}
        @click=${() => actions.end(call)}
      >
        ${hangUp()}
      </button>
    </div>`;
  };

  const row = (view: RowsView, call: CallSnapshot): TemplateResult => {
    const { texts, snapshot, now, actions } = view;
    const incoming = isIncoming(call);
    const { title, subtitle } = party(call);
    const who = call.remoteName || actions.written(title) || texts.text(nameless(call));
    const isNumber = !call.remoteName && Boolean(title);
    const waits = incoming && !call.pending.includes('answer') && spokenIn(snapshot);
    return html`<div
      role="listitem"
      data-call=${call.id}
      part=${`row ${incoming ? 'waiting' : call.state}`}
      class=${`row ${incoming ? 'waiting' : ''}`}
    >
      <div class="whom">
        <bdi part="row-party" class="whose" dir=${isNumber ? 'ltr' : 'auto'} title=${who}>${who}</bdi>
        ${incoming && subtitle ? html`<bdi class="number" dir="ltr" title=${subtitle}>${actions.written(subtitle)}</bdi>` : nothing}
        <span class="state"
          >${
            waits
              ? html`<span part="dot" class="dot busy"></span> <span part="label">${text('calls.waiting')}</span>`
              : renderStatus(snapshot, call, now, texts)
          }</span
        >
      </div>
      ${incoming ? choices(view, call) : controls(view, call, who)}
    </div>`;
  };

  return {
    choices,
    // A row that moves is made anew, so that nobody who has the focus in it presses a button of another call.
    rows: (view, calls) =>
      html`<div part="calls" class="rows" role="list" aria-label=${text('calls.label')}>
        ${calls.map((call) => keyed(call.id, row(view, call)))}
      </div>`,
  };
}
