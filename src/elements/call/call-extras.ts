import { css, html, nothing, svg, type CSSResult, type LitElement, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { CallSnapshot, ClientSnapshot } from '../../contract/snapshots.ts';
import { lookup } from '../../localization/localize.ts';
import { isIncoming, isLive } from '../../selectors/current-call.ts';
import { spokenIn } from '../../selectors/live-calls.ts';
import { party } from '../../selectors/status.ts';
import { renderDialpad } from '../dialpad/keys.ts';
import type { CallActions } from '../call-actions.ts';
import { isField } from '../keyboard.ts';
import { phoneNumbers } from '../numbers/numbers.ts';
import { call, close, hangUp, icon, line, mute, spinner } from '../icons.ts';
import { LazyPart, PartKeeper } from '../lazy-part.ts';
import { renderStatus } from '../status/status.ts';
import type { CallView } from './call.ts';
import { nameless } from './nameless.ts';
import { roundButton } from './round-button.ts';
import type { CallTexts } from './texts.ts';

/** Several calls below each other. */
export interface RowsView {
  texts: CallTexts;
  snapshot: ClientSnapshot;
  /** Epoch milliseconds. */
  now: number;
  /** The server cannot be told anything now. */
  disabled: boolean;
  actions: CallActions;
}

/** What a user has opened in the place of a call's controls. */
export type Panel = 'keypad' | 'transfer';

/** What a user does in an answered call, in one element: it shows nothing as done, that the call's snapshots say. */
export interface InCall {
  /** The keys that are pressed in a call when it is answered, as far as that is still to be done. */
  readonly later: { readonly callId: string; readonly keys: string } | null;
  readonly transferable: boolean;
  /** What is opened in this call, the keys pressed in it, and the number that it is to be transferred to. */
  of(call: CallSnapshot | null): { readonly panel: Panel | null; readonly digits: string; readonly target: string };
  toggleMute(call: CallSnapshot): void;
  toggleHold(call: CallSnapshot): void;
  /** Speaks in this call: takes it off hold, and puts the one that is spoken in on hold. */
  resume(call: CallSnapshot): void;
  /** Opens a panel in place of the controls; null closes it. */
  open(call: CallSnapshot, panel: Panel | null): void;
  /** Sends a key of the keypad; while the server cannot be told, it is as if it had not been pressed. */
  press(call: CallSnapshot, key: string): void;
  /** A key pressed anywhere in the element, while a panel is open in the call; true if it was meant for that. */
  keydown(key: string, target: Element, call: CallSnapshot): boolean;
  /** A key pressed anywhere in the element, while its keypad is to be seen; true if it was one of its keys. */
  digit(key: string, target: Element, call: CallSnapshot): boolean;
  /** What is written where the number belongs that the call is to go to. */
  aim(call: CallSnapshot, target: string): void;
  /** Those with whom a call can be joined: the other calls that were answered and go on. */
  others(call: CallSnapshot): readonly CallSnapshot[];
  /** To the number that is written, or to the other side of another call. */
  transfer(call: CallSnapshot, other?: CallSnapshot): Promise<void>;
  /** Presses keys when the call is answered, as people would: one after another, and a comma is a pause. */
  pressLater(call: CallSnapshot, keys: string): Promise<void>;
  /** Nothing more is pressed in the call by itself. */
  dropLater(): void;
}

/**
 * What a call's view has beyond what it cannot do without: everything but who it is, how it stands, and the buttons
 * to answer, reject and hang up.
 */
export interface CallExtras {
  readonly styles: CSSResult;
  avatar(title: string, subtitle: string): TemplateResult;
  /** The controls of an answered call, or what is open in their place. */
  controls(view: CallView, call: CallSnapshot): TemplateResult;
  /** The keys of a call, and those that were pressed. */
  keypad(view: CallView, call: CallSnapshot): TemplateResult;
  /** What can be done in an answered call, in one element. */
  inCall(actions: CallActions): InCall;
  /** Beside hanging up, while something is open. */
  closePanel(view: CallView, call: CallSnapshot): TemplateResult;
  /** These calls, each with what can be done about it. */
  rows(view: RowsView, calls: readonly CallSnapshot[]): TemplateResult;
  /** What can be done about somebody who calls. */
  choices(view: RowsView, call: CallSnapshot): TemplateResult;
  /** That the browser keeps sound back, and what to do about it; nothing while it does not. */
  soundOff(snapshot: ClientSnapshot): unknown;
  /** The way back from entering the number of another call. */
  back(press: () => void): TemplateResult;
  /** The keys that are pressed when the call is answered, and a way not to. */
  later(keys: string, actions: CallActions): TemplateResult;
  /** Closing, and calling again. */
  ending(view: CallView, call: CallSnapshot): TemplateResult;
}

/**
 * What the extras are made with. They get it handed, and import nothing: a chunk of the script-tag bundle that imports
 * from the bundle would fetch all of it anew where the page's address for it has a query.
 */
const kit = {
  call,
  close,
  css,
  hangUp,
  html,
  icon,
  isField,
  isIncoming,
  isLive,
  /** Its own type cannot be named outside of Lit. */
  keyed: keyed as (key: unknown, value: unknown) => unknown,
  line,
  lookup,
  mute,
  nameless,
  nothing,
  party,
  phoneNumbers,
  renderDialpad,
  renderStatus,
  roundButton,
  spinner,
  spokenIn,
  svg,
};

export type Kit = typeof kit;

/** The page's extras: of no use before the phone is connected, so they are fetched then. */
export const callExtras = new LazyPart<CallExtras>(
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  async (_attempt) => (await import('./lazy/call-extras.ts')).createExtras(kit),
);

/**
 * Sees to it that one element has the extras. Before there is a connection there is nothing to show with them; then
 * they are there before they are needed.
 */
export class ExtrasKeeper extends PartKeeper {
  constructor(host: LitElement) {
    super(host, callExtras);
  }
}
