import { html, nothing, type TemplateResult } from 'lit';
import type { CallSnapshot } from '../../contract/snapshots.ts';
import { isIncoming, isLive } from '../../selectors/current-call.ts';
import { party } from '../../selectors/status.ts';
import type { CallActions } from '../call-actions.ts';
import { call as callIcon, hangUp } from '../icons.ts';
import { callExtras } from './call-extras.ts';
import { nameless } from './nameless.ts';
import { roundButton } from './round-button.ts';
import type { CallTexts } from './texts.ts';

export interface CallView {
  texts: CallTexts;
  /** Null while the call is only wished for: the phone connects first. */
  call: CallSnapshot | null;
  status: TemplateResult;
  /** How good it is, where that is shown. */
  quality?: unknown;
  /** The server cannot be told anything now; once the call has ended: nothing can be called now. */
  disabled: boolean;
  actions: CallActions;
  /** Opens the entry of another call's number; without it, that is not offered. */
  add?: () => void;
}

export type CallKind = 'incoming' | 'call' | 'ended';

/** How far the call is, or the one that is only wished for. */
export function callKind(call: CallSnapshot | null): CallKind {
  if (!call) return 'call';
  if (!isLive(call)) return 'ended';
  return isIncoming(call) ? 'incoming' : 'call';
}

/**
 * A call that comes in, goes on or is over. Whatever could not be fetched yet, answering, rejecting and hanging up
 * are possible throughout.
 */
export function renderCall(view: CallView): TemplateResult {
  const { call } = view;
  const kind = callKind(call);
  return html`<div part=${kind} class=${`view ${kind} ${openPanel(view) ? 'open' : ''}`}>
    ${renderParty(view)} ${kind === 'incoming' && call ? renderDecision(view, call) : nothing}
    ${kind === 'call' ? renderControls(view) : nothing}
    ${kind === 'ended' && call ? callExtras.value?.ending(view, call) : nothing}
  </div>`;
}

/** What the user has opened in place of the controls; it has to be there. */
export const openPanel = ({ call, actions }: Pick<CallView, 'call' | 'actions'>): string | null =>
  actions.inCall?.of(call).panel ?? null;

/** Who is at the other end, and how the call stands. */
export function renderParty(view: CallView): TemplateResult {
  const { call, actions, status, quality = nothing } = view;
  const later = actions.inCall?.later;
  const { title, subtitle } = call ? party(call) : { title: actions.dialling?.number ?? '', subtitle: '' };
  return html`<div class="who">
    ${callExtras.value?.avatar(title, subtitle)}
    <p part="party" class="party" tabindex="-1">${renderTitle(view, title)}</p>
    ${
      subtitle
        ? html`<p part="party-number" class="number">
            <bdi dir="ltr" title=${subtitle}>${actions.written(subtitle)}</bdi>
          </p>`
        : nothing
    }
    <p class="status">${status}</p>
    ${later && call?.id === later.callId ? callExtras.value?.later(later.keys, actions) : nothing} ${quality}
  </div>`;
}

/** Numbers are written from left to right everywhere. What is too long to be shown whole is told by its title. */
function renderTitle({ texts, call, actions }: CallView, title: string): TemplateResult {
  const isNumber = !call?.remoteName && title;
  const words = isNumber ? actions.written(title) : title || texts.text(nameless(call));
  return html`<bdi dir=${isNumber ? 'ltr' : 'auto'} title=${words}>${words}</bdi>`;
}

/** Someone calls. While the microphone is being asked for, the call can still be rejected. */
export function renderDecision({ texts: { text }, actions }: CallView, call: CallSnapshot): TemplateResult {
  return html`<div class="controls pair">
    ${roundButton({
      part: 'reject',
      label: text('phone.reject'),
      icon: hangUp(),
      press: () => actions.end(call),
      busy: call.pending.includes('reject'),
    })}
    ${roundButton({
      part: 'answer',
      label: text('phone.answer'),
      icon: callIcon(),
      press: () => actions.answer(call),
      busy: call.pending.includes('answer'),
    })}
  </div>`;
}

/** The controls of a call, or what is open in their place; and always the way to hang up. */
export function renderControls(view: CallView): TemplateResult {
  const { texts, call, actions } = view;
  const extras = callExtras.value;
  return html`${call && call.answeredAt !== null ? extras?.controls(view, call) : nothing}
    ${call && call.answeredAt !== null ? html`<slot name="controls"></slot>` : nothing}
    <div class="bar">
      ${hangUpButton(texts, () => actions.end(call))}
      ${call && openPanel(view) ? extras?.closePanel(view, call) : nothing}
    </div>`;
}

export const hangUpButton = ({ text }: Pick<CallTexts, 'text'>, press: () => void): TemplateResult =>
  html`<button
    part="button hang-up"
    class="disc hang-up"
    type="button"
    aria-label=${text('phone.hang-up')}
    @click=${press}
  >
    ${hangUp()}
  </button>`;
