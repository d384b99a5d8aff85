import { css, html, nothing, svg, type CSSResult, type LitElement, type TemplateResult } from 'lit';
import type { CallSnapshot } from '../../contract/snapshots.ts';
import { lookup } from '../../localization/localize.ts';
import { renderDialpad } from '../dialpad/keys.ts';
import { call, close, icon, line, mute, spinner } from '../icons.ts';
import { LazyPart, PartKeeper } from '../lazy-part.ts';
import type { CallView } from './call.ts';
import { roundButton } from './round-button.ts';

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
  /** Beside hanging up, while something is open. */
  closePanel(view: CallView, call: CallSnapshot): TemplateResult;
  /** Closing, and calling again. */
  ending(view: CallView, call: CallSnapshot): TemplateResult;
}

/**
 * What the extras are made with. They get it handed, and import nothing: a chunk of the script-tag bundle that imports
 * from the bundle would fetch all of it anew where the page's address for it has a query.
 */
const kit = { call, close, css, html, icon, line, lookup, mute, nothing, renderDialpad, roundButton, spinner, svg };

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
