import type { CSSResult, LitElement, TemplateResult } from 'lit';
import type { CallSnapshot, ClientSnapshot } from '../../contract/snapshots.ts';
import type { ClientController } from '../../controllers/client.ts';
import { seconds } from '../../localization/localize.ts';
import { pageViews } from '../../views.ts';
import type { CallActions } from '../call-actions.ts';
import { renderDialpad } from '../dialpad/keys.ts';
import { hangUp } from '../icons.ts';
import { viewKit } from '../kit.ts';
import { phoneView, PartKeeper } from '../lazy-part.ts';
import { phoneNumbers, planOf } from '../numbers/numbers.ts';
import { renderStatus } from '../status/status.ts';
import { hangUpButton } from './hang-up-button.ts';
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

/** What shows calls, and what a user does in them. */
export interface CallViews {
  readonly styles: CSSResult;
  /** A call that comes in, goes on or is over, or one that is only wished for. */
  call(view: CallView): TemplateResult;
  /** Someone calls: who, and what can be done about it. */
  incoming(view: CallView & RowsView, call: CallSnapshot): TemplateResult;
  /** The controls of a call, or what is open in their place; and always the way to hang up. */
  controls(view: CallView): TemplateResult;
  /** The keys of a call, and those that were pressed. */
  keypad(view: CallView, call: CallSnapshot): TemplateResult;
  /** What can be done in an answered call, in one element. */
  inCall(actions: CallActions): InCall;
  /** The live calls but the one that is shown; `back`: the way back from entering the number of another. */
  others(view: RowsView, shown: CallSnapshot | null, back: (() => void) | null): unknown;
  /** These calls, each with what can be done about it. */
  rows(view: RowsView, calls: readonly CallSnapshot[]): TemplateResult;
  /** That the browser keeps sound back, and what to do about it; nothing while it does not. */
  soundOff(snapshot: ClientSnapshot): unknown;
  /** What is wrong with the microphone, what to do, and until when. `callId`: of this call alone. */
  mediaRecovery(bound: ClientController, callId: string | null): unknown;
  /** The call that a call button shows: the one that it made last, or one to this destination. */
  calledBy(actions: CallActions, destination: string | null): CallSnapshot | null;
  /** In the place of hanging up, once the call of a call button is over. */
  again(texts: Pick<CallTexts, 'text'>, disabled: boolean, press: () => void): TemplateResult;
}

/** What the views are made with; see `lazyView`. */
const kit = {
  ...viewKit,
  hangUp,
  hangUpButton,
  phoneNumbers,
  planOf,
  renderDialpad,
  renderStatus,
  seconds,
};

export type Kit = typeof kit;

/** The page's views of calls: of no use before the phone is connected, and there by then. */
export const callViews = phoneView(
  kit,
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  (_attempt) => import('./lazy/call-views.ts'),
);

/** Sees to it that one element has them, and that the page's phone does not connect without. */
export class CallViewsKeeper extends PartKeeper {
  constructor(host: LitElement) {
    super(host, callViews);
    pageViews().wanted.add(callViews.once);
  }
}
