import { isIncoming, isLive } from '../../../selectors/current-call.ts';
import { connectionStatus, statusTone } from '../../../selectors/status.ts';
import { talkSeconds } from '../../../selectors/timer.ts';
import type { TemplateResult } from 'lit';
import type { CallSnapshot } from '../../../contract/snapshots.ts';
import { FLOATING } from '../../../localization/en/lazy/floating.ts';
import type { FloatingView, Kit } from '../floating.ts';

/** What the user does with the launcher. */
export interface LauncherActions {
  readonly open: (event: MouseEvent) => void;
  readonly keydown: (event: KeyboardEvent) => void;
  readonly answer: (call: CallSnapshot) => void;
}

/** What stands on the page while the phone is minimised: a button, or the call with what cannot wait. */
export type Launcher = (view: FloatingView, missed: number, open: boolean, actions: LauncherActions) => TemplateResult;

export function createLauncher(kit: Kit): Launcher {
  const { call: callIcon, hangUp, hangUpButton, html, incomingCall, lookup, nothing } = kit;

  /** What is wrong with the connection, for those who do not see the dot. */
  const trouble = ({ snapshot: { connection }, texts }: FloatingView): string | null => {
    const tone = statusTone(connection, null);
    return tone === 'bad' || tone === 'warning' ? texts.text(`connection.${connectionStatus(connection)}`) : null;
  };

  const idle = (view: FloatingView, missed: number): TemplateResult => {
    const wrong = trouble(view);
    return html`<slot name="launcher">${callIcon()}</slot>
      ${wrong ? html`<span class="corner"><span class="dot ${statusTone(view.snapshot.connection, null)}"></span></span>` : nothing}
      ${missed ? html`<span part="launcher-badge" class="badge" aria-hidden="true">${missed}</span>` : nothing}`;
  };

  const idleName = (view: FloatingView, missed: number): string =>
    [lookup(FLOATING, 'floating.open'), missed && lookup(FLOATING, 'floating.missed', { count: missed }), trouble(view)]
      .filter(Boolean)
      .join(', ');

  const titleOf = ({ texts, actions }: FloatingView, call: CallSnapshot | null): string =>
    call?.remoteName ||
    actions.written(call ? call.remoteNumber : (actions.dialling?.number ?? '')) ||
    texts.text(kit.nameless(call));

  /** Who it is, and how it stands. */
  const whom = (view: FloatingView, call: CallSnapshot | null): TemplateResult => {
    const { snapshot, now, texts } = view;
    // The seconds are not in its name: what has the focus is read anew whenever that changes.
    const seconds = call && isLive(call) ? talkSeconds(call, now) : null;
    const timer =
      seconds === null ? nothing : html`<span part="timer" aria-hidden="true">${texts.duration(seconds)}</span>`;
    const status = call
      ? html`${kit.renderStatus(snapshot, seconds === null ? call : { ...call, answeredAt: null }, now, texts)} ${timer}`
      : html`<span class="dot busy"></span> ${texts.text('call.calling')}`;
    return html`<span class="whom"
      ><span class="whose"><bdi>${titleOf(view, call)}</bdi></span> <span class="status">${status}</span></span
    >`;
  };

  /** Nothing that a person would have to open the phone for when it cannot wait. */
  const urgent = (
    { texts, actions }: FloatingView,
    call: CallSnapshot | null,
    answer: LauncherActions['answer'],
  ): TemplateResult | typeof nothing => {
    if (call && !isLive(call)) return nothing;
    if (!call || !isIncoming(call)) return hangUpButton(texts, () => actions.end(call));
    const busy = (command: 'answer' | 'reject'): boolean => call.pending.includes(command);
    return html`<button
        part="button reject"
        class="disc hang-up"
        type="button"
        aria-label=${texts.text('phone.reject')}
        aria-disabled=${busy('reject')}
        @click=${() => busy('reject') || actions.end(call)}
      >
        ${hangUp()}
      </button>
      <button
        part="button answer"
        class="disc call"
        type="button"
        aria-label=${texts.text('phone.answer')}
        aria-disabled=${busy('answer')}
        @click=${() => busy('answer') || answer(call)}
      >
        ${callIcon()}
      </button>`;
  };

  return (view, missed, open, { open: press, keydown, answer }) => {
    const { call, snapshot, actions } = view;
    const row = (shown: CallSnapshot | null): TemplateResult => {
      const busy = shown !== null || actions.dialling !== null;
      const kind = busy ? (shown && isIncoming(shown) ? 'ringing' : 'busy') : 'idle';
      return html`<div class="puck ${kind}">
        <button
          part="launcher"
          class="launcher"
          type="button"
          aria-haspopup="dialog"
          aria-expanded=${open}
          aria-label=${busy ? nothing : idleName(view, missed)}
          aria-describedby="hint"
          @click=${press}
          @keydown=${keydown}
        >
          ${busy ? whom(view, shown) : idle(view, missed)}
        </button>
        ${busy ? urgent(view, shown, answer) : nothing}
      </div>`;
    };
    const waiting = incomingCall(snapshot, null);
    return html`${waiting && waiting !== call ? row(waiting) : nothing} ${row(call)}
      <span id="hint" hidden>${lookup(FLOATING, 'floating.hint')}</span>`;
  };
}
