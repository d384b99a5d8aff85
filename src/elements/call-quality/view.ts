import type { CSSResult, LitElement } from 'lit';
import type { PhoneClient } from '../../contract/client.ts';
import type { CallSnapshot } from '../../contract/snapshots.ts';
import { STATUS } from '../../localization/en/status.ts';
import { number } from '../../localization/localize.ts';
import { callStatus } from '../../selectors/status.ts';
import { viewKit } from '../kit.ts';
import { lazyView, PartKeeper } from '../lazy-part.ts';

/** Signal bars with a word, and the numbers behind them on a press. */
export interface QualityView {
  readonly styles: CSSResult;
  /**
   * Nothing before the answer and after the end. At most once in a shadow root. With `levelOnly` nothing either where
   * there is no level to show: beside a status that says why.
   */
  render(call: CallSnapshot, levelOnly?: boolean): unknown;
  /** The same, for an element of its own; without a call the check that it offers, if it does. */
  show(host: CheckHost, call: CallSnapshot | null): unknown;
}

/** Who offers to check, before a call. */
export interface CheckHost extends LitElement {
  readonly client: PhoneClient;
  /** Empty: the microphone alone is checked. Null: nothing is. */
  readonly checkDestination: string | null;
}

/** What the views are made with; see `lazyView`. */
const kit = { ...viewKit, callStatus, lazyView, number, PartKeeper, STATUS };

export type Kit = typeof kit;

/** Of no use without a call, so it is fetched then. */
export const qualityView = lazyView(
  kit,
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  (_attempt) => import('./lazy/quality-view.ts'),
);
