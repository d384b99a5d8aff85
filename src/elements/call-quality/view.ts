import { css, html, nothing, svg, type CSSResult } from 'lit';
import type { CallSnapshot } from '../../contract/snapshots.ts';
import { STATUS } from '../../localization/en/status.ts';
import { lookup, number } from '../../localization/localize.ts';
import { callStatus } from '../../selectors/status.ts';
import { LazyPart } from '../lazy-part.ts';

/** Signal bars with a word, and the numbers behind them on a press. */
export interface QualityView {
  readonly styles: CSSResult;
  /**
   * Nothing before the answer and after the end. At most once in a shadow root. With `levelOnly` nothing either where
   * there is no level to show: beside a status that says why.
   */
  render(call: CallSnapshot, levelOnly?: boolean): unknown;
}

/** What the view is made with; it gets it handed, and imports nothing, as the extras of the phone do. */
const kit = { callStatus, css, html, lookup, nothing, number, STATUS, svg };

export type Kit = typeof kit;

/** Of no use without a call, so it is fetched then. */
export const qualityView = new LazyPart<QualityView>(
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  async (_attempt) => (await import('./lazy/quality-view.ts')).createView(kit),
);
