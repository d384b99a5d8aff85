import type { CSSResult, LitElement, TemplateResult } from 'lit';
import type { CallSnapshot, ClientSnapshot } from '../../contract/snapshots.ts';
import { incomingCall } from '../../selectors/incoming-call.ts';
import { hangUpButton } from '../call/hang-up-button.ts';
import { nameless } from '../call/nameless.ts';
import type { CallTexts } from '../call/texts.ts';
import type { CallActions } from '../call-actions.ts';
import { hangUp } from '../icons.ts';
import { isField } from '../keyboard.ts';
import { viewKit } from '../kit.ts';
import { lazyView, PartKeeper } from '../lazy-part.ts';
import { renderStatus } from '../status/status.ts';

/** How the phone stands on the page: where it is written, or above everything, behind a button. */
export type PhoneLayout = 'inline' | 'floating';

/** What a floating phone has of its element. */
export interface FloatingHost extends LitElement {
  open: boolean;
}

/** What its launcher shows. */
export interface FloatingView {
  texts: CallTexts;
  snapshot: ClientSnapshot;
  /** The call that the phone shows. */
  call: CallSnapshot | null;
  /** Epoch milliseconds. */
  now: number;
  actions: CallActions;
}

/** The frame of one phone that floats. */
export interface Floating {
  /** To be called before each rendering: opens for a call that comes in. */
  follow(view: FloatingView): void;
  render(view: FloatingView, panel: TemplateResult): TemplateResult;
  /** What the phone's header has beside its state. */
  tools(): TemplateResult;
  /** The phone floats no more. */
  end(): void;
}

export interface FloatingPart {
  readonly styles: CSSResult;
  create(host: FloatingHost): Floating;
}

/** What it is made with; see `lazyView`. */
const kit = {
  ...viewKit,
  hangUp,
  hangUpButton,
  incomingCall,
  isField,
  nameless,
  renderStatus,
};

export type Kit = typeof kit;

/** Of no use to a phone that stands where it is written. */
export const floatingPart = lazyView(
  kit,
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  (_attempt) => import('./lazy/floating.ts'),
);

/** Sees to it that a phone which is to float has what it takes. */
export class FloatingKeeper extends PartKeeper {
  /** Null while the phone does not float, and until it can. */
  frame: Floating | null = null;
  readonly #host: FloatingHost;

  constructor(host: FloatingHost) {
    super(host, floatingPart);
    this.#host = host;
  }

  override follow(wanted: boolean): void {
    super.follow(wanted);
    if (wanted) {
      this.frame ??= floatingPart.value?.create(this.#host) ?? null;
    } else {
      this.frame?.end();
      this.frame = null;
    }
  }
}
