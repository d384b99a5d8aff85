import type { CSSResult, TemplateResult } from 'lit';
import type { PhoneClient } from '../../contract/client.ts';
import type { ClientEventName } from '../../contract/events.ts';
import { viewKit } from '../kit.ts';
import { lazyView } from '../lazy-part.ts';

/** What has been observed: an event of the client, or how it stood when the element came upon it. */
export interface Entry {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly name: ClientEventName | 'snapshot';
  readonly detail: object;
}

/** What a panel has of its element. */
export interface InspectorHost {
  readonly client: PhoneClient;
  /** Oldest first. */
  readonly entries: readonly Entry[];
  clear(): void;
  requestUpdate(): void;
}

/** Everything that an inspector shows; it keeps what the user has chosen. */
export interface InspectorPanel {
  render(): TemplateResult;
}

export interface InspectorView {
  readonly styles: CSSResult;
  panel(host: InspectorHost): InspectorPanel;
}

/** What the view is made with; see `lazyView`. */
export type Kit = typeof viewKit;

/** Of no use to those who use a page, so it is fetched by the pages of those who make one. */
export const inspectorView = lazyView(
  viewKit,
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  (_attempt) => import('./lazy/inspector-view.ts'),
);
