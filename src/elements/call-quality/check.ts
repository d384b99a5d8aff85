import { css, html, nothing, type CSSResult, type LitElement } from 'lit';
import type { PhoneClient } from '../../contract/client.ts';
import { ERROR_MESSAGES, type ErrorCode } from '../../contract/errors.ts';
import { lookup, number } from '../../localization/localize.ts';
import { alert, done } from '../icons.ts';
import { LazyPart } from '../lazy-part.ts';

/** Who offers to check. */
export interface CheckHost extends LitElement {
  readonly client: PhoneClient;
  /** Without one, the microphone alone is checked. */
  readonly checkDestination: string | null;
}

export interface CheckView {
  readonly styles: CSSResult;
  /** At most once in a shadow root. */
  render(host: CheckHost): unknown;
}

/** What the view is made with; it gets it handed, and imports nothing, as the extras of the phone do. */
const kit = {
  alert,
  css,
  done,
  html,
  lookup,
  nothing,
  number,
  problem: (code: ErrorCode): string => lookup(ERROR_MESSAGES, code),
};

export type Kit = typeof kit;

/** Of no use where it was not asked for, so it is fetched where it was. */
export const checkView = new LazyPart<CheckView>(
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  async (_attempt) => (await import('./lazy/check-view.ts')).createView(kit),
);
